"""Taking deliveries in chunks, so that several workers never take the same one, and giving them back."""

from __future__ import annotations

import os
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import F

from communications.delivery.journal import Journal, host_id
from communications.models import Delivery, Endpoint, Release
from postincident import clock


@dataclass
class Worker:
    """One process that sends. Its name stands in the lease of what it took, and names its journal."""

    host: str = field(default_factory=host_id)
    name: str = ""
    journal: Journal = field(init=False)

    def __post_init__(self) -> None:
        self.name = self.name or f"{self.host[:8]}-{os.getpid()}-{secrets.token_hex(4)}"
        self.journal = Journal(self.name)


@dataclass(frozen=True, slots=True)
class Claimed:
    id: int
    attempt: int
    address: str
    name: str
    message_id: str
    endpoint_id: int | None


# The inner SELECT differs: SQLite has one writer at a time, PostgreSQL passes over rows that another worker is taking.
_CLAIM = """
UPDATE communications_delivery
SET state = %(sending)s, attempts = attempts + 1, next_attempt_at = NULL,
    lease_until = %(until)s, lease_worker = %(worker)s, lease_host = %(host)s
WHERE id {among} (
    SELECT d.id FROM communications_delivery d
    WHERE d.release_id = %(release)s AND d.state = %(state)s AND d.channel = %(channel)s
      AND (d.next_attempt_at IS NULL OR d.next_attempt_at <= %(now)s)
      AND EXISTS (SELECT 1 FROM communications_release r WHERE r.id = %(release)s AND r.state = %(going)s)
    ORDER BY d.next_attempt_at, d.id LIMIT %(limit)s {lock}
){close}
RETURNING id, attempts, address, name, message_id, endpoint_id
"""


def claim(release_id: int, worker: Worker, limit: int, channel: str = Endpoint.Kind.MAIL) -> list[Claimed]:
    """Those never tried first, in the order of the index, so that a chunk costs the same however many wait behind it."""
    rows: list[Claimed] = []
    for state in (Delivery.State.QUEUED, Delivery.State.DEFERRED):
        if len(rows) < limit:
            rows += _claim(release_id, worker, limit - len(rows), channel, state)
    return rows


def _claim(release_id: int, worker: Worker, limit: int, channel: str, state: Delivery.State) -> list[Claimed]:
    postgres = connection.vendor == "postgresql"
    pieces = ("= ANY (ARRAY", "FOR UPDATE SKIP LOCKED", ")") if postgres else ("IN", "", "")
    now = clock.now()
    values: dict[str, Any] = {
        "sending": Delivery.State.SENDING.value,
        "state": state.value,
        "going": Release.State.SENDING.value,
        "until": connection.ops.adapt_datetimefield_value(now + timedelta(seconds=settings.LEASE_SECONDS)),
        "now": connection.ops.adapt_datetimefield_value(now),
        "worker": worker.name,
        "host": worker.host,
        "release": release_id,
        "channel": str(channel),
        "limit": limit,
    }
    among, lock, close = pieces
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM.format(among=among, lock=lock, close=close), values)
        rows = [Claimed(*row) for row in cursor.fetchall()]
    return sorted(rows, key=lambda row: row.id)


def renew(worker: Worker, held: Collection[int]) -> None:
    until = clock.now() + timedelta(seconds=settings.LEASE_SECONDS)
    mine = Delivery.objects.filter(pk__in=held, state=Delivery.State.SENDING, lease_worker=worker.name)
    mine.update(lease_until=until)


def give_back(worker: Worker, unsent: Sequence[Claimed]) -> None:
    """Not one byte's end of these left: they wait again as if never taken."""
    mine = Delivery.objects.filter(state=Delivery.State.SENDING, lease_worker=worker.name)
    mine.filter(pk__in=[one.id for one in unsent]).update(
        state=Delivery.State.QUEUED,
        attempts=F("attempts") - 1,
        lease_until=None,
        lease_worker="",
        lease_host="",
    )
