"""A piece of a text around what was found in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from heapq import merge
from html import escape
from string import ascii_letters, digits

from django.utils.safestring import SafeString, mark_safe

from archive.search.query import Query, Term
from archive.search.stems import BEYOND_ASCII, WORD, read

LENGTH, BEFORE = 260, 60

type _Place = tuple[int, int]  # begin and end


def snippet(text: str, query: Query) -> SafeString:
    """Escaped, with every match in <mark>; the beginning of the text where nothing of it was looked for."""
    hits = merge(*(_standing(text, term) for term in query.wanted))
    first = next(hits, None)
    start = max(0, first[0] - BEFORE) if first else 0
    if start:
        start = text.rfind(" ", 0, start) + 1
    end = start + LENGTH
    out, at = ["…" if start else ""], start
    for begin, stop in _until(end, first, hits):
        if begin >= at and stop <= end:
            out += [escape(text[at:begin]), "<mark>", escape(text[begin:stop]), "</mark>"]
            at = stop
    out += [escape(text[at:end]), "…" if end < len(text) else ""]
    return mark_safe("".join(out))  # noqa: S308 - every piece of the text is escaped above


def _until(end: int, hit: _Place | None, following: Iterator[_Place]) -> Iterator[_Place]:
    """No further than is shown: most of a text is never read."""
    while hit and hit[0] < end:
        yield hit
        hit = next(following, None)


def _standing(text: str, term: Term) -> Iterator[_Place]:
    """Where a word, a phrase, or words that begin so, or whose stem does, stand in a text."""
    first, *others = term.tokens
    for match in _candidates(first).finditer(text):
        if (found := read(match[0])) is None:
            continue
        if term.prefix:
            if found.word.startswith(first) or found.stem.startswith(first):
                yield match.span()
        elif found.stem == first:
            end = _end_of(text, match.end(), others)
            if end is not None:
                yield match.start(), end


def _end_of(text: str, at: int, others: Sequence[str]) -> int | None:
    """Where the last of these stems ends, when they follow here one after the other."""
    following = ((match.end(), found) for match in WORD.finditer(text, at) if (found := read(match[0])))
    for stem in others:
        end, found = next(following, (at, None))
        if found is None or found.stem != stem:
            return None
        at = end
    return at


@lru_cache(maxsize=1000)
def _candidates(token: str) -> re.Pattern[str]:
    """The words that may be read so. A word of ASCII begins with the letter its stem begins with; any other may be anything."""
    if token.startswith(BEYOND_ASCII) or BEYOND_ASCII.startswith(token):
        return WORD
    others = "".join(c for c in ascii_letters + digits if c.lower() != token[0])
    return re.compile(rf"(?<![^\W_])[^\W_{others}][^\W_]*")
