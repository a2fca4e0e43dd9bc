"""What somebody with a link can do: answer, and change the answer with the secret they were shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from feedback.links import SECRET, digest, new_secret
from feedback.models import FeedbackLink, Questionnaire, Response
from feedback.verbs.by_rule import read_again
from postincident import clock, events
from postincident.errors import Refused
from postincident.events import LinkHolder

COLUMNS = ("clear", "timely", "complete", "words", "name", "reply_to")
FIELDS = (*COLUMNS, "answers")


@dataclass(frozen=True)
class Answered:
    response: Response
    secret: str
    is_new: bool = True


def answer(
    link: FeedbackLink, cleaned: dict[str, Any], secret: str = "", questionnaire: Questionnaire | None = None
) -> Answered:
    """Store an answer. `secret` comes with the form, so that the same form sent twice is one answer.

    Raises Refused when a personal link has been answered from another form.
    """
    secret = secret if SECRET.fullmatch(secret) else new_secret()
    try:
        with transaction.atomic():
            return _answer(link, cleaned, secret, questionnaire)
    except IntegrityError:
        # The same form of a shared link arrived twice at once: the other one stored it.
        response = Response.objects.filter(link=link, edit_secret_hash=digest(secret)).first()
        if response is None:
            raise
        return Answered(response, secret, is_new=False)


def _answer(link: FeedbackLink, cleaned: dict[str, Any], secret: str, questionnaire: Questionnaire | None) -> Answered:
    _use(link)
    if link.kind == FeedbackLink.Kind.PERSONAL and (given := Response.objects.filter(link=link).first()):
        if given.edit_secret_hash == digest(secret):
            return Answered(given, secret, is_new=False)
        raise Refused("used", _("This link was used already; it takes one answer."))
    communication = link.communication
    response = Response(
        incident_id=communication.incident_id,
        communication=communication,
        group_id=communication.audience.group_id,
        source=Response.Source.LINK,
        link=link,
        questionnaire=questionnaire,
        may_reply=bool(cleaned.get("reply_to")),
        said_at=clock.now(),
        edit_secret_hash=digest(secret),
        **{name: cleaned[name] for name in FIELDS if name in cleaned},
    )
    response.note_whether_more()
    response.save(force_insert=True)
    events.record(LinkHolder(), "response.given", response, incident=communication.incident_id)
    return Answered(response, secret)


def _use(link: FeedbackLink) -> None:
    """Raises Refused when it takes no answer any more. A personal one is locked, so that two answers at once become one."""
    rows = FeedbackLink.objects.filter(pk=link.pk, revoked_at=None, expires_at__gt=clock.now()).order_by()
    if link.kind == FeedbackLink.Kind.PERSONAL:
        rows = rows.select_for_update()
    if not rows.values_list("pk"):
        raise Refused("closed", _("This link takes no answer any more."))


def change(response: Response, cleaned: dict[str, Any]) -> Response:
    """Change an answer. Whoever calls this has checked the secret (`links.open_answer`)."""
    with transaction.atomic():
        current = Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
        before = current.all_words
        for name in FIELDS:
            if name in cleaned:
                setattr(current, name, cleaned[name])
        current.note_whether_more()
        if current.all_words != before:
            read_again(current)
        current.may_reply = bool(current.reply_to)
        current.may_quote = False  # they agreed to other words
        current.edited_at = clock.now()
        current.save()
        events.record(LinkHolder(), "response.changed", current, incident=current.incident_id)
    return current
