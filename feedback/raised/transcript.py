"""A chat as text: what WhatsApp exports, and what is copied out of Teams or Telegram.

A message begins with a date, a time and a name, in one of three ways; lines below belong to it. Whether the day or the month
comes first is read from the whole text, where any of its dates shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from archive.importers.found import Problem
from archive.importers.table import Columns, readable
from feedback.raised.found import How, Question, question
from postincident.csv_files import encoding_of

MOST_BYTES = 8 * 1024 * 1024
_DATE = r"(?P<date>\d{1,4}[./-]\d{1,2}[./-]\d{2,4})"
_TIME = r"(?:klo\s)?(?P<time>\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?\s?m\.?)?)"
_BEGINNINGS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\[{_DATE},?\s{{1,3}}{_TIME}\]\s{{0,3}}(?P<rest>.*)",  # [3/3/2026, 14:05:10] Ana: …
        rf"{_DATE},?\s{{1,3}}{_TIME}\s{{1,3}}[-–]\s{{1,3}}(?P<rest>.*)",  # 03/03/2026, 14:05 - Ana: …
        rf"(?P<name>[^\[\]]{{1,80}}), \[{_DATE},?\s{{1,3}}{_TIME}\]:?\s{{0,3}}(?P<rest>.*)",  # Ana, [03.03.2026 14:05]
    )
]
_NAME = re.compile(r"([^:]{1,80}):(?:\s+|$)")
_ODD_BLANKS = str.maketrans({"\u200e": None, "\u200f": None, "\u202f": " ", "\u00a0": " ", "\ufeff": None})
_NO_WORDS = re.compile(
    r"<[^<>]{1,40}(?:omitted|weggelassen|ausgeschlossen)>|(?:image|video|audio|sticker|gif|document|contact card) omitted"
    r"|(?:this message was deleted|you deleted this message)\.?",
    re.IGNORECASE,
)
_PARTS = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{2,4})")


@dataclass
class _Message:
    line: int
    date: str
    time: str
    name: str
    words: list[str]


def is_transcript(text: str) -> bool:
    """Whether one of the first lines begins as messages do."""
    first = [line for line in text[:20_000].splitlines() if line.strip()][:5]
    return any(_begins(line) for line in first)


def text_of(data: bytes) -> str:
    """Raises `postincident.csv_files.Unreadable`."""
    return data.decode(encoding_of(data, MOST_BYTES), "replace")


def questions(text: str, how: How) -> Iterator[Question | Problem]:
    messages, before = _messages(text)
    if before:
        yield Problem(_("line %(n)s") % {"n": before}, _("It stands before the first message, and nobody is named."))
    how = replace(how, days=_days_of(messages) or how.days)
    for message in messages:
        yield _one(message, how)


def _begins(line: str) -> re.Match[str] | None:
    if ":" not in line and "." not in line:  # no time: most lines
        return None
    line = line.translate(_ODD_BLANKS).strip()
    return next((found for one in _BEGINNINGS if (found := one.fullmatch(line))), None)


def _messages(text: str) -> tuple[list[_Message], int]:
    """With the first line of what stands before any message, or 0."""
    messages: list[_Message] = []
    before = 0
    for number, line in enumerate(text.splitlines(), 1):
        if found := _begins(line):
            messages.append(_begun(number, found))
        elif messages:
            messages[-1].words.append(line.translate(_ODD_BLANKS))
        elif line.strip():
            before = before or number
    return messages, before


def _begun(number: int, found: re.Match[str]) -> _Message:
    parts = found.groupdict()
    name, rest = parts.get("name") or "", parts["rest"]
    if not name and (said := _NAME.match(rest)):
        name, rest = said[1], rest[said.end() :]
    elif not name and found.string.startswith("["):  # Teams: the words stand below the name
        name, rest = rest, ""
    return _Message(number, parts["date"], parts["time"], name.strip(), [rest])


def _days_of(messages: list[_Message]) -> str:
    """By a date whose first or second number is no month. Where both occur they are not of one kind, and none is believed."""
    said = set()
    for message in messages:
        one, other, _year = _numbers(message.date)
        if len(one) < 3:
            said |= {"day"} if int(one) > 12 else {"month"} if int(other) > 12 else set()
    return said.pop() if len(said) == 1 else ""


def _numbers(date: str) -> tuple[str, str, str]:
    found = _PARTS.fullmatch(date)
    return (found[1], found[2], found[3]) if found else ("", "0", "")


def _one(message: _Message, how: How) -> Question | Problem:
    place = _("line %(n)s") % {"n": message.line}
    words = "\n".join(message.words).strip()
    if not message.name:
        return Problem(place, _("Nobody is said to have written it."))
    if _NO_WORDS.fullmatch(words):
        return Problem(place, _("It holds no words."))
    at = readable(_moment(message), Columns({}, how.days, how.zone))
    if at is None:
        sentence = _("Its time cannot be read: %(time)s. Say whether the day or the month comes first.")
        return Problem(place, sentence % {"time": f"{message.date} {message.time}"})
    return question(place, words, at, name=message.name, is_likely="?" in words)


def _moment(message: _Message) -> str:
    """As archives write it: the year with four digits, the time with colons."""
    one, other, year = _numbers(message.date)
    time = re.sub(r"(?<=\d)\.(?=\d)", ":", message.time).replace(".", "")
    time = re.sub(r"\s*([ap])\s?m$", r" \1m", time, flags=re.IGNORECASE).zfill(5)
    if len(one) == 4:
        return f"{one}-{int(other):02}-{int(year):02} {time}"
    between = "." if "." in message.date else "/"
    return f"{one}{between}{other}{between}{year if len(year) == 4 else f'20{year[-2:]}'} {time}"
