from __future__ import annotations

from django.db import transaction

from feedback.models import Response
from postincident import clock, events
from postincident.models import User


def mark_answered(user: User, response: Response) -> None:
    """Somebody replied to them. Saying it twice says it once."""
    with transaction.atomic():
        current = Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
        if current.answered_at is not None:
            return
        current.answered_at, current.answered_by = clock.now(), user
        current.save(update_fields=["answered_at", "answered_by"])
        events.record(user, "response.answered", current, incident=current.incident_id)


def mark_unanswered(user: User, response: Response) -> None:
    with transaction.atomic():
        current = Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
        if current.answered_at is None:
            return
        current.answered_at, current.answered_by = None, None
        current.save(update_fields=["answered_at", "answered_by"])
        events.record(user, "response.not_answered", current, incident=current.incident_id)
