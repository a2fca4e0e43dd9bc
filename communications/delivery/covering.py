"""A covered delivery becomes due again when the one that covers it did not arrive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from communications.models import Delivery, Endpoint, Release


def uncover(failed: Sequence[int] | QuerySet[Any, Any]) -> set[int]:
    """Inside the caller's transaction. The first in turn takes over, the rest are covered by it.

    Returns the releases that have work again.
    """
    if isinstance(failed, list) and not failed:
        return set()
    waiting = (
        Delivery.objects.select_for_update(of=("self",))
        .filter(covered_by__in=failed, state=Delivery.State.COVERED)
        .select_related("communication__audience__group")
    )
    again: set[int] = set()
    successors: dict[tuple[int, str], Delivery] = {}
    for row in sorted(waiting, key=_turn):
        key = row.covered_by_id or 0, row.address
        first = successors.get(key)
        if first is None:
            mailed = row.channel == Endpoint.Kind.MAIL
            row.state = Delivery.State.QUEUED if mailed else Delivery.State.BY_HAND
            successors[key] = row
            again.add(row.release_id)
        else:
            row.covered_by = first
        row.save(update_fields=["state", "covered_by"])
    reopen(again)
    return again


def _turn(row: Delivery) -> tuple[bool, int, int]:
    group = row.communication.audience.group
    return not group.required_notice, group.priority, row.pk


def reopen(releases: set[int]) -> None:
    """Those that had finished have work again; paused and cancelled ones stay as a person left them."""
    Release.objects.filter(pk__in=releases, state=Release.State.FINISHED).update(
        state=Release.State.SENDING, finished_at=None
    )
