from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _

from communications.checks.consistency import days_told, incident, matching, plain, view
from communications.checks.consistency.view import Place, View
from communications.checks.context import Context
from communications.checks.finding import Mark
from communications.checks.quantities.dates import Day
from communications.checks.quantities.times import DAY, Time

_TO = re.compile(r"\s?(?:to|and|into|until|till|[–/-])\s?(?:the\s)?", re.IGNORECASE)
_BESIDE = 12  # characters between a date and the day of the week that is said with it: "25 September, a Friday"
_MOST_PAIRS = 400  # of days that are compared with the times beside them
_NUMBER = re.compile(r"\d[\d,.]*")
_NIGHT = re.compile(r"(?<!until the )(?<!till the )(?<!by the )(?<!next )\bnights?\b[\w\s]{0,20}\Z", re.IGNORECASE)
# "For our engineers in London it was still the evening of 1 April."
_FAR_AWAY = re.compile(r"\b(?:in|for|at) [\w\s]{2,40}\bit was (?:still|already|by then)\b[\w\s]{0,30}\Z")


def check(said: View, context: Context) -> Iterator[Mark]:
    if not (said.days or said.weekdays):
        return
    known = incident.days(context, said.offsets)
    open_: list[Place[Day]] = []
    nights = dict(_nights(said.days))
    for place in said.days:
        if context.started_at and (reason := _contradiction(place, context, known, nights)):
            told = (one.value for wording in incident.wordings(context) for one in wording.days)
            if not any(_same(place.value, one) for one in told):
                yield Mark("date_facts", place.start, place.end, reason)
        elif not place.value.is_one_of(known) and not view.is_own(place):
            open_.append(place)
    open_ += _weekdays(said, known)
    if context.started_at:
        yield from _of_weekdays(said, context, known)
    yield from _against_audiences(said, open_, known, context)


def _contradiction(
    place: Place[Day], context: Context, known: set[date], nights: dict[Place[Day], tuple[Place[Day], Place[Day]]]
) -> str:
    """Why it cannot be so, in a sentence; "" where it can."""
    assert context.started_at  # noqa: S101
    said = place.view
    if wrong := _wrong_weekday(place.value, incident.local(context.started_at, said.offsets[0]).date()):
        return _("“%(here)s” is no day: %(day)s is a %(weekday)s. Write the day that is meant.") % {
            "here": place.written,
            "day": f"{wrong:%-d %B %Y}",
            "weekday": f"{wrong:%A}",
        }
    if len(known) == 1 and place.value.is_one_of(known) and not said.times_within(place.sentence):
        return ""  # the day of all, and of no time in another zone
    if place.section in incident.ELSEWHERE and not plain.is_day(place, context):
        return ""
    if days_told.is_until_a_night(place) or place.is_now or _is_far_away(place):
        return ""
    if night := nights.get(place):
        return _wrong_night(place, night, context, known)
    wanted = days_told.wanted(place, context, known)
    wanted = days_told.at_part_of_day(place, context, wanted)
    return "" if not wanted or place.value.is_one_of(wanted) else _is_not(place, wanted)


def _is_far_away(place: Place[Day]) -> bool:
    """Whether it is the day of somewhere else."""
    return "it was " in place.before and _FAR_AWAY.search(place.before) is not None


def _is_not(place: Place[Day], wanted: set[date]) -> str:
    days = ", ".join(f"{day:%A %-d %B %Y}" for day in sorted(wanted)[:3])
    return _(
        "“%(here)s” is not the day: where these readers are, it was %(days)s (%(zone)s). Write that day, or say what else happened then."
    ) % {"here": place.written, "days": days, "zone": place.view.zone}


def _nights(days: Sequence[Place[Day]]) -> Iterator[tuple[Place[Day], tuple[Place[Day], Place[Day]]]]:
    """Each day of "the night from 5 to 6 June", with both."""
    for one, other in pairwise(days):
        prose = one.view.text.prose
        if (
            _TO.fullmatch(prose, one.end, other.start)
            and _NIGHT.search(prose, max(0, one.start - 40), one.start)
            and _is_next(one.value, other.value)
        ):
            yield one, (one, other)
            yield other, (one, other)


def _is_next(day: Day, later: Day) -> bool:
    return any(
        (second - first).days == 1
        for year in (2023, 2024)
        for first in day.in_year(year)
        for second in later.in_year(year)
    )


def _wrong_night(place: Place[Day], night: tuple[Place[Day], Place[Day]], context: Context, known: set[date]) -> str:
    """Why it was another night, where the text says that it was the incident's."""
    if not any(one.value.is_one_of(known) or days_told.wanted(one, context, known) for one in night):
        return ""
    days = {
        incident.local(at, offset).date()
        for at in (context.started_at, context.resolved_at)
        if at
        for offset in place.view.offsets
    }
    days |= {day - timedelta(days=1) for day in days if len(days) == 1}
    if all(one.value.is_one_of(days) for one in night):
        return ""
    return _is_not(place, days) if not place.value.is_one_of(days) else ""


def _wrong_weekday(day: Day, near: date) -> date | None:
    """The day it is, by the calendar, of the year that brings it nearest to the incident."""
    if day.weekday is None:
        return None
    years = (day.year,) if day.year else (near.year - 1, near.year, near.year + 1)
    found = [one for year in years for one in day.in_year(year)]
    if not found or any(one.weekday() == day.weekday for one in found if day.year or abs((one - near).days) < 183):
        return None
    return min(found, key=lambda one: abs((one - near).days))


def _of_weekdays(said: View, context: Context, known: set[date]) -> Iterator[Mark]:
    """Days of the week without a date: only where the clause says when the incident was."""
    for place in said.weekdays:
        if place.section in incident.ELSEWHERE and not plain.is_day(place, context):
            continue
        wanted = days_told.wanted_of_weekday(place, context, known)
        wanted = days_told.at_part_of_day(place, context, wanted)
        if wanted and place.value.weekday not in {day.weekday() for day in wanted}:
            yield Mark("date_facts", place.start, place.end, _is_not(place, wanted))


def _against_audiences(said: View, open_: list[Place[Day]], known: set[date], context: Context) -> Iterator[Mark]:
    if not open_:
        return
    year = _year(said, context)

    def agree(mine: Place[Day], their: Place[Day]) -> bool:
        if bool(mine.value.readings) == bool(their.value.readings):
            return _same(mine.value, their.value, year)
        is_known = _weekdays_of(mine.value, year) and _weekdays_of(their.value, year)
        return not is_known or (_same(mine.value, their.value, year) and matching.hint(mine, their) > 0)

    for audience, other in view.of_siblings(context):
        theirs = [one for one in other.days if not view.is_own(one) and not one.value.is_one_of(known)]
        for mine, their in _on_other_days(open_, theirs):
            open_ = [one for one in open_ if one is not mine]
            theirs = [one for one in theirs if one is not their]
            yield Mark("date_audiences", mine.start, mine.end, view.otherwise(mine.written, audience, their.written))
        theirs += _weekdays(other, known)
        for mine, their in matching.contradicted(
            (*said.days, *_weekdays(said, set())), open_, theirs, agree, _alike, _hinted
        ):
            open_ = [one for one in open_ if one is not mine]
            yield Mark(
                "date_audiences",
                mine.start,
                mine.end,
                view.otherwise(mine.written, audience, their.written),
            )


def _alike(one: Place[Day], other: Place[Day]) -> float:
    """Deadlines need to have less in common: there are few in a text."""
    if _are_one_instant(one, other) or _count_otherwise(one, other):
        return 0.0
    here, there = (bool(days_told.DEADLINE.search(place.before)) for place in (one, other))
    if here and there and (shared := one.around & other.around):
        return max(0.5 * len(shared), matching.likeness(one, other))
    return (
        0.0
        if here != there and min(len(one.near), len(other.near)) > 3 and len(one.near & other.near) < 2
        else matching.likeness(one, other)
    )


def _on_other_days(open_: list[Place[Day]], theirs: list[Place[Day]]) -> Iterator[tuple[Place[Day], Place[Day]]]:
    """Days with a time beside each, which are one time of two zones, but not of one day."""
    if len(open_) * len(theirs) > _MOST_PAIRS:
        return
    for mine in open_:
        for their in theirs:
            here, there = days_told.time_beside(mine), days_told.time_beside(their)
            if here is None or there is None or matching.hint(mine, their) < 1:
                continue
            apart = {
                at - to
                for at in _minutes(mine.value, here.value)
                for to in _minutes(their.value, there.value)
                if (at - to) % DAY in (0, 1, DAY - 1)
            }
            if apart and min(map(abs, apart)) > 1:
                yield mine, their
                break


def _minutes(day: Day, time: Time) -> Iterator[int]:
    """Minutes of UTC since the first day of all, as the day may be read, of any year."""
    for one in day.in_year(day.year or 2026):
        for offset in time.offsets:
            for local in time.local:
                yield one.toordinal() * DAY + local - offset


def _are_one_instant(one: Place[Day], other: Place[Day]) -> bool:
    """Whether the times beside both are the same, told in two zones, so that the days may differ."""
    here, there = days_told.time_beside(one), days_told.time_beside(other)
    return here is not None and there is not None and here.value.agrees(there.value)


def _count_otherwise(one: Place[Day], other: Place[Day]) -> bool:
    """Of days of the week without a date: whether other things were counted on each, as "340 calls on Monday"."""
    if one.value.readings or other.value.readings:
        return False
    here, there = (set(_NUMBER.findall(place.clause_words)) for place in (one, other))
    return bool(here and there) and here.isdisjoint(there)


def _hinted(one: Place[Day], other: Place[Day]) -> float:
    return 0.0 if _are_one_instant(one, other) or _count_otherwise(one, other) else matching.hint(one, other)


def _weekdays(said: View, known: set[date]) -> list[Place[Day]]:
    """Days of the week that are none of the incident's."""
    own = {day.weekday() for day in known}
    return [
        one
        for one in said.weekdays
        if one.value.weekday not in own
        and not view.is_own(one)
        and not any(abs(one.start - day.end) < _BESIDE or abs(day.start - one.end) < _BESIDE for day in said.days)
    ]


def _year(said: View, context: Context) -> int | None:
    """By which the days of the week of dates are told."""
    if context.started_at:
        return context.started_at.year
    written = (
        one.value.year
        for text in (said, *(other for _audience, other in view.of_siblings(context)))
        for one in text.days
    )
    return next((year for year in written if year), None)


def _same(one: Day, other: Day, year: int | None = None) -> bool:
    """Days of the week are compared where one of both is no more, or where one is a day of the other's week."""
    if not one.readings or not other.readings:
        here, there = _weekdays_of(one, year), _weekdays_of(other, year)
        return not here or not there or not here.isdisjoint(there)
    if one.year and other.year and one.year != other.year:
        return False
    return not set(one.readings).isdisjoint(other.readings)


def _weekdays_of(day: Day, year: int | None) -> set[int]:
    if day.weekday is not None:
        return {day.weekday}
    meant = day.year or year
    return {one.weekday() for one in day.in_year(meant)} if meant else set()
