"""Which times, durations, days and numbers two texts share, and which only one of them says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from communications.checks.consistency.counts_read import Count
from communications.checks.consistency.view import Place, View
from communications.checks.quantities.dates import Day
from communications.checks.quantities.durations import Duration
from communications.checks.quantities.times import Time

MOST = 80


@dataclass(frozen=True)
class Compared:
    """One statement of a number: as each text writes it, and "agrees", "one" (of them says it) or "differs"."""

    kind: str
    left: str
    right: str
    state: str


def _times(one: Time, other: Time) -> bool:
    return one.agrees(other)


def _durations(one: Duration, other: Duration) -> bool:
    return one.agrees(other.low, other.high)


def _days(one: Day, other: Day) -> bool:
    return bool(set(one.readings) & set(other.readings)) and (one.year == other.year or None in (one.year, other.year))


def _counts(one: Count, other: Count) -> bool:
    return one.agrees(other) and (one.value == other.value or bool(one.of & other.of))


# Attribute of a View → what it is called, and whether two may mean the same.
_KINDS: dict[str, tuple[Any, Callable[[Any, Any], bool]]] = {
    "times": (_("Time"), _times),
    "days": (_("Day"), _days),
    "durations": (_("Duration"), _durations),
    "counts": (_("Number"), _counts),
}
type Spans = Sequence[tuple[int, int]]


def compared(left: View, right: View, wrong_left: Spans, wrong_right: Spans) -> list[Compared]:
    """At most MOST rows: what differs first, then what only one says, then what agrees. `wrong_…`: places of findings."""
    rows: list[Compared] = []
    for name, (label, same) in _KINDS.items():
        ours, theirs = _distinct(left, name), _distinct(right, name)
        met: set[str] = set()
        for words, place in ours.items():
            alike = [said for said, other in theirs.items() if same(place.value, other.value)]
            partner = words if words in alike else next(iter(alike), "")
            met.add(partner)
            state = "differs" if _hit(place, wrong_left) else "agrees" if partner else "one"
            rows.append(Compared(str(label), words, partner, state))
        for words, place in theirs.items():
            if words not in met:
                rows.append(Compared(str(label), "", words, "differs" if _hit(place, wrong_right) else "one"))
    return sorted(rows, key=lambda row: ("differs", "one", "agrees").index(row.state))[:MOST]


def _distinct(view: View, name: str) -> dict[str, Place[Any]]:
    """As it is written → where it stands first."""
    found: dict[str, Place[Any]] = {}
    for place in getattr(view, name):
        if _is_small(place.value):
            continue
        found.setdefault(" ".join(view.text.prose[place.start : place.end].split()), place)
    return found


def _is_small(value: object) -> bool:
    """ "Two connections", "three questions", "every 30 seconds": words more than figures."""
    if isinstance(value, Count):
        return not value.unit and value.value < 10
    return isinstance(value, Duration) and value.minutes < 1


def _hit(place: Place[Any], wrong: Spans) -> bool:
    return any(start < place.end and place.start < end for start, end in wrong)
