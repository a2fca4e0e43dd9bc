"""Themes that keep coming back: said about two or more incidents since anything was last learned from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, Min, OuterRef, Q, Subquery

from feedback.models import Lesson, Theme, ThemeTag
from postincident.models import Incident, User

ENOUGH = 2


@dataclass(frozen=True)
class Recurring:
    theme: Theme
    incidents: int
    answers: int
    since: datetime


def recurring(user: User) -> list[Recurring]:
    """The most often said first. Incidents the user may not see are not counted."""
    learned = Lesson.objects.filter(theme=OuterRef("theme")).values("theme").annotate(at=Max("at")).values("at")
    rows: Any = (
        ThemeTag.objects.filter(
            response__incident__in=Incident.objects.visible_to(user), theme__needs_change=True, theme__retired=False
        )
        .annotate(learned_at=Subquery(learned))
        .filter(Q(learned_at=None) | Q(response__said_at__gt=F("learned_at")))
        .values("theme")
        .annotate(
            incidents=Count("response__incident", distinct=True),
            answers=Count("pk"),
            since=Min("response__said_at"),
        )
        .filter(incidents__gte=ENOUGH)
        .order_by("-incidents", "-answers", "theme")
    )
    rows = list(rows)
    themes = Theme.objects.in_bulk([row["theme"] for row in rows])
    return [Recurring(themes[row["theme"]], row["incidents"], row["answers"], row["since"]) for row in rows]


def home_panel(user: User, now: datetime) -> list[Recurring] | None:
    return recurring(user)[:3] or None
