"""Who has been told of an incident, whichever communication reached them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from communications.models import Audience, Contact, Delivery
from postincident.models import User, in_sight_of

_REACHED = (
    Q(state__in=Delivery.HANDED_OVER)
    | Q(resolution=Delivery.Resolution.TOLD_BY_HAND)
    | Q(state=Delivery.State.COVERED, covered_by__state__in=Delivery.HANDED_OVER)
    | Q(state=Delivery.State.COVERED, covered_by__resolution=Delivery.Resolution.TOLD_BY_HAND)
)


def last_told(user: User, contacts: Sequence[int]) -> dict[int, datetime]:
    """Contact id → when a message last reached them, or one of the duplicates merged into them, as far as the viewer may
    know. Two queries."""
    owner = {pk: pk for pk in contacts}
    merged = Contact.objects.filter(merged_into__in=contacts).values_list("pk", "merged_into")
    owner |= {pk: into for pk, into in merged if into is not None}
    at = Coalesce("handed_over_at", "covered_by__handed_over_at", "resolved_at", "covered_by__resolved_at")
    told = Delivery.objects.filter(_REACHED, in_sight_of(user), contact__in=owner).order_by()
    found: dict[int, datetime] = {}
    for contact, last in told.values_list("contact").annotate(last=Max(at)):
        if last is not None:
            found[owner[contact]] = max(last, found.get(owner[contact], last))
    return found


def reached(audiences: QuerySet[Audience]) -> QuerySet[Audience]:
    """Those that somebody was reached in: handed over, told by hand, or covered by one that was."""
    one = Delivery.objects.filter(_REACHED, communication__audience=OuterRef("pk"))
    return audiences.filter(Q(told_at__isnull=False) | Exists(one))
