"""Writing down what became of a chunk: one statement for all rows, then what follows from it."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from communications.delivery.covering import uncover
from communications.delivery.handover import first_hand_over, lock_release
from communications.delivery.outcome import Outcome, Verdict
from communications.models import Delivery, Release
from postincident import clock, events
from postincident.events import APPLICATION

LONGEST_WAIT = timedelta(hours=4)

# A row is only written when the attempt is the one that was made: a late answer to an old attempt changes nothing. A row
# that was given up as unconfirmed meanwhile, and that nobody has decided, still takes the true answer.
_SETTLE = """
UPDATE communications_delivery
SET state = v.state, server_said = v.said, handed_over_at = v.at, next_attempt_at = v.next, lease_until = NULL
FROM {rows}
WHERE communications_delivery.id = v.id AND communications_delivery.attempts = v.attempt
  AND communications_delivery.lease_worker = %s AND communications_delivery.state IN (%s, %s)
RETURNING communications_delivery.id, communications_delivery.release_id, communications_delivery.state
"""
_ROWS = {
    "postgresql": "(SELECT (value->>0)::bigint AS id, (value->>1)::int AS attempt, value->>2 AS state, value->>3 AS said,"
    " (value->>4)::timestamptz AS at, (value->>5)::timestamptz AS next FROM jsonb_array_elements(%s::jsonb)) AS v",
    "sqlite": "(SELECT value->>0 AS id, value->>1 AS attempt, value->>2 AS state, value->>3 AS said,"
    " value->>4 AS at, value->>5 AS next FROM json_each(%s)) AS v",
}


def wait_before(attempt: int) -> timedelta:
    """Doubles each time, with jitter, so that a thousand deferred together do not come back together."""
    again = (attempt - 1) % settings.DELIVERY_ATTEMPTS
    wait = timedelta(seconds=settings.DELIVERY_RETRY_SECONDS) * 2 ** min(again, 16)
    return min(wait, LONGEST_WAIT) * random.uniform(0.8, 1.2)  # noqa: S311 - no secret depends on it


def _row(outcome: Outcome) -> tuple[Any, ...]:
    adapt = connection.ops.adapt_datetimefield_value
    verdict, said = outcome.verdict, outcome.said
    next_attempt: datetime | None = None
    if verdict == Verdict.DEFERRED:
        if outcome.attempt % settings.DELIVERY_ATTEMPTS == 0:  # a person's retry gives as many again
            verdict = Verdict.FAILED
            said = _("Given up after %(count)s tries: %(said)s") % {"count": outcome.attempt, "said": said}
        else:
            next_attempt = outcome.at + wait_before(outcome.attempt)
    return (
        outcome.delivery_id,
        outcome.attempt,
        verdict.value,
        said.replace("\x00", "")[:500],
        str(adapt(outcome.at)) if verdict in (Verdict.SENT, Verdict.KEPT_LOCALLY) else None,
        str(adapt(next_attempt)) if next_attempt else None,
    )


def settle(worker: str, outcomes: Sequence[Outcome]) -> int:
    """Returns how many rows were truly written. The first hand-over of a release files its record."""
    if not outcomes:
        return 0
    with transaction.atomic():
        settled = _write(worker, [_row(one) for one in outcomes])
        uncover([pk for pk, _release, state in settled if state == Verdict.FAILED])
        for release_id in {release for _pk, release, _state in settled}:
            states = Counter(state for _pk, release, state in settled if release == release_id)
            _note(release_id, states, min(one.at for one in outcomes))
    return len(settled)


def _write(worker: str, rows: list[tuple[Any, ...]]) -> list[tuple[int, int, str]]:
    statement = _SETTLE.format(rows=_ROWS[connection.vendor])
    held = [Delivery.State.SENDING.value, Delivery.State.UNCONFIRMED.value]
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(rows), worker, *held])
        return list(cursor.fetchall())


def _note(release_id: int, states: Counter[str], at: datetime) -> None:
    release = lock_release(release_id)
    if states[Verdict.SENT]:
        first_hand_over(APPLICATION, release, at)
    # Of the release, not of the incident: its activity tells of the beginning and the end, not of every chunk.
    events.record(APPLICATION, "deliveries.settled", release, counts=dict(states))


def finish(release_id: int) -> bool:
    """A release is finished when no delivery of it is under way; what waits for a person may remain."""
    with transaction.atomic():
        release = lock_release(release_id)
        under_way = Delivery.objects.filter(release=release, state__in=Delivery.UNDER_WAY)
        if release.state != Release.State.SENDING or under_way.exists():
            return False
        release.state, release.finished_at = Release.State.FINISHED, clock.now()
        release.save(update_fields=["state", "finished_at"])
        states = Delivery.objects.filter(release=release).values_list("state").annotate(Count("id")).order_by()
        events.record(APPLICATION, "release.finished", release, incident=release.incident_id, counts=dict(states))
    return True
