from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from feedback.masking import masked
from feedback.models import Response
from postincident import clock, events
from postincident.errors import Refused
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


def mask(user: User, response: Response) -> int:
    """Take telephone numbers, card numbers and addresses out of what was written, for good. Returns how many there were."""
    with transaction.atomic():
        current = Response.objects.select_for_update(of=("self",)).select_related("questionnaire").get(pk=response.pk)
        texts, found = masked(current)
        if found:
            for name, text in texts.items():
                setattr(current, name, text)
            current.save(update_fields=list(texts))
            events.record(user, "response.masked", current, incident=current.incident_id, count=len(found))
    return len(found)


def set_may_quote(user: User, response: Response, allowed: bool) -> None:
    """They were asked whether they may be quoted, and agreed; or do not agree any more. Raises Refused for no words."""
    if allowed and not response.words:
        raise Refused("no_words", _("They wrote no words that could be quoted."))
    with transaction.atomic():
        current = Response.objects.select_for_update(of=("self",)).get(pk=response.pk)
        if current.may_quote == allowed:
            return
        current.may_quote = allowed
        current.save(update_fields=["may_quote"])
        verb = "response.quotable" if allowed else "response.not_quotable"
        events.record(user, verb, current, incident=current.incident_id)
