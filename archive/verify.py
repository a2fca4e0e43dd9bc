"""Walking the chain: is every record what it was when it was filed?"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import batched
from typing import Any

from django.db import DatabaseError
from django.db.models import QuerySet

from archive import chain
from archive.models import Head, Record, RecordBody
from archive.verbs.filing import search_key_of

# What a driver or a field raises over a value that is none of its kind.
_UNREADABLE = (AttributeError, ValueError, TypeError, DatabaseError)

ROWS_AT_ONCE = 500
_NOTHING = "a row that is not there"
# Nothing else is read of the rows that a record names.
_READ = (
    *(field.name for field in Record._meta.concrete_fields),
    *(f"body__{field.name}" for field in RecordBody._meta.concrete_fields),
    *("incident__reference", "corrects__number", "redaction__record"),
)


@dataclass(frozen=True)
class Fault:
    number: int
    what: str


def faults(walked: Callable[[int], object] = int) -> Iterator[Fault]:
    """Every fault, the first broken record first. `walked` is told now and then how many records were looked at."""
    expected, previous = 0, chain.START
    begun = _head()  # what is filed while this walks comes behind it
    has_met_head = begun == (0, chain.START)
    for count, (number, record) in enumerate(_each(), start=1):
        if count % ROWS_AT_ONCE == 0:
            walked(count)
        expected += 1
        if number != expected:
            yield Fault(expected, "is missing")
            if not isinstance(number, int):  # SQLite keeps such a one in a column of numbers, behind all of them
                continue
            expected = number
        if record is None:
            yield Fault(number, "cannot be read")
            continue
        found = list(_faults_of(record, previous))
        yield from found
        if not found and _has_passed_over_a_free_key(record):
            yield Fault(record.number, "has a column search_key that contradicts what it was filed with")
        previous = record.digest
        has_met_head |= (number, previous) == begun
    end = _head()
    if not has_met_head or expected > end[0] or (expected == end[0] and previous != end[1]):
        yield Fault(end[0], "is the head, but the chain ends elsewhere")


def _head() -> tuple[int, str]:
    return Head.objects.filter(pk=1).values_list("number", "digest").first() or (0, chain.START)


def _each() -> Iterator[tuple[int, Record | None]]:
    """In order, each with its number; None where a column holds what it never can, such as a time that is none."""
    numbers = Record.objects.order_by("number").values_list("number", flat=True).iterator(chunk_size=ROWS_AT_ONCE)
    for some in batched(numbers, ROWS_AT_ONCE, strict=False):
        try:
            found = _read(some)
        except _UNREADABLE:
            found = {number: _read_or_none(number) for number in some}
        yield from ((number, found.get(number)) for number in some)


def _read(numbers: Iterable[int]) -> dict[int, Record | None]:
    return {record.number: record for record in _whole(Record.objects.filter(number__in=list(numbers)))}


def _whole(records: QuerySet[Record]) -> QuerySet[Record]:
    return records.select_related("body", "corrects", "incident", "redaction").only(*_READ)


def _read_or_none(number: int) -> Record | None:
    try:
        return _read([number]).get(number)
    except _UNREADABLE:
        return None


def _faults_of(record: Record, previous: str) -> Iterator[Fault]:
    if record.previous_digest != previous:
        yield Fault(record.number, "does not follow the record before it")
    if record.digest != chain.link(record.previous_digest, record.number, record.metadata, record.content_digest):
        yield Fault(record.number, "has other metadata or content than it was filed with")
        return  # what it says of itself explains nothing any more
    metadata = json.loads(record.metadata)
    body, redacted = getattr(record, "body", None), hasattr(record, "redaction")
    if body is None and not redacted:
        yield Fault(record.number, "has lost its body without a redaction")
    elif body is not None and redacted:
        yield Fault(record.number, "is redacted and has its body all the same")
    elif body is not None and _digest_of(body, metadata["format"]) != record.content_digest:
        yield Fault(record.number, "has another body than it was filed with")
        return
    for column in _columns_that_differ(record, metadata, body):
        yield Fault(record.number, f"has a column {column} that contradicts what it was filed with")


def _digest_of(body: RecordBody, format_: int) -> str:
    said = body.said if format_ > 1 or body.said else None
    return chain.content_digest(body.salt, body.subject, body.text, body.html, body.attachments, said)


def _columns_that_differ(record: Record, said: dict[str, Any], body: RecordBody | None) -> Iterator[str]:
    incident = record.incident.reference if record.incident else record.incident_id and _NOTHING
    corrects = record.corrects.number if record.corrects else record.corrects_id and _NOTHING
    derived: dict[str, tuple[object, object]] = {
        "incident": (incident, said["incident"]),
        "kind": (record.kind, said["kind"]),
        "audience": (record.audience, said["audience"]),
        "services": (record.services, "\n".join(said["services"])),
        "severity": (record.severity, said["severity"]),
        "title": (record.title, _title(said, body)),
        "source": (record.source, said["source"]),
        "origin": (record.origin, said["origin"]),
        "corrects": (corrects, said["corrects"]),
        "sent_at": (_iso(record.sent_at), said["sent_at"]),
        "filed_at": (_iso(record.filed_at), said["filed_at"]),
    }
    yield from (name for name, (column, metadata) in derived.items() if column != metadata)
    further = _further(record, said)
    if further is None or not 0 <= further < record.number:
        yield "search_key"


def _title(said: dict[str, Any], body: RecordBody | None) -> str:
    return "" if body is None else str((said | json.loads(body.said or "{}"))["title"][:300])


def _further(record: Record, said: dict[str, Any]) -> int | None:
    """How far its key lies behind its time: so many records filed before it had the keys between."""
    if not isinstance(record.search_key, int):
        return None
    return record.search_key - search_key_of(datetime.fromisoformat(said["sent_at"]))


def _has_passed_over_a_free_key(record: Record) -> bool:
    further = record.search_key - search_key_of(record.sent_at)
    if not further:
        return False
    between = (record.search_key - further, record.search_key - 1)
    return Record.objects.filter(search_key__range=between, number__lt=record.number).count() != further


def _iso(moment: datetime | None) -> str:
    """SQLite reads as nothing what is no time."""
    return moment.astimezone(UTC).isoformat() if moment else ""


def verified(record_ids: list[int]) -> set[int]:
    """Which of these records still are what they were when filed, each on its own."""
    records = _whole(Record.objects.filter(pk__in=record_ids))
    return {record.pk for record in records if not any(_faults_of(record, record.previous_digest))}
