"""What is kept only so long. Each app registers what it forgets; the worker looks once an hour."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from postincident import events
from postincident.models import Event, Incident
from postincident.registry import registry

CHUNK = 5000


def forget_events(now: datetime) -> int:
    """Events older than EVENT_DAYS, but of incidents that are not complete: their history still decides who may approve."""
    owing = Incident.objects.with_checklist().filter(completed_at=None)
    old = Event.objects.filter(Q(incident=None) | ~Q(incident__in=owing), recorded_at__lt=now - _days())
    gone = 0
    while chunk := list(old.order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        gone += Event.objects.filter(pk__in=chunk).delete()[0]
    if gone:
        events.record(None, "events.forgotten", None, count=gone)
    return gone


def _days() -> timedelta:
    return timedelta(days=settings.EVENT_DAYS)


def forget(now: datetime) -> dict[str, int]:
    """What was forgotten, by what it was."""
    return {name: forget_old(now) for name, forget_old in registry.retention.items()}


class Hourly:
    """The sweep comes every second; what is kept for months can wait."""

    def __init__(self) -> None:
        self.not_before: datetime | None = None

    def __call__(self, now: datetime) -> int:
        if self.not_before is not None and now < self.not_before:
            return 0
        self.not_before = now + timedelta(hours=1)
        return sum(forget(now).values())
