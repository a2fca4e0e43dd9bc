import pytest

from communications.models import Delivery
from tests.communications.factories import make_audience, make_communication, make_contact, make_delivery, make_release


@pytest.fixture(autouse=True)
def addresses(settings):
    settings.DEFAULT_FROM_EMAIL = "incidents@northwind.example"
    settings.BOUNCE_ADDRESS = "bounces@northwind.example"


@pytest.fixture
def delivery(db) -> Delivery:
    audience = make_audience()
    contact = make_contact(audience.group, address="ana@example.net")
    release = make_release(make_communication(audience, state="released"))
    return make_delivery(release, "ana@example.net", state="sent", contact=contact)
