"""Themes that keep coming back: said about two or more incidents since anything was last learned from them, or declined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery

from feedback.models import Lesson, Theme, ThemeDecline, ThemeTag
from postincident.models import Incident, User, in_sight_of

ENOUGH = 2


@dataclass(frozen=True)
class Recurring:
    theme: Theme
    incidents: int
    answers: int
    since: datetime


def _settled(lessons: QuerySet[Lesson]) -> dict[int, datetime | None]:
    """Each theme that calls for a change, and when somebody last acted on it, or on what one who said it said, or declined to."""
    of_theme = Q(theme=OuterRef("pk")) | Q(response__tags__theme=OuterRef("pk"))
    learned = lessons.filter(of_theme).order_by("-at").values("at")[:1]
    declined = ThemeDecline.objects.filter(theme=OuterRef("pk")).order_by("-at").values("at")[:1]
    calling = Theme.objects.in_use().filter(needs_change=True)
    settled = calling.annotate(learned_at=Subquery(learned), declined_at=Subquery(declined))
    return {
        pk: max((at for at in times if at), default=None)
        for pk, *times in settled.values_list("pk", "learned_at", "declined_at")
    }


def _since(settled: Mapping[int, datetime | None]) -> Q:
    """Tags said after that."""
    since = Q(pk__in=[])
    for pk, last in settled.items():
        since |= Q(theme=pk, said_at__gt=last) if last else Q(theme=pk)
    return since


def recurring(user: User) -> list[Recurring]:
    """The most often said first. Incidents the user may not see are not counted."""
    rows: Any = (
        ThemeTag.objects.filter(_since(_settled(Lesson.objects.visible_to(user))), in_sight_of(user))
        .values("theme")
        .annotate(
            incidents=Count("incident", distinct=True),
            answers=Count("pk"),
            since=Min("said_at"),
        )
        .filter(incidents__gte=ENOUGH)
        .order_by("-incidents", "-answers", "theme")
    )
    rows = list(rows)
    themes = Theme.objects.in_bulk([row["theme"] for row in rows])
    return [Recurring(themes[row["theme"]], row["incidents"], row["answers"], row["since"]) for row in rows]


def coming_back(incident_ids: Iterable[int]) -> dict[int, list[Theme]]:
    """Incident → the themes said of it and of another since anything was learned from them; of restricted ones no other hears."""
    since = _since(_settled(Lesson.objects.all()))
    said = ThemeTag.objects.filter(since, incident__in=list(incident_ids)).order_by("theme__name")
    pairs = list(said.values_list("theme", "incident").distinct())
    open_ones = ThemeTag.objects.filter(since, theme__in={theme for theme, _incident in pairs}).exclude(
        incident__in=Incident.objects.filter(restricted=True)
    )
    ends = open_ones.order_by().values_list("theme").annotate(first=Min("incident"), last=Max("incident"))
    others = {theme: {first, last} for theme, first, last in ends}
    themes = Theme.objects.in_bulk(others)
    found: dict[int, list[Theme]] = {}
    for theme, incident in pairs:
        if others.get(theme, set()) - {incident}:
            found.setdefault(incident, []).append(themes[theme])
    return found


def keep_coming_back(user: User, incidents: Mapping[int, int]) -> set[int]:
    """Which themes do, when it is known about how many incidents each was said: only those tags are counted anew that came since
    something was done."""
    settled = _settled(Lesson.objects.visible_to(user))
    never = {pk for pk, last in settled.items() if last is None and incidents.get(pk, 0) >= ENOUGH}
    since = _since({pk: last for pk, last in settled.items() if last})
    counted: Any = ThemeTag.objects.filter(since, in_sight_of(user)).order_by().values("theme")
    again = counted.annotate(incidents=Count("incident", distinct=True)).filter(incidents__gte=ENOUGH)
    return never | set(again.values_list("theme", flat=True))


def home_panel(user: User, now: datetime) -> list[Recurring] | None:
    return recurring(user)[:3] or None
