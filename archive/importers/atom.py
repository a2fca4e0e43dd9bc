"""The Atom feed of a status page as Statuspage gives it: an entry an incident, its messages as HTML, newest first.

Their times have no year: the newest is nearest to the entry's own date, and each is no later than the one before it. An
incident is known by the code in its address, which is its id in the API, so feed and API are one history.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from xml.parsers import expat

from django.utils.translation import gettext as _

from archive.importers.found import Found, Importer, Problem, guarded, moment, tidy
from archive.importers.plain import to_plain
from archive.importers.times import typed
from archive.importers.whole import Message, Reading, incident
from postincident.vocabulary import Kind

KINDS = {"resolved": Kind.RESOLUTION, "completed": Kind.RESOLUTION, "postmortem": Kind.ROOT_CAUSE}
_ATOM = "http://www.w3.org/2005/Atom "
_CODE = re.compile(r"/incidents/([a-z0-9]{8,20})/?$")
_SMALL = re.compile(r"<p>\s*<small>(.*?)</small>\s*(?:<br\s*/?>)?\s*<strong>(.*?)</strong>\s*-?", re.DOTALL)
_DEEPEST = 40


class _Refused(Exception):
    """What a feed has no need for."""


class _Entries:
    """The entries of a feed as names with texts. Entities, which can make a small file endless, are refused."""

    def __init__(self) -> None:
        self.found: list[dict[str, str]] = []
        self.path: list[str] = []
        self.texts: list[str] = []

    def parse(self, data: bytes) -> list[dict[str, str]]:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.texts.append
        parser.StartDoctypeDeclHandler = self._refuse
        parser.Parse(data, True)
        return self.found

    def _refuse(self, *_about: Any) -> None:
        raise _Refused

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.path.append(name)
        if len(self.path) > _DEEPEST:
            raise _Refused
        if self.path[1:] == [f"{_ATOM}entry"]:
            self.found.append({})
        elif len(self.path) == 3 and self.found and name == f"{_ATOM}link" and attributes.get("rel") != "self":
            self.found[-1].setdefault("link", attributes.get("href", ""))
        self.texts.clear()

    def _end(self, name: str) -> None:
        if len(self.path) == 3 and self.path[1] == f"{_ATOM}entry" and name.startswith(_ATOM):
            self.found[-1].setdefault(name.removeprefix(_ATOM), "".join(self.texts).strip())
        self.texts.clear()
        self.path.pop()


class Atom(Importer):
    name = "atom"

    def recognises(self, name: str, data: bytes) -> bool:
        return b"http://www.w3.org/2005/Atom" in data[:2000]

    def finds(self, name: str, data: bytes) -> Iterator[Found]:
        try:
            entries = _Entries().parse(data)
        except expat.ExpatError as error:
            yield Problem(name, _("This is not XML: %(error)s") % {"error": tidy(error, 200)})
            return
        except _Refused:
            yield Problem(name, _("It has a document type or is nested too deeply, which no feed needs."))
            return
        for number, entry in enumerate(entries, start=1):
            place = f"{name}, entry {number}"
            yield from guarded(place, _incident(entry, place))


def _incident(entry: dict[str, str], place: str) -> Iterator[Found]:
    code = _CODE.search(entry.get("link", ""))
    identity = tidy(entry.get("id", ""), 150).strip()
    try:
        published = moment(entry.get("published") or entry.get("updated"))
    except ValueError:
        published = None
    if published is None or not (code or identity):
        yield Problem(place, _("It has no id or no date that can be read."))
        return
    origin = f"statuspage:{code[1]}" if code else f"atom:{identity}"
    reading = Reading(place, origin, tidy(entry.get("title", "")), None)
    reading.as_found = {
        name: entry[name] for name in ("id", "link", "title", "published", "updated") if entry.get(name)
    }
    messages = _messages(tidy(entry.get("content", "")), published)
    if messages and messages[-1].kind == Kind.RESOLUTION:
        reading.resolved_at = messages[-1].at
    yield from incident(reading, messages)


def _messages(content: str, published: datetime) -> list[Message]:
    """Oldest first."""
    parts = _SMALL.split(content)
    messages: list[Message] = []
    before: datetime | None = None
    for when, status, body in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        at = _with_year(to_plain(when), published, before)
        before = at or before
        word = to_plain(status).strip().lower()
        kind = KINDS.get(word, "")
        messages.append(Message(to_plain(body), at, kind, {"status": word[:40], "time": to_plain(when)[:80]}))
    return messages[::-1]


def _with_year(words: str, published: datetime, before: datetime | None) -> datetime | None:
    """The year that brings it nearest to the date of the entry, or just before the message that follows it."""
    candidates = []
    for year in range(published.year - 1, published.year + 2):
        try:
            if at := typed(words, year=year):
                candidates.append(at)
        except ValueError:
            continue
    if before is not None:
        earlier = [at for at in candidates if at <= before + timedelta(days=1)]
        return max(earlier, default=None)
    return min(candidates, key=lambda at: abs(at - published), default=None)
