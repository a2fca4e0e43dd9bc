from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from communications.checks.consistency import incident, matching, plain, roles, roles_led, view
from communications.checks.consistency.incident import Moment, minute_of
from communications.checks.consistency.roles import END, NOTICED, START
from communications.checks.consistency.view import Place, View
from communications.checks.context import Context
from communications.checks.finding import Mark
from communications.checks.quantities.times import DAY, Time

_THAT_IS = re.compile(
    r"[\w\s,]{0,25}?\s?(?:[(/=]|,? or|,? that is,?|–|-)\s?(?:that is,?|which is|i\.e\.|=|equals|or)?\s?"
)
_UNTIL = re.compile(r"\b(?:until|till)(?: \w+)?\s\Z")
_ENDS = re.compile(
    r"\b(?:until|till|end|ends|ended|stop\w*|clos\w+|over|last|back|again|finish\w*|done|complet\w+|restor\w+|resol\w+|fixed)\b"
)
_CLOSE = 15  # minutes before it began up to which all was well, or after it ended


def check(said: View, context: Context) -> Iterator[Mark]:
    if not said.times:
        return
    known = incident.moments(context)
    ends = {START: context.started_at, END: context.resolved_at, NOTICED: context.detected_at}
    minutes = {(one.minute + beside) % DAY for one in known for beside in (-1, 0, 1)}
    open_: list[Place[Time]] = []
    for place in said.times:
        if not minutes.isdisjoint(place.value.instants):
            continue
        if (told := _equal(said, place)) and (same := _moment_of(told, known)):
            yield _against_facts(said, place, same.at, context)
            continue
        role, is_plain = _told_as(place, context)
        wanted = ends.get(role)
        if _fits(place, role, wanted, known) or (not is_plain and _is_in_facts(place, context)):
            continue
        if (
            wanted
            and not is_plain
            and not _is_of_another_zone(place, wanted)
            and _is_told_elsewhere(place, role, minute_of(wanted), context)
        ):
            wanted = ends.get(roles.by_the_other(place, context)) if role == START else None
        if wanted:
            yield _against_facts(said, place, wanted, context)
        elif entry := _entry(said, place, context):
            yield _against_entry(said, place, entry)
        elif not view.is_own(place):
            open_.append(place)
    yield from _against_audiences(said, open_, known, context)


def _is_in_facts(place: Place[Time], context: Context) -> bool:
    """Whether a fact tells of that time in some of the same words: "We made the batches smaller again at 11:05"."""
    told = (one for wording in incident.wordings(context) for one in wording.times)
    return any(
        not place.near.isdisjoint(one.near) and not set(one.value.instants).isdisjoint(place.value.instants)
        for one in told
    )


def _told_as(place: Place[Time], context: Context) -> tuple[str, bool]:
    """As what it is told, and whether so plainly that nothing else of the text unsays it."""
    if place.is_now:
        return "", False
    role = roles.of_time(place, context)
    is_plain = role in (START, END) and plain.is_role(place, role, context)
    return ("", False) if place.section in incident.ELSEWHERE and not is_plain else (role, is_plain)


def _is_right_until(place: Place[Time], role: str, wanted: int) -> bool:
    """Of an incident that began at 9:05: "letters of before nine are right"."""
    if not roles_led.is_when_well(place):
        return False
    return any(0 <= ((wanted - one if role == START else one - wanted) % DAY) <= _CLOSE for one in place.value.instants)


def _fits(place: Place[Time], role: str, wanted: datetime | None, known: tuple[Moment, ...]) -> bool:
    """Whether it is a time of the incident, with "about" or "after" the one it is said to be."""
    if wanted and role != NOTICED:
        return place.value.is_at(minute_of(wanted)) or _is_right_until(place, role, minute_of(wanted))
    return any(place.value.is_at(one.minute) for one in known)


def _equal(said: View, place: Place[Time]) -> Place[Time] | None:
    """The time that the text itself says is the same, in another zone: "15:31 UTC (11:31 am EST)"."""
    for one in said.times_within(place.sentence):
        first, second = (one, place) if one.start < place.start else (place, one)
        if one is not place and (one.value.zone or said.zone) != (place.value.zone or said.zone):
            between = said.text.lowered[first.end : second.start].replace(first.value.zone.lower(), "", 1)
            if _THAT_IS.fullmatch(between):
                return one
    return None


def _moment_of(place: Place[Time], known: tuple[Moment, ...]) -> Moment | None:
    return next((one for one in known if place.value.is_just(one.minute)), None)


def _is_of_another_zone(place: Place[Time], wanted: datetime) -> bool:
    """Whether it is off by whole hours in a zone that is written with it, as where a zone was reckoned wrongly."""
    if not place.value.zone or place.value.zone.lower() == place.view.zone.lower():
        return False
    others = [one for one in place.view.times if one is not place and one.value.is_just(minute_of(wanted))]
    is_hours_off = any((one - minute_of(wanted)) % 60 == 0 for one in place.value.instants)
    return is_hours_off and bool(others) and all(one.value.zone.lower() != place.value.zone.lower() for one in others)


def _is_told_elsewhere(place: Place[Time], role: str, wanted: int, context: Context) -> bool:
    """Whether the text says it rightly at another place: then this may be when something else was."""
    is_outright = roles.is_outright(place)
    return any(
        one is not place and one.value.is_at(wanted)
        for one in place.view.times
        if not is_outright or (one.sentence == place.sentence and roles.of_time(one, context) == role)
    )


def _against_facts(said: View, place: Place[Time], wanted: datetime, context: Context) -> Mark:
    time, offset = place.value, place.value.offsets[0]
    told = ", ".join(
        f"{one.what} at {_clock(one, offset, False)}"
        for one in incident.in_words(context)[:3]
        if one.at in (context.started_at, context.resolved_at)
    )
    written = said.text.prose[place.start : place.end]
    zone = time.zone.strip(" ()") or said.zone
    suggestion = _clock(Moment(wanted), offset, time.is_twelve) if re.match(r"\d", written) else ""
    return Mark(
        "time_facts",
        place.start,
        place.end,
        _(
            "“%(here)s” fits no time of the incident: %(told)s (%(zone)s). Write that time, or say what else happened then."
        )
        % {"here": written, "told": told, "zone": zone},
        suggestion,
    )


def _entry(said: View, place: Place[Time], context: Context) -> Moment | None:
    """What the timeline has at another time in the same words, and the text at no other place."""
    if place.section in incident.ELSEWHERE or place.is_now:
        return None
    best, most = None, 0.0
    is_until = _UNTIL.search(place.before) is not None
    for entry in incident.entries(context):
        if is_until and not _ENDS.search(entry.what.lower()):
            continue
        shared = len(entry.stems & place.near) + 2 * _has_day_of(said, place, entry)
        is_told = shared >= 2 and (shared >= 3 or shared >= 0.5 * len(place.near))
        is_told = is_told or (
            shared == 1 and len(entry.stems) < 4 and len(place.near) < 6 and _is_hours_off(place.value, entry)
        )
        if is_told and shared > most and not any(one.value.is_at(entry.minute) for one in said.times):
            best, most = entry, shared
    return best


def _is_hours_off(time: Time, entry: Moment) -> bool:
    """As where a zone was forgotten, or a digit mistyped."""
    return any(
        (entry.minute - one) % 60 == 0 and abs((entry.minute - one + 720) % 1440 - 720) <= 180 for one in time.instants
    )


def _has_day_of(said: View, place: Place[Time], entry: Moment) -> bool:
    """Whether its sentence names a day that the entry names: "the deadline is moved to 5 May"."""
    if not entry.days:
        return False
    days = [one.value for one in said.days if place.sentence.start <= one.start < place.sentence.end]
    return any(not set(one.readings).isdisjoint(day.readings) for one in entry.days for day in days)


def _against_entry(said: View, place: Place[Time], entry: Moment) -> Mark:
    offset = place.value.offsets[0]
    return Mark(
        "time_facts",
        place.start,
        place.end,
        _("“%(here)s” is not when it was, by the timeline: “%(what)s” was at %(time)s (%(zone)s). Write that time.")
        % {
            "here": place.written,
            "what": entry.what,
            "time": _clock(entry, offset, False),
            "zone": place.value.zone.strip(" ()") or said.zone,
        },
        _clock(entry, offset, place.value.is_twelve) if re.match(r"\d", place.written) else "",
    )


def _clock(moment: Moment, offset: int, is_twelve: bool) -> str:
    at = incident.local(moment.at, offset)
    return f"{at:%-I:%M %p}".lower() if is_twelve else f"{at:%H:%M}"


def _against_audiences(
    said: View, open_: list[Place[Time]], known: tuple[Moment, ...], context: Context
) -> Iterator[Mark]:
    if not open_:
        return
    for audience, other in view.of_siblings(context):
        theirs = [
            one
            for one in other.times
            if not view.is_own(one) and not any(one.value.is_at(moment.minute) for moment in known)
        ]
        alike = roles.likeness(said.times, other.times, lambda place: roles.of_time(place, context))
        for mine, their in matching.contradicted(said.times, open_, theirs, _agree, alike):
            open_ = [one for one in open_ if one is not mine]
            yield Mark(
                "time_audiences",
                mine.start,
                mine.end,
                view.otherwise(said.text.prose[mine.start : mine.end], audience, _quoted(other, their)),
            )


def _agree(mine: Place[Time], their: Place[Time]) -> bool:
    """Where both are of one zone, as they are written. "By ten" is not the same as 9:45 if nothing else is."""
    one, other = mine.value, their.value
    if (one.zone or mine.view.zone).lower() == (other.zone or their.view.zone).lower():
        between = [(there - here + 720) % DAY - 720 for here in one.local for there in other.local]
    else:
        between = [(there - here + 720) % DAY - 720 for here in one.instants for there in other.instants]
    if not one.zone and not other.zone and not set(one.local).isdisjoint(other.local):
        return True
    if not any(one.early - other.late <= minutes <= one.late - other.early for minutes in between):
        return False
    is_close = min(map(abs, between)) <= 1 or max(one.late - one.early, other.late - other.early) < 40
    return is_close or matching.hint(mine, their) > 0


def _quoted(other: View, place: Place[Time]) -> str:
    return f"{other.text.prose[place.start : place.end]} {place.value.zone.strip(' ()') or other.zone}".strip()
