"""What messages, proofs and journals say of people is kept for its time and no longer; that it was so stays countable."""

import os
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from communications.delivery import eml, journal
from communications.delivery.letters import unsubscribe_link
from communications.forgetting import forget_addresses, forget_proofs
from communications.models import Delivery, DeliveryReport, ListedRecipient, Proof, RecipientList, Release
from communications.verbs import releasing
from postincident import retention
from postincident.errors import Refused
from postincident.links import hash_address
from postincident.models import Event
from postincident.registry import registry
from tests.communications.factories import (
    make_audience,
    make_communication,
    make_contact,
    make_delivery,
    make_proof,
    make_release,
    make_review_link,
    make_revision,
    make_sign_up,
)
from tests.factories import make_incident

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LONG_AGO = NOW - timedelta(days=2000)


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    """So that whatever is forgotten takes more than one."""
    monkeypatch.setattr(retention, "CHUNK", 2)


def let_go(state="finished", released_at=LONG_AGO, **incident):
    incident.setdefault("completed_at", NOW)
    audience = make_audience(make_incident(**incident))
    release = make_release(make_communication(audience, state="released"), state=state)
    Release.objects.filter(pk=release.pk).update(released_at=released_at)
    return release


def known(release):
    return [row for row in release.deliveries.all() if row.address or row.name or row.values or row.resolution_note]


def test_whom_messages_went_to_is_forgotten_and_everybody_stays_counted(tomas):
    release = let_go()
    for number, state in enumerate(["sent", "sent", "failed", "suppressed", "by_hand"]):
        delivery = make_delivery(release, f"r{number}@example.net", state=state, server_said="550 <r@example.net>")
        DeliveryReport.objects.create(
            delivery=delivery, kind="delayed", said="<r@example.net> waits", digest=f"{number}"
        )
    release.deliveries.filter(state="suppressed").update(server_said="unsubscribed")
    release.deliveries.filter(state="by_hand").update(
        resolution="told_by_hand", resolved_by=tomas, resolution_note="Told Ana", values={"invoice": "7"}
    )
    assert forget_addresses(NOW) == 5
    assert not known(release)
    assert not DeliveryReport.objects.exclude(said="").exists()
    rows = release.deliveries.values_list("state", "address_hash", "server_said")
    assert {state for state, _hash, _said in rows} == {"sent", "failed", "suppressed", "by_hand"}
    assert {said for _state, _hash, said in rows} == {"", "unsubscribed"}
    assert {hashed for _state, hashed, _said in rows} == {hash_address(f"r{n}@example.net") for n in range(5)}
    assert Event.objects.get(verb="addresses.forgotten").data == {"count": 5}


def test_a_second_look_forgets_nothing_and_asks_of_no_delivery(django_assert_max_num_queries):
    release = let_go()
    make_delivery(release, state="sent")
    assert forget_addresses(NOW) == 1
    with django_assert_max_num_queries(1):
        assert forget_addresses(NOW) == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"released_at": NOW - timedelta(days=1800)},
        {"completed_at": None},
        {"state": "sending"},
        {"state": "paused"},
    ],
)
def test_what_is_young_owing_or_under_way_stays(fields):
    release = let_go(**fields)
    make_delivery(release, state="sent")
    assert forget_addresses(NOW) == 0
    assert known(release)


def test_it_is_as_long_as_the_administrator_says(settings):
    settings.DELIVERY_ADDRESS_DAYS = 30
    release = let_go(released_at=NOW - timedelta(days=31))
    make_delivery(release, state="sent")
    assert forget_addresses(NOW) == 1


def test_an_old_link_to_unsubscribe_works_when_the_address_is_forgotten():
    release = let_go()
    delivery = make_delivery(release, "ana@example.net", state="sent")
    forget_addresses(NOW)
    path = unsubscribe_link(delivery.pk).removeprefix("http://127.0.0.1:8000")
    assert "You are unsubscribed" in Client().post(path, {"List-Unsubscribe": "One-Click"}).text
    assert release.communication.audience.group.suppressions.get().address_hash == hash_address("ana@example.net")


def test_what_went_to_nobody_knows_whom_is_not_tried_again(lena):
    release = let_go()
    make_delivery(release, state="failed")
    make_delivery(release, state="unconfirmed")
    forget_addresses(NOW)
    with pytest.raises(Refused):
        releasing.retry(lena, release)
    with pytest.raises(Refused):
        releasing.decide_unconfirmed(lena, release, "resend")
    assert not Delivery.objects.filter(state="queued").exists()


def test_proofs_go_and_their_digests_stay(tomas):
    told = make_delivery(make_release(), state="by_hand", resolution="told_by_hand", resolved_by=tomas)
    old = [make_proof(told, f"ana-{number}.pdf") for number in range(5)]
    Proof.objects.update(added_at=NOW - timedelta(days=3651))
    new = make_proof(told, "new.pdf")
    assert [forget_proofs(NOW), forget_proofs(NOW)] == [5, 0]
    assert {bytes(proof.content) for proof in told.proofs.exclude(pk=new.pk)} == {b""}
    assert {proof.digest for proof in told.proofs.all()} == {proof.digest for proof in [*old, new]}
    assert not told.proofs.filter(name__contains="ana").exists() and told.proofs.get(pk=new.pk).size


def test_lists_of_those_affected_go_in_chunks():
    audience = make_audience()
    made = RecipientList.objects.create(
        audience=audience, columns=[], file_name="list.csv", digest="d" * 64, added_by=make_release().released_by
    )
    for number in range(5):
        ListedRecipient.objects.create(list=made, address=f"r{number}@example.net", normalised=f"r{number}@example.net")
    RecipientList.objects.update(added_at=NOW - timedelta(days=366))
    assert registry.retention["lists of those affected"](NOW) == 5
    assert RecipientList.objects.exists() and not ListedRecipient.objects.exists()


def test_addresses_of_those_who_reviewed_from_outside_go(settings):
    settings.REVIEW_ADDRESS_DAYS = 10
    revision = make_revision()
    old = [make_review_link(revision, expires_at=NOW - timedelta(days=11))[0] for _ in range(3)]
    new = make_review_link(revision, expires_at=NOW)[0]
    assert registry.retention["addresses of those who reviewed from outside"](NOW) == 3
    for link in (*old, new):
        link.refresh_from_db()
    assert [link.email for link in old] == ["", "", ""] and new.email


def test_sign_ups_go_in_chunks():
    for _ in range(5):
        make_sign_up()
    assert registry.retention["sign-ups that nobody confirmed"](NOW + timedelta(days=8)) == 5


def aged(path, days):
    then = (NOW - timedelta(days=days)).timestamp()
    os.utime(path, (then, then))
    return path


def test_journals_of_workers_that_are_gone_go_and_one_that_lives_stays(settings):
    settings.JOURNAL_DAYS = 90
    living = journal.Journal("living")
    aged(living.path, 100)
    old, new = journal.path_of("old"), journal.path_of("new")
    for path in (old, new):
        path.write_text("boot x\nh 1 1\nr 1 1 failed 1.0 550 <ana@example.net>\n")
    aged(old, 91)
    assert registry.retention["journals of workers that are gone"](NOW) == 1
    assert (living.path.exists(), old.exists(), new.exists()) == (True, False, True)
    living.close()


def test_the_outbox_is_emptied_some_at_a_time(settings, monkeypatch):
    settings.OUTBOX_DAYS = 10
    monkeypatch.setattr(eml, "MOST_AT_ONCE", 2)
    for number in range(5):
        aged(eml.keep(b"Subject: x", f"r{number}@example.net"), 11)
    assert [eml.forget_old(NOW) for _ in range(4)] == [2, 2, 1, 0]


def test_nobody_is_forgotten_who_is_still_in_the_book():
    contact = make_contact(make_audience().group, address="ana@example.net")
    release = let_go()
    make_delivery(release, "ana@example.net", state="sent", contact=contact)
    forget_addresses(NOW)
    contact.refresh_from_db()
    assert contact.name == "Ana Ferreira" and contact.endpoints.get().address == "ana@example.net"
