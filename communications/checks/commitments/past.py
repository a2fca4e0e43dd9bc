"""Whether a clause tells of something that happened. Word by word, which is sooner done than by one pattern."""

from __future__ import annotations

import re
from itertools import islice

from communications.checks.words.lists import set_of
from communications.checks.words.steps import IRREGULAR

_WORD = re.compile(r"[^\W_][\w'’-]*|[,;:(–—]")
_PREFIX = re.compile(r"^(?:re|over|out|under|up|with)-?(?=[a-z]{3})")
_IRREGULAR = frozenset(IRREGULAR.split("|")) - {"stuck", "ground", "wound", "bound", "bent"}
_PARTICIPLES = set_of(
    "been become begun built cut done drawn found given gone got grown held kept known led left lost made met paid put read run said seen sent set shown shut split taken told understood won written"
    " risen chosen fallen brought bought caught broken driven taught thought spent rewritten redone rebuilt rerun reset withdrawn undone"
)
# Before what has been done to a thing: "is lowered", "the lowered limit".
_PASSIVE = set_of("is are be being gets get am 's 're")
_BEFORE_THINGS = _PASSIVE | set_of(
    "to the a an our its their all any of for with in on by from and each every no per both as not or new old between these those his her than about at into have got having two three four five six seven eight nine ten few several many some"
)
_NO_VERBS = set_of("need feed speed seed indeed exceed succeed proceed embed shed bed red hundred unified detailed")
_ADVERBS = set_of("also already now since just not never been all both long then only")
_UNTIL = set_of("by until before due")
_NO_DAY = set_of("the then than no later")
_DAYS = re.compile(
    r"^(?:\d|[QH]\d|EO[DWMQY]|(?i:end|mid|next|then|this|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|easter|christmas|spring|summer|autumn|winter|first|second|third|last))"
)


def happened(clause: str) -> bool:
    words = _WORD.findall(clause)
    small = [word.lower() for word in words]
    for at, word in enumerate(small):
        before = small[at - 1] if at else ""
        if word == "had" and not _is_perfect(small, at + 1):
            return True
        if word in ("has", "have", "had"):
            if _is_perfect(small, at + 1) and not _is_to_be(words, at + 2):
                return True
        elif _PREFIX.sub("", word) in _IRREGULAR or word in _IRREGULAR:
            if before not in _PASSIVE and before not in ("to", "the", "a") and not _is_to_be(words, at + 1):
                return True
        elif (
            word.endswith("ed")
            and len(word) > 3
            and words[at][0].islower()
            and ("-" not in word or word.startswith(("re-", "pre-", "over-", "un-", "co-")))
            and word not in _NO_VERBS
            and before not in _BEFORE_THINGS
            and not before.endswith("ly")
            and not before[:1].isdigit()
            and not _is_to_be(words, at + 1)
        ):
            return True
    return False


def _is_perfect(small: list[str], at: int) -> bool:
    """What follows "has", but for adverbs."""
    for word in islice(small, at, at + 3):
        if word in _PARTICIPLES or (word.endswith("ed") and word not in _NO_VERBS):
            return True
        if word not in _ADVERBS and not word.endswith("ly"):
            return False
    return False


def _is_to_be(words: list[str], at: int) -> bool:
    """Whether the day follows by which it is done: "tested by 4 May"."""
    if at >= len(words) or words[at].lower() not in _UNTIL:
        return False
    following = next((word for word in words[at + 1 : at + 4] if word.lower() not in _NO_DAY), "")
    return _DAYS.match(following) is not None
