"""Themes that keep coming back: said about two or more incidents since anything was last learned from them, or declined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum, Value

from feedback.models import Lesson, Tally, Theme, ThemeDecline, ThemeTag
from feedback.tallies import following
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


def _parts(settled: Mapping[int, datetime | None], user: User) -> list[Any]:
    """What was said after that, of each theme: tallies, and of the stretch of time in which something was done, the tags."""
    whole, rest = Q(pk__in=[]), Q(pk__in=[])
    for pk, last in settled.items():
        if last is None:
            whole |= Q(theme=pk)
        else:
            whole |= Q(theme=pk, said_at__gte=following(last))
            rest |= Q(theme=pk, said_at__gt=last, said_at__lt=following(last))
    tallied = Tally.objects.filter(whole, in_sight_of(user)).annotate(times_said=F("times"))
    tags = ThemeTag.objects.filter(rest, in_sight_of(user)).order_by().annotate(times_said=Value(1))
    return ([tallied] if settled else []) + ([tags] if any(settled.values()) else [])


def recurring(user: User) -> list[Recurring]:
    """The most often said first. Incidents the user may not see are not counted. `since` tells the month."""
    parts = _parts(_settled(Lesson.objects.visible_to(user)), user)
    counts = of_themes([part.values("theme", "incident").annotate(n=Sum("times_said")) for part in parts], ENOUGH)
    since: dict[int, datetime] = {}
    for part in parts if counts else ():
        for theme, first in part.filter(theme__in=counts).values_list("theme").annotate(first=Min("said_at")):
            since[theme] = min(first, since.get(theme, first))
    themes = Theme.objects.in_bulk(counts)
    return [Recurring(themes[pk], incidents, answers, since[pk]) for pk, (incidents, answers) in counts.items()]


def of_themes(parts: Sequence[Any], least: int = 1) -> dict[int, tuple[int, int]]:
    """Theme → about how many incidents and by how many responses it was said, the most often said first; only of `least` incidents and
    more. `parts` are queries of theme, incident and `n`. Each incident is counted within the query, for which Django has no word."""
    if not parts:
        return {}
    queries, values = zip(*(part.query.sql_with_params() for part in parts), strict=True)
    each = " UNION ALL ".join(queries)
    query = (
        f"SELECT theme, COUNT(*), SUM(n) FROM (SELECT theme, incident, SUM(n) AS n FROM ({each}) AS part"  # noqa: S608
        " GROUP BY theme, incident HAVING SUM(n) > 0) AS said GROUP BY theme HAVING COUNT(*) >= %s ORDER BY 2 DESC, 3 DESC, 1"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [*chain.from_iterable(values), least])
        return {theme: (incidents, int(n)) for theme, incidents, n in cursor.fetchall()}


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
