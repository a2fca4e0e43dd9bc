"""Which delivery a mail is about. Only its token or its exact Message-ID says so: neither can be guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from email.message import Message

from django.db.models import QuerySet

from communications.delivery.threads import thread_id
from communications.delivery.verp import delivery_of
from communications.incoming.mail import addresses, message_ids
from communications.models import Delivery, Endpoint
from postincident.models import Incident

# What mail servers write of whom a mail was delivered to, surest first; then whom its writer meant.
_RECIPIENTS = ("X-Original-To", "Delivered-To", "Envelope-To", "To", "Cc")
_THREAD = re.compile(r"<thread\.[0-9a-f]{24}@")


def recipients_in(message: Message, envelope: str) -> list[str]:
    return [envelope, *(address for name in _RECIPIENTS for _name, address in addresses(message, name))]


def by_token(candidates: Iterable[str]) -> Delivery | None:
    """The first of these addresses that holds a genuine token."""
    for address in candidates:
        pk = delivery_of(address[:320])
        if pk is not None and (found := _mails().filter(pk=pk).first()):
            return found
    return None


def by_message_id(ids: Sequence[str]) -> Delivery | None:
    """Of the first of these that is one of ours."""
    wanted = list(dict.fromkeys(ids))[:50]
    found = {row.message_id: row for row in _mails().filter(message_id__in=wanted)}
    return next((found[one] for one in wanted if one in found), None)


def references_in(message: Message) -> list[str]:
    """What it answers to, the nearest first."""
    return [*message_ids(message, "In-Reply-To"), *reversed(message_ids(message, "References"))]


def incident_of_thread(ids: Sequence[str]) -> Incident | None:
    """Where the Message-ID of a copy was replaced on its way, the incident's own thread still stands in what answers it."""
    wanted = {one for one in ids if _THREAD.match(one)}
    if not wanted:
        return None
    # Also before anything was released: somebody may have been answered by then.
    incidents = Incident.objects.only("pk")
    return next((incident for incident in incidents.iterator(2000) if thread_id(incident) in wanted), None)


def newest_to(incident: Incident, address_hash: str) -> Delivery | None:
    """The last mail about this incident that this address got."""
    got = _mails().filter(incident=incident, address_hash=address_hash, handed_over_at__isnull=False)
    return got.order_by("-handed_over_at", "-pk").first()


def _mails() -> QuerySet[Delivery]:
    return Delivery.objects.filter(channel=Endpoint.Kind.MAIL).select_related("communication")
