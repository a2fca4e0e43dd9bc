"""Filing a record: the only way one comes to be."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from archive import chain
from archive.models import Head, Record, RecordBody
from archive.said import IN_WORDS, without_words
from archive.search import index
from postincident import bulk, clock, events
from postincident.events import Actor
from postincident.models import Incident
from postincident.vocabulary import Source

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Filing:
    """Everything a record says, as values: nothing here points at a row that may change later."""

    incident: Incident | None
    kind: str
    audience: str
    audience_kind: str
    services: Sequence[str]
    severity: str
    title: str
    sent_at: datetime
    subject: str
    text: str
    html: str = ""
    source: str = Source.HERE
    origin: str | None = None
    corrects: Record | None = None
    sender: dict[str, Any] = field(default_factory=dict)
    approvals: Sequence[dict[str, Any]] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    overrides: Sequence[dict[str, Any]] = ()
    extra: dict[str, Any] = field(default_factory=dict)
    attachments: Sequence[dict[str, Any]] = ()  # [{"name", "size", "digest"}]


def _told(filing: Filing, filed_at: datetime) -> dict[str, Any]:
    return {
        "format": chain.FORMAT,
        "incident": filing.incident.reference if filing.incident else None,
        "kind": filing.kind,
        "audience": filing.audience,
        "audience_kind": filing.audience_kind,
        "services": list(filing.services),
        "severity": filing.severity,
        "title": filing.title,
        "sent_at": filing.sent_at.astimezone(UTC).isoformat(),
        "filed_at": filed_at.astimezone(UTC).isoformat(),
        "source": filing.source,
        "origin": filing.origin,
        "corrects": filing.corrects.number if filing.corrects else None,
        "sender": filing.sender,
        "approvals": list(filing.approvals),
        "facts": filing.facts,
        "overrides": list(filing.overrides),
        "attachments": list(filing.attachments),
        "extra": filing.extra,
    }


def search_key_of(moment: datetime) -> int:
    """Microseconds since 1970, UTC."""
    delta = moment - EPOCH
    return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds


def free_key(wanted: int, taken: set[int] | None) -> int:
    while wanted in taken if taken is not None else Record.objects.filter(search_key=wanted).exists():
        wanted += 1
    return wanted


def _taken(wanted: Sequence[int]) -> set[int]:
    """All keys in the way of these. Where only days are known, thousands share an instant and run on far behind it."""
    last, room = max(wanted), len(wanted)
    while True:
        span = Record.objects.filter(search_key__range=(min(wanted), last + room))
        taken = set(span.values_list("search_key", flat=True))
        needed = len(wanted) + sum(key >= last for key in taken)
        if room >= needed:
            return taken
        room = 2 * needed


def _build(filing: Filing, head: Head, taken: set[int] | None, filed_at: datetime) -> tuple[Record, RecordBody]:
    told = _told(filing, filed_at)
    metadata = chain.canonical(without_words(told))
    said = chain.canonical({name: told[name] for name in IN_WORDS})
    salt = secrets.token_hex(32)
    attachments = list(filing.attachments)
    content = chain.content_digest(salt, filing.subject, filing.text, filing.html, attachments, said)
    number = head.number + 1
    digest = chain.link(head.digest, number, metadata, content)
    key = free_key(search_key_of(filing.sent_at), taken)
    if taken is not None:
        taken.add(key)
    record = Record(
        number=number,
        incident=filing.incident,
        kind=filing.kind,
        audience=filing.audience,
        services="\n".join(filing.services),
        severity=filing.severity,
        title=filing.title[:300],
        sent_at=filing.sent_at,
        source=filing.source,
        origin=filing.origin,
        corrects=filing.corrects,
        search_key=key,
        metadata=metadata,
        content_digest=content,
        previous_digest=head.digest,
        digest=digest,
        filed_at=filed_at,
    )
    head.number, head.digest = number, digest
    body = RecordBody(
        record=record,
        subject=filing.subject,
        text=filing.text,
        html=filing.html,
        attachments=attachments,
        said=said,
        salt=salt,
    )
    return record, body


def locked_head() -> Head:
    Head.objects.get_or_create(pk=1)
    return Head.objects.select_for_update().get(pk=1)


def file(actor: Actor, filing: Filing) -> Record:
    """File one record and index it, in one transaction."""
    with transaction.atomic():
        head = locked_head()
        record, body = _build(filing, head, None, clock.now())
        record.save(force_insert=True)
        body.record = record
        body.save(force_insert=True)
        head.save()
        index.add([(record, body)])
        events.record(actor, "record.filed", record, incident=filing.incident, number=record.number)
    return record


def file_many(actor: Actor, filings: Iterable[Filing]) -> list[Record]:
    """File many in their order, in one transaction: for importers. One event tells of all."""
    filings = list(filings)
    if not filings:
        return []
    with transaction.atomic():
        head = locked_head()
        taken = _taken([search_key_of(filing.sent_at) for filing in filings])
        now = clock.now()
        built = [_build(filing, head, taken, now) for filing in filings]
        records = [record for record, _body in built]
        bulk.insert(records, known_by="number")
        for record, body in built:
            body.record = record
        bulk.insert([body for _record, body in built])
        head.save()
        index.add(built)
        events.record(actor, "records.filed", None, first=records[0].number, last=records[-1].number)
    return records
