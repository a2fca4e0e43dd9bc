from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from communications.models import StakeholderGroup
from feedback.models import Letter, Response
from feedback.raised.found import Question, key_of
from postincident import clock, events
from postincident.errors import Refused
from postincident.models import Confirmation, Incident, User
from postincident.verbs.checklist import withdraw_confirmation

MOST_WORDS, MOST_WHOLE = 5000, 60_000


def raise_question(
    user: User,
    incident: Incident,
    words: str,
    *,
    said_at: datetime,
    group: StakeholderGroup | None = None,
    name: str = "",
    reply_to: str = "",
) -> Response:
    """Bring in a question or concern raised during the incident. Whoever said there were none is corrected by it."""
    if not words.strip():
        raise Refused("no_words", _("Type what was asked."))
    if said_at > clock.now():
        raise Refused("in_future", _("That is in the future: say when it was asked."))
    with transaction.atomic():
        response = Response.objects.create(
            incident=incident,
            group=group,
            source=Response.Source.QUESTION,
            words=words.strip(),
            name=name.strip(),
            reply_to=reply_to,
            may_reply=bool(reply_to),
            said_at=said_at,
            noted_by=user,
        )
        events.record(user, "question.noted", response, incident=incident, happened_at=said_at)
        _some_were_raised(user, incident)
    return response


def _some_were_raised(user: User, incident: Incident) -> None:
    key = Confirmation.Key.NONE_RAISED
    said = Confirmation.objects.filter(incident=incident, key=key, withdrawn_at=None).first()
    if said is not None:
        withdraw_confirmation(user, said)


def bring_in(
    user: User, incident: Incident, questions: Sequence[Question], group: StakeholderGroup | None = None
) -> int:
    """Bring in many at once. Returns how many were new: what is here already stays as it is."""
    with transaction.atomic():
        Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
        here = already_here(incident, questions)
        new = [one for one in questions if one.key not in here]
        if not new:
            return 0
        rows = Response.objects.bulk_create(_response(user, incident, one, group) for one in new)
        Letter.objects.bulk_create(
            Letter(
                response=row,
                state=Letter.State.ELSEWHERE,
                words=one.answer[:MOST_WORDS],
                said_at=one.answered_at or one.at,
            )
            for row, one in zip(rows, new, strict=True)
            if one.answer
        )
        events.record(user, "questions.brought_in", incident, incident=incident, responses=[row.pk for row in rows])
        _some_were_raised(user, incident)
    return len(rows)


def already_here(incident: Incident, questions: Sequence[Question]) -> set[str]:
    """The keys of those that are a response already: brought in before, come by mail, or noted by hand in the same minute."""
    sources = (Response.Source.QUESTION, Response.Source.REPLY)
    rows = Response.objects.filter(incident=incident, source__in=sources).values_list("message_id", "words", "said_at")
    keys, said = set(), set()
    for key, words, at in rows:
        keys.add(key)
        said.add(key_of(words, f"{at:%Y-%m-%d %H:%M}"))
    return {one.key for one in questions if one.key in keys or key_of(_cut(one), f"{one.at:%Y-%m-%d %H:%M}") in said}


def _cut(one: Question) -> str:
    return one.words if len(one.words) <= MOST_WORDS else f"{one.words[: MOST_WORDS - 1].rstrip()}…"


def _response(user: User, incident: Incident, one: Question, group: StakeholderGroup | None) -> Response:
    words = _cut(one)
    return Response(
        incident=incident,
        group=group,
        source=Response.Source.QUESTION,
        words=words,
        whole=one.words[:MOST_WHOLE] if words != one.words else "",
        message_id=one.key,
        name=one.name,
        reply_to=one.address,
        may_reply=bool(one.address),
        said_at=one.at,
        noted_by=user,
        answered_at=(one.answered_at or one.at) if one.is_answered else None,
    )
