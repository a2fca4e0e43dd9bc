"""Records as a zip that says everything of them, and with which anybody can check them: see docs/check_export.py.

records.jsonl    a line a record, in the order of the chain, as it is hashed
incidents.jsonl  a line an incident they belong to
records/         each as Markdown, and as HTML where it was sent so
attachments/     by digest
index.html, index.csv, head.json, SHA256SUMS
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from archive.exporting.words import in_utc, incident_as_json, iso, line, record_as_json, record_as_markdown
from archive.exporting.zipped import Member, zipped
from archive.files import stored_files
from archive.models import Head, Record
from archive.verify import verified
from postincident import clock
from postincident.export import safe_cell
from postincident.models import Incident
from postincident.rendering import to_document

# At once in memory: so many records, and files of about so many bytes. A record's files together are no larger than a message may be.
RECORDS_AT_ONCE, BYTES_AT_ONCE = 200, 32 * 1024 * 1024
# Of all files together; those behind are named, with their digests, and not in the zip.
MOST_BYTES = 256 * 1024 * 1024


@dataclass
class Export:
    """What goes out: a heading, and which of the records that `visible` has; told again at each lot, should one be hidden meanwhile."""

    heading: str
    visible: QuerySet[Record]
    ids: Sequence[int]  # in any order
    remark: str = ""
    has_all_files: bool = False
    _files: dict[str, str] = field(default_factory=dict)  # by digest, where it is in the zip
    _bytes: int = 0

    def stream(self) -> Iterator[bytes]:
        return zipped(self.members())

    def members(self) -> Iterator[Member]:
        head = self.head()
        rows = list(self._rows())
        yield "index.html", [self._index_html(rows, head).encode()]
        yield "index.csv", [_index_csv(rows)]
        yield from self.lines(head)
        for lot in self.lots():
            yield from self._written(lot)

    def lines(self, head: dict[str, Any]) -> Iterator[Member]:
        yield "head.json", [json.dumps(head, ensure_ascii=False, indent=2).encode()]
        yield "incidents.jsonl", self.incidents()
        yield "records.jsonl", self.records()

    def records(self) -> Iterator[bytes]:
        return (line(record_as_json(record)) for lot in self.lots() for record in lot)

    def _records(self) -> QuerySet[Record]:
        return self.visible.order_by("number")

    def _rows(self) -> Iterator[Record]:
        for some in in_lots(sorted(self.ids)):
            yield from self._records().filter(pk__in=some).select_related("incident").defer("metadata", "services")

    def lots(self) -> Iterator[list[Record]]:
        """Few enough to have in memory with their files."""
        related = ("incident", "body", "redaction")
        for some in in_lots(sorted(self.ids)):
            yield from _by_bytes(self._records().filter(pk__in=some).select_related(*related))

    def incidents(self) -> Iterator[bytes]:
        seen: set[int] = set()
        for some in in_lots(sorted(self.ids)):
            ids = set(self.visible.filter(pk__in=some).values_list("incident", flat=True)) - seen
            for incident in Incident.objects.filter(pk__in=ids).order_by("pk").prefetch_related("services"):
                yield line(incident_as_json(incident))
            seen |= ids

    def _written(self, lot: list[Record]) -> Iterator[Member]:
        stored, as_filed = stored_files(lot), verified([record.pk for record in lot])
        for record in lot:
            body = getattr(record, "body", None)
            yield from self.attached(record, stored.get(record.pk, {}))
            said = record_as_markdown(record, self._files, is_as_filed=record.pk in as_filed)
            yield f"records/{record.number}.md", [said.encode()]
            if body is not None and body.html:
                yield f"records/{record.number}.html", [to_document(body.html, record.heading).encode()]

    def attached(self, record: Record, stored: dict[str, bytes]) -> Iterator[Member]:
        body = getattr(record, "body", None)
        for row in body.attachments if body is not None else ():
            digest, content = row["digest"], stored.get(row["digest"])
            if content is None or digest in self._files or not self._has_room(len(content)):
                continue
            self._bytes += len(content)
            self._files[digest] = f"attachments/{digest}/{_file_name(row['name'])}"
            yield self._files[digest], [content]

    def _has_room(self, size: int) -> bool:
        return self.has_all_files or self._bytes + size <= MOST_BYTES

    def head(self) -> dict[str, Any]:
        head = Head.objects.filter(pk=1).first() or Head()
        about = {"organisation": settings.ORGANISATION, "number": head.number, "digest": head.digest}
        return about | {"at": iso(clock.now()), "export": self.heading, "remark": self.remark}

    def _index_html(self, rows: Sequence[Record], head: dict[str, Any]) -> str:
        body = render_to_string("archive/export_index.html", {"records": rows, "head": head, "at": in_utc(clock.now())})
        return to_document(body, self.heading)


def in_lots(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[at : at + RECORDS_AT_ONCE] for at in range(0, len(ids), RECORDS_AT_ONCE))


def _by_bytes(records: Iterable[Record]) -> Iterator[list[Record]]:
    lot: list[Record] = []
    size = 0
    for record in records:
        body = getattr(record, "body", None)
        own = sum(row["size"] for row in body.attachments) if body is not None else 0
        if lot and size + own > BYTES_AT_ONCE:
            yield lot
            lot, size = [], 0
        lot.append(record)
        size += own
    if lot:
        yield lot


def _file_name(name: str) -> str:
    try:
        return get_valid_filename(name)
    except SuspiciousFileOperation:
        return "file"


def _index_csv(records: Iterable[Record]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written)
    heading = [
        _("Record"),
        _("Incident"),
        _("Kind"),
        _("Group"),
        _("Severity"),
        _("Released (UTC)"),
        _("Title"),
        _("Digest"),
    ]
    writer.writerow(heading)
    for record in records:
        cells = [
            record.number,
            record.incident.reference if record.incident else "",
            record.get_kind_display(),
            record.audience,
            record.get_severity_display(),
            in_utc(record.sent_at).removesuffix(" UTC"),
            record.heading,
            record.digest,
        ]
        writer.writerow([safe_cell(cell) for cell in cells])
    return written.getvalue().encode()
