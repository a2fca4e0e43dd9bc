from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from communications.checks.consistency import incident, view
from communications.checks.consistency.incident import Moment
from communications.checks.consistency.view import Place, View
from communications.checks.context import Context
from communications.checks.finding import Mark
from communications.checks.quantities.dates import MONTHS, WEEKDAYS
from communications.checks.quantities.times import Time
from communications.checks.words import consistency as words

_SOFT = (
    r"(?:\s(?:(?:shortly|just|about|around|approximately|roughly|after|before|at|a|little|on|the|early|late|morning|evening|night|of|\d{1,2}"
    rf"|{'|'.join(sorted((*MONTHS, *WEEKDAYS), key=len, reverse=True))})\b,?))*"
)
_FROM = re.compile(rf"\b(?:between|from|since){_SOFT}\s\Z", re.IGNORECASE)
_UNTIL = re.compile(rf"(?:\b(?:until|till|to|through){_SOFT}\s|\band{_SOFT}\s|[–—-]\s?)\Z", re.IGNORECASE)
_START, _END, _NOTICED = "start", "end", "noticed"
_BOUND = re.compile(r"(?<!shortly )(?<!just )(?<!soon )\b(?:by|before|after)\s(?:the )?\Z", re.IGNORECASE)
_GOES_ON = re.compile(r"[ap.m\s]{0,5}\s?(?:[–—-]|to|until|till)\s?\d", re.IGNORECASE)
_IT = re.compile(r"\b(?:it|this) (?:all )?(?:began|started|ended|was over)\b", re.IGNORECASE)
_RANGE_BEFORE = re.compile(r"\d[\d:.]*\s?(?:[ap]\.?m\.?)?\s?(?:[–—-]|to|until|till)\s?\Z", re.IGNORECASE)
_NOTICE = re.compile(r"\b(?:noticed|detected|discovered|spotted)\b", re.IGNORECASE)


def check(said: View, context: Context) -> Iterator[Mark]:
    known = incident.moments(context)
    open_: list[Place[Time]] = []
    for place in said.times:
        if any(place.value.is_at(one.minute) for one in known):
            continue
        is_told = (context.started_at or context.resolved_at) and place.section not in incident.ELSEWHERE
        role = _role(said, place, context) if is_told else ""
        wanted = {_START: context.started_at, _END: context.resolved_at, _NOTICED: context.detected_at}.get(role)
        if wanted:
            yield _against_facts(said, place, wanted, context)
        elif not view.is_own(said, place):
            open_.append(place)
    yield from _against_audiences(said, open_, known, context)


def _role(said: View, place: Place[Time], context: Context) -> str:
    """Whether it is told as the incident's beginning or end; "" where it may be the time of something else."""
    if words.LABEL.match(said.text.prose, place.sentence.start, place.start):
        label = said.text.prose[place.sentence.start : place.start]
        is_end = words.ENDED.search(label.split(":")[0]) or "until" in label.lower() or _RANGE_BEFORE.search(label)
        return _END if is_end else _START
    clause = said.clause(place.start, place.sentence)
    clause_words = said.words(clause)
    if words.TO_COME.search(clause_words):
        return ""
    before = said.text.prose[clause.start : place.start]
    near = before[-60:]
    if _NOTICE.search(near) and context.detected_at:
        return _NOTICED
    if words.HAD.search(clause_words):
        return ""
    is_of_trouble = bool(_IT.search(clause_words)) or incident.is_of_trouble(clause_words, place.near, context)
    if not is_of_trouble and not words.REGAINED.search(clause_words):
        return ""
    after = said.text.prose[place.end : clause.end]
    if _FROM.search(near) or (near.endswith(("(", ", ", ": ")) and _GOES_ON.match(after)):
        return _START if is_of_trouble and words.TROUBLE.search(clause_words) else _END
    if _UNTIL.search(near):
        is_range = "between" in near or "from" in before or bool(_RANGE_BEFORE.search(near))
        return _END if is_of_trouble and (is_range or words.TROUBLE.search(clause_words)) else ""
    return "" if _BOUND.search(near) else _role_of_verb(before, after, clause_words)


def _role_of_verb(before: str, after: str, clause: str) -> str:
    """By the last verb before it, else by what the rest of the clause says came back."""
    found = [
        (one.start(), role)
        for pattern, role in ((words.BEGAN, _START), (words.ENDED, _END))
        for one in pattern.finditer(before)
    ]
    if found:
        role = max(found)[1]
        return role if role == _END or words.TROUBLE.search(clause) or _IT.search(clause) else ""
    return _END if words.REGAINED.search(after) or re.search(r"\bagain\b", after) else ""


def _against_facts(said: View, place: Place[Time], wanted: datetime, context: Context) -> Mark:
    time, offset = place.value, place.value.offsets[0]
    told = ", ".join(
        f"{one.what} at {_clock(one, offset, False)}"
        for one in incident.moments(context)[:3]
        if one.at in (context.started_at, context.resolved_at)
    )
    written = said.text.prose[place.start : place.end]
    zone = time.zone.strip(" ()") or said.zone
    suggestion = _clock(Moment(wanted, ""), offset, time.is_twelve) if re.match(r"\d", written) else ""
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


def _clock(moment: Moment, offset: int, is_twelve: bool) -> str:
    at = incident.local(moment.at, offset)
    return f"{at:%-I:%M %p}".lower() if is_twelve else f"{at:%H:%M}"


def _against_audiences(said: View, open_: list[Place[Time]], known: list[Moment], context: Context) -> Iterator[Mark]:
    for audience, other in view.of_siblings(context):
        theirs = [
            one
            for one in other.times
            if not view.is_own(other, one) and not any(one.value.is_at(moment.minute) for moment in known)
        ]
        for mine, their in view.contradicted(said.times, open_, theirs, Time.agrees):
            open_ = [one for one in open_ if one is not mine]
            yield Mark(
                "time_audiences",
                mine.start,
                mine.end,
                view.otherwise(said.text.prose[mine.start : mine.end], audience, _quoted(other, their)),
            )


def _quoted(other: View, place: Place[Time]) -> str:
    return f"{other.text.prose[place.start : place.end]} {place.value.zone.strip(' ()') or other.zone}".strip()
