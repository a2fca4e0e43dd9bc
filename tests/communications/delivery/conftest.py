import pytest

from tests.communications.delivery.servers import mailer, smtp_server
from tests.processes import free_port


@pytest.fixture
def mailbox(settings):
    settings.MAIL_DOMAIN = "northwind.example"
    settings.DEFAULT_FROM_EMAIL = "incidents@northwind.example"
    with smtp_server() as box:
        settings.MAILERS = mailer(box.port)
        yield box


@pytest.fixture
def no_server(settings):
    """A port where nobody listens."""
    settings.MAILERS = mailer(free_port())


@pytest.fixture
def outbox(settings):
    settings.MAILERS = {"default": {"BACKEND": "communications.delivery.eml.EmlBackend"}}
    return settings.OUTBOX_DIR
