"""A zip of more records than one request should wait for: ordered by a person, made by the worker, kept for a day."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.http import QueryDict

from archive import leases
from archive.exporting.searched import of_search
from archive.models import ExportPiece, PreparedExport
from archive.search_forms import SearchForm
from postincident import clock, events
from postincident.models import User
from postincident.work import stopping

log = logging.getLogger(__name__)
State = PreparedExport.State
KEPT = timedelta(days=1)
PIECE = 1 << 20  # bytes


def order(user: User, query: str) -> PreparedExport:
    """In place of the one that was made for them before."""
    with transaction.atomic():
        PreparedExport.objects.filter(pk=user.pk).delete()
        export = PreparedExport.objects.create(user=user, query=query)
        events.record(user, "export.ordered", export)
    return export


def make_anew() -> None:
    """Something was hidden or redacted just now, and may stand in any of them. Inside the transaction that hides it."""
    ExportPiece.objects.all().delete()
    PreparedExport.objects.exclude(state=State.FAILED).update(
        state=State.WAITING, ready_at=None, leased_until=None, size=0
    )


def sweep(now: datetime) -> int:
    """Ordered, to be made anew, or dropped by a worker that is no more."""
    return sum(work(pk) for pk in leases.waiting(PreparedExport, State.WAITING, now))


def forget_old(now: datetime) -> int:
    return PreparedExport.objects.filter(ordered_at__lt=now - KEPT).delete()[0]


def work(pk: int) -> int:
    """Make it, unless another worker does. Returns how many pieces were written."""
    held = leases.take(PreparedExport, pk, State.WAITING)
    if held is None:
        return 0
    try:
        return _make(pk, held)
    except Exception:
        log.exception("The export that %s ordered could not be made", pk)
        PreparedExport.objects.filter(pk=pk, state=State.WAITING).update(state=State.FAILED, leased_until=None)
        return 0


def _make(pk: int, held: datetime) -> int:
    ordered = PreparedExport.objects.select_related("user").get(pk=pk)
    ordered.pieces.all().delete()  # of a worker that is no more
    PreparedExport.objects.filter(pk=pk, leased_until=held).update(size=0)
    export = of_search(ordered.user, SearchForm(QueryDict(ordered.query)).wanted())
    position = 0
    for position, content in enumerate(in_pieces(export.stream()), start=1):
        if stopping.is_set():
            leases.give_back(PreparedExport, pk, held)
            return position
        if (longer := _write(pk, held, position, content)) is None:
            return position
        held = longer
    with transaction.atomic():
        ready = {"state": State.READY, "ready_at": clock.now(), "records": len(export.ids), "leased_until": None}
        if PreparedExport.objects.filter(pk=pk, leased_until=held).update(**ready):
            events.record(None, "export.made", ordered, records=len(export.ids))
    return position


def _write(pk: int, held: datetime, position: int, content: bytes) -> datetime | None:
    """None when the lease was lost: it was ordered anew, or something was hidden meanwhile. Nothing is written then."""
    with transaction.atomic():
        longer = leases.renew(PreparedExport, pk, held)
        if longer is not None:
            ExportPiece.objects.create(export_id=pk, position=position, content=content)
            PreparedExport.objects.filter(pk=pk).update(size=F("size") + len(content))
    return longer


def in_pieces(stream: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, PIECE at a time; the last may be smaller."""
    held = bytearray()
    for some in stream:
        held += some
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
    if held:
        yield bytes(held)


def pieces_of(export: PreparedExport) -> Iterator[bytes]:
    """A short query each, so that whoever downloads slowly keeps nobody waiting. Breaks off when it is being made anew."""
    pieces = export.pieces.filter(export__ready_at=export.ready_at).values_list("content", flat=True)
    for position in range(1, -(-export.size // PIECE) + 1):
        yield bytes(pieces.get(position=position))
