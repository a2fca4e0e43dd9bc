"""Whether words say when: a day, a week, a quarter, a time."""

from __future__ import annotations

import re

from communications.checks.quantities import dates
from communications.checks.words.families import any_of
from communications.checks.words.lists import set_of

_NUMBER = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty)"
_ABOUT = r"(?:(?:approx(?:imately|\.)?|about|around|roughly|another|circa|ca\.?|~|less than|under|up to|at most) ?)?(?:\d+ ?(?:-|–|to) ?)?"
_UNIT = r"(?:min(?:ute)?s?|h|hours?|(?:working |business )?days?|weeks?|months?)"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b"
_SAID = any_of(
    rf"\b{_WEEKDAY}|\b(?:in|by|mid|early|late|until|till|through|throughout|before|to|during|since|from|and)[\s-](?:the end of |mid-?|early |late )?{_MONTH}"
    rf"|\b(?:mid|early|late)[ -]{_MONTH}"
    r"|\bEO[DWMQY]\b|\b(?:end|close) of (?:business|play|sprint|day|week|month|quarter|year|term)\b|\bw/[ce]\b|\bwk ?\d|(?<=[(\[,–—:-])\s?(?:by |due |on |until |from )?(?!24/7)(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|[12]\d|3[01])(?:/\d{2,4})?(?=\s*(?:[)\],.;]|$))|\b(?:by|due|on|until|till|before|from) (?!24/7)(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|[12]\d|3[01])\b(?!/? ?(?:of|%))"
    r"|(?<=[(\[,–—:-])\s?(?:by |due |on |until |from )?(?:[12]?\d|3[01])\.(?:1[0-2]|0?[1-9])\.(?=\s*(?:[)\],;]|$))"
    r"|\b[QH][1-4]\b|\b(?:first|second|third|fourth|last) (?:quarter|half of)\b|\b(?<!those of )(?<!data of )(?:calendar week|week|CW|KW|sprint|iteration|release) \d"
    r"|\b(?:the |that )?same (?:day|week|night|evening|morning|afternoon|date|weekend)\b|\b(?:the|that) (?:day|week|night|morning) (?:after|before)\b|\bthe (?:following|next) (?:day|week|morning|night)\b"
    r"|\bthe \d{1,2}(?:st|nd|rd|th)\b"
    r"|\b(?:today|tonight|tomorrow|midnight|noon|midday)\b"
    r"|\b(?:this|next) (?:week|weekend|month|quarter|year|morning|afternoon|evening|spring|summer|autumn|fall|winter)\b"
    rf"|\b(?:end|middle|start|beginning|week|weekend|half|course) of (?:the )?{_MONTH}"
    r"|\b(?:end|middle|start|beginning) of (?:the |this |next )?(?:day|week|month|quarter|year|term|season|sprint)\b"
    rf"|\b(?:within|in|after)(?: the)?(?: next| coming| following)? {_ABOUT}{_NUMBER} {_UNIT}\b|\b(?:for|over) the (?:next|coming|following) {_NUMBER} {_UNIT}\b|\b{_NUMBER} {_UNIT} (?:later|from now|at the latest)\b"
    r"|\b(?:[01]?\d|2[0-3]):[0-5]\d\b|\b\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b|\b(?:in|by|during|until|before|of) (?:19|20)\d\d\b",
)
_OFTEN = re.compile(
    r"\b(?:daily|nightly|hourly|weekly|fortnightly|monthly|quarterly|yearly|annually|(?:every|each) (?!single)(?:\w+ ){0,2}?(?:second|minute|hour|day|night|morning|evening|week|weekday|weekend|month|quarter|half-year|year|spring|autumn|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|sprint|release|deployment|\d+)s?"
    r"|(?:once|twice|\w+ times) (?:an?|per|every|each) \w+|(?:hour by hour|day by day|per (?:hour|day|week|month|quarter|year)))\b",
    re.IGNORECASE,
)
# An event that everybody has in the calendar bounds a step as well.
ALSO_DAYS = any_of(
    r"\b(?:before|by|until|till|ahead of|in time for|no later than|prior to) (?:the |our |this |his |her )?(?:next|coming|upcoming|following|winter|summer|spring|autumn|christmas|easter|annual|quarterly|monthly|weekly|new|school|holiday|black friday|go-?live|launch|launch day|audit|freeze|(?:change )?freeze|peak season|season|holidays|semester|term|renewal|election|sale)\b(?! (?:we|they|it|is|one|version is))"
    rf"|\b(?:on|by|until|due|before) (?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b|\b(?:20\d\d-)?W\d{{1,2}}\b|\b[CK]W ?\d|\b20\d\d/[01]?\d/[0-3]?\d\b|\b20[23]\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\b|\b\d{{1,2}} [a-zäéû]{{3,9}} 20\d\d\b"
    rf"|\b(?:month|year|quarter|sprint)(?:'s|’s)?[ -]end\b|\b(?:end|mid|early|late)[ -]{_MONTH}|\bEOQ\d?\b|\b(?:1st|2nd|3rd|4th) quarter\b|\bFY ?\d\d|\b(?:over|on|before|at) (?:the |this |next )?weekend\b|\bin a fortnight\b|\b(?:by|until|till|before) then\b|\bthis sprint\b"
    rf"|\b(?:at|in|during) the (?:next |{_MONTH} )(?:[\w-]+ ){{0,2}}?(?:meeting|retro|review|window|board|stand-?up|audit|drill)\b|\b(?:spring|summer|autumn|fall|winter) 20\d\d\b|[,(] ?{_MONTH}(?=\W*$)|^{_MONTH}$",
)
_FOR = re.compile(rf"\bfor (?:another |at least )?{_NUMBER} (?:more )?{_UNIT}\b", re.IGNORECASE)
_START = re.compile(
    r"\b(?:starting|beginning|effective|since|from|as of|as from|next(?: \w+)?)\s+(?:on\s+|in\s+|at\s+)?(?:this\s+(?!week|month|year|quarter)|next\s+(?!week|month|year|quarter))?",
    re.IGNORECASE,
)


_WORDS = set_of(
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec quarter half week weeks sprint iteration release today tonight tomorrow midnight noon midday weekend month months year morning afternoon evening spring"
    " summer autumn fall winter day days term season same before after following within min mins minute minutes h hour hours night date"
)
_BELONGS = re.compile(
    r"(?<!week )(?<!end )(?<!night )(?<!evening )(?<!morning )(?<!weekend )(?<!afternoon )(?<!release )(?<!version )(?<!build )(?<!deployment )(?<!sprint )(?<!window )(?<!rollout )(?<!update )(?<!maintenance )(?<!meeting )(?<!hotfix )(?<!freeze )(?<!half )(?<!quarter )(?<!drill )(?<!exercise )(?<!audit )(?<!officer )(?<!shift )(?<!duty )(?<!as )(?<!deploy )\b(?:of|since) (?:the )?\Z"
)
_DIGIT = re.compile(r"\d")


def may_be_said(words: str, vocabulary: frozenset[str]) -> bool:
    """Whether a closer look is worth it."""
    return _DIGIT.search(words) is not None or not _WORDS.isdisjoint(vocabulary)


def is_said(words: str) -> bool:
    return bool(_SAID.search(words)) or next(dates.read(words), None) is not None


def is_due(words: str) -> bool:
    """As `is_said`, but for what only belongs to a day: "the results of 13 March"."""
    return bool(_SAID.search(words)) or any(not _BELONGS.search(words[: day.start]) for day in dates.read(words))


def recurs(words: str) -> bool:
    return _OFTEN.search(words) is not None


def without(words: str) -> str:
    return _SAID.sub(" ", words)


def is_bounded(words: str, *, by_rhythm: bool = True) -> bool:
    """Whether it has an end, a rhythm or a measure. A day on which it only starts is none."""
    return bool(
        (by_rhythm and _OFTEN.search(words))
        or _FOR.search(words)
        or re.search(r"\d ?%|\bif (?!needed|required|necessary|appropriate|possible)|\bunless\b", words)
        or is_said(_without_starts(words))
    )


def _without_starts(words: str) -> str:
    kept, past = [], 0
    days = {day.start: day.end for day in dates.read(words)}
    for found in _START.finditer(words):
        if found.end() in days and not re.match(r"\s*(?:to|until|till|through|–|-)\s", words[days[found.end()] :]):
            kept.append(words[past : found.start()])
            past = days[found.end()]
        elif said := _SAID.match(words, found.end()):
            kept.append(words[past : found.start()])
            past = said.end()
    return " ".join([*kept, words[max(past, 0) :]])
