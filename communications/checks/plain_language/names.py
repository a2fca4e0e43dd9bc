"""Where the text names something by the name its readers know it by: no word of a name is jargon."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache

from communications.checks.context import Context
from communications.checks.plain_language import readers
from communications.checks.text import Text


@dataclass(frozen=True)
class Names:
    prose: str
    names: tuple[str, ...]
    for_technical: bool = False  # the text is for people who know words of computing
    known: frozenset[str] = frozenset()  # what its readers know besides, in small letters

    @classmethod
    def of(cls, text: Text, context: Context) -> Names:
        services = (*context.services, *context.other_services)
        names = (*(one.public for one in services), *context.public_names, *context.public_domains)
        return cls(
            text.prose,
            tuple(sorted({name for name in names if name.strip()})),
            for_technical=readers.are_technical(text, context),
            known=readers.known(text, context),
        )

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        folded = self.prose.casefold()
        pattern = _compiled(tuple(name for name in self.names if name.casefold() in folded))
        return tuple(found.span() for found in pattern.finditer(self.prose)) if pattern else ()

    @property
    def words(self) -> frozenset[str]:
        """Those that the names are made of, folded."""
        return _words(self.names)

    def hold(self, start: int, end: int) -> bool:
        at = bisect_right(self.places, start, key=lambda place: place[0]) - 1
        return at >= 0 and self.places[at][0] <= start and end <= self.places[at][1]


@lru_cache(maxsize=64)
def _compiled(names: tuple[str, ...]) -> re.Pattern[str] | None:
    longest_first = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)", re.IGNORECASE) if names else None


@lru_cache(maxsize=64)
def _words(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.casefold() for name in names for word in re.findall(r"[^\W_]+", name))
