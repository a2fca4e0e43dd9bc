"""How hard a text is to read, and for how long. The grade is Flesch-Kincaid's (Kincaid et al. 1975); syllables are estimated."""

from __future__ import annotations

import re
from functools import lru_cache

WORDS_A_MINUTE = 230

_VOWELS = re.compile(r"[aeiouyàáâãäåæèéêëìíîïòóôõöøœùúûüýÿ]+")
# Endings whose vowel is not heard: "caused", "times", "make", but not "needed", "services", "table".
_SILENT = re.compile(
    r"(?:[^laeiouy]e|[aeiouy]le|[^tdaeiouy]ed|[^szxcgaeiouy]es|(?<![csxz])(?<!sh)(?<!ch)[^aeioucgsxz]es)\Z"
)
# Vowels side by side that are two syllables.
_APART = re.compile(r"ia(?!l\b|n\b)|io(?!n|us)|iu|eo(?!us)|ua(?!r)|uou|[^q]ui(?=ng)|yi|oi(?=ng)|ea(?=te)|ie(?=nt|t)")


@lru_cache(maxsize=16384)
def syllables(word: str) -> int:
    """At least one. Digits count as one each up to four, as they are spoken at least so long."""
    word = word.lower()
    if any(one.isdigit() for one in word):
        return max(1, min(4, sum(one.isdigit() for one in word)))
    count = len(_VOWELS.findall(word)) + len(_APART.findall(word))
    if count > 1 and _SILENT.search(word):
        count -= 1
    return max(1, count)


def grade(words: int, sentences: int, spoken: int) -> float:
    """US school grade; 0 where nothing stands."""
    if not words or not sentences:
        return 0.0
    return 0.39 * words / sentences + 11.8 * spoken / words - 15.59


def seconds(words: int) -> int:
    return round(words * 60 / WORDS_A_MINUTE)
