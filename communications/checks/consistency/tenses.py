"""Which verb of the past a place has for its own. Source of the forms: ours."""

from __future__ import annotations

from collections.abc import Iterable

from communications.checks.words.common import WORD
from communications.checks.words.roots import PAST

_FAR = 40  # words between a place and the verb that is its own
_SHORT = frozenset(
    ("burst", "cost", "hit", "cut", "shut", "put", "run", "come", "become", "couldn't", "didn't", "could")
)
_ARTICLES = frozenset(("a", "an", "the", "our", "your", "their", "its"))
_WEAK = frozenset(("was", "were", "had"))


def is_past(word: str) -> bool:
    return word in PAST or word in _SHORT or (len(word) > 4 and word.endswith("ed"))


def last_past(said: str) -> str:
    """The last verb of the past: of "was declined" what was; "an expired certificate" has none."""
    found = WORD.findall(said)[-_FAR:]
    return _past_of(zip(reversed(found), reversed(["", *found][: len(found)]), strict=True))


def first_past(said: str) -> str:
    found = WORD.findall(said)[:_FAR]
    return _past_of(zip(found, ["", *found], strict=False))


def _past_of(said: Iterable[tuple[str, str]]) -> str:
    """Of words, each with the one before it."""
    weak = ""
    for word, led in said:
        if word in _WEAK:
            weak = weak or word
        elif is_past(word):
            if led not in _ARTICLES:
                return word
        elif weak:
            break
    return weak
