"""A letter that came back: it did not arrive, and whoever waits for it, or is to call, is told so."""

import pytest
from anymail.signals import AnymailTrackingEvent
from django.core import mail
from django.urls import reverse

from communications.incoming.receiving import receive
from communications.incoming.webhooks import take_events
from communications.models import Suppression
from feedback.models import Letter, Outreach, Response
from feedback.posting import sweep
from feedback.verbs import letters, outreach
from postincident import clock
from postincident.errors import Refused
from postincident.models import Event
from tests.communications.factories import make_contact, make_group
from tests.communications.incoming.samples import arf, dsn
from tests.factories import make_incident
from tests.feedback.factories import make_response, make_told

pytestmark = pytest.mark.django_db
GONE = "550 5.1.1 User unknown"


@pytest.fixture
def contact(db):
    return make_contact(make_group(), address="rui@example.net", is_key=True, name="Rui Pires")


@pytest.fixture
def written(tomas, contact):
    """A letter to a key contact that the mail server took."""
    group = contact.memberships.get().group
    incident = make_told(make_incident(), group=group).incident
    outreach.assign(tomas, incident, contact, group=group, owner=tomas, due_at=None)
    letters.write_to(tomas, incident, contact, group=group, subject="The outage", words="How was it?")
    assert sweep(clock.now()) == 1
    return Letter.objects.get()


def report(letter, **changes):
    """As a mail server sends it: nothing but the Message-ID says of what."""
    return dsn(letter, **{"said": GONE} | changes)


def again(letter):
    return Letter.objects.get(pk=letter.pk)


def pages(client, letter):
    reference, contact = letter.outreach.incident.reference, letter.outreach.contact_id
    addresses = (
        "/",
        reverse("feedback:outreach-list", args=[reference]),
        reverse("feedback:outreach-note", args=[reference, contact]),
    )
    return [client.get(address).text for address in addresses]


def test_a_mail_to_a_key_contact_that_came_back_says_so_and_asks_to_call(sign_in, tomas, written):
    client = sign_in(tomas)
    assert not any("did not arrive" in page for page in pages(client, written))
    assert receive(report(written)).sentence == "Noted of a letter: bounced."
    assert (again(written).state, again(written).server_said) == ("returned", GONE)
    home, listed, noted = pages(client, written)
    assert "Call Rui Pires: our mail did not arrive" in home
    assert "Came back" in listed and "Mailed" not in listed
    assert "Our mail did not arrive." in noted and GONE in noted
    assert Event.objects.get(verb="letter.returned").object_id == written.outreach_id
    outreach.note_outcome(
        tomas,
        written.outreach.incident,
        written.outreach.contact,
        "spoke",
        "",
        group=written.outreach.group,
        happened_at=clock.now(),
    )
    assert not any("did not arrive." in page or "Call Rui" in page for page in pages(client, written))


def test_what_bounced_for_good_is_written_to_no_more(tomas, written):
    receive(report(written))
    assert Suppression.objects.get().reason == "bounced"
    row = written.outreach
    with pytest.raises(Refused):
        letters.write_to(tomas, row.incident, row.contact, group=row.group, subject="S", words="Once more")


def test_what_may_pass_is_written_to_again(tomas, written):
    receive(report(written, status="4.2.2", said="452 4.2.2 Mailbox full"))
    assert again(written).state == "returned" and not Suppression.objects.exists()
    row = written.outreach
    letters.write_to(tomas, row.incident, row.contact, group=row.group, subject="The outage", words="How was it?")
    assert list(row.letters.values_list("state", flat=True)) == ["returned", "waiting"]
    assert Outreach.objects.get().letters.last().state != "returned"


def test_the_same_report_twice_a_delay_and_good_news_are_no_news(written):
    for octets in (report(written, action="delayed"), report(written, action="delivered")):
        assert receive(octets).sentence.startswith("Ignored")
        assert again(written).state == "sent"
    receive(report(written))
    assert receive(report(written)).sentence == "Ignored: no news of a letter."
    assert Event.objects.filter(verb="letter.returned").count() == 1


def test_of_another_address_it_says_nothing_for_good(written):
    receive(report(written, address="else@example.org"))
    assert again(written).state == "returned" and not Suppression.objects.exists()


def test_who_complained_is_written_to_no_more(tomas, written):
    receive(arf(written))
    assert (again(written).state, Suppression.objects.get().reason) == ("sent", "complained")
    assert Event.objects.get(verb="letter.complained").object_id == written.outreach_id


def test_a_provider_says_it_by_webhook(written):
    said = {"event_type": "bounced", "recipient": "rui@example.net", "mta_response": GONE}
    bounced = AnymailTrackingEvent(**said, message_id=written.message_id)
    assert [take_events([bounced]), take_events([bounced])] == [1, 0]
    assert again(written).state == "returned"


def test_who_asked_for_a_reply_waits_again_when_it_came_back(tomas):
    asked = make_response(reply_to="rui@example.net", may_reply=True)
    letters.answer(tomas, asked, "Once.")
    sweep(clock.now())
    assert len(mail.outbox) == 1 and not Response.objects.awaiting_reply().exists()
    receive(report(Letter.objects.get()))
    assert Response.objects.awaiting_reply().get() == asked


def test_of_somebody_erased_no_word_of_a_server_is_kept(written):
    Letter.objects.update(address="", words="")
    receive(report(written))
    assert (again(written).state, again(written).server_said) == ("returned", "")
    assert not Suppression.objects.exists()


def test_it_does_not_become_sent_again_when_its_report_came_first(written):
    Letter.objects.update(state="waiting", next_attempt_at=clock.now())
    receive(report(written))
    assert again(written).state == "returned" and sweep(clock.now()) == 0
