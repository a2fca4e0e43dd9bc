"""Walking the chain: is every record what it was when it was filed?"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import batched
from math import inf
from typing import Any

from django.db import DatabaseError
from django.db.models import Q

from archive import chain
from archive.models import Head, Record
from archive.verbs.filing import search_key_of

# What a driver or a field raises over a value that is none of its kind.
_UNREADABLE = (AttributeError, ValueError, TypeError, DatabaseError)

ROWS_AT_ONCE = 500
_NOTHING = "a row that is not there"
_BODY = ("record", "subject", "text", "html", "attachments", "said", "salt")
_READ = (
    *(field.name for field in Record._meta.concrete_fields),
    *(f"body__{name}" for name in _BODY),
    *("incident__reference", "corrects__number", "redaction__id"),
)
type Row = Any  # a named tuple of _READ: making models of them would take longer than all the digests


@dataclass(frozen=True)
class Fault:
    number: int
    what: str


def faults(walked: Callable[[int], object] = int) -> Iterator[Fault]:
    """Every fault, the first broken record first. `walked` is told now and then how many records were looked at."""
    count, expected, previous = 0, 0, chain.START
    begun = _head()  # what is filed while this walks comes behind it
    has_met_head = begun == (0, chain.START)
    for lot in _lots():
        found: list[Fault] = []
        sound: list[Row] = []
        for number, row in lot:
            expected += 1
            if number != expected:
                found.append(Fault(expected, "is missing"))
                if not isinstance(number, int):  # SQLite keeps such a one in a column of numbers, behind all of them
                    continue
                expected = number
            if row is None:
                found.append(Fault(number, "cannot be read"))
                continue
            wrong = list(_faults_of(row, previous))
            found += wrong
            sound += [] if wrong else [row]
            previous = row.digest
            has_met_head |= (number, previous) == begun
        found += (Fault(row.number, _other("search_key")) for row in _passed_over_a_free_key(sound))
        yield from sorted(found, key=lambda fault: fault.number)
        count += len(lot)
        walked(count)
    end = _head()
    if not has_met_head or expected > end[0] or (expected == end[0] and previous != end[1]):
        yield Fault(end[0], "is the head, but the chain ends elsewhere")


def _head() -> tuple[int, str]:
    return Head.objects.filter(pk=1).values_list("number", "digest").first() or (0, chain.START)


def _lots() -> Iterator[list[tuple[int, Row | None]]]:
    """In order, each with its number; None where a column holds what it never can, such as a time that is none."""
    numbers = Record.objects.order_by("number").values_list("number", flat=True).iterator(chunk_size=ROWS_AT_ONCE)
    for some in batched(numbers, ROWS_AT_ONCE, strict=False):
        try:
            found = _read(number__in=some)
        except _UNREADABLE:
            found = [row for number in some for row in _read_or_not(number)]
        by_number = {row.number: row for row in found}
        yield [(number, by_number.get(number)) for number in some]


def _read(**which: Any) -> list[Row]:
    return list(Record.objects.filter(**which).order_by().values_list(*_READ, named=True))


def _read_or_not(number: int) -> list[Row]:
    try:
        return _read(number=number)
    except _UNREADABLE:
        return []


def _faults_of(row: Row, previous: str) -> Iterator[Fault]:
    if row.previous_digest != previous:
        yield Fault(row.number, "does not follow the record before it")
    if row.digest != chain.link(row.previous_digest, row.number, row.metadata, row.content_digest):
        yield Fault(row.number, "has other metadata or content than it was filed with")
        return  # what it says of itself explains nothing any more
    metadata = json.loads(row.metadata)
    has_body, is_redacted = row.body__record is not None, row.redaction__id is not None
    if not has_body and not is_redacted:
        yield Fault(row.number, "has lost its body without a redaction")
    elif has_body and is_redacted:
        yield Fault(row.number, "is redacted and has its body all the same")
    elif has_body and _content_digest(row, metadata["format"]) != row.content_digest:
        yield Fault(row.number, "has another body than it was filed with")
        return
    for column in _columns_that_differ(row, metadata):
        yield Fault(row.number, _other(column))


def _other(column: str) -> str:
    return f"has a column {column} that contradicts what it was filed with"


def _content_digest(row: Row, format_: int) -> str:
    said = row.body__said if format_ > 1 or row.body__said else None
    return chain.content_digest(
        row.body__salt, row.body__subject, row.body__text, row.body__html, row.body__attachments, said
    )


def _columns_that_differ(row: Row, said: dict[str, Any]) -> Iterator[str]:
    derived: dict[str, tuple[object, object]] = {
        "incident": (row.incident__reference or (row.incident and _NOTHING), said["incident"]),
        "kind": (row.kind, said["kind"]),
        "audience": (row.audience, said["audience"]),
        "services": (row.services, "\n".join(said["services"])),
        "severity": (row.severity, said["severity"]),
        "title": (row.title, _title(row, said)),
        "source": (row.source, said["source"]),
        "origin": (row.origin, said["origin"]),
        "corrects": (row.corrects__number or (row.corrects and _NOTHING), said["corrects"]),
        "sent_at": (_iso(row.sent_at), said["sent_at"]),
        "filed_at": (_iso(row.filed_at), said["filed_at"]),
    }
    yield from (name for name, (column, metadata) in derived.items() if column != metadata)
    further = _further(row, said["sent_at"])
    if further is None or not 0 <= further < row.number:
        yield "search_key"


def _title(row: Row, said: dict[str, Any]) -> str:
    if row.body__record is None:
        return ""
    return str((said | json.loads(row.body__said or "{}"))["title"][:300])


def _further(row: Row, sent_at: str) -> int | None:
    """How far its key lies behind its time: so many records filed before it had the keys between."""
    if not isinstance(row.search_key, int):
        return None
    return row.search_key - search_key_of(datetime.fromisoformat(sent_at))


def _passed_over_a_free_key(rows: Sequence[Row]) -> list[Row]:
    """Of sound rows. Where only days are known, thousands share an instant and stand behind each other: asked for at once."""
    spans = [(search_key_of(row.sent_at), row) for row in rows if row.search_key != search_key_of(row.sent_at)]
    if not spans:
        return []
    between = Q()
    for first, last in _joined((first, row.search_key - 1) for first, row in spans):
        between |= Q(search_key__range=(first, last))
    there = list(Record.objects.filter(between).order_by("search_key").values_list("search_key", "number"))
    keys = [key for key, _number in there]
    numbers = [number if isinstance(number, int) else inf for _key, number in there]
    wrong = []
    for first, row in spans:
        of = numbers[bisect_left(keys, first) : bisect_left(keys, row.search_key)]
        if len(of) != row.search_key - first or max(of) > row.number:
            wrong.append(row)
    return wrong


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _iso(moment: datetime | None) -> str:
    """SQLite reads as nothing what is no time."""
    return moment.astimezone(UTC).isoformat() if moment else ""


def verified(record_ids: list[int]) -> set[int]:
    """Which of these records still are what they were when filed, each on its own."""
    return {row.id for row in _read(pk__in=record_ids) if not any(_faults_of(row, row.previous_digest))}
