from __future__ import annotations

import math
from collections.abc import Iterator

from django.utils.translation import gettext as _

from communications.checks.consistency import incident, view
from communications.checks.consistency.counts_read import Count
from communications.checks.consistency.view import Place, View
from communications.checks.context import Context
from communications.checks.finding import Mark
from communications.checks.words.common import content

_CURRENCIES = content(
    "EUR USD GBP CHF SEK NOK DKK AUD CAD INR JPY euros dollars pounds francs kronor kroner rupees cents"
)


def check(said: View, context: Context) -> Iterator[Mark]:
    told = [place for wording in incident.wordings(context) for place in wording.counts]
    open_ = [place for place in said.counts if not any(_same(place, one) for one in told)]
    missing = [one for one in told if not any(_same(place, one) for place in said.counts)]
    for mine, fact in _contradicted(open_, missing):
        open_ = [one for one in open_ if one is not mine]
        yield Mark(
            "count_facts",
            mine.start,
            mine.end,
            _(
                "“%(here)s” does not fit the facts, which say “%(fact)s”. Write that number, or say what else was counted."
            )
            % {"here": _written(said, mine), "fact": _number(fact.value)},
        )
    for audience, other in view.of_siblings(context):
        theirs = list(other.counts)
        lone = [one for one in open_ if not any(_same(one, their) for their in theirs)]
        missing = [their for their in theirs if not any(_same(place, their) for place in said.counts)]
        for mine, their in _contradicted(lone, missing):
            open_ = [one for one in open_ if one is not mine]
            yield Mark(
                "count_audiences",
                mine.start,
                mine.end,
                view.otherwise(_written(said, mine), audience, _written(other, their)),
            )


def _same(one: Place[Count], other: Place[Count]) -> bool:
    """Whether it may be the same number of the same."""
    if not one.value.agrees(other.value):
        return False
    return one.value.unit != "" or bool(one.value.of & other.value.of) or bool(one.around & other.around)


def _contradicted(
    open_: list[Place[Count]], missing: list[Place[Count]]
) -> Iterator[tuple[Place[Count], Place[Count]]]:
    for their in missing:
        best, most = None, 0.0
        for mine in open_:
            if (like := _likeness(mine, their)) > most:
                best, most = mine, like
        if best:
            yield best, their
            open_ = [one for one in open_ if one is not best]


def _likeness(mine: Place[Count], their: Place[Count]) -> float:
    """How much both seem to count the same things in the same respect; 0 where they do not."""
    one, other = mine.value, their.value
    if one.unit != other.unit or not one.value or not other.value or one.within != other.within:
        return 0.0
    if one.unit and one.unit != "%":
        shared = (mine.near & their.near) - _CURRENCIES
        return len(shared) if len(shared) >= 2 or _are_swapped(one, other) else 0.0
    if one.unit == "" and not one.of & other.of:
        return 0.0
    if one.unit == "%" and (
        (one.of and other.of and not one.of & other.of)
        or not (1 / 3 < one.value / other.value < 3 or _are_swapped(one, other))
    ):
        return 0.0
    beside = (mine.around & their.around) - (one.of & other.of)
    is_near = 0.2 < one.value / other.value < 5 and len(mine.around & their.around) >= 2
    if not is_near and not _are_swapped(one, other):
        return 0.0
    return len(one.of & other.of) + len(mine.near & their.near) + 0.5 * len(beside) + 2 * _are_swapped(one, other)


def _are_swapped(one: Count, other: Count) -> bool:
    """Whether one could be the other with digits mistyped: 48,170 for 41,870."""
    here, there = _digits(one.value), _digits(other.value)
    size = min(len(here), len(there))
    if size < 2 or abs(math.log10(one.value / other.value)) > 1:
        return False
    wanted = sorted(_digits(float(f"{one.value:.{size - 1}e}"))), sorted(_digits(float(f"{other.value:.{size - 1}e}")))
    return wanted[0] == wanted[1]


def _digits(value: float) -> str:
    return _number(value).replace(",", "").replace(".", "").strip("0")


def _number(value: float | Count) -> str:
    number = value.value if isinstance(value, Count) else value
    return f"{number:,.0f}" if number == int(number) else f"{number:,.2f}".rstrip("0")


def _written(said: View, place: Place[Count]) -> str:
    return " ".join(said.text.prose[place.start : place.end].split())
