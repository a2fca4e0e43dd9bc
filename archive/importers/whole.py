"""An incident made of what an importer read, in the same way for every format that has no ids of its own for messages."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from archive.importers.found import LONGEST_TEXT, Found, FoundIncident, FoundUpdate, Problem, tidy
from postincident.vocabulary import Kind, Severity


@dataclass
class Message:
    """One message as read: `at` is None when its time could not be; an empty `kind` is an update, or acknowledges."""

    text: str
    at: datetime | None
    kind: str = ""
    found: dict[str, str] = field(default_factory=dict)
    place: str = ""
    key: str = ""
    audience: str = "Public"
    attachments: tuple[dict[str, Any], ...] = ()

    @property
    def audience_kind(self) -> str:
        return "public" if self.audience.casefold() == "public" else ""


@dataclass
class Reading:
    place: str
    origin: str
    title: str
    started_at: datetime | None
    resolved_at: datetime | None = None
    severity: str = Severity.NONE
    services: Sequence[str] = ()
    as_found: dict[str, str] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def flag(self, name: str, remark: str = "") -> None:
        if name not in self.flags:
            self.flags.append(name)
        if remark:
            self.remarks.append(remark)


def severity_of(reading: Reading, typed: str, words: Mapping[str, str]) -> None:
    """The severity that was meant, a slip of the pen corrected; what was typed stays beside it."""
    word = typed.strip().lower()
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.8)
    reading.severity = words[near[0]] if near else Severity.NONE
    if not near:
        reading.flag("severity_unknown")
    elif near[0] != word:
        reading.flag("severity_as_meant")


def incident(reading: Reading, messages: Sequence[Message]) -> Iterator[Found]:
    """The messages in order of time, ties as they were given, each numbered; those that cannot be kept are problems."""
    updates: list[FoundUpdate] = []
    for number, message in enumerate(_in_order(messages), start=1):
        place = message.place or f"{reading.place}, update {number}"
        origin = f"{reading.origin}#{message.key or number}"
        if message.at is None:
            yield Problem(place, _("It has no time that can be read."), origin)
        elif not message.text.strip():
            yield Problem(place, _("It has no text."), origin)
        elif len(message.text) > LONGEST_TEXT:
            yield Problem(place, _("Its text is longer than %(n)s characters.") % {"n": LONGEST_TEXT}, origin)
        else:
            kind = message.kind or (Kind.ACKNOWLEDGEMENT if number == 1 else Kind.UPDATE)
            updates.append(_update(message, place, number, kind, message.at))
    if not messages:
        yield Problem(reading.place, _("It has no text, so there is nothing to archive."), reading.origin)
    if updates:
        yield _whole(reading, updates)


def _update(message: Message, place: str, number: int, kind: str, at: datetime) -> FoundUpdate:
    return FoundUpdate(
        place=place,
        occurrence=number,
        kind=kind,
        at=at,
        text=message.text.strip(),
        found=message.found,
        key=message.key,
        audience=message.audience,
        audience_kind=message.audience_kind,
        attachments=message.attachments,
    )


def _in_order(messages: Sequence[Message]) -> list[Message]:
    """Oldest first. A message without a time stays behind its neighbour."""
    last = min((message.at for message in messages if message.at), default=datetime.min.replace(tzinfo=UTC))
    keyed = []
    for message in messages:
        last = message.at or last
        keyed.append((last, message))
    return [message for _at, message in sorted(keyed, key=lambda row: row[0])]


def _whole(reading: Reading, updates: list[FoundUpdate]) -> FoundIncident:
    started = reading.started_at or updates[0].at
    resolved = reading.resolved_at
    if resolved is not None and resolved < started:
        reading.flag(
            "resolved_before_started",
            _("Resolved %(resolved)s, before it started %(started)s. Imported as found, and flagged.")
            % {"resolved": f"{resolved:%Y-%m-%d %H:%M} UTC", "started": f"{started:%Y-%m-%d %H:%M} UTC"},
        )
    if not reading.services:
        reading.flag("no_services")
    title = tidy(reading.title).strip()
    if not title:
        reading.flag("no_title", _("It has no name; the name of its file stands for it."))
    services = {name: None for service in reading.services if (name := tidy(service, 120).strip())}
    return FoundIncident(
        place=reading.place,
        origin=reading.origin,
        title=title or reading.origin.partition(":")[2],
        severity=reading.severity,
        started_at=started,
        resolved_at=resolved,
        updates=tuple(updates),
        services=tuple(services),
        as_found={name: tidy(value, 1000) for name, value in reading.as_found.items()},
        flags=tuple(reading.flags),
        remarks=tuple(reading.remarks),
    )
