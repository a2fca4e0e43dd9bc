"""Ways to say one thing, and the words without which none of them can be said."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from communications.checks.places import Places
from communications.checks.words.lists import set_of

_HIDDEN = re.compile(r"\\.|\[[^\]]*\]")  # brackets and bars that mean themselves


@dataclass(frozen=True)
class Family:
    """A sentence that lacks every word of one of `needs` holds none of it, which is told sooner than by the pattern."""

    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]


class Read(Protocol):
    """What is looked through: where its words begin, and which words its sentences have."""

    @property
    def places(self) -> Places: ...
    @property
    def vocabularies(self) -> tuple[frozenset[str], ...]: ...
    def numbers_of(self, word: str) -> set[int]: ...


class Families:
    """Several of them, so that each word of a text is looked up once."""

    def __init__(self, *families: Family) -> None:
        self._all = families
        self.patterns = frozenset(one.pattern for one in families)
        self._wanted: list[tuple[re.Pattern[str], frozenset[int]]] = []
        self._needs_of: dict[str, list[int]] = defaultdict(list)
        numbers: dict[frozenset[str], int] = {}  # many ask for the same
        for one in families:
            for words in one.needs:
                if words not in numbers:
                    numbers[words] = len(numbers)
                    for word in words:
                        self._needs_of[word].append(numbers[words])
            self._wanted.append((one.pattern, frozenset(numbers[words] for words in one.needs)))
        self._led_by: dict[int, list[int]] = defaultdict(
            list
        )  # which of them are worth a look where a word of its first need stands
        for at, one in enumerate(families):
            self._led_by[numbers[one.needs[0]]].append(at)
        self.words = frozenset(self._needs_of)
        self.heads = frozenset(word for one in families for word in one.needs[0])  # one of these is in all of them

    def __or__(self, others: Families) -> Families:
        return Families(*self._all, *others._all)

    def among(self, text: Read) -> dict[int, list[re.Pattern[str]]]:
        """By number the sentences that may hold some of them, and which. Looked up is where the rarest of what is needed stands."""
        starts, said = text.places.starts, text.vocabularies
        met: dict[int, list[str]] = defaultdict(list)
        often: dict[int, int] = defaultdict(int)
        for word in self.words.intersection(starts):
            times = len(starts[word])
            for need in self._needs_of[word]:
                met[need].append(word)
                often[need] += times
        found: dict[int, list[re.Pattern[str]]] = defaultdict(list)
        have = frozenset(met)
        for number in sorted(one for need in have for one in self._led_by.get(need, ())):
            pattern, needs = self._wanted[number]
            if needs <= have:
                rarest = min(needs, key=often.__getitem__)
                numbers = set().union(*map(text.numbers_of, met[rarest]))
                for need in needs - {rarest}:
                    numbers = {at for at in numbers if not said[at].isdisjoint(met[need])}
                for at in numbers:
                    found[at].append(pattern)
        return found

    def in_reach(self, vocabulary: frozenset[str]) -> Iterator[re.Pattern[str]]:
        """The patterns that a sentence of these words may hold."""
        if not (words := self.words & vocabulary):
            return iter(())
        met = {need for word in words for need in self._needs_of[word]}
        return (pattern for pattern, needs in self._wanted if met.issuperset(needs))

    def search(self, prose: str, vocabulary: frozenset[str]) -> re.Match[str] | None:
        return first(self.in_reach(vocabulary), prose)


def first(patterns: Iterator[re.Pattern[str]] | list[re.Pattern[str]], prose: str) -> re.Match[str] | None:
    return next((found for one in patterns if (found := one.search(prose))), None)


def family(needs: tuple[str, ...], *patterns: str) -> Family:
    return Family(any_of(*patterns), tuple(set_of(one) for one in needs))


def any_of(*patterns: str, in_small: bool = False) -> re.Pattern[str]:
    """What begins where a word begins is tried there only, which is quicker than to try each way at each letter; quicker still
    where it is looked for in small letters."""
    ways = _ways("|".join(patterns))
    if all(one.startswith(r"\b") for one in ways):
        ways = [rf"\b(?=[\w'])(?:{'|'.join(one.removeprefix(r'\b') for one in ways)})"]
    return re.compile("|".join(ways), 0 if in_small else re.IGNORECASE)


def _ways(pattern: str) -> list[str]:
    """What stands between the bars that are in no brackets."""
    found, begin, depth = [], 0, 0
    for at, one in enumerate(_HIDDEN.sub(lambda hidden: "." * len(hidden[0]), pattern)):
        depth += (one == "(") - (one == ")")
        if one == "|" and not depth:
            found.append(pattern[begin:at])
            begin = at + 1
    return [*found, pattern[begin:]]
