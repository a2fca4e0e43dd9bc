"""What shows that somebody was told by hand. It may come later than the telling: a letter's receipt takes days."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from communications.models import Delivery, Proof
from communications.verbs.attaching import accepted, named
from postincident import events
from postincident.errors import Refused
from postincident.models import User

MOST_PROOFS = 5


def prove(user: User, delivery: Delivery, name: str, content: bytes) -> Proof:
    """Raises Refused for what may not be attached to a communication either, and where nobody was told by hand."""
    if not user.can_edit:
        raise Refused("not_allowed", _("You may read this, not decide it."))
    with transaction.atomic():
        current = Delivery.objects.select_for_update().get(pk=delivery.pk)
        if current.resolution != Delivery.Resolution.TOLD_BY_HAND:
            raise Refused("not_told", _("Say first that they were told by hand."))
        return keep(user, current, name, content)


def keep(user: User, delivery: Delivery, name: str, content: bytes) -> Proof:
    """Inside the caller's transaction, the delivery's row locked."""
    try:
        kind = accepted(content)
    except Refused as refused:
        raise Refused("file", refused.sentence) from refused
    digest = hashlib.sha256(content).hexdigest()
    if delivery.proofs.filter(digest=digest).exists():
        raise Refused("file", _("This very file is attached already."))
    if delivery.proofs.count() >= MOST_PROOFS:
        raise Refused("file", _("At most %(n)s files prove one telling.") % {"n": MOST_PROOFS})
    proof = Proof.objects.create(
        delivery=delivery,
        name=named(name, kind),
        content_type=kind.content_type,
        size=len(content),
        digest=digest,
        content=content,
        added_by=user,
    )
    events.record(user, "proof.added", delivery, incident=delivery.incident_id, proof=proof.pk)
    return proof
