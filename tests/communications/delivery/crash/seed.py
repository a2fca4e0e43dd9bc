"""Lets one release go in a migrated database."""

import itertools

from communications.models import Delivery, Endpoint
from communications.tasks import go
from communications.verbs import releasing
from postincident.links import hash_address
from tests.communications.factories import make_release

CHUNK = 2000
READER = "reader"


def address_of(number):
    return f"{READER}{number}@example.net"


def seed(recipients):
    release = make_release()
    rows = (
        Delivery(
            release=release,
            communication=release.communication,
            incident=release.incident,
            kind=release.communication.kind,
            round=release.communication.round,
            channel=Endpoint.Kind.MAIL,
            name=f"Reader {number}",
            address=address_of(number),
            address_hash=hash_address(address_of(number)),
            message_id=f"<{number:024x}@northwind.example>",
        )
        for number in range(recipients)
    )
    while chunk := list(itertools.islice(rows, CHUNK)):
        Delivery.objects.bulk_create(chunk)
    go.enqueue(release.pk)


def send_unconfirmed_again():
    """What a person may decide."""
    for release in Delivery.objects.filter(state=Delivery.State.UNCONFIRMED)[:1]:
        releasing.decide_unconfirmed(release.release.released_by, release.release, "resend")
