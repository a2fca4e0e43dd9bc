"""What the facts settle: instants, spans of time and days of the incident, and what stands in their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from itertools import combinations

from django.utils.translation import gettext as _

from communications.checks.consistency import view
from communications.checks.consistency.view import View
from communications.checks.context import Context
from communications.checks.text import Text
from communications.checks.words import consistency as words
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
    entries = (Moment(entry.at, entry.text) for entry in context.timeline[:MOST_ENTRIES])
    return [*(Moment(at, what) for at, what in named if at), *entries]


def spans(context: Context) -> list[float]:
    """Minutes between the beginning, the notice and the end, and from the first two to what the timeline holds."""
    main = [one for one in (context.started_at, context.detected_at, context.resolved_at) if one]
    entries = [entry.at for entry in context.timeline[:MOST_ENTRIES]]
    begins = [one for one in (context.started_at, context.detected_at) if one]
    pairs = [*combinations(main, 2), *((one, other) for one in begins for other in entries)]
    return [abs((other - one).total_seconds()) / 60 for one, other in pairs]


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
    names = (name for one in context.services for name in (one.public, one.internal))
    return frozenset(stem for name in names for stem in content(name) if len(stem) >= 4)


def is_of_trouble(said: str, near: frozenset[str], context: Context) -> bool:
    """Whether words tell of what failed, or of a service that did."""
    return bool(words.TROUBLE.search(said)) or not near.isdisjoint(service_stems(context))
