from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from communications.checks.consistency import incident, view
from communications.checks.consistency.view import Place, View
from communications.checks.context import Context
from communications.checks.finding import Mark
from communications.checks.quantities.durations import Duration
from communications.checks.words import consistency as words

_SOFT = r"(?:\s(?:about|around|roughly|just|over|under|nearly|almost|more|than|well|a|some|approximately|the|total|of|overall|those|these|us|them|you|all|in|bit|little))*"
_LEAD = re.compile(
    rf"\b(?:for|during|lasted|lasting|took|length|duration|downtime|outage|went on|continued|persisted)(?: of| was)?{_SOFT}\s*[:(]?\s*\Z",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\W*(?:[\w ]{0,30}(?:duration|length|downtime)[\w ]{0,40})\s?:\s?\W*\Z", re.IGNORECASE)
_TRAIL = re.compile(
    r"[\s-]{1,2}(?:(?:of|of the)\s)?(?:outage|incident|disruption|disturbance|interruption|downtime|failure|unavailability|breakdown)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:last|past|next|first|previous|up to|every|each|within|another|extra|additional|further|after|before|at most|no longer than|longest|per|average|typically|free)\s\Z",
    re.IGNORECASE,
)
_NOT_OURS = re.compile(
    r"\s(?:later|ago|before|earlier|after|longer|of extra|extra|more|each|per|free|in advance|beforehand|of credit|every)\b",
    re.IGNORECASE,
)
_TO_DO = re.compile(
    r"\b(?:to (?:notice|find|reach|detect|arrive|answer|see|identify|understand|call|tell|inform|decide|reply|react))\b",
    re.IGNORECASE,
)


def check(said: View, context: Context) -> Iterator[Mark]:
    known = incident.spans(context)
    told = [one.value for wording in incident.wordings(context) for one in wording.durations]
    open_: list[Place[Duration]] = []
    for place in said.durations:
        if any(place.value.agrees(one, one) for one in known) or any(
            place.value.agrees(one.low, one.high) for one in told
        ):
            continue
        if context.started_at and context.resolved_at and _is_of_incident(said, place, context):
            minutes = (context.resolved_at - context.started_at).total_seconds() / 60
            yield Mark(
                "duration_facts",
                place.start,
                place.end,
                _(
                    "“%(here)s” is not how long it took: from its beginning to its end the incident lasted %(minutes)s. Write that, "
                    "or say what else took so long."
                )
                % {"here": _written(said, place), "minutes": _spoken(minutes)},
            )
        elif not view.is_own(said, place):
            open_.append(place)
    for audience, other in view.of_siblings(context):
        theirs = [
            one
            for one in other.durations
            if not view.is_own(other, one) and not any(one.value.agrees(span, span) for span in known)
        ]
        for mine, their in view.contradicted(said.durations, open_, theirs, _agree):
            open_ = [one for one in open_ if one is not mine]
            yield Mark(
                "duration_audiences",
                mine.start,
                mine.end,
                view.otherwise(_written(said, mine), audience, _written(other, their)),
            )


def _agree(one: Duration, other: Duration) -> bool:
    return one.agrees(other.low, other.high)


def _is_of_incident(said: View, place: Place[Duration], context: Context) -> bool:
    if place.section in incident.ELSEWHERE:
        return False
    prose, sentence = said.text.prose, place.sentence
    before = prose[max(sentence.start, place.start - 60) : place.start]
    after = prose[place.end : min(sentence.end, place.end + 40)]
    if _LABEL.match(prose, sentence.start, place.start) and ":" in before:
        return _is_whole(prose[sentence.start : place.start])
    if _OTHER.search(before) or _NOT_OURS.match(after):
        return False
    clause = said.words(said.clause(place.start, sentence))
    if words.TO_COME.search(clause) or _TO_DO.search(clause):
        return False
    if _TRAIL.match(after):
        return True
    if not _LEAD.search(before):
        return False
    return incident.is_of_trouble(clause, place.near, context) or bool(words.RECOVERY.search(clause))


def _is_whole(label: str) -> bool:
    return not re.search(r"\b(?:detect|notice|respon|inform|until|stable|restor|repair|wait)", label, re.IGNORECASE)


def _written(said: View, place: Place[Duration]) -> str:
    return " ".join(said.text.prose[place.start : place.end].split())


def _spoken(minutes: float) -> str:
    whole = round(minutes)
    days, rest = divmod(whole, 1440)
    hours, left = divmod(rest, 60)
    parts = [f"{number} {name}" for number, name in ((days, "d"), (hours, "h"), (left, "min")) if number]
    return " ".join(parts) or "less than a minute"
