"""Writing to a key contact: one mail, seen as it leaves; never to an address that is not to be written to."""

import pytest
from django.core import mail
from django.urls import reverse

from communications.delivery.threads import thread_id
from communications.models import Suppression
from feedback.models import Letter, Outreach
from feedback.posting import sweep
from postincident import clock
from tests.communications.factories import make_contact, make_group
from tests.factories import make_incident
from tests.feedback.factories import make_response, make_told

pytestmark = pytest.mark.django_db
SAID = {"subject": "The outage", "words": "Hello, how was it?"}


@pytest.fixture
def group(db):
    return make_group()


@pytest.fixture
def contact(group):
    return make_contact(group, is_key=True)


@pytest.fixture
def incident(group, contact):
    return make_told(make_incident(), group=group).incident


def url(name, incident, contact):
    return reverse(f"feedback:{name}", args=[incident.reference, contact.pk])


def test_it_begins_with_suggested_words_and_is_seen_before_it_leaves(sign_in, tomas, incident, contact):
    client, page = sign_in(tomas), url("outreach-write", incident, contact)
    assert f"Hello {contact.name}" in client.get(page).text
    shown = client.post(page, SAID | {"do": "look"})
    assert contact.endpoints.get().address in shown.text and not Letter.objects.exists()
    seen = shown.context["sheet"].digest
    client.post(page, SAID | {"words": "Otherwise.", "do": "send", "seen": seen})
    assert not Letter.objects.exists()
    for _ in range(2):
        client.post(page, SAID | {"do": "send", "seen": seen})
    assert sweep(clock.now()) == 1
    (sent,) = mail.outbox
    assert sent.to == [contact.endpoints.get().address] and sent.subject == "The outage"
    assert sent.extra_headers["References"] == thread_id(incident)
    assert Outreach.objects.get().outcome == ""
    assert "Mailed" in client.get(reverse("feedback:outreach-list", args=[incident.reference])).text
    assert "Hello, how was it?" in client.get(url("outreach-note", incident, contact)).text


@pytest.mark.parametrize("own_group", [True, False])
def test_who_unsubscribed_is_not_written_to(sign_in, tomas, incident, contact, group, own_group):
    address = contact.endpoints.get().address_hash
    Suppression.objects.create(
        address_hash=address, group=group if own_group else None, reason=Suppression.Reason.UNSUBSCRIBED
    )
    shown = sign_in(tomas).post(url("outreach-write", incident, contact), SAID | {"do": "send"})
    assert "does not want mail" in shown.text and not Letter.objects.exists()


def test_who_has_no_address_is_not_written_to(sign_in, tomas, incident, contact):
    contact.endpoints.all().delete()
    shown = sign_in(tomas).post(url("outreach-write", incident, contact), SAID | {"do": "look"})
    assert "no mail address" in shown.text and not Letter.objects.exists()


def test_what_they_wrote_back_stands_beside_it(sign_in, tomas, incident, contact):
    make_response(incident, source="reply", contact=contact, words="It came too late.")
    make_response(incident, source="link", words="Somebody else's")
    shown = sign_in(tomas).get(url("outreach-note", incident, contact)).text
    assert "It came too late." in shown and "Somebody else" not in shown


def test_the_list_makes_the_same_queries_for_two_and_twenty(sign_in, tomas, incident, group, connection_queries):
    client, page = sign_in(tomas), reverse("feedback:outreach-list", args=[incident.reference])

    def more(n):
        for _ in range(n):
            row = Outreach.objects.create(incident=incident, group=group, contact=make_contact(group, is_key=True))
            row.letters.create(state="sent", words="Hello", by=tomas, said_at=clock.now())

    more(2)
    few = connection_queries(lambda: client.get(page))
    more(18)
    assert connection_queries(lambda: client.get(page)) == few
