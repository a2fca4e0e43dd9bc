"""When a release begins: at once, at its time, or when the step before it has finished. Once, however many workers look."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from communications.delivery.channels import AUTOMATIC
from communications.delivery.handover import lock_release, publish_page
from communications.delivery.pausing import hold
from communications.hours import closed_sentence, closed_until
from communications.models import Delivery, Endpoint, Release
from communications.tasks import go
from postincident import clock

State = Release.State


def begin_due(now: datetime, among: Collection[int] | None = None) -> int:
    """Begins what is due and waits for nobody. What follows a step that went wrong is held, for a person to decide."""
    before = Release.objects.filter(batch=OuterRef("batch"), step__lt=OuterRef("step"))
    unfinished = before.filter(state__in=[State.SCHEDULED, State.SENDING, State.PAUSED])
    due = Release.objects.filter(Q(due_at=None) | Q(due_at__lte=now), ~Exists(unfinished), state=State.SCHEDULED)
    if among is not None:
        due = due.filter(pk__in=among)
    return sum(_begin_or_hold(pk) for pk in due.order_by("pk").values_list("pk", flat=True))


def _begin_or_hold(pk: int) -> int:
    with transaction.atomic():
        release = lock_release(pk)
        if release.state != State.SCHEDULED:  # another worker was quicker
            return 0
        if reason := _what_went_wrong(release):
            hold(release, reason, verb="release.held")
            return 1
        begin(release)
    return 1


def begin(release: Release) -> None:
    """Inside the caller's transaction, the release's row locked: also when a person lets a held one go.

    What would leave by itself waits for its group's hours; the sweep comes back for it.
    """
    under_way = release.deliveries.filter(channel__in=AUTOMATIC, state__in=Delivery.UNDER_WAY).exists()
    if (under_way or release.publish) and (opens := closed_until(release, clock.now())):
        hold(release, closed_sentence(release), opens)
        return
    release.state = State.SENDING if under_way else State.FINISHED
    release.finished_at = None if under_way else clock.now()
    release.pause_reason, release.paused_until = "", None
    release.save(update_fields=["state", "finished_at", "pause_reason", "paused_until"])
    if release.publish:
        waiting = release.deliveries.filter(channel=Endpoint.Kind.PAGE, state=Delivery.State.BY_HAND)
        for page in waiting.select_related("release__communication"):
            publish_page(release.released_by, page)
    if under_way:
        go.enqueue(release.pk)


def _what_went_wrong(release: Release) -> str:
    """In the step before: called off, or not arrived with too many."""
    before = Release.objects.filter(batch=release.batch, step=release.step - 1).select_related(
        "communication__audience__group"
    )
    for earlier in before:
        if earlier.state == State.CANCELLED:
            return _("%(what)s, which comes before, was cancelled.") % {"what": earlier.communication}
        rows = earlier.deliveries.filter(channel__in=AUTOMATIC).exclude(state__in=_NOT_TRIED)
        lost, tried = rows.filter(state__in=_LOST).count(), rows.count()
        if lost and lost * 100 >= settings.DELIVERY_FAILURE_PERCENT * tried:
            return _("%(what)s, which comes before, did not reach %(n)s of %(of)s.") % {
                "what": earlier.communication,
                "n": lost,
                "of": tried,
            }
    return ""


_NOT_TRIED = (Delivery.State.SUPPRESSED, Delivery.State.COVERED, Delivery.State.CANCELLED)
_LOST = (Delivery.State.FAILED, Delivery.State.BOUNCED, Delivery.State.UNCONFIRMED)
