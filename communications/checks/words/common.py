"""Words that tell nothing of what a sentence is about. Source: ours."""

from __future__ import annotations

import re
from functools import lru_cache

from communications.checks.quantities.dates import MONTHS, WEEKDAYS
from communications.checks.words.vague import SMALL, stem

_WORD = re.compile(r"[^\W\d_][^\W_]*(?:['’-][^\W\d_]+)*")
_NOTHING = """
utc gmt cet cest bst est edt cst cdt pst pdt ist eet am pm hour hours minute minutes seconds day days week
weeks night  morning afternoon evening time total all other others first about around nearly roughly approximately
some almost  one two three four five six seven eight nine ten eleven twelve hundred thousand million half quarter
percent per cent  same again during shortly just only also still already now until till since under down up he said
told were been being got get take took taken
"""
_EMPTY = frozenset(stem(word) for word in (*MONTHS, *WEEKDAYS, *_NOTHING.split()))


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    found = stem(word)
    return "" if found in _EMPTY or found in SMALL or len(found) < 2 else found


def content(prose: str) -> frozenset[str]:
    """The stems of the words that tell what it is about."""
    return frozenset(found for word in _WORD.findall(prose.lower()) if (found := _stem(word)))
