"""What an export of ours holds, made by hand: no database is asked."""

import io
import json
import zipfile

from archive import chain

INCIDENT = {
    "reference": "INC-2026-0007",
    "origin": "postincident:INC-2026-0007/20260306T100000000000",
    "title": "Card payments declined",
    "severity": "major",
    "services": ["Card payments"],
    "started_at": "2026-03-06T10:00:00+00:00",
    "resolved_at": "2026-03-06T11:00:00+00:00",
    "restricted": False,
    "as_found": {},
    "flags": [],
}


def exported_record(number=1, text="Cards were declined.", incident=None, **filed):
    metadata = {
        "format": 2,
        "incident": (incident or INCIDENT)["reference"],
        "kind": "resolution",
        "audience": "Customers",
        "audience_kind": "external",
        "sent_at": f"2026-03-06T11:{number:02}:00+00:00",
        "origin": None,
    }
    metadata = chain.canonical(metadata | filed)
    said = chain.canonical({"title": f"Cards are accepted again, {number}", "extra": {}})
    content = {"subject": "Cards", "text": text, "html": "", "attachments": [], "said": said}
    digest = chain.salted("5a", content)
    return {
        "number": number,
        "previous_digest": "0" * 64,
        "content_digest": digest,
        "digest": chain.link("0" * 64, number, metadata, digest),
        "metadata": metadata,
        "content": content | {"salt": "5a"},
    }


def exported(*records, incidents=(INCIDENT,)):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("head.json", "{}")
        files.writestr("incidents.jsonl", "\n".join(json.dumps(row) for row in incidents))
        files.writestr("records.jsonl", "\n".join(json.dumps(row) for row in records))
        files.writestr("records/1.md", "# Of no account")
    return made.getvalue()
