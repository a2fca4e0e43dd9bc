"""What an export says of a record and of an incident."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from archive.models import Record
from archive.said import told
from postincident.models import Incident

_CONTENT = ("salt", "subject", "text", "html", "attachments")


def line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"


def iso(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None


def record_as_json(record: Record) -> dict[str, Any]:
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
        content = {name: getattr(body, name) for name in _CONTENT}
        return written | {"content": content | ({"said": body.said} if filed["format"] > 1 else {})}
    if filed["format"] == 1:
        written["metadata"] = None  # it holds words
    redaction = record.redaction
    return written | {"redacted": {"at": iso(redaction.at), "why": redaction.why}, "filed": filed}


def origin_of(incident: Incident) -> str:
    """What an incident is known by wherever it is brought: where it came from, or its reference and when it was declared here."""
    return incident.origin or f"postincident:{incident.reference}/{incident.created_at.astimezone(UTC):%Y%m%dT%H%M%S%f}"


def incident_as_json(incident: Incident) -> dict[str, Any]:
    return {
        "reference": incident.reference,
        "origin": origin_of(incident),
        "title": incident.title,
        "public_title": incident.public_title,
        "severity": incident.severity,
        "services": sorted(service.name for service in incident.services.all()),
        "started_at": iso(incident.started_at),
        "detected_at": iso(incident.detected_at),
        "resolved_at": iso(incident.resolved_at),
        "restricted": incident.restricted,
        "as_found": incident.as_found,
        "flags": incident.flags,
    }


def record_as_markdown(record: Record, files: Mapping[str, str], *, is_as_filed: bool) -> str:
    """`files` by digest: where in the export a file is, for those that are in it."""
    filed, body = told(record), getattr(record, "body", None)
    decided = {"approved": _("Approved"), "emergency": _("Not approved; let go in an emergency")}
    about = [
        (_("Record"), record.number),
        (_("Incident"), record.incident.reference if record.incident else ""),
        (_("Kind"), record.get_kind_display()),
        (_("Group"), record.audience),
        (_("Services"), ", ".join(filed["services"])),
        (_("Severity"), record.get_severity_display()),
        (_("Released"), in_utc(record.sent_at)),
        (_("From"), " ".join(filter(None, (filed["sender"].get("name"), filed["sender"].get("address"))))),
        (_("Corrects"), _("record %(number)s") % {"number": filed["corrects"]} if filed["corrects"] else ""),
        *((label, _approval(row)) for row in filed["approvals"] if (label := decided.get(row.get("decision", "")))),
        (_("Digest"), record.digest),
        (_("Checked"), _("as filed") if is_as_filed else _("not what was filed")),
    ]
    lines = [f"# {record.heading}", "", *(f"- {label}: {value}" for label, value in about if value), ""]
    if body is None:
        lines += [_("Redacted: %(why)s") % {"why": record.redaction.why}]
    else:
        lines += [f"## {body.subject}", "", body.text]
        if body.attachments:
            lines += ["", f"## {_('Attachments')}", "", *(_file(row, files) for row in body.attachments)]
    return "\n".join(lines) + "\n"


def in_utc(moment: datetime | None) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC" if moment else ""


def _file(row: Mapping[str, Any], files: Mapping[str, str]) -> str:
    place = files.get(row["digest"])
    name = f"[{row['name']}](../{place})" if place else f"{row['name']} ({_('not in this export')})"
    return f"- {name}, {row['size']} bytes, SHA-256 {row['digest']}"


def _approval(row: Mapping[str, Any]) -> str:
    return ", ".join(str(row[name]) for name in ("by", "at", "reason") if row.get(name))
