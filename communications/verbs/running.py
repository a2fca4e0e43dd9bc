"""What a person may do with a release that is on its way: pause, resume, cancel the rest, try failures again."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from archive.models import Redaction
from communications.delivery.beginning import begin
from communications.delivery.channels import AUTOMATIC
from communications.delivery.covering import reopen, suppress, uncover
from communications.delivery.handover import lock_release
from communications.models import Communication, Delivery, Release
from communications.progress import REASON
from communications.tasks import go
from postincident import events
from postincident.errors import Refused
from postincident.models import User

State = Delivery.State
# A try may be made again for these: certainly not with the recipient.
RETRIED = (State.FAILED, State.BOUNCED, State.KEPT_LOCALLY, State.DEFERRED)
CANCELLABLE = (Release.State.SENDING, Release.State.PAUSED, Release.State.SCHEDULED)


def require_manager(user: User) -> None:
    if not user.can_manage:
        raise Refused("not_allowed", _("Only a manager decides about a release."))


def require_words(release: Release) -> None:
    """That what it says may still be sent to somebody."""
    if release.communication.corrections.filter(state=Communication.State.RELEASED).exists():
        raise Refused(
            "corrected", _("A correction of it was released, so it is not sent to anybody any more as it stood.")
        )
    if release.record_id and Redaction.objects.filter(record=release.record_id).exists():
        raise Refused("redacted", _("What it said was redacted, so nobody can be sent it any more."))


def pause(user: User, release: Release) -> None:
    """Also one that has not begun: it waits for a person instead of for its time."""
    require_manager(user)
    with transaction.atomic():
        current = lock_release(release.pk)
        if current.state not in (Release.State.SENDING, Release.State.SCHEDULED) and not current.paused_until:
            raise Refused("not_sending", _("It is not sending, so there is nothing to pause."))
        current.state, current.pause_reason, current.paused_until = Release.State.PAUSED, "", None
        current.save(update_fields=["state", "pause_reason", "paused_until"])
        events.record(user, "release.paused", current, incident=current.incident_id)


def resume(user: User, release: Release, *, any_hour: bool = False) -> Release:
    """`any_hour`: without waiting for its group's hours, for which it would pause again."""
    require_manager(user)
    with transaction.atomic():
        current = lock_release(release.pk)
        if current.state != Release.State.PAUSED:
            raise Refused("not_paused", _("It is not paused."))
        require_words(current)
        events.record(user, "release.resumed", current, incident=current.incident_id, any_hour=any_hour)
        if any_hour:
            current.in_hours = False
            current.save(update_fields=["in_hours"])
        begin(current)
    return current


def cancel(user: User, release: Release) -> int:
    """Stops what has not left. When nothing has, the communication is approved as before and may be released again."""
    require_manager(user)
    with transaction.atomic():
        current = lock_release(release.pk)
        if current.state not in CANCELLABLE:
            raise Refused("nothing_left", _("There is nothing left to cancel."))
        waiting = current.deliveries.filter(state__in=[State.QUEUED, State.DEFERRED, State.BY_HAND], resolution="")
        stopped = waiting.update(state=State.CANCELLED, next_attempt_at=None)
        current.state, current.paused_until = Release.State.CANCELLED, None
        current.save(update_fields=["state", "paused_until"])
        begun = [State.SENDING, State.SENT, State.UNCONFIRMED, State.KEPT_LOCALLY, State.BOUNCED, State.COMPLAINED]
        if current.record is None and not current.deliveries.filter(state__in=begun).exists():
            current.communication.state = Communication.State.APPROVED
            current.communication.save(update_fields=["state"])
        for again in uncover(current.deliveries.filter(state=State.CANCELLED).values("pk")):
            go.enqueue(again)
        events.record(user, "release.cancelled", current, incident=current.incident_id, cancelled=stopped)
    return stopped


def retry(
    user: User, release: Release, deliveries: Collection[int] | None = None, reasons: Collection[str] | None = None
) -> int:
    """Tries again the chosen ones, or those with one of the `reasons` (as `reasons_of` gives them), or all that may be."""
    require_manager(user)
    with transaction.atomic():
        current = lock_release(release.pk)
        require_words(current)
        if current.state == Release.State.CANCELLED:
            raise Refused("cancelled", _("This release was cancelled."))
        chosen = current.deliveries.filter(state__in=RETRIED, resolution="", channel__in=AUTOMATIC).exclude(address="")
        if deliveries is not None:
            chosen = chosen.filter(pk__in=deliveries)
        if reasons is not None:
            chosen = chosen.annotate(reason=REASON).filter(reason__in=reasons)
        stopped = suppress(chosen)
        _cover_again(chosen)
        count = chosen.update(state=State.QUEUED, next_attempt_at=None)
        if not count and not stopped:
            raise Refused("nothing_to_retry", _("None of these can be tried again: everyone else has the message."))
        events.record(user, "deliveries.retried", current, incident=current.incident_id, count=count)
        start_again(current)
    return count


def _cover_again(chosen: QuerySet[Delivery]) -> None:
    """Somebody wrote to the same address meanwhile: one address still gets one message."""
    same = Delivery.objects.filter(
        incident=OuterRef("incident"),
        kind=OuterRef("kind"),
        round=OuterRef("round"),
        channel=OuterRef("channel"),
        address=OuterRef("address"),
    ).exclude(state__in=Delivery.FREE)
    for row in chosen.filter(Exists(same.exclude(pk=OuterRef("pk")))):
        holder = Delivery.objects.exclude(state__in=Delivery.FREE).exclude(pk=row.pk)
        row.covered_by = holder.get(
            incident=row.incident_id, kind=row.kind, round=row.round, channel=row.channel, address=row.address
        )
        row.state = State.COVERED
        row.save(update_fields=["state", "covered_by"])


def start_again(release: Release) -> None:
    reopen({release.pk})
    go.enqueue(release.pk)
