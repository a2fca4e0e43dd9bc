"""E-mail, alone or in a mailbox (mbox): an incident a thread, a record a letter.

Letters belong together by what they answer, else by their subject within a week. A letter is known by its id, a thread by that
of its first letter, so the same letters out of several mailboxes are one history.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _

from archive.importers.found import Found, Importer, Problem, guarded
from archive.importers.letter import Letter, Unreadable, digest, letter
from archive.importers.whole import Message, Reading, incident
from postincident.vocabulary import Kind

AUDIENCE = "By e-mail"
MOST_LETTERS = 50_000
_SAME_SUBJECT = timedelta(days=7)
_FROM = re.compile(rb"From [^\n]*\d:\d\d[^\n]*\r?\n")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_HEADER = re.compile(rb"([!-9;-~]+):")
_SAYS_WHO = frozenset({b"from", b"message-id", b"received", b"return-path"})
_SAYS_WHAT = frozenset({b"date", b"subject", b"mime-version", b"to"})
_STATUS = (
    r"(?:resolved|solved|fixed|post-?\s?mortem|root[ -]cause(?: analysis)?|rca|(?:final )?updated?(?: *#? *\d+)?"
    r"|investigating|identified|monitoring)"
)
_BEFORE = re.compile(
    rf"\s*(?:(?:re|fwd?|aw|wg|sv|antw|tr)(?:\[\d+\])?\s*:|[\[(]\s*{_STATUS}\s*[\])]\s*:?|{_STATUS}\s*(?::|\s[-–—]\s))",
    re.IGNORECASE,
)
_TAG = re.compile(r"\s*\[[^\]]{1,60}\]")
_BEHIND = re.compile(r"\s*(?:[-–—:|]\s*|[\[(]\s*)(?:resolved|solved|fixed|update)\s*[\])]?\s*$", re.IGNORECASE)
_OVER = re.compile(r"(?:^|[\[(:|]|[-–—]\s)\s*(?:resolved|solved|fixed)\s*(?:[:\])|]|[-–—]\s|$)", re.IGNORECASE)
_WHY = re.compile(r"\b(?:post-?\s?mortem|root[ -]cause|RCA)\b", re.IGNORECASE)


type Placed = tuple[str, Letter]


class MailFile(Importer):
    name = "mail"

    def recognises(self, name: str, data: bytes) -> bool:
        return _FROM.match(data) is not None or _is_letter(data)

    def finds(self, name: str, data: bytes) -> Iterator[Found]:
        letters: list[Placed] = []
        yield from self.read_letters(name, data, letters)
        yield from threads(letters)

    def read_letters(self, name: str, data: bytes, letters: list[Placed]) -> Iterator[Problem]:
        """Adds what is read, so that letters of several files can make one thread."""
        if data.count(b"\nFrom ") > MOST_LETTERS and _FROM.match(data):
            yield Problem(name, _("It has more than %(n)s letters. Import it in parts.") % {"n": MOST_LETTERS})
            return
        for place, raw, received in split(name, data):
            try:
                one = letter(raw, received)
            except Unreadable:
                yield Problem(place, _("It has more lines or parts than letters have, and was not read."))
                continue
            if one.is_automatic:
                yield Problem(place, _("It is an automatic answer or a notice of delivery, and was left out."))
            else:
                letters.append((place, one))


def threads(letters: Sequence[Placed]) -> Iterator[Found]:
    for thread in _threads(letters):
        yield from guarded(thread[0][0], _incident(thread))


def _is_letter(data: bytes) -> bool:
    """Whether it begins as letters do: with headers, some of which say who and some what."""
    head = data[:16_384].lstrip(b"\xef\xbb\xbf\r\n").replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    names = set()
    for line in head.split(b"\n"):
        if line[:1] in (b" ", b"\t"):
            continue
        found = _HEADER.match(line)
        if found is None:
            return False
        names.add(found[1].lower())
    return not names.isdisjoint(_SAYS_WHO) and not names.isdisjoint(_SAYS_WHAT)


def split(name: str, data: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Each letter with its place and, from a mailbox, when it came."""
    if _FROM.match(data) is None:
        yield name, data.lstrip(b"\xef\xbb\xbf\r\n"), ""
        return
    number, start = 0, 0
    while start < len(data):
        number += 1
        first = data.find(b"\n", start) + 1 or len(data)
        end = first
        while (end := data.find(b"\nFrom ", max(end - 1, 0))) != -1 and _FROM.match(data, end + 1) is None:
            end += 2
        end = len(data) if end == -1 else end + 1
        came = data[start:first].decode("ascii", "replace").partition(" ")[2].strip().partition(" ")[2]
        yield f"{name}, message {number}", _QUOTED_FROM.sub(rb"\1", data[first:end]), came
        start = end


def _threads(letters: Sequence[Placed]) -> list[list[Placed]]:
    """Each oldest first, in the order of the file."""
    same = _Groups()
    for _place, one in letters:
        for other in one.answers:
            same.join(one.id, other)
    last: dict[str, Letter] = {}
    for _place, one in sorted(letters, key=lambda row: _time(row[1])):
        subject = about(one.subject).casefold()
        before = last.get(subject)
        if before and subject and not one.answers and _time(one) - _time(before) <= _SAME_SUBJECT:
            same.join(one.id, before.id)
        last[subject] = one
    found: dict[str, list[Placed]] = defaultdict(list)
    for place, one in letters:
        found[same.of(one.id)].append((place, one))
    return [sorted(thread, key=lambda row: _time(row[1])) for thread in found.values()]


def _time(one: Letter) -> datetime:
    return one.at or datetime.max.replace(tzinfo=UTC) - _SAME_SUBJECT


@dataclass
class _Groups:
    """Which ids are of one thread, by whoever speaks for them."""

    spokesman: dict[str, str]

    def __init__(self) -> None:
        self.spokesman = {}

    def of(self, one: str) -> str:
        way = []
        while (next_one := self.spokesman.get(one, one)) != one:
            way.append(one)
            one = next_one
        for passed in way:
            self.spokesman[passed] = one
        return one

    def join(self, one: str, other: str) -> None:
        self.spokesman[self.of(one)] = self.of(other)


def about(subject: str) -> str:
    """What it is about, without answers, marks of a list and words for how far things are; all of it if nothing else is left."""
    bare = _BEHIND.sub("", _without(subject)).strip()
    return _without(_TAG.sub("", bare).strip()) or bare or subject.strip()


def _without(subject: str) -> str:
    while found := _BEFORE.match(subject):
        subject = subject[found.end() :]
    return subject.strip()


def _incident(thread: Sequence[Placed]) -> Iterator[Found]:
    place, first = thread[0]
    root = first.answers[0] if first.answers else first.id
    reading = Reading(place, f"mail:{digest(root)}", about(first.subject), first.at)
    reading.as_found = {"subject": first.subject} if first.subject else {}
    messages: list[Message] = []
    seen: set[str] = set()
    for where, one in thread:
        if one.key in seen:
            yield Problem(where, _("The same letter stands in the file before."), f"{reading.origin}#{one.key}")
            continue
        seen.add(one.key)
        kind = _kind(one)
        if kind == Kind.RESOLUTION and one.at:
            reading.resolved_at = one.at
        if one.is_by_receipt:
            reading.flag("time_of_receipt")
        if one.is_assumed:
            reading.flag("encoding_assumed")
        messages.append(
            Message(
                one.text,
                one.at,
                kind,
                one.found,
                place=where,
                key=one.key,
                audience=one.list_name or AUDIENCE,
                attachments=one.attachments,
            )
        )
    yield from incident(reading, messages)


def _kind(one: Letter) -> str:
    if _WHY.search(one.subject):
        return Kind.ROOT_CAUSE
    if _OVER.search(one.subject):
        return Kind.RESOLUTION
    return Kind.UPDATE if one.answers else ""
