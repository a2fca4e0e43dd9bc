"""A text as rules read it: stems in order, with the ends of sentences and clauses among them."""

from __future__ import annotations

import re
from functools import lru_cache

from archive.search.stems import fold, stem

END, PAUSE, NUMBER = ".", ",", "#"
_PIECE = re.compile(
    r"\d+(?:[.,:]\d+)*"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|[.!?…;]+(?=[\s\"'”’)\]]|$)|\n\s*[\n•*-]"
    r"|[,:()–—]|\s-\s"
)
# fmt: off
_NUMBERS = frozenset((
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "thirty",
    "forty", "dozen",
))
# fmt: on
# Their stems are those of other words: "pleased" has that of "please".
# fmt: off
_WHOLE = frozenset((
    "please", "excel", "excellent", "impression", "unfortunate", "unfortunately", "excellence", "canned",
    "generally", "perfectly", "badly", "news", "nothing", "something", "anything", "happened", "helpful", "useful",
    "timely", "holding", "figures", "forwarded", "forwarding", "forwards",
))
# fmt: on
# What is written as one word and says two, with or without its apostrophe.
_TWO = {"cannot": ("can", "not"), "can't": ("can", "not"), "won't": ("will", "not"), "shan't": ("shall", "not")}
_JOINED = "is was does did do has have had are were could would should"
_TWO |= {f"{word}n't": (word, "not") for word in _JOINED.split()}
_TWO |= {short.replace("'", ""): two for short, two in _TWO.items()}
_SHORT = {"d": "would", "ll": "will", "ve": "have", "re": "are"}  # "we've" is two words, "customer's" is one


@lru_cache(maxsize=50_000)
def _tokens_of(piece: str) -> tuple[str, ...]:
    first = piece[0]
    if first.isdigit():
        return (NUMBER,)
    if not first.isalpha():
        return (END,) if first in ".!?…;\n" else (PAUSE,)
    word = fold(piece[:100]).replace("’", "'")
    if word in _NUMBERS:
        return (NUMBER,)
    if two := _TWO.get(word):
        return (stem(two[0]), two[1])
    word, _apostrophe, rest = word.partition("'")
    first = word if word in _WHOLE else stem(word)
    return (first, _SHORT[rest]) if rest in _SHORT else (first,)  # "we've" is "we", "customer's" is "customer"


def tokens(text: str) -> list[str]:
    """Ends with the end of a sentence."""
    found: list[str] = []
    for piece in _PIECE.findall(text):
        found += _tokens_of(piece)
    found.append(END)
    return found


def places(text: str) -> list[tuple[int, int]]:
    """Of each token of `tokens(text)` but the last: where it stands, as (start, end)."""
    return [piece.span() for piece in _PIECE.finditer(text) for _token in _tokens_of(piece[0])]


def of_word(word: str) -> tuple[str, ...]:
    """Of one word of a rule; most are one token."""
    return (NUMBER,) if word == NUMBER else _tokens_of(word)
