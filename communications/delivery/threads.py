"""What a mail refers to, so that mail programs show what belongs together beneath what came first (RFC 5322, 3.6.4)."""

from __future__ import annotations

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.conf import settings

from communications.models import Communication, Delivery, Endpoint
from postincident.models import Incident

# One message: a kind and a round of an incident. Whoever is in several audiences got it once, as one of them.
type Told = tuple[str, int]

# States in which the mail may lie in its recipient's mailbox; what is kept locally lies in a folder beside the rest.
ARRIVED = (
    Delivery.State.SENT,
    Delivery.State.COMPLAINED,
    Delivery.State.UNCONFIRMED,
    Delivery.State.KEPT_LOCALLY,
)


def thread_id(incident: Incident) -> str:
    """What all mails of one incident refer to, so that they stand together whichever of them somebody got."""
    mac = hmac.new(settings.LINK_KEY.encode(), f"thread {incident.pk}".encode(), hashlib.sha256).hexdigest()[:24]
    return f"<thread.{mac}@{settings.MAIL_DOMAIN}>"


def goes_back_to(communication: Communication) -> list[Told]:
    """What it corrects or follows, what that one does, and so on; the oldest first."""
    linked_to = communication.corrects_id or communication.follows_id
    if linked_to is None:
        return []
    rows = Communication.objects.filter(incident=communication.incident_id)
    known = {row[0]: row[1:] for row in rows.values_list("pk", "kind", "round", "corrects", "follows")}
    back: list[Told] = []
    while linked_to is not None:
        kind, round_number, corrects, follows = known.pop(linked_to)
        back.insert(0, (kind, round_number))
        linked_to = corrects or follows
    return back


def references(incident_id: int, told: Sequence[Told], addresses: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """address → the Message-IDs of the mails it got of these messages, in their order. One query for all of them."""
    if not told:
        return {}
    # Found by communications_delivery_one_address_once, which asks for both exclusions and for a list of each column
    # rather than alternatives: a kind and a round too many cost less than another way to them.
    rows = (
        Delivery.objects.filter(
            incident=incident_id,
            kind__in={kind for kind, _round in told},
            round__in={round_number for _kind, round_number in told},
            channel=Endpoint.Kind.MAIL,
            address__in=addresses,
        )
        .exclude(state__in=Delivery.FREE)
        .exclude(address="")
        .order_by()
        .values_list("address", "kind", "round", "message_id", "state")
    )
    got: dict[str, dict[Told, str]] = defaultdict(dict)
    for address, kind, round_number, message_id, state in rows:
        if state in ARRIVED:
            got[address][kind, round_number] = message_id
    return {address: [mine[one] for one in told if one in mine] for address, mine in got.items()}
