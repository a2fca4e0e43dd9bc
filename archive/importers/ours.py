"""What Postincident exports itself: of a record, an incident or a search. Each record is proven before it is taken.

A record keeps the identity it has: the origin it was imported by, or its incident's and its own digest. So what came from here is
already there, and what was imported elsewhere from the same source is not taken twice.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from archive import chain
from archive.importers.bundle import has_too_many, is_bundle, unpacked
from archive.importers.found import LONGEST_TEXT, Found, FoundIncident, FoundUpdate, Importer, Problem, moment, tidy
from archive.importers.plain import to_plain
from postincident.vocabulary import FLAGS, Kind, Severity

NEEDED = ("head.json", "incidents.jsonl", "records.jsonl")
Raw = dict[str, Any]


class _Refused(Exception):
    """A record that is not taken, and why, in a sentence."""


class Ours(Importer):
    name = "postincident"

    def recognises(self, name: str, data: bytes) -> bool:
        if not is_bundle(data) or has_too_many(data):
            return False
        try:
            with zipfile.ZipFile(BytesIO(data)) as files:
                return set(NEEDED) <= set(files.namelist())
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
            return False

    def finds(self, name: str, data: bytes) -> Iterator[Found]:
        read: dict[str, bytes] = {}
        for one in unpacked(name, data, NEEDED.__contains__):
            if isinstance(one, Problem):
                yield one
            else:
                read[one[0].removeprefix(f"{name}/")] = one[1]
        if missing := [one for one in NEEDED if one not in read]:
            yield Problem(name, _("It lacks %(files)s, so it cannot be read.") % {"files": ", ".join(missing)})
            return
        incidents = {str(row.get("reference")): row for _place, row in _rows(name, "incidents.jsonl", read)}
        found: dict[str, list[FoundUpdate]] = {}
        for place, row in _rows(name, "records.jsonl", read):
            try:
                reference, update = _update(place, row, incidents)
            except _Refused as refused:
                yield Problem(place, str(refused))
            else:
                found.setdefault(reference, []).append(update)
        for reference, updates in found.items():
            yield _incident(name, incidents[reference], updates)


def _rows(name: str, file: str, read: dict[str, bytes]) -> Iterator[tuple[str, Raw]]:
    """What is no object is one without a field: it is refused where its fields are looked for."""
    for number, line in enumerate(read[file].split(b"\n"), start=1):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = None
            yield f"{name}/{file}, line {number}", row if isinstance(row, dict) else {}


def _update(place: str, row: Raw, incidents: dict[str, Raw]) -> tuple[str, FoundUpdate]:
    """The message of a record, once it is proven to be what was filed; and the reference of its incident."""
    if "redacted" in row:
        raise _Refused(_("It was redacted, so there are no words to bring in."))
    metadata, content = _proven(row)
    reference, kind, sent_at = metadata.get("incident"), metadata.get("kind"), _moment(metadata.get("sent_at"))
    about = incidents.get(reference) if isinstance(reference, str) else None
    if about is None or not _words(about, "origin") or not _words(about, "title"):
        raise _Refused(_("It belongs to no incident of this export."))
    if about.get("restricted") is not False:
        raise _Refused(_("Its incident is restricted, and whoever may see an import would read it. It was not taken."))
    if kind not in Kind.values or sent_at is None:
        raise _Refused(_("Its kind or its time cannot be read."))
    said = _object(content.get("said")) or metadata
    text = tidy(_words(content, "text")).strip() or to_plain(tidy(_words(content, "html")))
    if not text:
        raise _Refused(_("It has no text."))
    if len(text) > LONGEST_TEXT:
        raise _Refused(_("Its text is longer than %(n)s characters.") % {"n": LONGEST_TEXT})
    first = _object_in(_object_in(said, "extra"), "found")
    digest = _words(first, "digest") or row["digest"]
    return str(reference), FoundUpdate(
        place,
        0,
        str(kind),
        sent_at,
        text,
        {"record": f"{row['number']}", "digest": digest[:64]},
        key=_words(metadata, "origin").rpartition("#")[2][:60] or digest[:32],
        audience=tidy(_words(metadata, "audience"), 200),
        audience_kind=tidy(_words(metadata, "audience_kind"), 40),
        attachments=_files(content.get("attachments")),
        title=tidy(_words(said, "title"), 300).strip(),
    )


def _proven(row: Raw) -> tuple[Raw, Raw]:
    """Metadata and content of a record, whose digests are those of what it says."""
    content = row.get("content")
    texts = [_words(row, name) for name in ("previous_digest", "metadata", "content_digest", "digest")]
    number = row.get("number")
    if not isinstance(content, dict) or not isinstance(number, int) or not all(texts):
        raise _Refused(_("It is not a record of an export."))
    before, metadata, content_digest, digest = texts
    parts = dict(content)
    salt = parts.pop("salt", None)
    try:
        is_whole = chain.salted(f"{salt}", parts) == content_digest
        is_as_filed = is_whole and chain.link(before, number, metadata, content_digest) == digest
    except (UnicodeError, RecursionError):
        is_as_filed = False
    if not is_as_filed:
        raise _Refused(_("It is not what was filed: its digest is another."))
    return _object(metadata), parts


def _incident(name: str, about: Raw, updates: list[FoundUpdate]) -> FoundIncident:
    in_order = sorted(updates, key=lambda update: update.at)
    severity, services, flags = about.get("severity"), about.get("services"), about.get("flags")
    named = {one: None for service in _strings(services) if (one := tidy(service, 120).strip())}
    found = {"reference": _words(about, "reference")} | {
        key: value for key, value in _object_in(about, "as_found").items() if isinstance(value, str)
    }
    return FoundIncident(
        place=name,
        origin=tidy(_words(about, "origin")).strip(),
        title=tidy(_words(about, "title")).strip(),
        severity=str(severity) if severity in Severity.values else Severity.NONE,
        started_at=_moment(about.get("started_at")) or in_order[0].at,
        resolved_at=_moment(about.get("resolved_at")),
        updates=tuple(_numbered(in_order)),
        services=tuple(named),
        as_found={tidy(key, 60): tidy(value, 1000) for key, value in found.items()},
        flags=tuple(flag for flag in _strings(flags) if flag in FLAGS),
    )


def _numbered(updates: list[FoundUpdate]) -> Iterator[FoundUpdate]:
    return (replace(update, occurrence=number) for number, update in enumerate(updates, start=1))


def _words(row: Raw, name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _strings(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _object(text: Any) -> Raw:
    try:
        value = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _object_in(row: Raw, name: str) -> Raw:
    value = row.get(name)
    return value if isinstance(value, dict) else {}


def _moment(value: Any) -> datetime | None:
    try:
        return moment(value)
    except ValueError:
        return None


def _files(value: Any) -> tuple[dict[str, Any], ...]:
    """Names, sizes and digests; the files themselves come in with a whole archive only."""
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    return tuple(
        {"name": tidy(row["name"], 200), "size": row["size"], "digest": row["digest"]}
        for row in rows
        if isinstance(row.get("name"), str)
        and isinstance(row.get("size"), int)
        and isinstance(row.get("digest"), str)
        and len(row["digest"]) == 64
        and row["digest"].isalnum()
    )
