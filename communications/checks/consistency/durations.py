from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from communications.checks.consistency import durations_told, incident, matching, roles, view
from communications.checks.consistency.view import Place, View
from communications.checks.context import Context
from communications.checks.finding import Mark
from communications.checks.quantities.durations import Duration

_EACH = re.compile(r"\b(?:every|each|per|all)\s\Z")
_APART = re.compile(r"\s(?:apart|intervals?)\b")
_KEPT = re.compile(
    r"\bretention\b|\b(?:keep|kept|store[ds]?|storing|retain\w*|hold|held) (?:(?:for|up to|a|full|now|only|another)\s){0,3}\Z"
    r"|\b(?:keep|kept|store[ds]?|storing|retain\w*|hold|held)\b.*\b(?:data|logs?|records?|recordings?|backups?|cop(?:y|ies)|files?|messages|entries|details|numbers|bookings)\b|\b(?:data|logs?|records?|recordings?|backups?|cop(?:y|ies)|files?|messages)\b.*\b(?:kept|stored|retained|held)\b"
)
_ADDED = re.compile(r"\b(?:working|business)\b", re.IGNORECASE)
_MOST_TIMES = 200  # one is as long as the other, where both may be meant to be the same
_DAY = 1440
Likeness = Callable[[Place[Duration], Place[Duration]], float]


def check(said: View, context: Context) -> Iterator[Mark]:
    if not said.durations:
        return
    known, exact = incident.spans(context), incident.spans_of_entries(context)
    told = [one.value for wording in incident.wordings(context) for one in wording.durations]
    open_: list[Place[Duration]] = []
    for place in said.durations:
        if any(place.value.agrees(one, one) for one in known) or any(
            place.value.agrees(one.low, one.high) for one in told
        ):
            continue
        if durations_told.is_of_those_days(place) and place.value.minutes in incident.whole_days(context):
            continue
        if any(abs(place.value.minutes - one) <= 0.5 for one in exact) and not (
            durations_told.is_outright(place) and durations_told.is_of_incident(place, context)
        ):
            continue
        if context.started_at and context.resolved_at and durations_told.is_of_incident(place, context):
            minutes = (context.resolved_at - context.started_at).total_seconds() / 60
            yield Mark(
                "duration_facts",
                place.start,
                place.end,
                _(
                    "“%(here)s” is not how long it took: from its beginning to its end the incident lasted %(minutes)s. Write that, "
                    "or say what else took so long."
                )
                % {"here": place.written, "minutes": _spoken(minutes)},
            )
        elif (late := _until_notice(context)) is not None and durations_told.is_to_notice(place):
            yield Mark(
                "duration_facts",
                place.start,
                place.end,
                _(
                    "“%(here)s” is not how long it took to notice: from its beginning that took %(minutes)s. Write that, or say what else "
                    "took so long."
                )
                % {"here": place.written, "minutes": _spoken(late)},
            )
        elif not view.is_own(place):
            open_.append(place)
    yield from _against_audiences(said, open_, known, context)


def _until_notice(context: Context) -> float | None:
    if not context.started_at or not context.detected_at:
        return None
    return (context.detected_at - context.started_at).total_seconds() / 60


def _sort(place: Place[Duration]) -> str:
    """How often, and for how long something is kept, are told of other things than how long something took."""
    if _EACH.search(place.before) or _APART.match(place.after):
        return "each"
    is_short = len(place.clause_words) < len(place.written) + 8
    spoken = place.view.words(place.sentence) if is_short else place.clause_words
    return (
        "kept"
        if _KEPT.search(spoken) or _KEPT.search(place.before)
        else "added"
        if _ADDED.search(place.written)
        else ""
    )


def _alike_of(alike: Likeness) -> Likeness:
    """As that, but not where the one is told as something that the other cannot be."""

    def likeness(one: Place[Duration], other: Place[Duration]) -> float:
        if (
            _sort(one) != _sort(other)
            or not 1 / _MOST_TIMES < one.value.minutes / (other.value.minutes or 1) < _MOST_TIMES
        ):
            return 0.0
        return alike(one, other)

    return likeness


def _against_audiences(
    said: View, open_: list[Place[Duration]], known: list[float], context: Context
) -> Iterator[Mark]:
    for audience, other in view.of_siblings(context):
        theirs = [
            one
            for one in other.durations
            if not view.is_own(one) and not any(one.value.agrees(span, span) for span in known)
        ]
        alike = roles.likeness(
            said.durations,
            other.durations,
            lambda one: roles.WHOLE if durations_told.is_of_incident(one, context) else "",
        )
        for mine, their in matching.contradicted(
            said.durations, open_, theirs, _agree, _alike_of(alike), _alike_of(matching.hint)
        ):
            open_ = [one for one in open_ if one is not mine]
            yield Mark(
                "duration_audiences",
                mine.start,
                mine.end,
                view.otherwise(mine.written, audience, their.written),
            )


def _agree(mine: Place[Duration], their: Place[Duration]) -> bool:
    """Not "within 14 days" and "10 days": a deadline is meant to the day."""
    one, other = mine.value, their.value
    if not one.agrees(other.low, other.high):
        return False
    is_deadline = any(each.minutes >= _DAY and each.low < 0.7 * each.minutes for each in (one, other))
    return not is_deadline or abs(one.minutes - other.minutes) < 0.1 * max(one.minutes, other.minutes)


def _spoken(minutes: float) -> str:
    whole = round(minutes)
    days, rest = divmod(whole, 1440)
    hours, left = divmod(rest, 60)
    parts = [f"{number} {name}" for number, name in ((days, "d"), (hours, "h"), (left, "min")) if number]
    return " ".join(parts) or "less than a minute"
