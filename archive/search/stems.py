"""Words as both engines see them: stemmed here, so that SQLite and PostgreSQL find the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

WORD = re.compile(r"[^\W_]+")
BEYOND_ASCII = "u8"  # begins a token of a word with other letters
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
    return token if token.isascii() else BEYOND_ASCII + token.encode("utf-8", "surrogatepass").hex()


def words(text: str) -> list[str]:
    """The folded words of a text, in order, at most 100 characters each."""
    found = WORD.findall(fold(text))
    return found if max(map(len, found), default=0) <= 100 else [word[:100] for word in found]


def stems(text: str) -> list[str]:
    return [stem(word) for word in words(text)]


class Word(NamedTuple):
    word: str
    stem: str


@lru_cache(maxsize=50_000)
def read(word: str) -> Word | None:
    """A word of a text as the index has it. A page of results asks for hundreds, most of them again and again."""
    found = words(word)
    return Word(safe(found[0]), stem(found[0])) if found else None
