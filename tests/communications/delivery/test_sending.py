import itertools
from collections import Counter
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from archive.models import Record
from communications.delivery import sending
from communications.delivery.recovery import resume_paused, sweep
from communications.delivery.sending import send_release
from communications.models import Delivery, Release
from communications.needs import communications_needs
from communications.verbs.running import resume
from tests.communications.factories import make_audience, make_communication, make_delivery, make_group, make_release

pytestmark = pytest.mark.django_db


def states(release):
    return dict(release.deliveries.values_list("address", "state"))


def test_it_hands_every_message_over_and_says_so(mailbox):
    release = make_release()
    for name in ("ana", "rui"):
        make_delivery(release, f"{name}@example.net")
    assert send_release(release.pk) == 2
    assert sorted(mailbox.received) == ["ana@example.net", "rui@example.net"]
    first = release.deliveries.first()
    assert (first.state, first.attempts, first.server_said) == ("sent", 1, "250 2.0.0 Ok: queued")
    assert first.handed_over_at and first.lease_until is None


def test_the_first_hand_over_files_the_record_and_tells_the_audience(mailbox):
    release = make_release()
    make_delivery(release)
    send_release(release.pk)
    release.refresh_from_db()
    assert release.record == Record.objects.get()
    assert release.record.body.subject == release.revision.subject
    assert release.first_sent_at == release.communication.audience.__class__.objects.get().told_at
    assert (release.state, release.finished_at is not None) == (Release.State.FINISHED, True)


def test_it_files_one_record_for_all_chunks(mailbox, monkeypatch):
    monkeypatch.setattr("communications.delivery.sending.CHUNK", 2)
    release = make_release()
    for _ in range(5):
        make_delivery(release)
    send_release(release.pk)
    assert len(mailbox.received) == 5
    assert Record.objects.count() == 1


def test_a_permanent_refusal_fails_with_the_servers_words(mailbox):
    mailbox.rcpt["gone@example.net"] = "550 5.1.1 User unknown"
    release = make_release()
    make_delivery(release, "gone@example.net")
    make_delivery(release, "ana@example.net")
    send_release(release.pk)
    assert states(release) == {"gone@example.net": "failed", "ana@example.net": "sent"}
    assert release.deliveries.get(state="failed").server_said == "550 5.1.1 User unknown"


@pytest.mark.parametrize("where", ["rcpt", "data"])
def test_a_passing_refusal_is_tried_again_later(mailbox, where):
    getattr(mailbox, where)["busy@example.net"] = ["451 4.7.1 Greylisted, try again"]
    release = make_release()
    delivery = make_delivery(release, "busy@example.net")
    send_release(release.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.server_said) == ("deferred", "451 4.7.1 Greylisted, try again")
    assert timedelta(seconds=40) < delivery.next_attempt_at - timezone.now() < timedelta(seconds=80)
    Delivery.objects.update(next_attempt_at=timezone.now())
    sweep(timezone.now())
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("sent", 2)


def test_it_gives_up_after_so_many_tries(mailbox, settings):
    settings.DELIVERY_ATTEMPTS = 2
    mailbox.rcpt["busy@example.net"] = "452 4.2.2 Over quota"
    release = make_release()
    delivery = make_delivery(release, "busy@example.net")
    for _ in range(2):
        Delivery.objects.update(next_attempt_at=None)
        send_release(release.pk)
    delivery.refresh_from_db()
    assert delivery.state == "failed"
    assert "452 4.2.2 Over quota" in delivery.server_said


def test_a_server_that_closes_before_answering_leaves_it_unconfirmed(mailbox):
    mailbox.data["lost@example.net"] = "close"
    release = make_release()
    make_delivery(release, "lost@example.net")
    make_delivery(release, "next@example.net")
    send_release(release.pk)
    assert states(release) == {"lost@example.net": "unconfirmed", "next@example.net": "sent"}
    sweep(timezone.now())
    assert mailbox.received.count("lost@example.net") == 1


def test_a_server_that_is_down_pauses_the_release_and_uses_up_no_try(no_server):
    release = make_release()
    delivery = make_delivery(release)
    send_release(release.pk)
    release.refresh_from_db()
    delivery.refresh_from_db()
    assert (release.state, delivery.state, delivery.attempts) == ("paused", "queued", 0)
    assert release.paused_until > timezone.now()
    assert "refused" in release.pause_reason


def test_a_release_that_paused_by_itself_goes_on_by_itself(mailbox):
    release = make_release(state="paused", paused_until=timezone.now() - timedelta(seconds=1))
    by_a_person = make_release(state="paused")
    make_delivery(release)
    make_delivery(by_a_person)
    sweep(timezone.now())
    assert list(release.deliveries.values_list("state", flat=True)) == ["sent"]
    assert list(by_a_person.deliveries.values_list("state", flat=True)) == ["queued"]


def test_without_a_mail_server_mail_is_kept_and_nobody_counts_as_told(outbox):
    release = make_release()
    make_delivery(release, "ana@example.net")
    send_release(release.pk)
    release.refresh_from_db()
    (file,) = outbox.glob("*.eml")
    assert b"ana@example.net" in file.read_bytes()
    assert states(release) == {"ana@example.net": "kept_locally"}
    assert (release.record, release.communication.audience.told_at) == (None, None)


def test_when_a_cover_fails_the_covered_one_is_due_again(mailbox):
    mailbox.rcpt["both@example.net"] = ["550 5.7.1 Rejected by policy"]
    incident_audience = make_audience(group=make_group(priority=10))
    other = make_audience(incident_audience.incident, make_group(priority=20))
    release, covered_release = (
        make_release(make_communication(incident_audience)),
        make_release(make_communication(other)),
    )
    cover = make_delivery(release, "both@example.net")
    covered = make_delivery(covered_release, "both@example.net", state="covered", covered_by=cover)
    send_release(release.pk)
    covered.refresh_from_db()
    assert covered.state == "queued"
    sweep(timezone.now())
    covered.refresh_from_db()
    assert covered.state == "sent"


def test_it_looks_up_when_somebody_pauses(mailbox, monkeypatch):
    monkeypatch.setattr("communications.delivery.sending.LOOK_UP_SECONDS", 0)
    release = make_release()
    for _ in range(5):
        make_delivery(release)
    looks = itertools.count()

    def pause_at_the_third(worker, held):
        if next(looks) == 2:
            Release.objects.update(state="paused")

    monkeypatch.setattr("communications.delivery.sending.renew", pause_at_the_third)
    send_release(release.pk)
    assert sorted(release.deliveries.values_list("state", flat=True)) == ["queued", "queued", "queued", "sent", "sent"]


def a_release_of(mailbox, recipients, refused_each):
    release = make_release()
    for number in range(recipients):
        address = f"reader{number}@example.net"
        if number % refused_each == 0:
            mailbox.rcpt[address] = "550 5.7.1 Blocked"
        make_delivery(release, address)
    return release


def told_of_a_pause(user):
    return [need.detail for need in communications_needs(user, timezone.now()) if need.label == "Paused"]


def test_a_release_that_is_refused_by_many_stops_and_tells_managers(mailbox, lena, vera):
    release = a_release_of(mailbox, 100, refused_each=3)
    send_release(release.pk)
    release.refresh_from_db()
    assert (release.state, release.paused_until) == (Release.State.PAUSED, None)
    assert release.pause_reason == "14 of the last 40 messages were refused, the latest with: 550 5.7.1 Blocked"
    assert Counter(states(release).values()) == {"failed": 14, "sent": 26, "queued": 60}
    assert resume_paused(timezone.now() + timedelta(days=1)) == 0  # only a person resumes it
    assert told_of_a_pause(lena) == [release.pause_reason]
    assert told_of_a_pause(vera) == []
    mailbox.rcpt.clear()
    resume(lena, release)
    send_release(release.pk)
    assert Counter(states(release).values()) == {"failed": 14, "sent": 86}
    assert told_of_a_pause(lena) == []


@pytest.mark.parametrize(("recipients", "refused_each"), [(60, 5), (30, 1)])
def test_a_few_refused_among_many_and_a_small_list_stop_nothing(mailbox, recipients, refused_each):
    release = a_release_of(mailbox, recipients, refused_each)
    send_release(release.pk)
    release.refresh_from_db()
    assert release.state == Release.State.FINISHED


@pytest.mark.parametrize("where", ["claim", "give_back"])
def test_a_database_that_fails_before_anything_left_leaves_nothing_in_doubt(mailbox, monkeypatch, settings, where):
    release = make_release()
    for _ in range(3):
        make_delivery(release)

    def taken_and_then_lost(*arguments):
        if where == "claim":
            sending.claim_(*arguments)
        raise OperationalError("the connection is gone")

    with monkeypatch.context() as patch:
        patch.setattr(sending, "claim_", sending.claim, raising=False)
        patch.setattr(sending, where, taken_and_then_lost)
        patch.setattr(sending.Errand, "copies", taken_and_then_lost if where == "give_back" else sending.Errand.copies)
        with pytest.raises(OperationalError):
            send_release(release.pk)
    assert set(states(release).values()) == {"sending"}
    sweep(timezone.now() + timedelta(seconds=settings.LEASE_SECONDS + 1))
    assert set(states(release).values()) == {"sent"}
