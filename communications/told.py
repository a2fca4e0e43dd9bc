"""Who has been told of an incident, whichever communication reached them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from communications.models import Audience, Delivery

_REACHED = (
    Q(state__in=Delivery.HANDED_OVER)
    | Q(resolution=Delivery.Resolution.TOLD_BY_HAND)
    | Q(state=Delivery.State.COVERED, covered_by__state__in=Delivery.HANDED_OVER)
    | Q(state=Delivery.State.COVERED, covered_by__resolution=Delivery.Resolution.TOLD_BY_HAND)
)


def reached(audiences: QuerySet[Audience]) -> QuerySet[Audience]:
    """Those that somebody was reached in: handed over, told by hand, or covered by one that was."""
    one = Delivery.objects.filter(_REACHED, communication__audience=OuterRef("pk"))
    return audiences.filter(Q(told_at__isnull=False) | Exists(one))
