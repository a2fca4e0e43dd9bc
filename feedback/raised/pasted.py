"""Questions that somebody pasted: one a line or, where empty lines stand between them, one a block."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from archive.importers.found import Problem
from archive.importers.table import Columns, readable
from feedback.raised.found import How, Question, key_of, question

_BULLET = re.compile(r"\A\s*(?:[-*•–]|\d{1,3}[.)])\s+")
_BEGINS_WITH_TIME = re.compile(r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:Z| UTC|[+-]\d\d:?\d\d)?)[\s:–-]+(?=\S)")


def questions(text: str, how: How) -> Iterator[Question | Problem]:
    lines = text.splitlines()
    for number, words in _blocks(lines) if any(not line.strip() for line in _inner(lines)) else enumerate(lines, 1):
        if words.strip():
            yield _one(_("line %(n)s") % {"n": number}, _BULLET.sub("", words, count=1).strip(), how)


def _inner(lines: list[str]) -> list[str]:
    return "\n".join(lines).strip().splitlines()


def _blocks(lines: list[str]) -> Iterator[tuple[int, str]]:
    begun: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            begun.append(line)
        elif begun:
            yield number - len(begun), "\n".join(begun)
            begun = []


def _one(place: str, words: str, how: How) -> Question | Problem:
    found = _BEGINS_WITH_TIME.match(words)
    if found is None:
        return question(place, words, how.at, key=key_of(words))
    at = readable(found[1], Columns({}, how.days, how.zone))
    if at is None:
        return Problem(place, _("There is no such time: %(time)s") % {"time": found[1]})
    return question(place, words[found.end() :], at)
