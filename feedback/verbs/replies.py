"""Replies by mail become responses. Whoever writes is known by the address that was written to, and by nothing else: the sender
of a mail is whatever it says."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from communications.models import Delivery
from feedback.models import Response
from postincident import events
from postincident.events import APPLICATION
from postincident.registry import Reply


def take_replies(replies: Sequence[Reply]) -> int:
    """Returns how many were new: the same mail delivered twice is one response."""
    asked = {reply.delivery_id for reply in replies if reply.delivery_id}
    rows = Delivery.objects.select_related("contact", "communication__audience").in_bulk(asked)
    return sum(_take(reply, rows.get(reply.delivery_id or 0)) for reply in replies)


@transaction.atomic
def _take(reply: Reply, delivery: Delivery | None) -> int:
    known = delivery if delivery is not None and reply.from_recipient else None
    contact = known.contact if known is not None else None
    response, is_new = Response.objects.get_or_create(
        incident_id=reply.incident_id,
        message_id=reply.message_id,
        defaults={
            "communication_id": reply.communication_id,
            "group_id": delivery.communication.audience.group_id if delivery else None,
            "delivery": delivery,
            "contact": contact,
            "source": Response.Source.REPLY,
            "words": reply.words,
            "whole": reply.whole if reply.whole != reply.words else "",
            "name": (contact.name if contact else "") or reply.name or (known.name if known else ""),
            "reply_to": reply.address,
            "may_reply": bool(reply.address),
            "said_at": reply.said_at,
        },
    )
    if is_new:
        events.record(APPLICATION, "reply.received", response, incident=reply.incident_id, happened_at=reply.said_at)
    return int(is_new)
