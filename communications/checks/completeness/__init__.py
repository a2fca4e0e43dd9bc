"""What readers of such a message look for and do not find: what happened, to what, for how long; times they can place; an
answer in every section that must be there; how to answer, and when they hear more.

A message is whole when it has sections, or when the circumstances say which it must have; a few sentences alone are only asked for
the zones of their times.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext as _

from communications.checks.completeness import answering, clock, happened, sections
from communications.checks.context import Context
from communications.checks.finding import BLOCKING, Mark
from communications.checks.text import Text

SEVERITY = BLOCKING


def check(text: Text, context: Context) -> Iterator[Mark]:
    yield from sections.find(text, context)
    if context.kind != "talking_points" and (context.mandatory or any(part.key for part in text.parts)):
        yield from happened.find(text, context)
        yield from answering.find(text, context)
    yield from _without_zone(text, context)


def _without_zone(text: Text, context: Context) -> Iterator[Mark]:
    found = clock.times(text.prose)
    if not found:
        return
    zones = clock.zones(text.prose)
    if clock.is_declared(text.prose, zones):
        return
    if any(one.zoned or _is_beside_zone(text, one, zones) for one in found):
        return  # named once, it is understood of the others
    name = _zone_of(context)
    for one in found:
        suggestion = f"{text.source[one.start : one.end]} {name}" if name else ""
        message = _("Readers elsewhere cannot place this time. Say the time zone.")
        yield Mark("time_without_zone", one.start, one.end, message, suggestion)


def _is_beside_zone(text: Text, one: clock.Time, zones: list[tuple[int, int]]) -> bool:
    """In the same sentence."""
    sentence = text.sentence_at(one.start)
    if sentence is None:
        return False
    at = bisect_left(zones, (sentence.start, 0))
    return at < len(zones) and zones[at][0] < sentence.end


def _zone_of(context: Context) -> str:
    """What the zone is called at that time of year, where it has a name."""
    moment = context.started_at or context.resolved_at
    if context.time_zone == "UTC" or moment is None:
        return "UTC" if context.time_zone == "UTC" else ""
    try:
        name = moment.astimezone(ZoneInfo(context.time_zone)).tzname() or ""
    except (ZoneInfoNotFoundError, ValueError, OverflowError):
        return ""
    return name if name.isalpha() else ""
