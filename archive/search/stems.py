"""Words as both engines see them: stemmed here, so that SQLite and PostgreSQL find the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"[^\W_]+")
_stemmer = snowballstemmer.stemmer("english")


def fold(text: str) -> str:
    """Case and accents do not matter: "Café" is "cafe"."""
    if text.isascii():
        return text.lower()  # the same, and most words are: a search folds each word it shows
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    return safe(_stemmer.stemWord(word))


def safe(token: str) -> str:
    """Tokens are ASCII in the index: what another engine calls a letter can then not differ."""
    return token if token.isascii() else "u8" + token.encode("utf-8", "surrogatepass").hex()


def words(text: str) -> list[str]:
    """The folded words of a text, in order, at most 100 characters each."""
    return [word if len(word) <= 100 else word[:100] for word in _WORD.findall(fold(text))]


def stems(text: str) -> list[str]:
    return [stem(word) for word in words(text)]


@lru_cache(maxsize=50_000)
def _first_stem(word: str) -> str | None:
    """As the index has it. A page of results asks for thousands of words, most of them again and again."""
    return next(iter(stems(word)), None)


def places(text: str) -> list[tuple[int, int, str]]:
    """(start, end, stem) of each word in the text as it is, for marking matches."""
    found = ((m.start(), m.end(), _first_stem(m.group())) for m in _WORD.finditer(text))
    return [(start, end, token) for start, end, token in found if token is not None]


def phrase_places(text: str, phrase: list[str]) -> list[tuple[int, int]]:
    """Where a phrase of stems stands in a text, as (start, end)."""
    found = places(text)
    size = len(phrase)
    if size == 1:
        return [(start, end) for start, end, token in found if token == phrase[0]]
    hits = []
    for i in range(len(found) - size + 1):
        if [token for _s, _e, token in found[i : i + size]] == phrase:
            hits.append((found[i][0], found[i + size - 1][1]))
    return hits


def prefix_places(text: str, begin: str) -> list[tuple[int, int]]:
    """Where words stand that begin so, or whose stem does, as (start, end)."""
    return [
        match.span()
        for match in _WORD.finditer(text)
        if any(safe(word).startswith(begin) or stem(word).startswith(begin) for word in words(match.group())[:1])
    ]
