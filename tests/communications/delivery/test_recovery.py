"""After a crash: what the journal proves was not handed over goes again, what it cannot prove is for a person to decide."""

from datetime import timedelta

import pytest
from django.utils import timezone

from archive.models import Record
from communications.delivery import journal, recovery
from communications.delivery.claim import Worker
from communications.delivery.outcome import Outcome, Verdict
from communications.delivery.recovery import sweep
from communications.models import Delivery
from communications.verbs import releasing
from postincident.models import Event
from tests.communications.factories import make_delivery, make_release

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_is_sent(monkeypatch):
    """Only the repair is looked at: what is due stays due."""
    monkeypatch.setattr(recovery, "send_release", lambda pk, most: 0)


@pytest.fixture
def worker():
    return Worker()


def leased(worker, seconds_ago=5, **fields):
    fields = {"state": "sending", "lease_worker": worker.name, "lease_host": worker.host, "attempts": 1} | fields
    until = timezone.now() - timedelta(seconds=seconds_ago)
    return make_delivery(fields.pop("release", None) or make_release(), lease_until=until, **fields)


def dies(worker):
    """Its lock goes with it and its file stays, as after a SIGKILL."""
    worker.journal._empty = False
    worker.journal.close()


def state_after_sweep(delivery):
    sweep(timezone.now())
    delivery.refresh_from_db()
    return delivery.state


def test_what_was_not_handed_over_waits_again_and_uses_up_no_try(worker):
    delivery = leased(worker)
    dies(worker)
    assert state_after_sweep(delivery) == "queued"
    assert (delivery.attempts, delivery.lease_worker) == (0, "")
    assert Event.objects.get(verb="deliveries.recovered").data == {"settled": 0, "requeued": 1}


def test_what_was_in_flight_is_unconfirmed(worker):
    delivery = leased(worker)
    worker.journal.handing_over(delivery.pk, 1)
    dies(worker)
    assert state_after_sweep(delivery) == "unconfirmed"


@pytest.mark.parametrize("verdict", [Verdict.SENT, Verdict.DEFERRED, Verdict.FAILED, Verdict.KEPT_LOCALLY])
def test_what_was_answered_is_as_the_server_said(worker, verdict):
    delivery = leased(worker)
    worker.journal.handing_over(delivery.pk, 1)
    worker.journal.replied(Outcome(delivery.pk, 1, verdict, "the server's words", timezone.now()))
    dies(worker)
    assert state_after_sweep(delivery) == verdict
    assert delivery.server_said == "the server's words"
    assert Record.objects.count() == (verdict == Verdict.SENT)


def test_an_earlier_attempt_proves_nothing_of_a_later(worker):
    delivery = leased(worker, attempts=2)
    worker.journal.replied(Outcome(delivery.pk, 1, Verdict.SENT, "250 of the first", timezone.now()))
    dies(worker)
    assert state_after_sweep(delivery) == "queued"


def test_a_line_that_was_not_finished_announces_nothing(worker):
    delivery = leased(worker)
    worker.journal._write(f"h {delivery.pk} 1".encode())
    dies(worker)
    assert state_after_sweep(delivery) == "queued"


def test_after_a_power_cut_silence_proves_nothing(worker):
    delivery = leased(worker)
    worker.journal.path.write_bytes(b"boot of another day\n")
    dies(worker)
    assert state_after_sweep(delivery) == "unconfirmed"


def test_without_its_journal_nothing_is_proven(worker):
    delivery = leased(worker)
    dies(worker)
    worker.journal.path.unlink()
    assert state_after_sweep(delivery) == "unconfirmed"


def test_a_worker_that_lives_is_left_alone(worker):
    delivery = leased(worker, seconds_ago=100_000)
    assert state_after_sweep(delivery) == "sending"
    dies(worker)


def test_another_machine_is_waited_for_and_then_its_whole_lease_is_a_persons(settings):
    settings.HOST_AWAY_SECONDS = 60
    other = {"lease_worker": "w", "lease_host": "another machine"}
    worker = Worker()
    late, away = leased(worker, 5, **other), leased(worker, 120, **other)
    dies(worker)
    assert state_after_sweep(late) == "sending"
    assert state_after_sweep(away) == "unconfirmed"
    assert Event.objects.get(verb="deliveries.given_up").data == {"count": 1}


@pytest.mark.parametrize(("decided", "state"), [(False, "sent"), (True, "queued")])
def test_a_machine_that_comes_back_tells_the_truth_unless_somebody_decided(worker, lena, decided, state):
    delivery = leased(worker, state="unconfirmed")
    worker.journal.replied(Outcome(delivery.pk, 1, Verdict.SENT, "250 Ok", timezone.now()))
    dies(worker)
    if decided:
        releasing.decide_unconfirmed(lena, delivery.release, "resend")
    assert state_after_sweep(delivery) == state


def test_a_journal_that_nothing_needs_any_more_goes(worker):
    leased(worker)
    dies(worker)
    sweep(timezone.now())
    sweep(timezone.now())
    assert not journal.path_of(worker.name).exists()


@pytest.mark.parametrize("state", ["sent", "bounced"])
def test_a_record_that_was_not_filed_before_the_crash_is_filed(state):
    release = make_release(state="finished")
    at = timezone.now() - timedelta(minutes=5)
    make_delivery(release, state=state, handed_over_at=at)
    sweep(timezone.now())
    release.refresh_from_db()
    assert (release.record, release.first_sent_at) == (Record.objects.get(), at)
    assert release.communication.audience.__class__.objects.get().told_at == at


@pytest.mark.parametrize(
    "state", ["queued", "deferred", "failed", "suppressed", "unconfirmed", "by_hand", "kept_locally", "cancelled"]
)
def test_what_nobody_was_handed_is_no_record(state):
    release = make_release(state="cancelled" if state == "cancelled" else "finished")
    make_delivery(release, state=state)
    sweep(timezone.now())
    assert not Record.objects.exists()
    assert release.communication.audience.__class__.objects.get().told_at is None


def test_what_a_worker_gives_back_after_a_cancellation_does_not_go():
    release = make_release(state="cancelled")
    delivery = make_delivery(release, state="queued")
    assert state_after_sweep(delivery) == "cancelled"
    assert Event.objects.get(verb="deliveries.cancelled").data == {"count": 1}
    assert Delivery.objects.count() == 1
