from __future__ import annotations

import math
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from communications.checks.consistency import incident, matching, plain, view
from communications.checks.consistency.counts_read import Count
from communications.checks.consistency.view import Place, View
from communications.checks.context import Context
from communications.checks.finding import Mark
from communications.checks.words.alike import ANYBODY, KINDS, SOMEBODY
from communications.checks.words.common import content

_CURRENCIES = content(
    "EUR USD GBP CHF SEK NOK DKK AUD CAD INR JPY euros dollars pounds francs kronor kroner rupees cents"
)
_IN_ALL = content("total all overall altogether sum whole")
_HIT = content(
    "fail failed failing affect affected hit concerned declined refused rejected lost impacted touched struck"
)
_TOTAL = re.compile(r"\b(?:in total|altogether|in all|overall|all told|a total of)\b")
_NARROW = 6  # words of a fact that says little more than what is counted
Pair = tuple[Place[Count], Place[Count]]
_OTHERS = re.compile(
    r"\b(?:the|our|all) (?:other|remaining|rest of the)\s\Z"
)  # what is left of them when some are told of


def check(said: View, context: Context) -> Iterator[Mark]:
    if not said.counts:
        return
    told = [place for wording in incident.wordings(context) for place in wording.counts]
    open_ = [place for place in said.counts if not any(_same(place, one, told) for one in told)]
    missing = [one for one in told if not any(_same(place, one, told) for place in said.counts)]
    found = list(_contradicted(open_, missing, told, said))
    found += matching.clearest(*matching.left(open_, missing, found), _hinted)
    marked = {id(mine) for mine, _fact in found}
    found += [
        (mine, fact)
        for mine in open_
        if id(mine) not in marked and (fact := _plainly_of(mine, told, context)) is not None
    ]
    for mine, fact in found:
        open_ = [one for one in open_ if one is not mine]
        yield Mark(
            "count_facts",
            mine.start,
            mine.end,
            _(
                "“%(here)s” does not fit the facts, which say “%(fact)s”. Write that number, or say what else was counted."
            )
            % {"here": mine.written, "fact": _number(fact.value)},
        )
    for audience, other in view.of_siblings(context):
        theirs = list(other.counts)
        lone = [
            one
            for one in open_
            if not _OTHERS.search(one.before) and not any(_same(one, their, theirs) for their in theirs)
        ]
        missing = [their for their in theirs if not any(_same(place, their, theirs) for place in said.counts)]
        found = list(_contradicted(lone, missing, [], said))
        found += matching.clearest(*matching.left(lone, missing, found), _hinted)
        for mine, their in found:
            open_ = [one for one in open_ if one is not mine]
            yield Mark(
                "count_audiences",
                mine.start,
                mine.end,
                view.otherwise(mine.written, audience, their.written),
            )


def _plainly_of(mine: Place[Count], facts: list[Place[Count]], context: Context) -> Place[Count] | None:
    """The fact of which it says nothing but another number: then it is wrong though the text says the right one elsewhere."""
    one = mine.value
    if not one.value or one.is_part or one.within:
        return None
    alike = [
        fact
        for fact in facts
        if fact.value.unit == one.unit
        and not fact.value.is_part
        and fact.value.within == one.within
        and fact.value.of & one.of
        and 0.1 < one.value / (fact.value.value or 1) < 10
    ]
    if not alike or mine.told.is_to_come or mine.told.is_of_before:
        return None
    if plain.is_of_a_part(mine, context) or _is_of_another_time(mine, context):
        return None
    said = mine.near - _IN_ALL - incident.service_stems(context)
    for fact in alike:
        left = said - (one.of & fact.value.of)
        beside = left - fact.around
        if (left or _TOTAL.search(mine.clause_words)) and (not beside or (beside <= _HIT and mine.told.is_of_trouble)):
            return fact
    return None


def _is_of_another_time(place: Place[Count], context: Context) -> bool:
    """Whether it was counted at other times than from the beginning to the end, or for a while."""
    ends = [incident.minute_of(at) for at in (context.started_at, context.resolved_at) if at]
    inside = place.view.times_within(place.clause)
    return any(not any(one.value.is_at(end) for end in ends) for one in inside) or any(
        place.clause.start <= one.start < place.clause.end for one in place.view.durations
    )


def _same(one: Place[Count], other: Place[Count], others: list[Place[Count]]) -> bool:
    """Whether it may be the same number of the same."""
    if not one.value.agrees(other.value) or _are_both_open(one.value, other.value):
        return False
    if one.value.unit != "":
        return True
    if one.value.is_part != other.value.is_part and _is_told_better(one, other, others):
        return False
    return _are_of_one(one.value, other.value) or bool(one.around & other.around)


def _are_both_open(one: Count, other: Count) -> bool:
    """ "More than 90 %" and "over 70 %" may both be so, but nobody who knows of both would say them."""
    if 0.8 < one.value / (other.value or 1) < 1.25:
        return False
    return all(each.low > 0.99 * each.value and each.high > 1.4 * each.value for each in (one, other))


def _is_told_better(one: Place[Count], other: Place[Count], others: list[Place[Count]]) -> bool:
    """Whether it tells of another of the `others` rather: "111 customers" of "131 customers" than of "111 of them"."""
    shared = len(one.near & other.near)
    return any(
        len(one.near & third.near) > shared
        and third.value.is_part == one.value.is_part
        and third.value.of & one.value.of
        for third in others
    )


def _are_of_one(one: Count, other: Count) -> bool:
    """Whether both count the same things, or people."""
    if one.of & other.of:
        return True
    return bool((one.of & ANYBODY and other.of & SOMEBODY) or (one.of & SOMEBODY and other.of & ANYBODY))


def _contradicted(
    open_: list[Place[Count]], missing: list[Place[Count]], facts: list[Place[Count]], said: View
) -> Iterator[Pair]:
    """Those that tell most of the same first."""
    pairs = [
        (like, mine, their)
        for their in missing
        for mine in open_
        if (like := _likeness(mine, their, facts) or _is_the_fact(mine, their, facts, said))
    ]
    used: set[int] = set()
    for _like, mine, their in sorted(pairs, key=lambda pair: -pair[0]):
        if id(mine) not in used and id(their) not in used:
            used.update((id(mine), id(their)))
            yield mine, their


def _likeness(mine: Place[Count], their: Place[Count], facts: list[Place[Count]]) -> float:
    """How much both seem to count the same things in the same respect; 0 where they do not."""
    one, other = mine.value, their.value
    if one.unit != other.unit or not one.value or not other.value or not _may_be_of_one_place(mine, their):
        return 0.0
    if one.unit == "" and not _are_of_one(one, other):
        return 0.0
    if one.unit == "%" and one.of and other.of and not one.of & other.of:
        return 0.0
    if matching.are_apart(mine, their):
        return 0.0
    if one.unit and one.unit != "%":
        shared = (mine.near & their.near) - _CURRENCIES
        return len(shared) if len(shared) >= 2 or _are_swapped(one, other) else 0.0
    ratio = one.value / other.value
    if one.unit == "%" and not (1 / 3 < ratio < 3 or _are_swapped(one, other)):
        clause = len(mine.near & their.near)
        return clause if clause >= 2 and clause > 0.5 * len(mine.near) and 0.05 < ratio < 20 else 0.0
    both = mine.around & their.around
    beside = both - (one.of & other.of)
    is_near = 0.2 < ratio < 5 and len(both) >= 2 and (bool(one.of & other.of) or len(both) >= 3 or one.unit == "%")
    is_near = is_near or (0.02 < ratio < 50 and len(beside) >= 3)
    if not is_near and not _are_swapped(one, other):
        return 0.0
    return len(one.of & other.of) + len(mine.near & their.near) + 0.5 * len(beside) + 2 * _are_swapped(one, other)


def _hinted(mine: Place[Count], their: Place[Count]) -> float:
    """As `_likeness`, where less is shared: enough only if nothing else is left that may be meant."""
    one, other = mine.value, their.value
    if one.unit != other.unit or one.is_part != other.is_part or not one.value or not other.value:
        return 0.0
    swapped = _are_swapped(one, other)
    things = _hinted_of_things(mine, their, swapped) if one.unit == "" else 1.0
    if not things or not _may_be_of_one_place(mine, their):
        return 0.0
    like = matching.hint(mine, their)
    if one.unit == "" or (not like and not swapped):
        return things if like or swapped else 0.0
    if one.unit != "%":
        return like + swapped if like + swapped >= 1 and (swapped or 0.05 < one.value / other.value < 20) else 0.0
    if one.of and other.of and not one.of & other.of and not _are_of_one_kind(one, other):
        return 0.0
    if not (0.2 < one.value / other.value < 5 or swapped) and like < 2:
        return 0.0
    return like + 0.5 * bool(one.of & other.of) + 0.5 * swapped


def _hinted_of_things(mine: Place[Count], their: Place[Count], swapped: bool) -> float:
    one, other = mine.value, their.value
    nouns = one.of & other.of
    beside = (mine.around & their.around) - nouns
    if nouns:
        here, there = mine.near - one.of, their.near - other.of
        are_alike = bool(beside) or not here or not there or (mine.told.is_of_trouble and their.told.is_of_trouble)
        ratio = one.value / other.value
        if (not are_alike and not swapped) or not (0.05 < ratio < 20 or swapped):
            return 0.0
        return 1.0 + len(beside) + swapped
    if not 0.1 < one.value / other.value < 10:
        return 0.0
    if _are_of_one_kind(one, other):
        return len(beside) + swapped + (mine.told.is_of_trouble and their.told.is_of_trouble)
    return len(beside) if (swapped and beside) or len(beside) > 2 else 0.0


def _are_of_one_kind(one: Count, other: Count) -> bool:
    return any(one.of & kind and other.of & kind for kind in KINDS)


def _may_be_of_one_place(mine: Place[Count], their: Place[Count]) -> bool:
    """Not where one counts in Canada only; but a name may be left out where all else is the same."""
    here, there = mine.value.within, their.value.within
    if here != there and all(
        name in place.view.words(place.sentence)
        for names, place in ((here - there, their), (there - here, mine))
        for name in names
    ):
        return True
    return here == there or (
        (not here or not there) and len(mine.near & their.near) > 2 and _are_swapped(mine.value, their.value)
    )


def _is_the_fact(mine: Place[Count], fact: Place[Count], facts: list[Place[Count]], said: View) -> float:
    """Whether a fact that says little more than "Four participants." or "15 % of calls failed" is meant, because both the facts and
    the text count those once only, and both say that they were hit, or neither does."""
    one, other = mine.value, fact.value
    if fact not in facts or one.unit != other.unit or one.unit not in ("", "%") or not one.value or not other.value:
        return 0.0
    if one.is_part or one.within or not one.of & other.of or mine.section in incident.ELSEWHERE:
        return 0.0
    if mine.told.is_to_come and "every" not in mine.written.lower():
        return 0.0
    if one.unit == "" and (len(fact.around - other.of) > _NARROW or not 0.1 < one.value / other.value < 10):
        return 0.0
    if mine.told.is_of_trouble != (fact.told.is_of_trouble or len(fact.around) <= len(other.of)) or matching.are_apart(
        mine, fact
    ):
        return 0.0
    alone = all(
        sum(1 for each in some if each.value.unit == one.unit and each.value.of & one.of) < 2
        for some in (facts, said.counts)
    )
    return 0.5 * alone


def _are_swapped(one: Count, other: Count) -> bool:
    """Whether one could be the other with digits mistyped: 48,170 for 41,870."""
    here, there = _digits(one.value), _digits(other.value)
    if (
        len(here) == len(there) > 2
        and sum(a != b for a, b in zip(here, there, strict=True)) == 1
        and 0.2 < one.value / other.value < 5
    ):
        return True
    if _is_one_left_out(here, there) or _is_one_left_out(there, here) or (here == there and len(here) > 1):
        return 0.09 < one.value / other.value < 11
    size = min(len(here), len(there))
    if size < 2 or abs(math.log10(one.value / other.value)) > 1:
        return False
    wanted = sorted(_digits(float(f"{one.value:.{size - 1}e}"))), sorted(_digits(float(f"{other.value:.{size - 1}e}")))
    return wanted[0] == wanted[1]


def _is_one_left_out(short: str, long: str) -> bool:
    """84,000 for 184,000."""
    return (
        len(long) > 2
        and len(long) == len(short) + 1
        and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    )


def _digits(value: float) -> str:
    return _number(value).replace(",", "").replace(".", "").strip("0")


def _number(value: float | Count) -> str:
    number = value.value if isinstance(value, Count) else value
    return f"{number:,.0f}" if number == int(number) else f"{number:,.2f}".rstrip("0")
