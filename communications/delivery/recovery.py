"""What the sweep does for deliveries: repair after a crash, resume after a pause, say "go" for whatever is due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from communications.delivery import journal
from communications.delivery.beginning import begin, begin_due
from communications.delivery.covering import uncover
from communications.delivery.handover import first_hand_over, lock_release
from communications.delivery.journal import Account, host_id
from communications.delivery.outcome import Outcome, Verdict
from communications.delivery.outcomes import finish, settle
from communications.delivery.sending import send_release
from communications.models import Delivery, Release
from postincident import events
from postincident.events import APPLICATION

TURN = 5000  # so that a long release does not keep a short one waiting


def recover(now: datetime) -> int:
    """Leases that ran out. Only who holds the journal may say that a message was not handed over."""
    host = host_id()
    expired = Delivery.objects.filter(state=Delivery.State.SENDING, lease_until__lt=now)
    # Given up while this host was away, and not decided by anybody: what its journal says still counts.
    given_up = Delivery.objects.filter(state=Delivery.State.UNCONFIRMED).exclude(lease_worker="")
    moved = 0
    for worker in _workers(expired, host):
        if not journal.is_alive(worker):
            moved += _recover_worker(worker, _attempts(expired, worker), now)
    for worker in _workers(given_up, host):
        if not journal.is_alive(worker):
            replies = _account(worker).replies
            moved += settle(worker, [replies[one] for one in _attempts(given_up, worker) if one in replies])
    limit = now - timedelta(seconds=settings.HOST_AWAY_SECONDS)
    moved += _give_up(expired.exclude(lease_host=host).filter(lease_until__lt=limit))
    _clear_away()
    return moved


type Deliveries = QuerySet[Delivery]


def _workers(rows: Deliveries, host: str) -> list[str]:
    return list(rows.filter(lease_host=host).order_by().values_list("lease_worker", flat=True).distinct())


def _attempts(rows: Deliveries, worker: str) -> list[journal.Attempt]:
    return list(rows.filter(lease_worker=worker).values_list("id", "attempts"))


def _account(worker: str) -> Account:
    path = journal.path_of(worker)
    return journal.read(path) if path.exists() else Account()


def _recover_worker(worker: str, attempts: list[journal.Attempt], now: datetime) -> int:
    account = _account(worker)
    again = [one[0] for one in attempts if _certainly_here(account, one)]
    known = [account.replies.get(one) or _unknown(*one, now) for one in attempts if not _certainly_here(account, one)]
    settled, requeued = settle(worker, known), _requeue(worker, again)
    events.record(APPLICATION, "deliveries.recovered", settled=settled, requeued=requeued)
    return settled + requeued


def _certainly_here(account: Account, attempt: journal.Attempt) -> bool:
    silent = attempt not in account.handed_over and attempt not in account.replies
    return silent and account.silence_proves


def _unknown(pk: int, attempt: int, at: datetime) -> Outcome:
    said = _("The worker stopped after handing the message over and before the answer came.")
    return Outcome(pk, attempt, Verdict.UNCONFIRMED, said, at)


def _requeue(worker: str, pks: Iterable[int]) -> int:
    return Delivery.objects.filter(pk__in=list(pks), state=Delivery.State.SENDING, lease_worker=worker).update(
        state=Delivery.State.QUEUED,
        attempts=F("attempts") - 1,
        lease_until=None,
        lease_worker="",
        lease_host="",
    )


def _give_up(away: Deliveries) -> int:
    """The host stays away with its journal, so its whole lease is for a person to decide. The rows keep the worker's name:
    should the host come back before anybody decided, the true answers still count."""
    said = _("The machine that was sending it has been away for too long.")
    with transaction.atomic():
        count = away.update(state=Delivery.State.UNCONFIRMED, lease_until=None, server_said=said)
        if count:
            events.record(APPLICATION, "deliveries.given_up", count=count)
    return count


def _clear_away() -> None:
    """Journals of dead workers that nothing refers to any more."""
    finished = journal.finished_workers()
    undecided = Q(state__in=[Delivery.State.SENDING, Delivery.State.UNCONFIRMED], lease_worker__in=finished)
    needed = set(Delivery.objects.filter(undecided).values_list("lease_worker", flat=True))
    for worker in finished:
        if worker not in needed:
            journal.path_of(worker).unlink(missing_ok=True)


def resume_paused(now: datetime) -> int:
    """Those that paused by themselves; a person's pause has no end of its own."""
    with transaction.atomic():
        paused = Release.objects.select_for_update(of=("self",)).select_related("communication__audience__group")
        due = list(paused.filter(state=Release.State.PAUSED, paused_until__lte=now))
        for release in due:
            events.record(APPLICATION, "release.resumed", release, incident=release.incident_id)
            begin(release)
    return len(due)


def due_releases(now: datetime) -> list[int]:
    waiting = Delivery.objects.filter(
        Q(next_attempt_at=None) | Q(next_attempt_at__lte=now),
        release=OuterRef("pk"),
        state__in=[Delivery.State.QUEUED, Delivery.State.DEFERRED],
    )
    going = Release.objects.filter(state=Release.State.SENDING)
    return list(going.filter(Exists(waiting)).order_by("pk").values_list("pk", flat=True))


def finish_idle() -> int:
    under_way = Delivery.objects.filter(release=OuterRef("pk"), state__in=Delivery.UNDER_WAY)
    idle = Release.objects.filter(~Exists(under_way), state=Release.State.SENDING).values_list("pk", flat=True)
    return sum(finish(pk) for pk in list(idle))


def cancel_stragglers() -> int:
    """Given back by a worker after their release was cancelled."""
    waiting = [Delivery.State.QUEUED, Delivery.State.DEFERRED]
    late = Delivery.objects.filter(release__state=Release.State.CANCELLED, state__in=waiting)
    with transaction.atomic():
        pks = list(late.values_list("pk", flat=True))
        moved = Delivery.objects.filter(pk__in=pks, state__in=waiting).update(state=Delivery.State.CANCELLED)
        uncover(pks)
        if moved:
            events.record(APPLICATION, "deliveries.cancelled", count=moved)
    return moved


def file_missing_records() -> int:
    """Handed over, and the worker died before the record was filed."""
    sent = Delivery.objects.filter(release=OuterRef("pk"), state__in=Delivery.HANDED_OVER, handed_over_at__isnull=False)
    found = list(Release.objects.filter(Exists(sent), record=None).values_list("pk", flat=True))
    for pk in found:
        with transaction.atomic():
            release = lock_release(pk)
            first = release.deliveries.filter(state__in=Delivery.HANDED_OVER).aggregate(at=Min("handed_over_at"))
            first_hand_over(APPLICATION, release, first["at"])
    return len(found)


def sweep(now: datetime) -> int:
    moved = recover(now) + resume_paused(now) + begin_due(now) + cancel_stragglers() + file_missing_records()
    for pk in due_releases(now):
        moved += send_release(pk, most=TURN)
    return moved + finish_idle()
