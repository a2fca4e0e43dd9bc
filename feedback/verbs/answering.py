"""What somebody with a link can do: answer, and change the answer with the secret they were shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from feedback.links import SECRET, Opened, digest, new_secret
from feedback.models import Response
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


def answer(opened: Opened, cleaned: dict[str, Any], secret: str = "") -> Answered:
    """Store an answer. `secret` comes with the form, so that the same form sent twice is one answer.

    Nothing is locked: what must be once, the database takes once. Raises Refused when a personal link has been answered from
    another form.
    """
    secret = secret if SECRET.fullmatch(secret) else new_secret()
    response = Response(
        incident_id=opened.incident,
        communication_id=opened.communication,
        group_id=opened.group,
        source=Response.Source.LINK,
        link_id=opened.link,
        by_personal_link=opened.is_personal,
        questionnaire_id=opened.questionnaire,
        may_reply=bool(cleaned.get("reply_to")),
        said_at=clock.now(),
        edit_secret_hash=digest(secret),
        **{name: cleaned[name] for name in FIELDS if name in cleaned},
    )
    response.note_whether_more()
    try:
        events.record_new(LinkHolder(), "response.given", response, incident=opened.incident)
    except IntegrityError:
        given = Response.objects.filter(link=opened.link, edit_secret_hash=digest(secret)).first()
        if given is not None:
            return Answered(given, secret, is_new=False)
        if opened.is_personal and Response.objects.filter(link=opened.link).exists():
            raise Refused("used", _("This link was used already; it takes one answer.")) from None
        raise
    return Answered(response, secret)


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
