"""When a small word makes little of what somebody suffered: not where a quantity stands beside it, nor of what is still to come."""

from __future__ import annotations

import re
from functools import lru_cache

from communications.checks.context import WHILE_IT_LASTS, Context
from communications.checks.moments import MOMENT
from communications.checks.span import Span
from communications.checks.text import Text

_QUANTITY = re.compile(
    r"(?<![\w.,:/-])\d[\d.,]*(?:\s?%|\s?[½¼¾])?(?![\w:/-])|\d\s?(?:min|h|s|ms|k|m)\b|\d+h\d|\d-(?:minute|hour|second|day|week)"
    r"|(?<!\w)(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|dozen|"
    r"hundred|thousand|half\s+an?\s+hour|an\s+hour|one\s+(?:minute|hour|second|day|in)|a\s+(?:third|quarter|minute|day)|per\s+cent|percent)(?!\w)",
    re.IGNORECASE,
)
# From when until when is how long.
_SPAN = re.compile(
    r"(?<!\w)(?:between|from)\s[^.;!?]{0,40}?\d{1,2}[:.h]\d\d[^.;!?]{1,40}?\s(?:to|until|till|and|-|–)\s[^.;!?]{0,40}?\d{1,2}[:.h]\d\d|"
    r"\d{1,2}[:.h]\d\d(?:\s*[ap]\.?m\.?)?(?:\s+\w+)?\s*(?:to|until|till|and|-|–)\s*\d{1,2}[:.h]\d\d",
    re.I,
)
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
# Small whatever is said of it besides; how many, rather than how long.
_ALWAYS = re.compile(
    r"(?:little|tiny|small|minor|slight|mere)\s+(?:glitch|hiccup|blip|hitch|snag|bump|wobble|mishap)|storm|tempest|peanuts|trifle|no\s+big|(?:to\s+worry|to\s+lose)\Z|\ba\s+mere\b"
)
_COUNTS = re.compile(
    r"few|handful|number|share|subset|portion|fraction|minority|percentage|group|couple|proportion|selection|circle|segment|sprinkling"
)
_TIME = re.compile(
    r"(?:an?\s+)?(?:[\d.,½]+|\w+)[\s-]*(?:minutes?|mins?|hours?|hrs?|h|seconds?|secs?|s|days?|weeks?|months?|years?|ms|nights?)(?!\w)",
    re.I,
)
_WITHOUT = re.compile(r"(?<!\w)without\s+(?:an?|any)\s+\Z", re.I)
# "No small matter" is the contrary of a small one; a small thing that may be is not yet one; "hardly anybody could sleep" tells of many.
_SMALL = re.compile(
    r"(?:an?\s+|the\s+)?(?:very\s+)?(?:small|minor|little|slight|mere|trivial|trifling|negligible|insignificant|petty|brief|short|limited|harmless|simple|matter|question)",
    re.I,
)
_NO_SMALL = re.compile(
    r"(?<!\w)(?:no|not|never|hardly|nor|anything\s+but|far\s+from)\s+(?:just\s+|only\s+|merely\s+)?(?:an?\s+|the\s+)?\Z|(?:n['’]t|not)\s+(?:just\s+|only\s+|merely\s+)?an?\s+\Z",
    re.I,
)
_MEANT_SMALL = re.compile(r"(?<!\w)should\s+have\s+(?:been|lasted|taken)\s+(?:only\s+|just\s+)?(?:an?\s+)?\Z", re.I)
_SHOULD_IT_BE = re.compile(r"\A(?:if|even|however|whether|every|each|no\s+matter)(?!\w)[^.!?]*\Z", re.I)
_HARDLY_ANYBODY = re.compile(r"(?:hardly|barely|scarcely)\s+any(?:body|one)?\Z", re.I)
_COULD = re.compile(
    r"(?:\s+(?:of\s+)?(?!could|was|were|got)[\w'’]+){0,3}?\s+(?:could|slept|(?:was|were)\s+(?:able|left|open|running)|got\s+(?:through|home|in|any|an?|their|what))(?!\w)",
    re.I,
)
_IN_A_WHILE = re.compile(r"(?:with)?in\b|soon\b|momentarily\b|shortly\b", re.I)
_WILL = re.compile(r"[^.;:!?]{0,70}?(?<!\w)(?:will|shall|are\s+going|is\s+going)(?!\w)", re.I)
_FAR = 240  # no clause is longer
_NUMBERED = re.compile(
    r"(?<!\w)(?:table|terminal|flight|gate|version|release|update|level|line|route|ward|room|hall|house|block|building|floor|page|article|section|annex|"
    r"paragraph|step|phase|zone|district|region|lane|platform|track|berth|pier|class|grade|form|bus|tram|train|unit|cent(?:re|er)|no\.?|number|season|chapter|"
    r"tier|round|part|freezer|pump|lift|server|node|station|kilomet(?:re|er)|exit|junction|channel|studio|stage|court|coach|car|column|field|patch|firmware)s?\s+\Z",
    re.I,
)
# Where a number belongs to something else.
_CLAUSE = re.compile(r";|,\s+(?:and|but|so|yet|while|whereas|because|since)(?!\w)", re.I)
_TO_COME = re.compile(
    r"(?:(?<!\w)(?:(?:will|(?-i:may)|might|should)(?!\s+(?:not\s+)?have(?!\w))|expect|hoping\s+to|hope\s+to|expected|planned|shall|(?:going|due)\s+to|to\s+follow|give\s+us)(?!\w)|['’]ll(?!\w))"
    r"(?![^.!?]*\b(?:that|which|who)\b[^.!?]*\Z)",
    re.I,
)
_COMES = re.compile(
    r"[\w\s,'’-]{0,60}?\b(?:will|may|might|shall|should|(?:is|are)\s+(?:expected|planned|likely|going)\s+to)\s+(?:also\s+|then\s+|not\s+)?"
    r"(?:occur|happen|follow|begin|start|take\s+place|be\s+(?:necessary|needed|required|unavoidable|possible)|arise|result)(?!\w)"
    r"|[\w\s,'’-]{0,60}?\b(?:is|are|(?:may|might|can|could|should|will)\s+be)\s+(?:to\s+be\s+)?(?:expected|planned|scheduled|foreseen|announced|possible)(?!\w)",
    re.I,
)
# Planned work is told in advance, and then how short it will be is what readers want to know.
_PLANNED = re.compile(
    r"(?<!\w)(?:(?:planned|scheduled|upcoming)\s+(?:\w+\s+){0,2}(?:maintenance|works?|outage|downtime|interruption|upgrade|update|migration)|maintenance\s+(?:window|will|is|on|takes)|"
    r"(?<!post\s)(?<!page\s)(?<!notice\s)(?<!thread\s)(?<!status\s)(?<!issue\s)(?<!incident\s)(?:will\s+be|(?:is|are)\s+(?:going\s+)?to\s+be)\s+(?:\w+\s+)?(?:upgraded|migrated|updated|moved|restarted|replaced|unavailable|offline|down|carried\s+out)|expected\s+impacts?|"
    r"(?:will|to)\s+take\s+place|(?:goes|go|going)\s+down\s+for|we(?:['’]ll|\s+will|\s+shall|\s+plan\s+to)\s+(?:be\s+(?:perform|upgrad|migrat|carry|mov|replac|reboot|restart|switch|patch|conduct|shut)\w*ing|perform|upgrade|migrate|carry\s+out|proceed|restart|move|do))(?!\w)",
    re.I,
)
_MAY_COME = re.compile(r"will|may|might|shall|should|can|could|is|are")
# What may be, in the line of a form, and what is so whenever it happens.
_POSSIBLE = re.compile(r"(?<!\w)(?:possible|potential|usually|normally|typically|generally)(?!\w)[^.;:!?]*\Z", re.I)
# A few of those whom nothing befalls are no matter; nor is what is to be warded off, or what is said to be grave in the same breath.
_HARM = re.compile(
    r"(?<!\w)(?:affect|impact|fail|err(?:or|ed)|experienc|unable|cannot|could\s+not|can['’]t|delay|tim(?:e|ed|ing)[\s-]?out|issue|problem|slow|lost|los[et]|missing|degrad|"
    r"incorrect|wrong|down(?!load)|offline|unavailable|interrupt|disrupt|without|still|no(?!\w)|not(?!\w)|see(?:ing)?(?!\w)|longer|block|unreach)",
    re.I,
)
_WARDED_OFF = re.compile(
    r"(?<!\w)(?:prevent|avoid|further|resilien\w+\s+(?:to|against)|handle|against|survive|tolerate|fix(?:e[sd]|ing)?|patch(?:es|ed)?|solves?|cope\s+with|for\s+when|any|no|no\s+more|without)(?:\s+\w+)?\s+\Z",
    re.I,
)
_MOST_SMALL = re.compile(r"(?<!\w)(?:only|just|merely|mere|very|extremely)(?!\w)", re.I)
_SHARE = re.compile(rf"{_COUNTS.pattern}|\b(?:amount|set)\b", re.I)
_PERCENT = re.compile(r"\d\s?%|\d\s+per\s?cent|\d\s+(?:out\s+)?of\s", re.I)  # said in the next sentence
_YET_GRAVE = re.compile(
    r"[^.!?]{0,120}?\b(?:but|yet|although|though|still)\b[^.!?]{0,120}?\b(?:significant|serious|sever|bad|important|grave|unacceptabl)",
    re.I,
)


def makes_little(text: Text, sentence: Span, start: int, end: int, context: Context) -> bool:
    """What is still to come may be guessed at."""
    said = text.lowered[start:end]
    if _ALWAYS.search(said):
        return True
    if context.kind in WHILE_IT_LASTS and (is_planned(text.prose) or _is_of_no_harm(text, sentence, start, end)):
        return False
    if _WITHOUT.search(text.prose, max(sentence.start, start - 16), start):
        return False
    if _is_not_little(text, sentence, start, end):
        return False
    before = max(sentence.start, start - 80)
    if _TO_COME.search(text.prose, before, start):
        return False
    if context.kind in WHILE_IT_LASTS and _POSSIBLE.search(text.prose[max(before, start - 60) : start]):
        return False
    if _MAY_COME.search(text.lowered, end, min(sentence.end, end + 90)) and _COMES.match(text.prose, end, sentence.end):
        return False
    first, last = max(sentence.start, start - _FAR), min(sentence.end, end + _FAR)
    begun = max((one.end() for one in _CLAUSE.finditer(text.prose, first, start)), default=first)
    following = _CLAUSE.search(text.prose, end, last)
    last = following.start() if following else last
    counts = bool(_COUNTS.search(said))
    return not (_has_quantity(text.prose, begun, start, counts) or _has_quantity(text.prose, end, last, counts))


def _is_of_no_harm(text: Text, sentence: Span, start: int, end: int) -> bool:
    prose = text.prose
    first, last = max(sentence.start, start - _FAR), min(sentence.end, end + _FAR)
    if _WARDED_OFF.search(prose, max(sentence.start, start - 40), start) or _YET_GRAVE.match(prose, end, last):
        return True
    if not _SHARE.search(prose, start, end) or _MOST_SMALL.search(prose, max(sentence.start, start - 12), end):
        return False
    return (
        _is_investigated(prose)  # then nobody knows how many
        or bool(_PERCENT.search(prose, max(0, start - _FAR), end + _FAR))
        or not (_HARM.search(prose, first, start) or _HARM.search(prose, end, last))
    )


def _is_not_little(text: Text, sentence: Span, start: int, end: int) -> bool:
    before = max(sentence.start, start - 40)
    if _SMALL.match(text.prose, start, end) and (
        _NO_SMALL.search(text.prose, before, start)
        or _MEANT_SMALL.search(text.prose, before, start)
        or _SHOULD_IT_BE.match(text.prose[sentence.start : start])
    ):
        return True
    if _HARDLY_ANYBODY.search(text.prose, start, end) and _COULD.match(text.prose, end, sentence.end):
        return True
    return bool(_IN_A_WHILE.match(text.prose, start, end) and _WILL.match(text.prose, end, sentence.end))


@lru_cache(maxsize=4)  # asked for each small word
def _is_investigated(prose: str) -> bool:
    return "investigat" in prose.lower()


@lru_cache(maxsize=4)  # asked for each small word
def is_planned(prose: str) -> bool:
    return bool(_PLANNED.search(prose))


def _has_quantity(prose: str, start: int, end: int, counts: bool) -> bool:
    """Times, dates, years and what is numbered (gate 7) are no quantities; how long it took is none of those who were hit."""
    if not counts and _SPAN.search(prose, start, min(len(prose), end + 60)):
        return True
    if not _QUANTITY.search(prose, start, end):
        return False
    past = start
    for moment in [*MOMENT.finditer(prose, start, end), None]:
        until = moment.start() if moment else end
        for found in _QUANTITY.finditer(prose, past, until):
            if counts and _TIME.match(prose, found.start(), end):
                continue
            if not _YEAR.match(found[0]) and not _NUMBERED.search(prose, max(start, found.start() - 16), found.start()):
                return True
        past = moment.end() if moment else end
    return False
