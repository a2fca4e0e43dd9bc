"""Where words stand in a prose, so that what begins with a certain word is looked for there only."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, compress

_FOREIGN = re.compile(r"[^\x00-\x7f]")
_SIGNS = [sign for sign in map(chr, range(128)) if not sign.isalnum()]
_LINES = {joining: str.maketrans(dict.fromkeys({*_SIGNS} - {joining}, "\n")) for joining in ("", "_")}


@dataclass(frozen=True)
class Places:
    """Each word in small letters, and where it begins, in order."""

    prose: str
    starts: dict[str, list[int]]
    words: list[str]  # all of them in order
    begins: list[int]  # and where each begins

    @classmethod
    def of(cls, prose: str) -> Places:
        words, begins = words_of(in_small(prose), joined_by="_")
        starts: dict[str, list[int]] = defaultdict(list)
        for word, begin in zip(words, begins, strict=True):
            starts[word].append(begin)
        return cls(prose, dict(starts), words, begins)

    def between(self, start: int, end: int) -> list[str]:
        """The words that begin there."""
        return self.words[bisect_left(self.begins, start) : bisect_left(self.begins, end)]

    @cached_property
    def numbers(self) -> list[int]:
        """Where a number begins."""
        return sorted(chain.from_iterable(starts for word, starts in self.starts.items() if word[0].isdecimal()))

    def at_words(self, words: frozenset[str]) -> list[int]:
        """Where one of the words begins."""
        return sorted(chain.from_iterable(self.starts[word] for word in words & self.starts.keys()))

    def beginning(self, heads: frozenset[str], numbers: bool = False) -> list[int]:
        """Where a word begins whose first three letters are one of `heads`, or a number."""
        chosen = (starts for word, starts in self.starts.items() if word[:3] in heads and not word[0].isdecimal())
        return sorted(chain(self.numbers if numbers else (), chain.from_iterable(chosen)))

    def at(self, words: frozenset[str], taken: Iterable[tuple[int, int]] = ()) -> list[int]:
        """Where one of these words begins, or a word that begins with a digit, but not within what is `taken`, which is in order."""
        known = self.starts
        found = sorted(chain(self._numeric, *(known[word] for word in words if word in known)))
        free: list[int] = []
        at = 0
        for start, end in taken:
            until = bisect_left(found, start, at)
            free += found[at:until]
            at = bisect_left(found, end, until)
        return free + found[at:]

    @cached_property
    def _numeric(self) -> list[int]:
        """Where words begin that begin with a digit."""
        return sorted(chain.from_iterable(starts for word, starts in self.starts.items() if word[0].isnumeric()))

    def matches(
        self, pattern: re.Pattern[str], heads: frozenset[str], numbers: bool = False
    ) -> Iterator[re.Match[str]]:
        """As `pattern.finditer` finds them, where one can begin with such a word only."""
        past = 0
        for start in self.beginning(heads, numbers):
            if start >= past and (found := pattern.match(self.prose, start)):
                past = found.end()
                yield found


def words_of(text: str, joined_by: str = "") -> tuple[list[str], list[int]]:
    """Its words, and where each begins. Whatever is between words becomes the end of a line: quicker than a pattern for words."""
    if text.isascii():
        text = text.translate(_LINES[joined_by])
    else:
        for sign in {*_SIGNS, *_FOREIGN.findall(text)}:
            if sign != joined_by and sign in text and not sign.isalnum():
                text = text.replace(sign, "\n")
    pieces = text.split("\n")
    begins = accumulate(map(len, text.splitlines(keepends=True)), initial=0)
    return list(filter(None, pieces)), list(compress(begins, pieces))


def in_small(prose: str) -> str:
    """The same in small letters, and as long."""
    lowered = prose.lower()
    return (
        lowered
        if len(lowered) == len(prose)
        else "".join(low if len(low := one.lower()) == 1 else one for one in prose)
    )


def heads(words: str) -> frozenset[str]:
    """The first three letters of each."""
    return frozenset(word[:3] for word in words.split())
