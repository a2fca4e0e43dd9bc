"""The same mail arrives by several processes at the same moment: real threads, on both databases."""

import pytest

from communications.incoming.receiving import receive
from communications.models import DeliveryReport, Suppression
from feedback.models import Response
from tests.communications.factories import make_audience, make_communication, make_delivery, make_release
from tests.communications.incoming.samples import dsn, mail
from tests.postincident.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def deliveries():
    release = make_release(make_communication(make_audience(), state="released"))
    return [make_delivery(release, f"ana{number}@example.net", state="sent") for number in range(4)]


def test_one_bounce_counts_once(deliveries):
    said = at_once(lambda _number: receive(dsn(deliveries[0])).sentence)
    assert sorted(said) == ["Ignored: this report was noted before."] * 3 + ["Noted: bounced."]
    assert DeliveryReport.objects.count() == Suppression.objects.count() == 1


def test_bounces_of_one_address_suppress_it_once(deliveries):
    hashed = deliveries[0].address_hash
    for one in deliveries:
        one.address_hash = hashed
        one.save()
    at_once(lambda number: receive(dsn(deliveries[number], own_id=str(number), address="ana0@example.net")))
    assert (DeliveryReport.objects.count(), Suppression.objects.count()) == (4, 1)


def test_one_reply_is_one_response(deliveries):
    said = at_once(lambda _number: receive(mail("Thanks", In_Reply_To=deliveries[0].message_id)).sentence)
    assert sorted(said) == ["Ignored: this reply is here already."] * 3 + ["Kept: a reply."]
    assert Response.objects.count() == 1
