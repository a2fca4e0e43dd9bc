import pytest

from communications.delivery.sending import send_release
from communications.verbs import drafting, releasing, reviewing
from communications.verbs.attaching import attach
from tests.communications.delivery.servers import mailer, smtp_server
from tests.communications.test_drafting import audience_of
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


@pytest.fixture
def let_go(incident, tomas, amara, lena, mailbox):
    """`let_go("customers", kind)`: written from the facts, approved, released, sent. Returns the release."""

    def released(slug, kind="root_cause", file=b"", **linked):
        (draft,) = drafting.draft(tomas, incident, kind, [audience_of(incident, slug)], **linked)
        if file:
            attach(tomas, draft, "Überblick.pdf", file)
        revision = reviewing.submit(tomas, draft)
        for reviewer in (amara, lena)[: revision.reviewers_needed]:
            reviewing.approve(reviewer, revision, revision.digest)
        draft.refresh_from_db()
        (release,) = releasing.release(lena, [draft])
        send_release(release.pk)
        return release

    return released
