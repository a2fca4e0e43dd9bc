"""Pages of Astro's status site as UGRC keeps them: md or mdx, each later message in an `<Update date="…">`."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from archive.importers.cstate import reading_of
from archive.importers.found import Found, Importer, Problem, guarded
from archive.importers.front_matter import Page, page_of, why_not
from archive.importers.times import typed
from archive.importers.whole import Message, Reading, incident, severity_of
from postincident.vocabulary import Kind, Severity

SEVERITIES = {
    "major-outage": Severity.MAJOR,
    "partial-outage": Severity.MINOR,
    "degraded-performance": Severity.MINOR,
    "under-maintenance": Severity.NONE,
    "operational": Severity.NONE,
}
_IMPORT = re.compile(r"^import\s[^\n]*\bfrom\b[^\n]*$\n?", re.MULTILINE)
_REMARK = re.compile(r"\{/\*.*?\*/\}|<!--.*?-->", re.DOTALL)
_UPDATE = re.compile(r"<Update\b([^>]*)>(.*?)(?:</Update>|(?=<Update\b)|\Z)", re.DOTALL)
_DATE = re.compile(r"""\bdate\s*=\s*\{?["'`]([^"'`]*)["'`]""")
_POSTMORTEM = re.compile(r"^#+\s*post-?\s?mortem\b[^\n]*$", re.IGNORECASE | re.MULTILINE)


class Ugrc(Importer):
    name = "ugrc"

    def recognises(self, name: str, data: bytes) -> bool:
        page = page_of(data) if data.lstrip(b"\xef\xbb\xbf").startswith(b"---") else None
        return (
            page is not None
            and "date" in page.fields
            and (
                "affectedsystems" in page.lists
                or "affectedsystems" in page.fields
                or _UPDATE.search(page.body) is not None
            )
        )

    def finds(self, name: str, data: bytes) -> Iterator[Found]:
        page = page_of(data)
        if page is None or why_not(page):
            yield Problem(name, why_not(page))
        else:
            yield from guarded(name, _incident(name, page))


def _incident(name: str, page: Page) -> Iterator[Found]:
    reading = reading_of("ugrc", name, page, "affectedsystems")
    severity_of(reading, page.fields.get("severity", ""), SEVERITIES)
    messages = _messages(reading, _REMARK.sub("", _IMPORT.sub("", page.body)))
    if page.fields.get("resolved", "").lower() == "true":
        _resolved(reading, messages)
    if any(one.at and reading.started_at and one.at < reading.started_at for one in messages):
        reading.flag("update_before_start", _("A message is dated before the start. Imported as found, and flagged."))
    yield from incident(reading, messages)


def _resolved(reading: Reading, messages: list[Message]) -> None:
    """The page says that it is over, not since when: the last message that is no post-mortem says so."""
    later = [one for one in messages[1:] if one.kind == Kind.UPDATE and one.at]
    if later:
        later[-1].kind = Kind.RESOLUTION
        reading.resolved_at = later[-1].at
        reading.flag("resolved_time_assumed")


def _messages(reading: Reading, body: str) -> list[Message]:
    messages: list[Message] = []
    start, kind = 0, Kind.UPDATE
    for match in [*_UPDATE.finditer(body), None]:
        between = body[start : match.start() if match else len(body)]
        if start and _POSTMORTEM.search(between):
            between, kind = _POSTMORTEM.sub("", between), Kind.ROOT_CAUSE
        if not messages:
            messages.append(Message(_text(between), reading.started_at, Kind.ACKNOWLEDGEMENT, {"status": "page"}))
        elif between.strip():
            messages[-1].text += f"\n\n{_text(between)}"
        if match:
            start = match.end()
            messages.append(Message(_text(match[2]), _time(match[1]), kind, {"status": "update"}))
    return [one for number, one in enumerate(messages) if one.text or number]


def _time(attributes: str) -> datetime | None:
    stated = _DATE.search(attributes)
    try:
        return typed(stated[1]) if stated else None
    except ValueError:
        return None


def _text(source: str) -> str:
    first, _newline, rest = source.partition("\n")
    return f"{first.strip()}\n{textwrap.dedent(rest)}".strip()
