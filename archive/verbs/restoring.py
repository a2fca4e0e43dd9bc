"""Bringing a whole archive into an empty installation: the same records, with the same digests."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import file_digest
from itertools import chain as chained
from typing import Any
from zipfile import ZipFile

from django.db import transaction
from django.utils.translation import gettext as _

from archive.exporting.zipped import SUMS
from archive.models import (
    Head,
    Import,
    Record,
    RecordBody,
    RecordFile,
    Redaction,
    WithheldIncident,
    WithheldRecord,
)
from archive.search import index
from archive.verbs.filing import free_key, locked_head, search_key_of
from archive.verify import faults
from postincident import events
from postincident.errors import Refused
from postincident.models import Incident, IncidentAccess, Service, User
from postincident.vocabulary import Source

RECORDS_AT_ONCE = 200
Raw = dict[str, Any]


def restore(archive: ZipFile) -> Head:
    """All of it or nothing. Incidents come as imported ones: nobody owes a task for them; who may see them stays the same."""
    with transaction.atomic():
        head = locked_head()
        if head.number or Record.objects.exists():
            raise Refused(
                "not_empty", _("The archive here has records already. A whole archive comes into an empty one.")
            )
        _refuse_what_was_changed(archive)
        runs = _Withdrawn()
        restoring = _Restoring(archive, _incidents(archive, runs), runs)
        for lot in _lots(archive):
            restoring.file(lot)
        head.number, head.digest = restoring.number, restoring.digest
        head.save()
        if fault := next(faults(), None):
            said = _("Record %(number)s %(what)s. Nothing was brought in.")
            raise Refused("not_as_filed", said % {"number": fault.number, "what": fault.what})
        events.record(None, "archive.restored", None, records=head.number)
    return head


def _refuse_what_was_changed(archive: ZipFile) -> None:
    lines = archive.read(SUMS).decode().splitlines()
    sums = {name: digest for digest, _spaces, name in (line.partition("  ") for line in lines)}
    for name in {*archive.namelist(), *sums} - {SUMS}:
        with archive.open(name) as member:
            if sums.get(name) != file_digest(member, "sha256").hexdigest():  # type: ignore[arg-type]
                raise Refused("changed", _("%(name)s is not what was exported.") % {"name": name})


def _rows(archive: ZipFile, name: str) -> Iterator[Raw]:
    with archive.open(name) as file:
        yield from (json.loads(line) for line in file)


def _lots(archive: ZipFile) -> Iterator[list[Raw]]:
    """A correction comes in a later lot than what it corrects, which has an id by then."""
    lot: list[Raw] = []
    for row in _rows(archive, "records.jsonl"):
        corrects = json.loads(row["metadata"])["corrects"]
        if lot and (len(lot) == RECORDS_AT_ONCE or (corrects or 0) >= lot[0]["number"]):
            yield lot
            lot = []
        lot.append(row)
    if lot:
        yield lot


class _Withdrawn:
    """The withdrawn imports whose records come along: shown nowhere here either, and a manager may restore them."""

    def __init__(self) -> None:
        self._runs: dict[tuple[str, ...], Import] = {}

    def of(self, row: Raw) -> Import | None:
        if (about := row.get("withdrawn")) is None:
            return None
        said = {name: about[name] for name in ("format", "name", "why")}
        key = (*said.values(), about["at"])
        if key not in self._runs:
            who, at = _person(about["by"]) if about["by"] else None, _moment(about["at"])
            self._runs[key] = Import.objects.create(
                state=Import.State.WITHDRAWN, withdrawn_by=who, withdrawn_at=at, **said
            )
        return self._runs[key]


def _incidents(archive: ZipFile, runs: _Withdrawn) -> dict[str, Incident]:
    placed: dict[str, Incident] = {}
    for row in _rows(archive, "incidents.jsonl"):
        if Incident.objects.filter(reference=row["reference"]).exists():
            said = _(
                "There is an incident %(reference)s here already. A whole archive comes into an empty installation."
            )
            raise Refused("not_empty", said % {"reference": row["reference"]})
        names = ("reference", "origin", "title", "public_title", "severity", "restricted", "as_found", "flags")
        times = {name: _moment(row[name]) for name in ("started_at", "detected_at", "resolved_at")}
        incident = Incident.objects.create(source=Source.IMPORTED, **{name: row[name] for name in names}, **times)
        incident.services.set([Service.objects.get_or_create(name=name)[0] for name in row["services"]])
        IncidentAccess.objects.bulk_create(
            IncidentAccess(incident=incident, user=_person(who)) for who in row["access"]
        )
        if run := runs.of(row):
            WithheldIncident.objects.create(incident=incident, run=run)
        events.record(None, "incident.imported", incident, incident=incident)
        placed[incident.reference] = incident
    return placed


def _person(who: Raw) -> User:
    """Whoever has no account here gets one that nobody can sign in with until an administrator activates it."""
    known = User.objects.filter(email__iexact=who["email"]).first()
    return known or User.objects.create_user(who["email"], None, name=who["name"], is_active=False)


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


@dataclass
class _Restoring:
    archive: ZipFile
    incidents: dict[str, Incident]
    runs: _Withdrawn
    number: int = 0
    digest: str = "0" * 64
    keys: set[int] = field(default_factory=set)
    files: dict[str, str] = field(init=False)  # by digest, where in the zip

    def __post_init__(self) -> None:
        names = (name for name in self.archive.namelist() if name.startswith("attachments/"))
        self.files = {name.split("/")[1]: name for name in names}

    def file(self, lot: list[Raw]) -> None:
        wanted = [number for row in lot if (number := json.loads(row["metadata"])["corrects"])]
        corrected = {record.number: record for record in Record.objects.filter(number__in=wanted)}
        records = Record.objects.bulk_create([self._record(row, corrected) for row in lot])
        pairs = list(zip(records, lot, strict=True))
        bodies = [RecordBody(record=record, **row["content"]) for record, row in pairs if "content" in row]
        RecordBody.objects.bulk_create(bodies)
        for record, row in pairs:
            if redacted := row.get("redacted"):
                self._redact(record, redacted)
            if run := self.runs.of(row):
                WithheldRecord.objects.create(record=record, run=run)
        RecordFile.objects.bulk_create(chained.from_iterable(self._attached(body) for body in bodies), batch_size=10)
        index.add([(body.record, body) for body in bodies])
        self.number, self.digest = records[-1].number, records[-1].digest

    def _record(self, row: Raw, corrected: dict[int, Record]) -> Record:
        filed, content = json.loads(row["metadata"]), row.get("content", {})
        said = filed if filed["format"] == 1 else json.loads(content.get("said") or "{}")
        sent_at = datetime.fromisoformat(filed["sent_at"])
        key = free_key(search_key_of(sent_at), self.keys)
        self.keys.add(key)
        return Record(
            number=row["number"],
            incident=self.incidents[filed["incident"]] if filed["incident"] else None,
            kind=filed["kind"],
            audience=filed["audience"],
            services="\n".join(filed["services"]),
            severity=filed["severity"],
            title=said["title"][:300] if content else "",
            sent_at=sent_at,
            source=filed["source"],
            origin=filed["origin"],
            corrects=corrected[filed["corrects"]] if filed["corrects"] else None,
            search_key=key,
            metadata=row["metadata"],
            content_digest=row["content_digest"],
            previous_digest=row["previous_digest"],
            digest=row["digest"],
            filed_at=datetime.fromisoformat(filed["filed_at"]),
        )

    def _redact(self, record: Record, redacted: Raw) -> None:
        at = datetime.fromisoformat(redacted["at"])
        Redaction.objects.create(record=record, by=_person(redacted["by"]), why=redacted["why"], at=at)

    def _attached(self, body: RecordBody) -> Iterator[RecordFile]:
        for digest in {row["digest"] for row in body.attachments} & self.files.keys():
            content = self.archive.read(self.files[digest])
            yield RecordFile(record=body.record, digest=digest, content=content)
