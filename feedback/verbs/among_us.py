"""What colleagues say among themselves of a response: who looks after it, and notes that stay here."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from feedback.models import Note, Response
from postincident import events
from postincident.errors import Refused
from postincident.models import User


def assign(user: User, response: Response, owner: User | None) -> None:
    with transaction.atomic():
        current = Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
        if current.owner == owner:
            return
        current.owner = owner
        current.save(update_fields=["owner"])
        events.record(
            user, "response.assigned", current, incident=current.incident_id, owner=owner.pk if owner else None
        )


def note(user: User, response: Response, words: str) -> Note:
    """Never sent to anybody. The same words twice are one note."""
    if not words.strip():
        raise Refused("no_words", _("Write what colleagues should know."))
    with transaction.atomic():
        current = Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
        row, is_new = Note.objects.get_or_create(response=current, by=user, words=words.strip())
        if is_new:
            events.record(user, "response.noted", current, incident=current.incident_id, note=row.pk)
    return row
