"""What one of us says to one person. A mail is a row first (`feedback.posting` sends it); what was said elsewhere is only kept."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from communications.models import Contact, Endpoint, StakeholderGroup, Suppression
from feedback.models import Letter, Response
from feedback.posting import About, subject_of
from feedback.verbs.outreach import outreach_to
from postincident import clock, events
from postincident.errors import Refused
from postincident.models import Incident, User
from postincident.rendering import one_line

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


def write_to(
    user: User, incident: Incident, contact: Contact, *, group: StakeholderGroup, subject: str, words: str
) -> Letter:
    """Mail a key contact. What comes of it is noted when they answer; the same mail sent twice is one letter."""
    if not words.strip():
        raise Refused("no_words", _("Write what you want to say."))
    with transaction.atomic():
        row = outreach_to(incident, contact, group)
        letter, is_new = _written(user, row, address_of(contact, group), one_line(subject), words.strip())
        if is_new:
            events.record(user, "outreach.written", row, incident=incident, letter=letter.pk)
    return letter


def address_of(contact: Contact, group: StakeholderGroup) -> str:
    """Their first mail address. Raises Refused where there is none, or it is not to be written to."""
    endpoint = contact.endpoints.filter(kind=Endpoint.Kind.MAIL, active=True).order_by("pk").first()
    if endpoint is None:
        raise Refused("no_address", _("They have no mail address here. Call them, and note what they say."))
    stops = Suppression.objects.standing().filter(Q(group=None) | Q(group=group), address_hash=endpoint.address_hash)
    if stops.exists():
        raise Refused(
            "suppressed",
            _("Their address does not want mail, or cannot be reached. Call them, and note what they say."),
        )
    return endpoint.address


def _written(user: User, about: About, address: str, subject: str, words: str) -> tuple[Letter, bool]:
    """With whether it is new. Inside a transaction that holds what it is about."""
    same = about.letters.filter(words=words).exclude(state__in=[*Letter.LOST, State.ELSEWHERE]).first()
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
