"""What only a person can know: told by hand, not reachable, and what became of the unconfirmed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from django.db import transaction
from django.utils.translation import gettext as _

from communications.delivery.covering import suppress
from communications.delivery.handover import first_hand_over, lock_release, publish_page
from communications.models import Communication, Delivery, Endpoint, Release
from communications.verbs.proving import keep
from communications.verbs.running import require_manager, require_words, start_again
from postincident import clock, events
from postincident.errors import Refused
from postincident.models import User

State = Delivery.State
Resolution = Delivery.Resolution


def resolve(
    user: User,
    delivery: Delivery,
    resolution: str,
    note: str = "",
    *,
    told_how: str = "",
    told_at: datetime | None = None,
    proof: tuple[str, bytes] | None = None,
) -> Delivery:
    """Told by hand is a hand-over like any other: the first one files the record. `proof` is a file's name and content."""
    if not user.can_edit:
        raise Refused("not_allowed", _("You may read this, not decide it."))
    if resolution == Resolution.NOT_REACHABLE and not note.strip():
        raise Refused("no_reason", _("Say why they cannot be reached; the record keeps it."))
    if resolution not in (Resolution.TOLD_BY_HAND, Resolution.NOT_REACHABLE):
        raise Refused("no_resolution", _("Choose what became of it."))
    with transaction.atomic():
        release = lock_release(delivery.release_id)
        current = Delivery.objects.select_for_update().get(pk=delivery.pk)
        is_out = release.communication.state == Communication.State.RELEASED
        if current.state not in Delivery.FOR_PEOPLE or current.resolution or not is_out:
            raise Refused("nothing_open", _("Nothing is open here any more."))
        now = clock.now()
        current.resolution, current.resolution_note = resolution, note.strip()[:500]
        current.resolved_by, current.resolved_at = user, now
        current.lease_worker = current.lease_host = ""
        if resolution == Resolution.TOLD_BY_HAND:
            current.told_how, current.handed_over_at = told_how, _told_at(release, told_at, now)
            first_hand_over(user, release, current.handed_over_at)
        current.save()
        if resolution == Resolution.TOLD_BY_HAND and proof is not None:
            keep(user, current, *proof)
        how: dict[str, Any] = {"how": current.told_how} if current.told_how else {}
        events.record(user, f"delivery.{resolution}", current, incident=current.incident_id, **how)
    return current


def _told_at(release: Release, said: datetime | None, now: datetime) -> datetime:
    """What people type has whole minutes."""
    if said is None:
        return now
    if said > now:
        raise Refused("when", _("That is still to come: say when they were told."))
    if said < release.released_at.replace(second=0, microsecond=0):
        raise Refused("when", _("It had not been released then: nobody can have been told of it."))
    return said


def publish_by_choice(user: User, delivery: Delivery) -> None:
    require_manager(user)
    with transaction.atomic():
        current = Delivery.objects.select_for_update().get(pk=delivery.pk)
        if current.channel != Endpoint.Kind.PAGE or current.state != State.BY_HAND:
            raise Refused("nothing_open", _("There is nothing to publish here any more."))
        publish_page(user, current)


def decide_unconfirmed(user: User, release: Release, decision: Literal["resend", "sent"]) -> int:
    """For all of a release at once. Sending again uses the same Message-ID, which most mail programs show once."""
    require_manager(user)
    with transaction.atomic():
        current = lock_release(release.pk)
        open_ones = current.deliveries.filter(state=State.UNCONFIRMED, resolution="")
        stopped: list[int] = []
        if decision == "resend":
            require_words(current)
            open_ones = open_ones.exclude(address="")  # long ago; nobody knows any more to whom it went
            stopped = suppress(open_ones)
            count = open_ones.update(state=State.QUEUED, lease_worker="", lease_host="", next_attempt_at=None)
        else:
            now = clock.now()
            count = open_ones.update(state=State.SENT, lease_worker="", lease_host="", handed_over_at=now)
            if count:
                first_hand_over(user, current, now)
        if not count and not stopped:
            raise Refused("nothing_open", _("Nobody is unconfirmed any more."))
        events.record(user, f"unconfirmed.{decision}", current, incident=current.incident_id, count=count)
        if decision == "resend":
            start_again(current)
    return count
