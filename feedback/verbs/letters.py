"""What one of us says to one person. A mail is a row first (`feedback.posting` sends it); what was said elsewhere is only kept."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from feedback.models import Letter, Response
from feedback.posting import About, subject_of
from postincident import clock, events
from postincident.errors import Refused
from postincident.models import User

State = Letter.State


def answer(user: User, response: Response, words: str) -> Letter:
    """Reply to somebody who asked for it. The same words sent twice are one letter."""
    if not words.strip():
        raise Refused("no_words", _("Write what you want to say."))
    with transaction.atomic():
        current = Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
        if not current.may_reply or not current.reply_to:
            raise Refused("not_asked", _("They did not ask for a reply, or their address was forgotten."))
        letter, is_new = _written(user, current, current.reply_to, subject_of(current), words.strip())
        if is_new:
            _answered(user, current)
            events.record(user, "response.replied", current, incident=current.incident_id, letter=letter.pk)
    return letter


def _written(user: User, about: About, address: str, subject: str, words: str) -> tuple[Letter, bool]:
    """With whether it is new. Inside a transaction that holds what it is about."""
    same = about.letters.filter(words=words).exclude(state__in=[State.FAILED, State.ELSEWHERE]).first()
    if same is not None:
        return same, False
    now = clock.now()
    letter = about.letters.create(
        state=State.WAITING,
        address=address,
        subject=subject,
        words=words,
        by=user,
        said_at=now,
        next_attempt_at=now,
        message_id=f"<{secrets.token_hex(16)}@{settings.MAIL_DOMAIN}>",
    )
    return letter, True


def _answered(user: User, current: Response) -> None:
    if current.answered_at is None:
        current.answered_at, current.answered_by = clock.now(), user
        current.save(update_fields=["answered_at", "answered_by"])


def note_answer(user: User, response: Response, words: str) -> Letter:
    """What was answered on the phone or in a chat. Saying it twice says it once."""
    if not words.strip():
        raise Refused("no_words", _("Write what was answered."))
    with transaction.atomic():
        current = Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
        letter, is_new = Letter.objects.get_or_create(
            response=current,
            state=State.ELSEWHERE,
            words=words.strip(),
            defaults={"by": user, "said_at": clock.now()},
        )
        if is_new:
            _answered(user, current)
            events.record(user, "response.answered", current, incident=current.incident_id, letter=letter.pk)
    return letter
