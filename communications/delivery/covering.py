"""A covered delivery becomes due again when the one that covers it did not arrive; what was unsubscribed from meanwhile
does not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from archive.models import Redaction
from communications.delivery.channels import is_automatic
from communications.models import Delivery, Release, Suppression
from postincident import events
from postincident.events import APPLICATION


def suppress(waiting: QuerySet[Delivery]) -> list[int]:
    """Inside the caller's transaction: of those about to be written to, the ones whose owner has said no since the
    release become suppressed, and whoever they covered is due. Required notices never are. Returns their ids."""
    said_no = Suppression.objects.standing().filter(
        Q(group=None) | Q(group=OuterRef("communication__audience__group")), address_hash=OuterRef("address_hash")
    )
    unwanted = (
        waiting.filter(communication__audience__group__required_notice=False)
        .exclude(address_hash="")
        .annotate(no=Subquery(said_no.values("reason")[:1]))
        .filter(no__isnull=False)
        .select_related(None)
    )
    stopped = list(unwanted)
    for row in stopped:
        row.state, row.server_said = Delivery.State.SUPPRESSED, row.no
        row.covered_by = row.next_attempt_at = None
        row.save(update_fields=["state", "server_said", "covered_by", "next_attempt_at"])
        events.record(APPLICATION, "delivery.suppressed", row, incident=row.incident_id)
    uncover([row.pk for row in stopped])
    return [row.pk for row in stopped]


def uncover(failed: Sequence[int] | QuerySet[Any, Any]) -> set[int]:
    """Inside the caller's transaction. The first in turn takes over, the rest are covered by it.

    Returns the releases that have work again.
    """
    if isinstance(failed, list) and not failed:
        return set()
    waiting = Delivery.objects.filter(covered_by__in=failed, state=Delivery.State.COVERED)
    redacted = waiting.filter(Exists(Redaction.objects.filter(record=OuterRef("release__record"))))
    redacted.update(state=Delivery.State.CANCELLED)  # there is nothing left to say; a person decides
    suppress(waiting)
    waiting = waiting.select_for_update(of=("self",)).select_related("communication__audience__group", "release")
    again: dict[int, Delivery] = {}
    successors: dict[tuple[int, str], Delivery] = {}
    for row in sorted(waiting, key=_turn):
        key = row.covered_by_id or 0, row.address
        first = successors.get(key)
        if first is None:
            row.state = Delivery.State.QUEUED if is_automatic(row.channel) else Delivery.State.BY_HAND
            successors[key] = row
            again[row.release_id] = row
        else:
            row.covered_by = first
        row.save(update_fields=["state", "covered_by"])
    for row in again.values():
        events.record(APPLICATION, "deliveries.due_again", row.release, incident=row.incident_id)
    reopen(set(again))
    return set(again)


def _turn(row: Delivery) -> tuple[bool, int, int]:
    group = row.communication.audience.group
    return not group.required_notice, group.priority, row.pk


def reopen(releases: set[int]) -> None:
    """Those that had finished have work again; paused and cancelled ones stay as a person left them."""
    Release.objects.filter(pk__in=releases, state=Release.State.FINISHED).update(
        state=Release.State.SENDING, finished_at=None
    )
