"""Phrases in a small language, found in one walk over a text's words.

A line is a phrase. `a|b` is either word, `word?` may be missing, `word~` is any word that begins so, `*` is any word, `**` up to
four of them and `***` up to twelve. `@name = a|b` gives a name to words, to be used as `@name`; what stands after `#` is for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

_TOKEN = re.compile(r"[^\W_][\w'’]*")
_BETWEEN = r"[\s,\"“”‘*–—-]{1,4}"
_ANY = r"\w[\w'’%]*+(?:\.\w++)*+"
_KEY = 3  # letters by which a phrase is looked up


@dataclass(frozen=True, eq=False)
class Phrases:
    """First letters → of each phrase that begins so, its first word and the whole."""

    index: dict[str, tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]]

    @classmethod
    def of(cls, lines: Iterable[str]) -> Phrases:
        names: dict[str, str] = {}
        index: dict[str, list[tuple[re.Pattern[str], re.Pattern[str]]]] = {}
        for line in lines:
            line = line.partition("#")[0].strip()
            if line.startswith("@") and " = " in line:
                name, _is, words = line.partition(" = ")
                names[name] = _named(words, names)
            elif line:
                elements = [_named(element, names) for element in line.split()]
                pattern = re.compile("".join(map(_element, elements, range(len(elements)))), re.IGNORECASE)
                first = re.compile(_words("|".join(map(_head, elements[0].split("|")))), re.IGNORECASE)
                for key in {word.rstrip("~")[:_KEY].casefold() for word in elements[0].split("|")}:
                    index.setdefault(key, []).append((first, pattern))
        return cls({key: tuple(patterns) for key, patterns in index.items()})

    def find(self, prose: str, places: Mapping[str, list[int]] | None = None) -> Iterator[tuple[int, int]]:
        """Where a phrase stands, the longest of those that begin there; none begins within the one before. `places` are those
        of the prose, where they are known already."""
        known = places_of(prose) if places is None else places
        begun = [(at, here) for word, starts in known.items() if (here := _begun(self, word)) for at in starts]
        past = 0
        for start, patterns in sorted(begun, key=itemgetter(0)):
            if start >= past and (ends := [found.end() for one in patterns if (found := one.match(prose, start))]):
                past = max(ends)
                yield start, past


def places_of(prose: str) -> dict[str, list[int]]:
    """Each word, as it is written, and where it begins."""
    places: dict[str, list[int]] = {}
    for token in _TOKEN.finditer(prose):
        places.setdefault(token[0], []).append(token.start())
    return places


@lru_cache(maxsize=16384)
def _begun(phrases: Phrases, word: str) -> tuple[re.Pattern[str], ...]:
    """The phrases that may begin with this word: people write the same ones again and again."""
    return tuple(pattern for first, pattern in phrases.index.get(word[:_KEY].casefold(), ()) if first.match(word))


def _head(word: str) -> str:
    """What of the first word is one word of a text: of "third-party" it is "third"."""
    head = _TOKEN.match(word)
    return f"{head[0]}~" if head and word == f"{head[0]}~" else head[0] if head else word


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
