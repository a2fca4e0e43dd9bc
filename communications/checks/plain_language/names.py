"""Where the text names something by the name its readers know it by: no word of a name is jargon."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from communications.checks.context import Context
from communications.checks.text import Text

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+/?\S*")


def readers_are_technical(context: Context) -> bool:
    """Whether what we offer is known by names of hosts: to people who know words of computing as well."""
    names = [one.public for one in (*context.services, *context.other_services) if one.public]
    return len(names) >= 3 and 2 * sum(bool(_HOST.fullmatch(name)) for name in names) > len(names)


@dataclass(frozen=True)
class Names:
    places: tuple[tuple[int, int], ...]
    words: frozenset[str]  # those that the names are made of, as they are written

    @classmethod
    def of(cls, text: Text, context: Context) -> Names:
        services = (*context.services, *context.other_services)
        names = (*(one.public for one in services), *context.public_names, *context.public_domains)
        pattern, words = _compiled(tuple(sorted({name for name in names if name.strip()})))
        places = (found.span() for found in pattern.finditer(text.prose)) if pattern else ()
        return cls(tuple(places), words)

    def hold(self, start: int, end: int) -> bool:
        at = bisect_right(self.places, start, key=lambda place: place[0]) - 1
        return at >= 0 and self.places[at][0] <= start and end <= self.places[at][1]


@lru_cache(maxsize=64)
def _compiled(names: tuple[str, ...]) -> tuple[re.Pattern[str] | None, frozenset[str]]:
    if not names:
        return None, frozenset()
    longest_first = sorted(names, key=len, reverse=True)
    pattern = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first)
    words = {word.casefold() for name in names for word in re.findall(r"[^\W_]+", name)}
    return re.compile(pattern, re.IGNORECASE), frozenset(words)
