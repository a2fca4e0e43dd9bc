"""A pattern of many alternatives, tried only at words that one of them may begin with. What is found is the same as without."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from communications.checks.places import Places

_SIZE = 3  # letters of a word by which it is told
_END = " "  # the word ends here
_ANY = "*"  # here anything may follow
_MOST = 20_000  # words whose answer is kept


class Alternatives:
    """For texts in small letters only, in which such a pattern is found many times as fast as where letters may be either."""

    def __init__(self, *patterns: str) -> None:
        whole = "|".join(patterns)
        self.pattern = re.compile(rf"\b(?=\w)(?:{whole})\b")
        self._each = [(one, frozenset(map(_closed, _of_one(one)))) for one in _split(whole)]
        self._of: dict[str, re.Pattern[str] | None] = {}
        self._made: dict[tuple[str, ...], re.Pattern[str]] = {}
        self.finditer = self.pattern.finditer
        self.search = self.pattern.search
        self.match = self.pattern.match
        self.sub = self.pattern.sub

    def beginning(self, word: str) -> re.Pattern[str] | None:
        """Of those of them that may begin with this word."""
        if len(self._of) > _MOST:
            self._of.clear()
        heads = {f"{word[:size]}{_ANY}" for size in range(_SIZE)} | {f"{word}{_END}"[:_SIZE]}
        chosen = tuple(one for one, begins in self._each if not begins.isdisjoint(heads))
        if chosen and chosen not in self._made:
            self._made[chosen] = re.compile(rf"(?:{'|'.join(chosen)})\b")
        found = self._of[word] = self._made.get(chosen)
        return found

    def within(self, prose: str, places: Places, start: int, end: int) -> Iterator[re.Match[str]]:
        """As `finditer` finds them between."""
        past, known = 0, self._of
        first, last = bisect_left(places.begins, start), bisect_left(places.begins, end)
        for at, word in enumerate(places.words[first:last], first):
            if (pattern := known[word] if word in known else self.beginning(word)) is not None:
                begin = places.begins[at]
                if begin >= past and (found := pattern.match(prose, begin, end)):
                    past = found.end()
                    yield found

    def is_within(self, prose: str, places: Places, start: int, end: int) -> bool:
        return next(self.within(prose, places, start, end), None) is not None


def _closed(head: str) -> str:
    return head if len(head) == _SIZE or head[-1:] in (_END, _ANY) else head + _END


def _is_whole(head: str) -> bool:
    return len(head) >= _SIZE or head[-1:] in (_END, _ANY)


def _heads(pattern: str) -> set[str]:
    """How words may begin that stand first in what it finds: three letters, fewer that end the word, or fewer that anything follows."""
    return set().union(*(_of_one(one) for one in _split(pattern)))


def _of_one(pattern: str) -> set[str]:
    heads, at = {""}, 0
    while at < len(pattern) and not all(map(_is_whole, heads)):
        end = _end(pattern, at)
        piece, at = pattern[at:end], end
        if piece == r"\b" or piece.startswith(("(?<", "(?!", "(?=")):
            continue
        following = _of_piece(piece)
        if at < len(pattern) and pattern[at] in "?*+{":
            sign = pattern[at]
            end = pattern.index("}", at) if sign == "{" else at
            is_optional = sign in "?*" or pattern[at : at + 2] == "{0"
            following = (following if sign == "?" else {f"{one}{_ANY}" for one in following}) | (
                {""} if is_optional else set()
            )
            at = end + 1 + (pattern[end + 1 : end + 2] in ("?", "+"))
        heads = {head if _is_whole(head) else _cut(head + one) for head in heads for one in following}
    return heads


def _of_piece(piece: str) -> set[str]:
    if piece.startswith("(?:"):
        return _heads(piece[3:-1])
    if piece.startswith("["):
        return set(piece[1:-1]) if piece[1:-1].isalpha() else {_ANY}
    if piece.isalnum():
        return {piece}
    return {_ANY} if piece in (r"\w", r"\d", ".") or piece.startswith("(") else {_END}


def _cut(head: str) -> str:
    """No more than is asked for; what comes after the end of a word is none of it."""
    for sign in (_END, _ANY):
        if sign in head[:_SIZE]:
            return head[: head.index(sign) + 1]
    return head[:_SIZE]


def _split(pattern: str) -> list[str]:
    """At the bars that stand in no group."""
    parts, at = [""], 0
    while at < len(pattern):
        end = _end(pattern, at)
        if pattern[at:end] == "|":
            parts.append("")
        else:
            parts[-1] += pattern[at:end]
        at = end
    return parts


def _end(pattern: str, at: int) -> int:
    """Where what begins there ends: a group, a set, a sign with its backslash, or one sign."""
    if pattern[at] == "\\":
        return at + 2
    if pattern[at] == "[":
        return pattern.index("]", at + 2) + 1
    if pattern[at] != "(":
        return at + 1
    end = at + 1
    while pattern[end] != ")":
        end = _end(pattern, end)
    return end + 1
