"""JSON of no product: incidents with a name and their messages, or fields of a post-mortem, in lists or by their id."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from archive.importers.found import Found, Importer, Problem, guarded, tidy
from archive.importers.json_file import Unreadable, document_of
from archive.importers.plain import to_plain
from archive.importers.times import typed
from archive.importers.whole import Message, Reading, incident
from postincident.vocabulary import Kind, Severity

SEVERITIES = {"critical": Severity.CRITICAL, "major": Severity.MAJOR, "minor": Severity.MINOR}
KINDS = {"resolved": Kind.RESOLUTION, "completed": Kind.RESOLUTION, "postmortem": Kind.ROOT_CAUSE}
TIMES = ("posted", "at", "date", "time", "created_at", "published")
TEXTS = ("body", "text", "message")
CHAPTERS = ("summary", "impact", "root cause", "diagnosis", "workaround", "mitigation", "long-term mitigation")
NOTHING = ("", "n/a", "none", "null")
_ENTRY = re.compile(
    r"(?:^|(?<=[.\n]))[ \t]*(\d{1,2}:\d\d [A-Z]{2,4} (?:on )?\d{1,2} [A-Z][a-z]{2,8} \d{4})[ \t]*:?[ \t]*", re.MULTILINE
)
Raw = dict[str, Any]


class Loose(Importer):
    name = "json"

    def recognises(self, name: str, data: bytes) -> bool:
        return data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"[", b"{") and (
            (b'"updates"' in data and any(f'"{time}"'.encode() in data for time in TIMES)) or b'"root cause"' in data
        )

    def finds(self, name: str, data: bytes) -> Iterator[Found]:
        try:
            document = document_of(data)
        except Unreadable as error:
            yield Problem(name, str(error))
            return
        for number, (identity, raw) in enumerate(_incidents(document), start=1):
            place = f"{name}, incident {number}"
            yield from guarded(place, _incident(identity, raw, place))


def _incidents(document: Any) -> Sequence[tuple[str, Any]]:
    """With their ids, where they are listed by id."""
    if isinstance(document, dict) and not {"updates", "title", "name"} & document.keys():
        inner = document.get("incidents")
        if not isinstance(inner, list):
            return list(document.items())
        document = inner
    return [("", raw) for raw in (document if isinstance(document, list) else [document])]


def _incident(identity: str, raw: Any, place: str) -> Iterator[Found]:
    title = _word(raw, "title") or _word(raw, "name") if isinstance(raw, dict) else ""
    if not title:
        yield Problem(place, _("It is not an incident with a title."))
        return
    identity = tidy(identity or _word(raw, "id"), 100).strip()
    reading = Reading(place, "", title, _time(raw, "start"), _time(raw, "end"))
    messages = _messages(raw)
    reading.started_at = reading.started_at or min((one.at for one in messages if one.at), default=None)
    reading.origin = f"json:{identity or _digest(title, reading.started_at)}"
    severity = _word(raw, "severity").lower() or "none"
    reading.severity = SEVERITIES.get(severity, Severity.NONE)
    if severity not in SEVERITIES and severity != "none":
        reading.flag("severity_unknown")
    components = raw.get("components") or raw.get("services")
    reading.services = [one for one in components if isinstance(one, str)] if isinstance(components, list) else []
    reading.as_found = {
        key: value for key, value in raw.items() if isinstance(value, str) and key not in ("updates", *CHAPTERS)
    }
    if chapters := _chapters(raw):
        reading.flag("published_unknown")
        last = max((one.at for one in messages if one.at), default=None)
        times = [at for at in (reading.resolved_at, last, reading.started_at) if at]
        told = {"status": "postmortem"}
        messages.append(Message(chapters, max(times, default=None), Kind.ROOT_CAUSE, told, audience=""))
    yield from incident(reading, messages)


def _word(raw: Raw, name: str) -> str:
    value = raw.get(name)
    return tidy(value).strip() if isinstance(value, str) else ""


def _time(raw: Raw, which: str) -> datetime | None:
    """`start_time` with `start_timezone`, or `started_at`."""
    words = _word(raw, f"{which}_time") or _word(raw, {"start": "started_at", "end": "resolved_at"}[which])
    return _typed(f"{words} {_word(raw, f'{which}_timezone')}" if words else "")


def _typed(words: str) -> datetime | None:
    try:
        return typed(words)
    except ValueError:
        return None


def _digest(title: str, at: datetime | None) -> str:
    """Stands for an id where there is none: the same title and start are the same incident."""
    return hashlib.sha256(f"{title}\n{at}".encode()).hexdigest()[:16]


def _messages(raw: Raw) -> list[Message]:
    """Oldest first where the file has them newest first, so that ties keep their order."""
    entries = raw.get("updates")
    if isinstance(entries, str):
        parts = _ENTRY.split(tidy(entries))
        return [
            Message(text.strip(), _typed(when), "", {"status": ""})
            for when, text in zip(parts[1::2], parts[2::2], strict=True)
            if text.strip()
        ]
    messages = [_message(entry) for entry in entries] if isinstance(entries, list) else []
    times = [one.at for one in messages if one.at]
    return messages[::-1] if times and times[0] > times[-1] else messages


def _message(entry: Any) -> Message:
    if not isinstance(entry, dict):
        return Message("", None)
    status = _word(entry, "status").lower()
    text = next((words for name in TEXTS if (words := _word(entry, name))), "")
    when = next((words for name in TIMES if (words := _word(entry, name))), "")
    return Message(to_plain(text), _typed(when), KINDS.get(status, ""), {"status": status[:40], "time": when[:80]})


def _chapters(raw: Raw) -> str:
    """The fields of a post-mortem, each below its name."""
    said = [(name, to_plain(_word(raw, name))) for name in CHAPTERS]
    return "\n\n".join(f"## {name.capitalize()}\n\n{text}" for name, text in said if text.lower() not in NOTHING)
