"""What is looked for: rows of words, indexed so that a text is looked through once.

A sign is a row of words, compared by their stems. `a|b` is either, `a_b` two words in one place of an alternative, `@name` any of
a list, `a?` may be missing, `#` is a number, `..` up to three words between, `...` up to six. docs/themes.md says it at length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from feedback.suggestions.tokens import END, of_word

EVERY = ""  # the theme of an exception to every theme
GAPS = {"..": 3, "...": 6}
MOST_WORDS, MOST_GAPS, MOST_OPTIONAL = 16, 4, 4
_WORD = r"(?:#|[^\W_]+(?:['’][^\W_]+)*)"
_ALTERNATIVE = re.compile(rf"{_WORD}(?:[_-]{_WORD})*")

type Phrase = tuple[str, ...]
type Lists = Mapping[str, Sequence[str]]


class RulesError(ValueError):
    """A sentence for whoever wrote the rules."""


@dataclass(frozen=True, slots=True)
class Part:
    """One place of a sign: at most `gap` words after the one before, one of these phrases, by their first word."""

    gap: int
    phrases: Mapping[str, tuple[Phrase, ...]]  # first word → the words after it


@dataclass(frozen=True, slots=True)
class Sign:
    theme: str
    said: str  # as it stands in the rules
    weight: float  # nothing: an exception, which silences its theme in the sentence where it stands
    parts: tuple[Part, ...]
    negatable: bool


def read_sign(said: str, lists: Lists) -> Iterator[tuple[Part, ...]]:
    """Each way in which it may stand, as places in a row. Raises RulesError."""
    pieces = said.split()
    if not pieces or len(pieces) > MOST_WORDS:
        raise RulesError(f"“{said[:80]}” holds no word, or more than {MOST_WORDS}.")
    if sum(one in GAPS for one in pieces) > MOST_GAPS or sum(one.endswith("?") for one in pieces) > MOST_OPTIONAL:
        raise RulesError(
            f"“{said[:80]}” has more than {MOST_GAPS} gaps, or more than {MOST_OPTIONAL} that may be missing."
        )
    ways: list[list[list[Part]]] = []
    gap = 0
    for piece in pieces:
        if piece in GAPS:
            gap = GAPS[piece]
            continue
        part = Part(gap, _alternatives(piece.removesuffix("?"), said, lists))
        ways.append([[part], []] if piece.endswith("?") else [[part]])
        gap = 0
    if gap or pieces[0] in GAPS:
        raise RulesError(f"“{said[:80]}” begins or ends with a gap.")
    for chosen in product(*ways):
        if parts := tuple(part for few in chosen for part in few):
            yield parts


def _alternatives(piece: str, said: str, lists: Lists) -> Mapping[str, tuple[Phrase, ...]]:
    found: dict[str, tuple[Phrase, ...]] = {}
    for one in _named(piece.split("|"), said, lists):
        if not _ALTERNATIVE.fullmatch(one):
            raise RulesError(f"“{one[:40]}” in “{said[:80]}” is no word.")
        first, *rest = (token for word in re.split("[_-]", one) for token in of_word(word))
        found[first] = (*found.get(first, ()), tuple(rest))
    return found


def _named(alternatives: Sequence[str], said: str, lists: Lists) -> Iterator[str]:
    for one in alternatives:
        if not one.startswith("@"):
            yield one
        elif one[1:] in lists:
            yield from lists[one[1:]]
        else:
            raise RulesError(f"“{one[:40]}” in “{said[:80]}” names no list.")


type Following = list[
    tuple[Sign, Phrase, tuple[Part, ...]]
]  # a sign, the words that must follow at once, the places after them


@dataclass(slots=True)
class Entry:
    """The signs that begin with a word. One look at a word near it finds all that go on with that, however many they are."""

    alone: list[Sign] = field(default_factory=list)
    by_second: dict[int, dict[str, Following]] = field(default_factory=dict)  # gap → second word → signs


class Index:
    def __init__(self, signs: Iterable[Sign]) -> None:
        self.signs = list(signs)
        self.entries: dict[str, Entry] = {}
        for sign in self.signs:
            self._add(sign)

    def _add(self, sign: Sign) -> None:
        first, rest = sign.parts[0], sign.parts[1:]
        for word, phrases in first.phrases.items():
            entry = self.entries.setdefault(word, Entry())
            for phrase in phrases:
                if phrase:
                    entry.by_second.setdefault(0, {}).setdefault(phrase[0], []).append((sign, phrase[1:], rest))
                elif rest:
                    seconds = entry.by_second.setdefault(rest[0].gap, {})
                    for second, after in rest[0].phrases.items():
                        seconds.setdefault(second, []).extend((sign, one, rest[1:]) for one in after)
                else:
                    entry.alone.append(sign)

    def find(self, read: Sequence[str]) -> Iterator[tuple[Sign, int, int]]:
        """Each sign, and from which token to before which it stands."""
        entries = self.entries
        for at, token in enumerate(read):
            entry = entries.get(token)
            if entry is None:
                continue
            for sign in entry.alone:
                yield sign, at, at + 1
            for gap, seconds in entry.by_second.items():
                for place in range(at + 1, at + gap + 2):
                    second = read[place]
                    if second == END:
                        break
                    for sign, phrase, rest in seconds.get(second, ()):
                        end = _after(phrase, read, place + 1) if phrase else place + 1
                        if end and (not rest or (end := _end(rest, read, end))):
                            yield sign, at, end


def _after(phrase: Phrase, read: Sequence[str], at: int) -> int:
    """Behind these words, or 0 where others stand."""
    end = at + len(phrase)
    return end if tuple(read[at:end]) == phrase else 0


def _end(parts: tuple[Part, ...], read: Sequence[str], at: int) -> int:
    """Behind the last word of these places in a row from here on, or 0."""
    if not parts:
        return at
    part = parts[0]
    for start in range(at, at + part.gap + 1):
        token = read[start]
        if token == END:
            break
        for phrase in part.phrases.get(token, ()):
            end = _after(phrase, read, start + 1)
            if end and (end := _end(parts[1:], read, end)):
                return end
    return 0
