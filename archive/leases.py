"""Who works at a row: the one whose `leased_until` stands on it. A worker that was killed loses it when that time is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from archive.models import Import, PreparedExport
from postincident import clock

type Leased = type[Import] | type[PreparedExport]


def until() -> datetime:
    return clock.now() + timedelta(seconds=settings.LEASE_SECONDS)


def take(model: Leased, pk: int, state: str) -> datetime | None:
    """None when somebody else has it, or it is in another state by now."""
    held = until()
    free = Q(leased_until=None) | Q(leased_until__lt=clock.now())
    return held if model.objects.filter(free, pk=pk, state=state).update(leased_until=held) else None


def renew(model: Leased, pk: int, held: datetime) -> datetime | None:
    """None when it was lost: the work took longer than the lease, or a person decided otherwise meanwhile."""
    longer = until()
    return longer if model.objects.filter(pk=pk, leased_until=held).update(leased_until=longer) else None


def give_back(model: Leased, pk: int, held: datetime) -> None:
    model.objects.filter(pk=pk, leased_until=held).update(leased_until=None)


def waiting(model: Leased, state: str, now: datetime) -> list[int]:
    """Those in this state that nobody works at, oldest first."""
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    return list(model.objects.filter(free, state=state).order_by("pk").values_list("pk", flat=True)[:20])
