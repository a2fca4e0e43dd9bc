"""Phrases in a small language, found in one walk over a text's words.

A line is a phrase. `a|b` is either word, `word?` may be missing, `word~` is any word that begins so, `*` is any word, `**` up to
four of them and `***` up to twelve. `@name = a|b` gives a name to words, to be used as `@name`; what stands after `#` is for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"[^\W_][\w'’]*")
_BETWEEN = r"[\s,\"“”‘*–—-]{1,4}"
_ANY = r"\w[\w'’%]*+(?:\.\w++)*+"
_KEY = 3  # letters by which a phrase is looked up


@dataclass(frozen=True)
class Phrases:
    index: dict[str, tuple[re.Pattern[str], ...]]

    @classmethod
    def of(cls, lines: Iterable[str]) -> Phrases:
        names: dict[str, str] = {}
        index: dict[str, list[re.Pattern[str]]] = {}
        for line in lines:
            line = line.partition("#")[0].strip()
            if line.startswith("@") and " = " in line:
                name, _is, words = line.partition(" = ")
                names[name] = _named(words, names)
            elif line:
                elements = [_named(element, names) for element in line.split()]
                pattern = re.compile("".join(map(_element, elements, range(len(elements)))), re.IGNORECASE)
                for key in {word.rstrip("~")[:_KEY].casefold() for word in elements[0].split("|")}:
                    index.setdefault(key, []).append(pattern)
        return cls({key: tuple(patterns) for key, patterns in index.items()})

    def find(self, prose: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """Where a phrase stands, the longest of those that begin there; none begins within the one before."""
        past, end = start, len(prose) if end is None else end
        for token in _TOKEN.finditer(prose, start, end):
            if token.start() < past or not (patterns := self.index.get(token[0][:_KEY].casefold())):
                continue
            ends = [found.end() for one in patterns if (found := one.match(prose, token.start(), end))]
            if ends:
                past = max(ends)
                yield token.start(), past

    def is_in(self, prose: str, start: int = 0, end: int | None = None) -> bool:
        return next(self.find(prose, start, end), None) is not None


def _named(element: str, names: dict[str, str]) -> str:
    return re.sub(r"@\w+", lambda found: names[found[0]], element)


def _element(element: str, place: int) -> str:
    before = _BETWEEN if place else ""
    if element in ("**", "***"):
        return rf"(?:{before}{_ANY}){{0,{4 if element == '**' else 12}}}?"
    if element == "*":
        return before + _ANY
    if element.endswith("?"):
        return rf"(?:{before}{_words(element[:-1])})?"
    return before + _words(element)


def _words(element: str) -> str:
    words = (re.escape(word[:-1]) + r"\w*" if word.endswith("~") else re.escape(word) for word in element.split("|"))
    return rf"(?:{'|'.join(words)})(?!\w)".replace("'", "['’]")
