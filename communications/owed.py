"""A notice that law or contract requires and that did not arrive: somebody tells them by hand, at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q

from communications.models import Delivery, Release
from postincident.models import User

D = Delivery.State
NOT_THERE = (D.FAILED, D.BOUNCED, D.COMPLAINED)
MOST = 10


def owned_by(people: Collection[int]) -> Q:
    """Of deliveries: those whose recipient one of them looks after; where nobody does, those that one of them released."""
    return Q(contact__relationship_owner__in=people) | Q(
        contact__relationship_owner=None, release__released_by__in=people
    )


@dataclass(frozen=True)
class Owed:
    count: int
    owners: list[User]


def owed_by_hand(release: Release) -> Owed | None:
    """How many of a required notice wait to be told by hand, and who does it: the first of them. Two queries."""
    if not release.communication.audience.group.required_notice:
        return None
    lost = release.deliveries.filter(state__in=NOT_THERE, resolution="").order_by()
    counts = dict(lost.values_list("contact__relationship_owner").annotate(n=Count("pk")))
    if not counts:
        return None
    busiest = sorted(counts, key=lambda pk: -counts[pk])[:MOST]
    known = User.objects.in_bulk([pk for pk in busiest if pk])
    owners = dict.fromkeys(known.get(pk or 0, release.released_by) for pk in busiest)
    return Owed(sum(counts.values()), list(owners))
