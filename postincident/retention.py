"""What is kept only so long. Each app registers what it forgets; the worker looks once an hour."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult

from postincident import events
from postincident.models import Event, Incident
from postincident.registry import registry

CHUNK = 5000


def forget_events(now: datetime) -> int:
    """Events older than EVENT_DAYS, but of incidents that are not complete: their history still decides who may approve."""
    owing = Incident.objects.with_checklist().filter(completed_at=None)
    limit = now - timedelta(days=settings.EVENT_DAYS)
    gone = in_chunks(Event.objects.filter(Q(incident=None) | ~Q(incident__in=owing), recorded_at__lt=limit))
    if gone:
        events.record(None, "events.forgotten", None, count=gone)
    return gone


def forget_task_results(now: datetime) -> int:
    """What became of background tasks. They only say "go": the work itself is rows."""
    limit = now - timedelta(days=settings.TASK_RESULT_DAYS)
    return in_chunks(DBTaskResult.objects.finished().filter(finished_at__lt=limit))


def forget_sessions(now: datetime) -> int:
    return in_chunks(Session.objects.filter(expire_date__lt=now))


type Act = Callable[[QuerySet[Any]], int]


def _delete(rows: QuerySet[Any]) -> int:
    return rows.delete()[0]


def in_chunks(old: QuerySet[Any], act: Act = _delete) -> int:
    """So that nobody waits long for a lock, however much has become too old. What was acted on must not be among `old` any more.

    Returns how many rows there were.
    """
    done = 0
    while chunk := list(old.order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        act(old.model._default_manager.filter(pk__in=chunk))
        done += len(chunk)
    return done


def in_words(days: int) -> str:
    """Whole years in months, as people count them; anything else in days."""
    if days % 365 == 0:
        months = days // 365 * 12
        return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


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
