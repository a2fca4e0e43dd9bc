from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from communications.checks.consistency import incident, view
from communications.checks.consistency.view import Place, View
from communications.checks.context import Context
from communications.checks.finding import Mark
from communications.checks.quantities.dates import Day
from communications.checks.quantities.times import Time
from communications.checks.words import consistency as words

_PAST_FROM = re.compile(r"\b(?:began|begun|started|broke (?:down|out)|set in|onset)\b", re.IGNORECASE)
_PAST_TO = re.compile(
    r"\b(?:ended|was over|were over|was (?:resolved|repaired|restored|fixed|solved)|were (?:resolved|repaired|restored|fixed|solved))\b",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"\s?[,(]?\s?(?:at|from|between|on|of|the|evening|morning|afternoon|night|early|late|\s|shortly|just|about|around|after|[(,:–-])*",
    re.IGNORECASE,
)
_INCIDENT = re.compile(
    r"\b(?:incident|outage|disruption|disturbance|interruption|failure|breakdown|problem)s? (?:of|on|from)(?: the)?(?: night (?:of|to))?\s\Z",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\W*(?:incident|outage|disruption|interruption) (?:date|day)s?\s?:\s*\Z|\W*(?:date|day) of the (?:incident|outage)\s?:\s*\Z",
    re.IGNORECASE,
)
_NOT_INCIDENT = re.compile(
    r"\b(?:report|statement|letter|invoice|bill|submitted|published|reaches|tested|test|since|until|till|before|after|by|due)(?: (?:is|was|on|of))?(?: the)?\s\Z",
    re.IGNORECASE,
)


def check(said: View, context: Context) -> Iterator[Mark]:
    own = said.offsets
    known = incident.days(context, own)
    told = [one.value for wording in incident.wordings(context) for one in wording.days]
    open_: list[Place[Day]] = []
    for place in said.days:
        if context.started_at and (reason := _contradiction(said, place, context, known)):
            if not any(_same(place.value, one) for one in told):
                yield Mark("date_facts", place.start, place.end, reason)
        elif not place.value.is_one_of(known) and not view.is_own(said, place):
            open_.append(place)
    yield from _against_audiences(said, open_, known, context)


def _contradiction(said: View, place: Place[Day], context: Context, known: set[date]) -> str:
    """Why it cannot be so, in a sentence; "" where it can."""
    assert context.started_at  # noqa: S101
    written = " ".join(said.text.prose[place.start : place.end].split())
    if wrong := _wrong_weekday(place.value, incident.local(context.started_at, said.offsets[0]).date()):
        return _("“%(here)s” is no day: %(day)s is a %(weekday)s. Write the day that is meant.") % {
            "here": written,
            "day": f"{wrong:%-d %B %Y}",
            "weekday": f"{wrong:%A}",
        }
    wanted = _wanted(said, place, context, known) if place.section not in incident.ELSEWHERE else set()
    if wanted and re.search(r"\b(?:over)?night\b", said.words(said.clause(place.start, place.sentence)), re.IGNORECASE):
        wanted = wanted | {day - timedelta(days=1) for day in wanted}
    if not wanted or place.value.is_one_of(wanted):
        return ""
    days = ", ".join(f"{day:%A %-d %B %Y}" for day in sorted(wanted)[:3])
    return _(
        "“%(here)s” is not the day: where these readers are, it was %(days)s (%(zone)s). Write that day, or say what else happened then."
    ) % {"here": written, "days": days, "zone": said.zone}


def _wrong_weekday(day: Day, near: date) -> date | None:
    """The day it is, by the calendar, of the year that brings it nearest to the incident."""
    if day.weekday is None:
        return None
    found = [one for year in (near.year - 1, near.year, near.year + 1) for one in day.in_year(year)]
    if not found or any(one.weekday() == day.weekday for one in found if day.year or abs((one - near).days) < 183):
        return None
    return min(found, key=lambda one: abs((one - near).days))


def _wanted(said: View, place: Place[Day], context: Context, known: set[date]) -> set[date]:
    """The days one of which it has to be; empty where it may be the day of something else."""
    if paired := _day_of_time(said, place, context):
        return paired
    clause = said.clause(place.start, place.sentence)
    clause_words = said.words(clause)
    if _LABEL.match(said.text.prose, place.sentence.start, place.start):
        return known
    before = said.text.prose[clause.start : place.start]
    if words.TO_COME.search(clause_words) or words.HAD.search(clause_words) or _NOT_INCIDENT.search(before):
        return set()
    role = _role(before)
    if not (_INCIDENT.search(before) or _has_span(said, place) or words.TROUBLE.search(clause_words) or role):
        return set()
    if role and (at := context.started_at if role == "start" else context.resolved_at):
        return {incident.local(at, offset).date() for offset in said.offsets}
    is_told = words.TROUBLE.search(clause_words) and place.section not in ("root_cause", "resolution")
    return known if is_told or _INCIDENT.search(before) else set()


def _role(before: str) -> str:
    found = [
        (one.start(), role)
        for pattern, role in ((_PAST_FROM, "start"), (_PAST_TO, "end"))
        for one in pattern.finditer(before)
    ]
    return max(found)[1] if found else ""


def _has_span(said: View, place: Place[Day]) -> bool:
    return any(place.sentence.start <= one.start < place.sentence.end for one in (*said.durations, *said.times))


def _day_of_time(said: View, place: Place[Day], context: Context) -> set[date]:
    """Of a day with a time beside it that is an instant of the incident, the day of that instant."""
    time = next((one.value for one in said.times if _are_beside(said, place, one)), None)
    if time is None:
        return set()
    return {
        incident.local(moment.at, offset).date()
        for moment in incident.moments(context)
        if moment.at in (context.started_at, context.resolved_at, context.detected_at) and time.is_at(moment.minute)
        for offset in time.offsets
    }


def _are_beside(said: View, place: Place[Day], time: Place[Time]) -> bool:
    first, second = sorted((place, time), key=lambda one: one.start)
    if second.start - first.end > 40:
        return False
    between = said.text.prose[first.end : second.start]
    if first is time and time.value.zone:
        between = between.replace(time.value.zone, "", 1)
    return bool(_JOINT.fullmatch(between))


def _against_audiences(said: View, open_: list[Place[Day]], known: set[date], context: Context) -> Iterator[Mark]:
    for audience, other in view.of_siblings(context):
        theirs = [one for one in other.days if not view.is_own(other, one) and not one.value.is_one_of(known)]
        for mine, their in view.contradicted(said.days, open_, theirs, _same):
            open_ = [one for one in open_ if one is not mine]
            yield Mark(
                "date_audiences",
                mine.start,
                mine.end,
                view.otherwise(
                    said.text.prose[mine.start : mine.end], audience, other.text.prose[their.start : their.end]
                ),
            )


def _same(one: Day, other: Day) -> bool:
    if one.year and other.year and one.year != other.year:
        return False
    return not set(one.readings).isdisjoint(other.readings)
