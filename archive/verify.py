"""Walking the chain: is every record what it was when it was filed?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from archive import chain
from archive.models import Head, Record, RecordBody, Redaction


@dataclass(frozen=True)
class Fault:
    number: int
    what: str


def faults() -> Iterator[Fault]:
    """Every fault, the first broken record first."""
    redacted = set(Redaction.objects.values_list("record_id", flat=True))
    expected, previous = 0, chain.START
    records = Record.objects.order_by("number").select_related("body", "corrects", "incident")
    for record in records.iterator(chunk_size=500):
        expected += 1
        if record.number != expected:
            yield Fault(expected, "is missing")
            expected = record.number
        yield from _faults_of(record, previous, record.pk in redacted)
        previous = record.digest
    head = Head.objects.filter(pk=1).first() or Head()
    if (head.number, head.digest) != (expected, previous):
        yield Fault(head.number, "is the head, but the chain ends elsewhere")


def _faults_of(record: Record, previous: str, redacted: bool) -> Iterator[Fault]:
    if record.previous_digest != previous:
        yield Fault(record.number, "does not follow the record before it")
    if record.digest != chain.link(record.previous_digest, record.number, record.metadata, record.content_digest):
        yield Fault(record.number, "has other metadata or content than it was filed with")
    for column in _columns_that_differ(record):
        yield Fault(record.number, f"has a column {column} that its metadata contradicts")
    try:
        body = record.body
    except RecordBody.DoesNotExist:
        if not redacted:
            yield Fault(record.number, "has lost its body without a redaction")
        return
    content = chain.content_digest(body.salt, body.subject, body.text, body.html, body.attachments)
    if content != record.content_digest:
        yield Fault(record.number, "has another body than it was filed with")


def _columns_that_differ(record: Record) -> Iterator[str]:
    said = json.loads(record.metadata)
    corrects = record.corrects.number if record.corrects else None
    derived = {
        "incident": (record.incident.reference if record.incident else None, said["incident"]),
        "kind": (record.kind, said["kind"]),
        "audience": (record.audience, said["audience"]),
        "services": (record.services, "\n".join(said["services"])),
        "severity": (record.severity, said["severity"]),
        "title": (record.title, said["title"][:300]),
        "source": (record.source, said["source"]),
        "origin": (record.origin, said["origin"]),
        "corrects": (corrects, said["corrects"]),
        "sent_at": (_iso(record.sent_at), said["sent_at"]),
        "filed_at": (_iso(record.filed_at), said["filed_at"]),
    }
    yield from (name for name, (column, metadata) in derived.items() if column != metadata)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def verified(record_ids: list[int]) -> set[int]:
    """Which of these records still are what they were when filed, each on its own."""
    redacted = set(Redaction.objects.filter(record__in=record_ids).values_list("record_id", flat=True))
    records = Record.objects.filter(pk__in=record_ids).select_related("body", "corrects", "incident")
    return {r.pk for r in records if not any(_faults_of(r, r.previous_digest, r.pk in redacted))}
