"""What a reader may decide without signing in: to leave. The rest is in `preferring`."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from communications.delivery.covering import uncover
from communications.delivery.letters import UNSUBSCRIBE
from communications.models import Delivery, StakeholderGroup, Suppression
from postincident import events
from postincident.errors import Refused
from postincident.events import LinkHolder
from postincident.links import read_token

REQUIRED = Q(communication__audience__group__required_notice=True)


def find_delivery(token: str, scope: str = UNSUBSCRIBE) -> Delivery | None:
    parts = read_token(scope, token)
    if not parts or len(parts) != 1 or not parts[0].isdigit() or len(parts[0]) > 18:
        return None
    found = Delivery.objects.select_related("communication__audience__group", "contact", "release")
    return found.filter(pk=int(parts[0])).first()


def is_unsubscribed(delivery: Delivery) -> bool:
    return Suppression.objects.filter(
        address_hash=delivery.address_hash,
        group=delivery.communication.audience.group,
        reason=Suppression.Reason.UNSUBSCRIBED,
        lifted_at=None,
    ).exists()


def unsubscribe(delivery: Delivery) -> None:
    """From this group, at once: what waits for this address is stopped too. The second time changes nothing.

    Raises Refused for a notice that law or contract requires.
    """
    leave(delivery, delivery.communication.audience.group)


def leave(delivery: Delivery, group: StakeholderGroup) -> bool:
    """The owner of the address this went to leaves a group. False when they had left it before."""
    if group.required_notice:
        raise Refused("required_notice", _("These notices are required by law or contract, so they cannot be stopped."))
    with transaction.atomic():
        _suppression, new = Suppression.objects.get_or_create(
            address_hash=delivery.address_hash,
            group=group,
            reason=Suppression.Reason.UNSUBSCRIBED,
            lifted_at=None,
        )
        if new:
            waiting = waiting_for(delivery.address_hash).filter(communication__audience__group=group)
            stop(waiting, Suppression.Reason.UNSUBSCRIBED)
            events.record(
                LinkHolder(), "delivery.unsubscribed", delivery, incident=delivery.incident_id, group=group.pk
            )
    return new


def waiting_for(address_hash: str) -> QuerySet[Delivery]:
    """What has not left for this address."""
    return Delivery.objects.filter(
        address_hash=address_hash, state__in=[Delivery.State.QUEUED, Delivery.State.DEFERRED]
    )


def stop(waiting: QuerySet[Delivery], reason: str) -> Sequence[int]:
    """Inside the caller's transaction; whoever was covered by it is due."""
    stopped = list(waiting.values_list("pk", flat=True))
    Delivery.objects.filter(pk__in=stopped).update(
        state=Delivery.State.SUPPRESSED, server_said=reason, covered_by=None, next_attempt_at=None
    )
    uncover(stopped)
    return stopped
