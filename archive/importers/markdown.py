"""A text in Markdown that is no page of a status site, such as a post-mortem: one incident, one message, told afterwards.

The title is the front matter's or the first heading; the date that of the front matter, of a line like
`**Date:** 14 January 2026`, of the file's name, or the first in the text. When it was published is not in it, nor who
read it unless its front matter has an `audience`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePath

from django.utils.translation import gettext as _

from archive.importers.found import Found, Importer, Problem, guarded, tidy
from archive.importers.front_matter import Page, page_of, stem, why_not
from archive.importers.times import ZONES, typed
from archive.importers.whole import Message, Reading, incident, severity_of
from postincident.vocabulary import Kind, Severity

SEVERITIES = {
    "critical": Severity.CRITICAL,
    "major": Severity.MAJOR,
    "high": Severity.MAJOR,
    "minor": Severity.MINOR,
    "medium": Severity.MINOR,
    "low": Severity.MINOR,
    "none": Severity.NONE,
}
_HEADING = re.compile(
    r"\A\s*(?:#[ \t]+(?P<hash>[^\n]+?)[ \t]*#*[ \t]*(?:\n|\Z)|(?P<under>[^\n]+)\n[=]{3,}[ \t]*(?:\n|\Z))"
)
_FIELD = re.compile(
    r"^[ \t]*(?:[-*][ \t]+)?\*\*(date|severity|services?)[ \t]*:?\*\*[ \t]*:?[ \t]*(\S[^\n]*)$", re.I | re.M
)
_ZONE = re.compile(r"\btimes?\b[^|\n]{0,20}?\bin[ \t]+([A-Z]{3,4})\b", re.I)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATED = re.compile(
    rf"(?<![\d/])(?:\d{{4}}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?|\d{{1,2}}(?:st|nd|rd|th)?\.?[ ](?:of[ ])?{_MONTH},?[ ]\d{{4}}"
    rf"|{_MONTH}[ ]\d{{1,2}}(?:st|nd|rd|th)?,?[ ]\d{{4}})(?!\w)"
)
_SPAN = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \t]*[-–][ \t]*\d{1,2}(?:st|nd|rd|th)?(?=,?[ ]\d{4})")


class Markdown(Importer):
    name = "markdown"

    def recognises(self, name: str, data: bytes) -> bool:
        page = page_of(data)
        return page is not None and ("title" in page.fields or _HEADING.match(page.body) is not None)

    def finds(self, name: str, data: bytes) -> Iterator[Found]:
        page = page_of(data)
        if page is None or why_not(page, is_fenced=False):
            yield Problem(name, why_not(page, is_fenced=False))
        else:
            yield from guarded(name, _incident(name, page))


def _incident(name: str, page: Page) -> Iterator[Found]:
    heading = _HEADING.match(page.body)
    title = page.fields.get("title") or ((heading["hash"] or heading["under"]) if heading else "")
    text = page.body[heading.end() :] if heading else page.body
    said = {key.lower(): value.strip() for key, value in reversed(_FIELD.findall(page.body))} | page.fields
    started = _started(name, said, text)
    if started is None:
        yield Problem(name, _("It has no date: none in front matter, in a line **Date:**, in its name or in the text."))
        return
    if not text.strip():
        yield Problem(name, _("It has no text, so there is nothing to archive."))
        return
    reading = Reading(name, f"markdown:{stem(name)}@{started:%Y-%m-%d}", title, started)
    if "severity" in said:
        severity_of(reading, said["severity"], SEVERITIES)
    reading.services = next((page.lists[key] for key in ("services", "affected") if key in page.lists), ())
    reading.as_found = {"file": name, **said}
    reading.flag("published_unknown")
    if page.unread:
        reading.flag("front_matter_unread", _("Some lines of its front matter could not be read."))
    audience = tidy(page.fields.get("audience", ""), 200).strip()
    message = Message(text, started, Kind.ROOT_CAUSE, {"status": "postmortem"}, audience=audience)
    yield from incident(reading, [message])


def _started(name: str, said: dict[str, str], text: str) -> datetime | None:
    """The first that can be read, in the order of trust, with a time of that day if there is one.

    A year before there were status pages is a slip of the pen.
    """
    zone = _ZONE.search(text)
    zone_name = zone[1].upper() if zone and zone[1].upper() in ZONES else "UTC"
    stated = [said.get("date", ""), PurePath(name).name[:10], *_DATED.findall(text)]
    times = [at for words in stated if (at := _readable(words, zone_name)) and at.year >= 1990]
    if not times:
        return None
    return next((at for at in times if at.date() == times[0].date() and (at.hour or at.minute)), times[0])


def _readable(words: str, zone: str) -> datetime | None:
    try:
        return typed(_SPAN.sub(r"\1", words), zone=zone)
    except ValueError:
        return None
