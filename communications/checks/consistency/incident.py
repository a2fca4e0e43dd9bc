"""What the facts settle: instants, spans of time and days of the incident, and what stands in their words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from functools import cached_property, lru_cache
from itertools import combinations

from django.utils.translation import gettext as _

from communications.checks.consistency import view
from communications.checks.consistency.view import Place, View
from communications.checks.context import Context, Entry, Fact, Service, Sibling
from communications.checks.quantities import dates
from communications.checks.quantities.dates import Day
from communications.checks.text import Text
from communications.checks.words.common import WORD, content

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


@dataclass(frozen=True)
class Moment:
    at: datetime
    what: str = ""  # of the timeline's only

    @cached_property
    def minute(self) -> int:
        """Of a day of UTC."""
        return minute_of(self.at)

    @cached_property
    def stems(self) -> frozenset[str]:
        return content(self.what)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """Those that it names."""
        return tuple(dates.read(self.what)) if any(one.isdigit() for one in self.what) else ()


@lru_cache(maxsize=1024)
def minute_of(at: datetime) -> int:
    at = at.astimezone(timezone.utc)  # noqa: UP017
    return at.hour * 60 + at.minute


def moments(context: Context) -> tuple[Moment, ...]:
    return _moments((context.started_at, context.detected_at, context.resolved_at), context.timeline)


@lru_cache(maxsize=64)
def _moments(named: tuple[datetime | None, ...], timeline: tuple[Entry, ...]) -> tuple[Moment, ...]:
    entries = (Moment(entry.at, entry.text) for entry in timeline[:MOST_ENTRIES])
    return (*(Moment(at) for at in named if at), *entries)


def in_words(context: Context) -> list[Moment]:
    """As `moments`, with what the beginning, the notice and the end were."""
    named = (_("it began"), _("it was noticed"), _("it was over"))
    instants = (context.started_at, context.detected_at, context.resolved_at)
    told = [Moment(at, what) for at, what in zip(instants, named, strict=True) if at]
    return [*told, *entries(context)]


def entries(context: Context) -> tuple[Moment, ...]:
    """The timeline's."""
    return moments(context)[len(_main(context)) :]


def spans(context: Context) -> list[float]:
    """Minutes between the beginning, the notice and the end."""
    return [_minutes(one, other) for one, other in combinations(_main(context), 2)]


def whole_days(context: Context) -> list[float]:
    """As many days as it touched, in minutes, if it lasted beyond one: from Wednesday to Thursday it was "those two days"."""
    if (
        not context.started_at
        or not context.resolved_at
        or context.resolved_at - context.started_at < timedelta(hours=20)
    ):
        return []
    return [1440.0 * len(days(replace(context, timeline=()), (0,)))]


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
    return at.astimezone(_ahead(offset))


@lru_cache(maxsize=128)
def _ahead(minutes: int) -> timezone:
    return timezone(timedelta(minutes=minutes))


def wordings(context: Context) -> tuple[View, ...]:
    """The facts' own words, and the timeline's."""
    instants = (context.started_at, context.detected_at, context.resolved_at)
    titles = tuple(context.titles.items())
    return _wordings(context.facts, context.timeline, instants, context.siblings, titles, context.time_zone)


@lru_cache(maxsize=16)
def _wordings(
    facts: tuple[Fact, ...],
    timeline: tuple[Entry, ...],
    instants: tuple[datetime | None, ...],
    siblings: tuple[Sibling, ...],
    titles: tuple[tuple[str, str], ...],
    zone: str,
) -> tuple[View, ...]:
    started_at, detected_at, resolved_at = instants
    known = Context(
        facts=facts,
        timeline=timeline,
        siblings=siblings,
        titles=dict(titles),
        time_zone=zone,
        started_at=started_at,
        detected_at=detected_at,
        resolved_at=resolved_at,
    )
    told = (entry.text for entry in timeline[:MOST_ENTRIES] if any(one.isdigit() for one in entry.text))
    return tuple(view.of(Text.of(one, known), zone, known) for one in (*wordings_of(known), *told))


def wordings_of(context: Context) -> list[str]:
    return [wording for fact in context.facts for wording in (fact.plain, fact.technical) if wording]


def service_stems(context: Context) -> frozenset[str]:
    return _stems_of(context.services)


@lru_cache(maxsize=64)
def _stems_of(services: tuple[Service, ...]) -> frozenset[str]:
    names = (name for one in services for name in (one.public, one.internal))
    return frozenset(stem for name in names for stem in _long(name))


def _long(wording: str) -> frozenset[str]:
    """The stems of its words of four letters and more."""
    return content(" ".join(word for word in WORD.findall(wording) if len(word) >= 4))


def is_of_trouble[Value](place: Place[Value], context: Context) -> bool:
    """Whether its clause tells of what failed, or of a service that did."""
    return place.told.is_of_trouble or not place.near.isdisjoint(service_stems(context))


def topics(context: Context) -> frozenset[str]:
    """What the services are and what the facts say of the impact."""
    impacts = tuple(fact.plain for fact in context.facts if fact.key in ("impact", "affected", "data") and fact.plain)
    return _topics(context.services, impacts)


@lru_cache(maxsize=64)
def _topics(services: tuple[Service, ...], impacts: tuple[str, ...]) -> frozenset[str]:
    return _stems_of(services) | {stem for wording in impacts for stem in _long(wording)}
