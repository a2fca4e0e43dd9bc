"""What a reader may decide without signing in: which groups write to them, in which form and language, and a pause."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from communications.models import Contact, Delivery, Preference, Release, StakeholderGroup, Suppression
from communications.preferences import hashes_of, standing_of
from communications.verbs.unsubscribing import REQUIRED, leave, stop, waiting_for
from postincident import clock, events
from postincident.events import LinkHolder
from postincident.models import User

PAUSED = Suppression.Reason.PAUSED


def choose(
    delivery: Delivery,
    *,
    keep: Collection[StakeholderGroup],
    leave_out: Collection[StakeholderGroup],
    text_only: bool,
    language: str,
    paused_until: datetime | None,
) -> bool:
    """All of it at once, and at once for what has not left. False when it was so already.

    A group that the reader left writes to them again; nobody comes into a group by this who is not in it.
    """
    with transaction.atomic():
        Preference.objects.get_or_create(address_hash=delivery.address_hash)
        preference = Preference.objects.select_for_update().get(address_hash=delivery.address_hash)
        before = standing_of(delivery)
        changed = [leave(delivery, group) for group in leave_out if group in before.kept]
        changed += [_come_back(delivery, group) for group, is_left in before.groups if is_left and group in keep]
        fields = {"text_only": text_only, "language": language}
        different = [name for name, value in fields.items() if getattr(preference, name) != value]
        if paused_until != before.paused_until:
            different.append("paused_until")
            _pause(delivery.address_hash, paused_until)
        if different:
            preference.text_only, preference.language = text_only, language
            preference.save()
            events.record(
                LinkHolder(), "preferences.changed", delivery, incident=delivery.incident_id, changed=different
            )
    return any(changed) or bool(different)


def _come_back(delivery: Delivery, group: StakeholderGroup) -> bool:
    """Their own unsubscribe goes; where mail came back or was reported, that stays."""
    theirs = Suppression.objects.filter(
        address_hash=delivery.address_hash, group=group, reason=Suppression.Reason.UNSUBSCRIBED, lifted_at=None
    )
    if not theirs.update(lifted_at=clock.now()):
        return False
    events.record(LinkHolder(), "delivery.resubscribed", delivery, incident=delivery.incident_id, group=group.pk)
    return True


def _pause(address_hash: str, until: datetime | None) -> None:
    """What would leave before it is over does not, nor later: it would be old by then."""
    pauses = Suppression.objects.filter(address_hash=address_hash, reason=PAUSED, lifted_at=None)
    pauses.update(lifted_at=clock.now())
    if until is None:
        return
    Suppression.objects.create(address_hash=address_hash, reason=PAUSED, until=until)
    after = Q(release__state=Release.State.SCHEDULED, release__due_at__gte=until)
    stop(waiting_for(address_hash).exclude(REQUIRED).exclude(after), PAUSED)


def void_links(user: User, contact: Contact) -> None:
    """Links to preferences in everything released so far open nothing any more; those to unsubscribe do."""
    with transaction.atomic():
        for address_hash in hashes_of(contact):
            Preference.objects.update_or_create(address_hash=address_hash, defaults={"links_void_before": clock.now()})
        events.record(user, "preferences.links_voided", contact)
