"""Phrases in a small language, found in one walk over a text's words.

A line is a phrase. `a|b` is either word, `word?` may be missing, `word~` is any word that begins so, `*` is any word, `**` up to
four of them and `***` up to twelve. `@name = a|b` gives a name to words, to be used as `@name`; what stands after `#` is for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from communications.checks.places import Places

_HEAD = re.compile(r"\w+")
_BETWEEN = r"[\s,\"“”‘*–—-]{1,4}"
_ANY = r"\w[\w'’%]*+(?:\.\w++)*+"
_KEY = 3  # letters by which a phrase is looked up


@dataclass(frozen=True, eq=False, slots=True)
class Phrase:
    first: re.Pattern[str]  # its first word
    whole: re.Pattern[str]
    needs: tuple[frozenset[str], ...]  # of each of these one stands in it, after the first word

    @classmethod
    def of(cls, elements: list[str]) -> Phrase:
        return cls(
            re.compile(_words("|".join(_heads(elements[0]))), re.IGNORECASE),
            re.compile("".join(map(_element, elements, range(len(elements)))), re.IGNORECASE),
            tuple(frozenset(_heads(one)) for one in elements[1:] if _is_needed(one)),
        )

    def may_stand(self, places: Places) -> bool:
        words = places.starts.keys()
        return not any(words.isdisjoint(needed) for needed in self.needs)


@dataclass(frozen=True, eq=False)
class Phrases:
    """First letters → the phrases that begin so."""

    index: dict[str, tuple[Phrase, ...]]

    @classmethod
    def of(cls, lines: Iterable[str]) -> Phrases:
        names: dict[str, str] = {}
        index: dict[str, list[Phrase]] = {}
        for line in lines:
            line = line.partition("#")[0].strip()
            if line.startswith("@") and " = " in line:
                name, _is, words = line.partition(" = ")
                names[name] = _named(words, names)
            elif line:
                elements = [_named(element, names) for element in line.split()]
                phrase = Phrase.of(elements)
                for key in {head.rstrip("~")[:_KEY] for head in _heads(elements[0])}:
                    index.setdefault(key, []).append(phrase)
        return cls({key: tuple(phrases) for key, phrases in index.items()})

    def find(self, prose: str, places: Places | None = None) -> Iterator[tuple[int, int]]:
        """Where a phrase stands, the longest of those that begin there; none begins within the one before. `places` are those
        of the prose, where they are known already."""
        known = Places.of(prose) if places is None else places
        begun = [(at, one) for word, starts in known.starts.items() for one in _begun(self, word) for at in starts]
        may_stand = {one: one.may_stand(known) for one in {one for _at, one in begun}}
        ends: dict[int, int] = {}
        for start, phrase in begun:
            if may_stand[phrase] and (found := phrase.whole.match(prose, start)):
                ends[start] = max(found.end(), ends.get(start, 0))
        past = 0
        for start in sorted(ends):
            if start >= past:
                past = ends[start]
                yield start, past


@lru_cache(maxsize=16384)
def _begun(phrases: Phrases, word: str) -> tuple[Phrase, ...]:
    """Those that may begin with this word: people write the same ones again and again."""
    return tuple(one for one in phrases.index.get(word[:_KEY], ()) if one.first.match(word))


def _is_needed(element: str) -> bool:
    return not element.endswith("?") and "~" not in element and all(map(_HEAD.match, element.split("|")))


def _heads(element: str) -> list[str]:
    """What of its words is one word of a text: of "third-party" it is "third"."""
    heads = []
    for word in element.lower().split("|"):
        head = _HEAD.match(word)
        heads.append(f"{head[0]}~" if head and word == f"{head[0]}~" else head[0] if head else word)
    return heads


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
