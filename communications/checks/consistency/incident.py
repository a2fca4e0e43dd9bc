"""What the facts settle: instants, spans of time and days of the incident, and what stands in their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from itertools import combinations

from django.utils.translation import gettext as _

from communications.checks.consistency import view
from communications.checks.consistency.view import Place, View
from communications.checks.context import Context, Service
from communications.checks.text import Text
from communications.checks.words.common import content

MOST_ENTRIES = 200  # of the timeline
# Sections that tell of other days than the incident's.
ELSEWHERE = frozenset(
    (
        "next_steps",
        "further_updates",
        "support_contacts",
        "improvements",
        "assurance",
        "appreciation",
        "feedback",
        "workaround",
    )
)


@dataclass(frozen=True, slots=True)
class Moment:
    at: datetime
    what: str

    @property
    def minute(self) -> int:
        """Of a day of UTC."""
        at = self.at.astimezone(timezone.utc)  # noqa: UP017
        return at.hour * 60 + at.minute


def moments(context: Context) -> list[Moment]:
    named = (
        (context.started_at, _("it began")),
        (context.detected_at, _("it was noticed")),
        (context.resolved_at, _("it was over")),
    )
    return [*(Moment(at, what) for at, what in named if at), *entries(context)]


def entries(context: Context) -> list[Moment]:
    """The timeline's."""
    return [Moment(entry.at, entry.text) for entry in context.timeline[:MOST_ENTRIES]]


def spans(context: Context) -> list[float]:
    """Minutes between the beginning, the notice and the end."""
    return [_minutes(one, other) for one, other in combinations(_main(context), 2)]


def spans_of_entries(context: Context) -> list[float]:
    """Those from each to what the timeline holds."""
    return [_minutes(one, entry.at) for one in _main(context) for entry in context.timeline[:MOST_ENTRIES]]


def _main(context: Context) -> list[datetime]:
    return [one for one in (context.started_at, context.detected_at, context.resolved_at) if one]


def _minutes(one: datetime, other: datetime) -> float:
    return abs((other - one).total_seconds()) / 60


def days(context: Context, offsets: tuple[int, ...]) -> set[date]:
    """Of the incident, from its first to its last, and of its timeline, where these offsets hold."""
    found = {local(one.at, offset).date() for one in moments(context) for offset in offsets}
    start, end = context.started_at, context.resolved_at
    if start and end and start <= end:
        for offset in offsets:
            day, last = local(start, offset).date(), local(end, offset).date()
            for _ in range(60):
                if day > last:
                    break
                found.add(day)
                day += timedelta(days=1)
    return found


def local(at: datetime, offset: int) -> datetime:
    return at.astimezone(timezone(timedelta(minutes=offset)))


def wordings(context: Context) -> Iterator[View]:
    """The facts' own words, and the timeline's."""
    for wording in wordings_of(context):
        yield view.of(Text.of(wording, context), context.time_zone, context)
    for entry in context.timeline[:MOST_ENTRIES]:
        if any(one.isdigit() for one in entry.text):
            yield view.of(Text.of(entry.text, context), context.time_zone, context)


def wordings_of(context: Context) -> list[str]:
    return [wording for fact in context.facts for wording in (fact.plain, fact.technical) if wording]


def service_stems(context: Context) -> frozenset[str]:
    return _stems_of(context.services)


@lru_cache(maxsize=64)
def _stems_of(services: tuple[Service, ...]) -> frozenset[str]:
    names = (name for one in services for name in (one.public, one.internal))
    return frozenset(stem for name in names for stem in content(name) if len(stem) >= 4)


def is_of_trouble[Value](place: Place[Value], context: Context) -> bool:
    """Whether its clause tells of what failed, or of a service that did."""
    return place.told.is_of_trouble or not place.near.isdisjoint(service_stems(context))


@lru_cache(maxsize=64)
def _impact_stems(impacts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem for wording in impacts for stem in content(wording) if len(stem) >= 4)


def topics(context: Context) -> frozenset[str]:
    """What the services are and what the facts say of the impact."""
    impacts = tuple(fact.plain for fact in context.facts if fact.key in ("impact", "affected", "data") and fact.plain)
    return service_stems(context) | _impact_stems(impacts)
