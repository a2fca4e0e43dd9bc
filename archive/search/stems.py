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
def _read(word: str) -> tuple[str, str] | None:
    """A word and its stem as the index has them. A page of results asks for thousands of words, most of them again and again."""
    found = words(word)
    return (safe(found[0]), stem(found[0])) if found else None


class Read:
    """The words of a text as they stand, for marking what was found."""

    def __init__(self, text: str) -> None:
        matches = list(_WORD.finditer(text))
        read = [_read(match[0]) for match in matches]
        if None in read:
            kept = [(match, one) for match, one in zip(matches, read, strict=True) if one is not None]
            matches, read = [match for match, _one in kept], [one for _match, one in kept]
        self.matches, self.read = matches, read

    def phrase(self, phrase: tuple[str, ...]) -> list[tuple[int, int]]:
        """Where a phrase of stems stands, as (start, end)."""
        first, size = phrase[0], len(phrase)
        tokens = [one[1] for one in self.read if one]
        starts = [i for i, token in enumerate(tokens) if token == first]
        if size > 1:
            starts = [i for i in starts if tuple(tokens[i : i + size]) == phrase]
        return [(self.matches[i].start(), self.matches[i + size - 1].end()) for i in starts]

    def beginning(self, begin: str) -> list[tuple[int, int]]:
        """Where words stand that begin so, or whose stem does, as (start, end)."""
        found = zip(self.matches, self.read, strict=True)
        return [match.span() for match, one in found if one and (one[0].startswith(begin) or one[1].startswith(begin))]
