"""What a reader may decide without signing in."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from communications.delivery.covering import uncover
from communications.delivery.letters import UNSUBSCRIBE
from communications.models import Delivery, Suppression
from postincident import events
from postincident.errors import Refused
from postincident.events import LinkHolder
from postincident.links import read_token


def find_delivery(token: str) -> Delivery | None:
    parts = read_token(UNSUBSCRIBE, token)
    if not parts or not parts[0].isdigit():
        return None
    return Delivery.objects.select_related("communication__audience__group").filter(pk=int(parts[0])).first()


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
    group = delivery.communication.audience.group
    if group.required_notice:
        raise Refused("required_notice", _("These notices are required by law or contract, so they cannot be stopped."))
    with transaction.atomic():
        _suppression, new = Suppression.objects.get_or_create(
            address_hash=delivery.address_hash,
            group=group,
            reason=Suppression.Reason.UNSUBSCRIBED,
            lifted_at=None,
        )
        if not new:
            return
        waiting = Delivery.objects.filter(
            address_hash=delivery.address_hash,
            communication__audience__group=group,
            state__in=[Delivery.State.QUEUED, Delivery.State.DEFERRED],
        )
        stopped = list(waiting.values_list("pk", flat=True))
        Delivery.objects.filter(pk__in=stopped).update(
            state=Delivery.State.SUPPRESSED,
            server_said=Suppression.Reason.UNSUBSCRIBED,
            next_attempt_at=None,
        )
        uncover(stopped)
        events.record(LinkHolder(), "delivery.unsubscribed", delivery, incident=delivery.incident_id)
