"""The files that went with records: what a record says of them, and what is stored of them, here or in higher apps."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from archive.models import Record, RecordBody, RecordFile
from postincident.registry import registry


@dataclass(frozen=True)
class Filed:
    name: str
    size: int
    digest: str
    is_kept: bool  # something is stored under its digest
    is_as_filed: bool  # and its bytes give that digest


def stored_files(records: Sequence[Record]) -> dict[int, dict[str, bytes]]:
    """By record id: the bytes stored, by the digest they are stored under. Asks nothing where no record has a file."""
    ids = [record.pk for record in records if (body := getattr(record, "body", None)) and body.attachments]
    found: dict[int, dict[str, bytes]] = {pk: {} for pk in ids}
    if ids:
        for pk, digest, content in RecordFile.objects.filter(record__in=ids).values_list("record", "digest", "content"):
            found[pk][digest] = bytes(content)
    for files in registry.record_files if ids else ():
        for pk, stored in files(ids).items():
            found[pk] |= stored
    return found


def filed_files(record: Record, body: RecordBody | None) -> list[Filed]:
    stored = stored_files([record]).get(record.pk, {})
    return [
        Filed(
            row["name"],
            row["size"],
            row["digest"],
            row["digest"] in stored,
            row["digest"] in stored and hashlib.sha256(stored[row["digest"]]).hexdigest() == row["digest"],
        )
        for row in (body.attachments if body else ())
    ]
