"""The sentences of a text, by the words they hold: of most nothing more is read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from communications.checks.text import Text
from communications.checks.words.families import Families

STEPS = ("next_steps", "improvements")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Sentence:
    """`prose` with straight apostrophes."""

    start: int
    prose: str

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self.prose.lower()))


@dataclass(frozen=True)
class Said:
    text: Text

    @cached_property
    def words(self) -> dict[str, list[int]]:
        return self.text.places.starts

    @cached_property
    def steps(self) -> frozenset[int]:
        """The sentences of sections that announce steps."""
        return self._of_sections(STEPS)

    @cached_property
    def assurances(self) -> frozenset[int]:
        return self._of_sections(("assurance",))

    def _of_sections(self, keys: tuple[str, ...]) -> frozenset[int]:
        ends = [
            (bisect_right(self._starts, part.start - 1), bisect_right(self._starts, part.end - 1))
            for part in self.text.parts
            if part.key in keys
        ]
        return frozenset(at for begin, end in ends for at in range(begin, end))

    def sentence(self, at: int) -> Sentence:
        found = self._read.get(at)
        if found is None:
            one = self.text.sentences[at]
            prose = self.text.prose[one.start : one.end].replace("\n", " ").replace("’", "'")
            found = self._read[at] = Sentence(one.start, prose)
        return found

    def numbers(self, offsets: Iterable[int]) -> frozenset[int]:
        """Which sentences they lie in."""
        return frozenset(bisect_right(self._starts, one) - 1 for one in offsets)

    def holding_any(self, words: Iterable[str]) -> set[int]:
        return set().union(*map(self.text.numbers_of, words))

    def among(
        self, families: Families, within: frozenset[int] | None = None
    ) -> Iterator[tuple[Sentence, list[re.Pattern[str]]]]:
        """The sentences that may hold some of them, in order, without what others said."""
        if within is None:
            found = families.among(self.text)
        else:
            found = {at: list(families.in_reach(self.text.vocabularies[at])) for at in within}
        for at in sorted(found):
            if at >= 0 and found[at] and not self._is_quoted(at):
                yield self.sentence(at), found[at]

    def is_quoted(self, sentence: Sentence, found: re.Match[str]) -> bool:
        return self.text.is_quoted(sentence.start + found.start(), sentence.start + found.end())

    def _is_quoted(self, at: int) -> bool:
        if not self.text.quotes:
            return False
        one = self.text.sentences[at]
        return self.text.is_quoted(one.start, one.end)

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self.text.sentences]

    @cached_property
    def _read(self) -> dict[int, Sentence]:
        return {}
