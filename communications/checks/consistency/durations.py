from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from communications.checks.consistency import durations_told, incident, roles, view
from communications.checks.consistency.view import Place, View
from communications.checks.context import Context
from communications.checks.finding import Mark
from communications.checks.quantities.durations import Duration


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
        elif not view.is_own(place):
            open_.append(place)
    yield from _against_audiences(said, open_, known, context)


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
        for mine, their in view.contradicted(said.durations, open_, theirs, _agree, alike):
            open_ = [one for one in open_ if one is not mine]
            yield Mark(
                "duration_audiences",
                mine.start,
                mine.end,
                view.otherwise(mine.written, audience, their.written),
            )


def _agree(one: Duration, other: Duration) -> bool:
    return one.agrees(other.low, other.high)


def _spoken(minutes: float) -> str:
    whole = round(minutes)
    days, rest = divmod(whole, 1440)
    hours, left = divmod(rest, 60)
    parts = [f"{number} {name}" for number, name in ((days, "d"), (hours, "h"), (left, "min")) if number]
    return " ".join(parts) or "less than a minute"
