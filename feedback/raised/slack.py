"""What Slack exports: a zip with a folder for each channel and a file for each day, or one such file by itself.

Within a thread, what somebody else wrote first is taken for the answer to what began it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from html import unescape
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.importers.found import Problem
from archive.importers.json_file import Unreadable, document_of
from feedback.raised.found import Question, key_of, question

USERS = "users.json"
_SAID = ("", "thread_broadcast", "file_share", "me_message")
_LINK = re.compile(r"<([^<>|]{1,2000})(?:\|([^<>]{0,500}))?>")

type Rows = list[dict[str, Any]]


def rows_of(data: bytes) -> Rows | None:
    """The messages of a file, or None when it is no list of such. Raises Unreadable."""
    found = document_of(data)
    if isinstance(found, dict):
        found = found.get("messages")
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        return None
    return found if not found or any("ts" in one for one in found) else None


def names_of(data: bytes) -> dict[str, str]:
    """User id → name, by the export's own list of users."""
    try:
        found = document_of(data)
    except Unreadable:
        return {}
    rows = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    return {_text(one.get("id")): _name_in(one) for one in rows}


def questions(files: Iterable[tuple[str, Rows]], names: Mapping[str, str]) -> Iterator[Question | Problem]:
    """All files of one channel together, since a thread may go on the next day."""
    channels: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for place, rows in files:
        said = [row for row in rows if _is_said(row)]
        channels[place.rpartition("/")[0]] += [(place, row) for row in said]
        if left := len(rows) - len(said):
            yield Problem(place, _left_out(left))
    for channel in channels.values():
        yield from _channel(channel, names)


def _channel(rows: list[tuple[str, dict[str, Any]]], names: Mapping[str, str]) -> Iterator[Question | Problem]:
    rows.sort(key=lambda one: _seconds(one[1]))
    asked = {_text(row.get("ts")): row for _place, row in rows}
    answers: dict[str, dict[str, Any]] = {}
    for _place, row in rows:
        begun = _text(row.get("thread_ts"))
        if begun in asked and _who(row) != _who(asked[begun]):
            answers.setdefault(begun, row)
    taken = {id(row) for row in answers.values()}
    for place, row in rows:
        if id(row) not in taken:
            yield _one(place, row, answers.get(_text(row.get("ts"))), names)


def _one(
    place: str, row: dict[str, Any], answer: dict[str, Any] | None, names: Mapping[str, str]
) -> Question | Problem:
    stamp = _text(row.get("ts"))
    where = f"{place}, {stamp[:30]}"
    at, words = _moment(row), _words(row, names)
    if at is None:
        return Problem(where, _("Its time cannot be read."))
    return question(
        where,
        words,
        at,
        name=_name(row, names),
        key=key_of("slack", _who(row), stamp),
        is_answered=answer is not None,
        answer=_words(answer, names) if answer else "",
        answered_at=_moment(answer) if answer else None,
        is_likely="?" in words,
    )


def _is_said(row: dict[str, Any]) -> bool:
    return row.get("type") == "message" and _text(row.get("subtype")) in _SAID and "bot_id" not in row


def _left_out(n: int) -> str:
    said = ngettext(
        "%(n)s entry by a machine, or about the channel itself, was left out.",
        "%(n)s entries by machines, or about the channel itself, were left out.",
        n,
    )
    return said % {"n": n}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _seconds(row: dict[str, Any]) -> float:
    try:
        return float(_text(row.get("ts")))
    except ValueError:
        return 0.0


def _moment(row: dict[str, Any]) -> datetime | None:
    try:
        at = datetime.fromtimestamp(_seconds(row), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return at.replace(microsecond=0) if at.year >= 1990 else None


def _who(row: dict[str, Any]) -> str:
    return _text(row.get("user")) or _text(row.get("username"))


def _name_in(row: object) -> str:
    if not isinstance(row, dict):
        return ""
    profile = row.get("profile")
    inner = profile if isinstance(profile, dict) else {}
    said = (
        row.get("real_name"),
        inner.get("real_name"),
        inner.get("display_name"),
        row.get("display_name"),
        row.get("name"),
    )
    return next((_text(one) for one in said if _text(one)), "")


def _name(row: dict[str, Any], names: Mapping[str, str]) -> str:
    return names.get(_who(row)) or _name_in(row.get("user_profile")) or _text(row.get("username"))


def _words(row: dict[str, Any], names: Mapping[str, str]) -> str:
    """Slack's own marks as people read them: who is meant, which channel, the address of a link."""

    def read(found: re.Match[str]) -> str:
        what, label = found[1], found[2] or ""
        if what.startswith("@"):
            return f"@{label or names.get(what[1:], what[1:])}"
        if what.startswith(("#", "!")):
            return f"{what[0].replace('!', '@')}{label or what[1:]}"
        address = what.removeprefix("mailto:")
        return f"{label} ({address})" if label and label != address else address

    return unescape(_LINK.sub(read, _text(row.get("text"))))
