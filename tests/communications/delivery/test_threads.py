"""A correction or a follow-up answers the very mail that this address got of what it corrects or follows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communications.delivery.sending import send_release
from communications.delivery.threads import goes_back_to, references
from communications.models import Delivery
from tests.communications.factories import make_audience, make_communication, make_contact, make_delivery, make_release
from tests.communications.test_drafting import audience_of, incident  # noqa: F401 - fixture
from tests.communications.test_many_contacts import plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def audience(lena):
    return make_audience()


def told(audience, *addresses, kind="root_cause", round=1, state="sent", **linked):
    """A released communication that these addresses got."""
    one = make_communication(audience, kind=kind, round=round, state="released", **linked)
    release = make_release(one)
    for address in addresses:
        make_delivery(release, address, state=state)
    return one


def message_id(communication, address="ana@example.net"):
    return communication.deliveries.get(address=address).message_id


def refers_to(mail):
    return mail["In-Reply-To"], mail["References"].split()[1:]


def sent(mailbox, communication):
    send_release(communication.releases.get().pk)
    return {mail["To"].addresses[0].addr_spec: refers_to(mail) for mail in mailbox.messages}


def test_each_recipient_gets_an_answer_to_the_mail_of_their_own(audience, mailbox):
    first = told(audience, "ana@example.net", "rui@example.net")
    correction = told(audience, "ana@example.net", "rui@example.net", round=2, state="queued", corrects=first)
    mails = sent(mailbox, correction)
    for address in ("ana@example.net", "rui@example.net"):
        own = message_id(first, address)
        assert mails[address] == (own, [own])


def test_behind_the_thread_of_the_incident_stand_all_mails_it_goes_back_to(audience, mailbox):
    first = told(audience, "ana@example.net", kind="resolution")
    second = told(audience, "ana@example.net", kind="resolution", round=2, corrects=first)
    third = told(audience, "ana@example.net", kind="update", state="queued", follows=second)
    ids = [message_id(first), message_id(second)]
    assert sent(mailbox, third) == {"ana@example.net": (ids[-1], ids)}
    thread = mailbox.messages[0]["References"].split()[0]
    assert thread.startswith("<thread.") and thread.endswith("@northwind.example>")


def test_who_did_not_get_it_finds_the_thread_of_the_incident(audience, mailbox):
    first = told(audience, "ana@example.net")
    make_delivery(first.releases.get(), "gone@example.net", state="bounced")
    make_delivery(first.releases.get(), "later@example.net", state="deferred")
    addresses = ("gone@example.net", "later@example.net", "new@example.net")
    for reply_to, refers in sent(
        mailbox, told(audience, *addresses, kind="update", state="queued", follows=first)
    ).values():
        assert reply_to.startswith("<thread.")
        assert refers == []


def test_who_got_it_as_one_of_another_audience_gets_an_answer_to_that_mail(audience, mailbox):
    first = told(audience, "rui@example.net")
    other = told(make_audience(audience.incident), "ana@example.net")
    make_delivery(first.releases.get(), "ana@example.net", state="covered", covered_by=Delivery.objects.last())
    correction = told(audience, "ana@example.net", round=2, state="queued", corrects=first)
    assert sent(mailbox, correction) == {"ana@example.net": (message_id(other), [message_id(other)])}


def test_a_follow_up_that_is_truly_written_and_sent_answers_the_first(incident, let_go, mailbox):  # noqa: F811
    make_contact(audience_of(incident, "customers").group, address="ana@example.net")
    first = let_go("customers")
    let_go("customers", "update", follows=first.communication)
    let_go("customers", corrects=first.communication)
    mail, *answers = mailbox.messages
    assert mail["In-Reply-To"] == mail["References"]
    for answer in answers:
        assert answer["In-Reply-To"] == mail["Message-ID"]
        assert answer["References"].split() == [mail["References"], mail["Message-ID"]]


def test_it_asks_once_for_a_chunk_and_by_the_index_of_addresses(audience):
    addresses = [f"reader{number}@example.net" for number in range(150)]
    first = told(audience, *addresses)
    second = told(audience, *addresses, round=2, corrects=first)
    third = told(audience, kind="update", follows=second)
    with CaptureQueriesContext(connection) as captured:
        messages = goes_back_to(third)
    assert (messages, len(captured)) == ([("root_cause", 1), ("root_cause", 2)], 1)
    for back in (messages[:1], messages):
        with CaptureQueriesContext(connection) as captured:
            found = references(audience.incident_id, back, addresses)
        assert {len(ids) for ids in found.values()} == {len(back)} and len(found) == 150
        (query,) = captured
        if connection.vendor == "sqlite":  # PostgreSQL reads a table of so few rows without an index, as it should
            assert "one_address_once (incident_id=? AND kind=? AND round=? AND channel=? AND address=?)" in plan(
                query["sql"]
            )


def test_what_goes_back_to_nothing_asks_nothing(audience, django_assert_num_queries):
    first = told(audience, "ana@example.net")
    with django_assert_num_queries(0):
        assert references(audience.incident_id, goes_back_to(first), ["ana@example.net"]) == {}
