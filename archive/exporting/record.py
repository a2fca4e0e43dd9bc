"""One record as a zip that says everything of it, and with which anybody can check it: see docs/check_export.py."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from archive.files import stored_files
from archive.models import Head, Record
from archive.said import told
from archive.verify import verified
from postincident import clock
from postincident.rendering import to_document

# Members of a zip carry no time of the clock of this machine: the same record gives the same members.
_ZIP_BEGINS = datetime(1980, 1, 1, tzinfo=UTC)


def export_record(record: Record) -> bytes:
    """The zip, whole in memory: no larger than a message with its attachments may be."""
    file = BytesIO()
    members: dict[str, bytes] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _members(record):
            archive.writestr(_info(record, name), content)
            members[name] = hashlib.sha256(content).hexdigest().encode()
        sums = b"".join(digest + b"  " + name.encode() + b"\n" for name, digest in sorted(members.items()))
        archive.writestr(_info(record, "SHA256SUMS"), sums)
    return file.getvalue()


def _info(record: Record, name: str) -> zipfile.ZipInfo:
    at = max(record.sent_at.astimezone(UTC), _ZIP_BEGINS)
    info = zipfile.ZipInfo(name, at.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _members(record: Record) -> Iterator[tuple[str, bytes]]:
    body = getattr(record, "body", None)
    files = stored_files([record]).get(record.pk, {})
    yield "record.json", _text(json.dumps(as_json(record), ensure_ascii=False, indent=2))
    yield "record.md", _text(_as_markdown(record))
    if body is not None:
        yield "record.txt", _text(body.text)
        if body.html:
            yield "record.html", _text(to_document(body.html, record.heading))
        for place, row in enumerate(body.attachments, start=1):
            content = files.get(row["digest"])
            if content is not None:
                yield f"attachments/{place:02}-{get_valid_filename(row['name'])}", content
    head = Head.objects.get()
    at_head = {"number": head.number, "digest": head.digest, "at": clock.now().astimezone(UTC).isoformat()}
    yield (
        "head.json",
        _text(json.dumps({"organisation": settings.ORGANISATION} | at_head, ensure_ascii=False, indent=2)),
    )


def _text(said: str) -> bytes:
    return said.encode()


def as_json(record: Record) -> dict[str, Any]:
    """What the chain is made of, as it is hashed: `metadata` and `said` are texts. Of a redacted record no word."""
    body = getattr(record, "body", None)
    filed = told(record)
    written = {
        "number": record.number,
        "previous_digest": record.previous_digest,
        "content_digest": record.content_digest,
        "digest": record.digest,
        "metadata": record.metadata,
    }
    if body is not None:
        names = ("salt", "subject", "text", "html", "attachments")
        content = {name: getattr(body, name) for name in names}
        return written | {"content": content | ({"said": body.said} if filed["format"] > 1 else {})}
    if filed["format"] == 1:
        written["metadata"] = None  # it holds words
    redaction = record.redaction
    return written | {
        "redacted": {"at": redaction.at.astimezone(UTC).isoformat(), "why": redaction.why},
        "filed": filed,
    }


def _as_markdown(record: Record) -> str:
    filed, body = told(record), getattr(record, "body", None)
    decided = {"approved": _("Approved"), "emergency": _("Not approved; let go in an emergency")}
    about = [
        (_("Record"), record.number),
        (_("Incident"), record.incident.reference if record.incident else ""),
        (_("Kind"), record.get_kind_display()),
        (_("Group"), record.audience),
        (_("Services"), ", ".join(filed["services"])),
        (_("Severity"), record.get_severity_display()),
        (_("Released"), _at(record.sent_at)),
        (_("From"), " ".join(filter(None, (filed["sender"].get("name"), filed["sender"].get("address"))))),
        (_("Corrects"), _("record %(number)s") % {"number": filed["corrects"]} if filed["corrects"] else ""),
        *((label, _approval(row)) for row in filed["approvals"] if (label := decided.get(row.get("decision", "")))),
        (_("Digest"), record.digest),
        (_("Checked"), _("as filed") if record.pk in verified([record.pk]) else _("not what was filed")),
    ]
    lines = [f"# {record.heading}", "", *(f"- {label}: {value}" for label, value in about if value), ""]
    if body is None:
        lines += [_("Redacted: %(why)s") % {"why": record.redaction.why}]
    else:
        lines += [f"## {body.subject}", "", body.text]
        if body.attachments:
            files = (f"- {row['name']}, {row['size']} bytes, SHA-256 {row['digest']}" for row in body.attachments)
            lines += ["", f"## {_('Attachments')}", "", *files]
    return "\n".join(lines) + "\n"


def _at(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def _approval(row: dict[str, Any]) -> str:
    return ", ".join(str(row[name]) for name in ("by", "at", "reason") if row.get(name))
