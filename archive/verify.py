"""Walking the chain: is every record what it was when it was filed?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import batched
from typing import Any

from django.db import DatabaseError

from archive import chain
from archive.models import Head, Record, RecordBody, Redaction
from archive.said import told
from archive.verbs.filing import search_key_of

# What a driver or a field raises over a value that is none of its kind.
_UNREADABLE = (AttributeError, ValueError, TypeError, DatabaseError)

_NOTHING = "a row that is not there"


@dataclass(frozen=True)
class Fault:
    number: int
    what: str


def faults() -> Iterator[Fault]:
    """Every fault, the first broken record first."""
    redacted = set(Redaction.objects.values_list("record_id", flat=True))
    expected, previous = 0, chain.START
    for number, record in _each():
        expected += 1
        if number != expected:
            yield Fault(expected, "is missing")
            if not isinstance(
                number, int
            ):  # SQLite keeps in a column of numbers what is none, at the end of their order
                continue
            expected = number
        if record is None:
            yield Fault(number, "cannot be read")
            continue
        found = list(_faults_of(record, previous, record.pk in redacted))
        yield from found
        if not found and _passed_over_a_free_key(record):
            yield Fault(record.number, "has a column search_key that contradicts what it was filed with")
        previous = record.digest
    head = Head.objects.filter(pk=1).first() or Head()
    if (head.number, head.digest) != (expected, previous):
        yield Fault(head.number, "is the head, but the chain ends elsewhere")


def _each() -> Iterator[tuple[int, Record | None]]:
    """In order, each with its number; None where a column holds what it never can, such as a time that is none."""
    numbers = Record.objects.order_by("number").values_list("number", flat=True).iterator(chunk_size=500)
    for some in batched(numbers, 500, strict=False):
        try:
            found = _read(some)
        except _UNREADABLE:
            found = {number: _read_or_none(number) for number in some}
        yield from ((number, found.get(number)) for number in some)


def _read(numbers: Iterable[int]) -> dict[int, Record | None]:
    records = Record.objects.filter(number__in=list(numbers)).select_related("body", "corrects", "incident")
    return {record.number: record for record in records}


def _read_or_none(number: int) -> Record | None:
    try:
        return _read([number]).get(number)
    except _UNREADABLE:
        return None


def _faults_of(record: Record, previous: str, redacted: bool) -> Iterator[Fault]:
    if record.previous_digest != previous:
        yield Fault(record.number, "does not follow the record before it")
    if record.digest != chain.link(record.previous_digest, record.number, record.metadata, record.content_digest):
        yield Fault(record.number, "has other metadata or content than it was filed with")
        return  # what it says of itself explains nothing any more
    metadata = json.loads(record.metadata)
    body = getattr(record, "body", None)
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
        "title": (record.title, told(record)["title"][:300] if body else ""),
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


def _further(record: Record, said: dict[str, Any]) -> int | None:
    """How far its key lies behind its time: so many records filed before it had the keys between."""
    if not isinstance(record.search_key, int):
        return None
    return record.search_key - search_key_of(datetime.fromisoformat(said["sent_at"]))


def _passed_over_a_free_key(record: Record) -> bool:
    further = _further(record, json.loads(record.metadata))
    if not further:
        return False
    between = (record.search_key - further, record.search_key - 1)
    return Record.objects.filter(search_key__range=between, number__lt=record.number).count() != further


def _iso(moment: datetime | None) -> str:
    """SQLite reads as nothing what is no time."""
    return moment.astimezone(UTC).isoformat() if moment else ""


def verified(record_ids: list[int]) -> set[int]:
    """Which of these records still are what they were when filed, each on its own."""
    redacted = set(Redaction.objects.filter(record__in=record_ids).values_list("record_id", flat=True))
    records = Record.objects.filter(pk__in=record_ids).select_related("body", "corrects", "incident")
    return {r.pk for r in records if not any(_faults_of(r, r.previous_digest, r.pk in redacted))}
