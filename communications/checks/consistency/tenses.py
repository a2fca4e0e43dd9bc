"""Which verb of the past a place has for its own. Source of the forms: ours."""

from __future__ import annotations

import re
from collections.abc import Iterable

from communications.checks.words.common import WORD
from communications.checks.words.roots import PAST

_FAR = 40  # words between a place and the verb that is its own
_SHORT = frozenset(
    ("burst", "cost", "hit", "cut", "shut", "put", "run", "come", "become", "couldn't", "didn't", "could")
)
_ARTICLES = frozenset(("a", "an", "the", "our", "your", "their", "its"))
_WEAK = frozenset(("was", "were", "had"))


# What is so from now on, or on every day: "is open until 9 pm", "gets double miles from 20 May".
_NOW = re.compile(
    r"\b(?:(?:is|are) (?:\w+ )?(?:open|staffed|manned|extended|valid|free|half price|there for you|at your disposal)|gets? (?:an?|one|two|three|four|five|double|twice|half|free|their|your|the|\d+)|receives?|runs(?! (?:dry|slow|out of))"
    r"|runs? out|expires?|applies|leaves|meets|(?:has|have) until|can (?:still )?(?:claim|apply|ask|use|change|return|rebook|pay|reach))\b"
)
_GOES_ON = re.compile(
    r"\b(?:sale|offer|show|fair|exhibition|season|term|campaign|market|course|festival|promotion|event|discount)s? (?:goes|go) on\b"
)
# "Our night shift, who leave at 06:00, …"
_WHO_DO = re.compile(
    r"\b(?:who|which|that) (?:\w+ly )?(?:leave|start|begin|end|open|close|work|arrive|come|go|run|meet)s?\b[\w\s]{0,20}\Z"
)


_NOW_WORDS = frozenset(
    [
        "is",
        "are",
        "get",
        "gets",
        "receives",
        "run",
        "runs",
        "expires",
        "applies",
        "leaves",
        "meets",
        "has",
        "have",
        "can",
        "go",
        "goes",
        "who",
        "which",
        "that",
    ]
)


def is_now(before: str, after: str) -> bool:
    """Whether the verb to which a place belongs is one of those, by what its clause has before and after it."""
    if _NOW_WORDS.isdisjoint(before.split()):
        return False
    if _WHO_DO.search(before):
        return True
    found = max(_NOW.finditer(before), key=re.Match.start, default=None) or _GOES_ON.search(before)
    return found is not None and not first_past(before[found.end() :]) and not first_past(after)


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
