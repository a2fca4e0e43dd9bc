"""Words that tell nothing of what a sentence is about. Source: ours."""

from __future__ import annotations

import re
from functools import lru_cache

from communications.checks.quantities import zones
from communications.checks.quantities.dates import MONTHS, WEEKDAYS
from communications.checks.quantities.numbers import UNITS
from communications.checks.words.alike import ALIKE
from communications.checks.words.roots import root
from communications.checks.words.vague import SMALL_WORDS

WORD = re.compile(r"[^\W\d_][^\W_]*(?:['’-][^\W\d_]+)*")
_NOTHING = """
utc gmt cet cest bst est edt cst cdt pst pdt ist eet am pm hour hours minute minutes seconds day days week
weeks night  morning afternoon evening time total all other others first about around nearly roughly approximately
some almost  one two three four five six seven eight nine ten eleven twelve hundred thousand million half quarter
percent per cent  same again during shortly just only also still already now until till since under down up he said
told were been being got get take took taken noon midnight midday past hrs hr mins min
"""
_EMPTY = frozenset(root(word) for word in (*MONTHS, *WEEKDAYS, *_NOTHING.split()))


@lru_cache(maxsize=16384)
def stem_of(word: str) -> str:
    """Of a word in small letters: the same for all that say the same; "" where it tells nothing."""
    found = root(word)
    if word.partition("-")[0] in UNITS or (word[0] == "h" and word[1:].isdigit()):  # "thirty-one", "14h05"
        return ""
    return (
        ""
        if found in _EMPTY or word in zones.NAMES or word in SMALL_WORDS or len(found) < 2
        else ALIKE.get(found, found)
    )


def content(prose: str) -> frozenset[str]:
    """The stems of the words that tell what it is about."""
    return frozenset(found for word in WORD.findall(prose.lower()) if (found := stem_of(word)))
