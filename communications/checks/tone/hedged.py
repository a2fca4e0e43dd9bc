"""When a word of doubt is honest: while the fault is still looked into, and where it speaks of what readers may do or see."""

from __future__ import annotations

import re
from functools import lru_cache

from communications.checks.context import WHILE_IT_LASTS, Context
from communications.checks.span import Span
from communications.checks.text import Text

_LOOKING = re.compile(
    r"(?<!\w)(?:(?:we(?:['’]re|\s+are)|our\s+\w+(?:\s+\w+)?\s+(?:is|are))\s+(?:\w+\s+){0,2}?(?:investigating|looking\s+(?:into|for|at)|searching|digging|trying\s+to\s+find|"
    r"working\s+to\s+(?:find|understand|identify))|investigation\s+(?:is\s+(?:still\s+)?(?:on-?going|under\s+way|underway)|continues)|"
    r"(?:we|I)\s+(?:do\s+not|don['’]t)\s+(?:yet\s+)?know\s+(?:yet|why|the\s+cause|what\s+(?:the\s+cause|caused))|cause\s+is\s+(?:not\s+yet|still\s+(?:not|un))\s*known|"
    r"being\s+(?:looked\s+into|investigated)|still\s+under\s+investigation)(?!\w)",
    re.I,
)
# Each is said once by whoever does not know yet. "May" counts where it guesses at what is or was.
_GUESSES = (
    r"(?:seem|appear|look)(?:s|ed)?(?=\s+(?:to|that|as|like|likely|it|un|not|now)(?!\w))|likely|probabl[ey]|(?<=we\s)(?:believe|think|suspect|expect|assume|hope)|"
    r"(?:may|might|could)(?=\s+(?:(?:well|also|not|still|perhaps|possibly|already)\s+)*(?:have|be|possibly|perhaps|well|conceivably)(?!\w))|possibl[ey]|"
    r"potential(?:ly)?|apparent(?:ly)?|presumabl[ey]|perhaps|maybe|suspected|believed|thought|assumed|hopefully"
)
_GUESS = re.compile(rf"(?<!\w)(?:{_GUESSES})(?!\w)", re.I)
# What should be, and what signs point to, is one only where nobody looks for the cause any more.
_DOUBT = re.compile(
    rf"(?<!\w)(?:{_GUESSES}|should(?=\s+(?:\w+\s+)?(?:be|have|work|see)(?!\w))|in\s+some\s+cases|some\s+signs|indicat\w+|suggests?|points?\s+to)(?!\w)",
    re.I,
)
# Whoever says these has more than one doubt, or one about what can be known.
_STRONG = re.compile(
    r"conceivabl|arguabl|somewhat|kind\s+of|sort\s+of|more\s+or\s+less|extent|degree|theor|principle|speak|inclin|tend(?:s|ed)?\b|chance|odds|impossib|unlikely|exclu|\brule|"
    r"suppos|presum|guess|hopefu|manner|sense\b|certain|somehow|interpret|impression|feeling|understanding|knowledge|judge|as\s+far|entirely|exactly|if\s+any|mistaken|ventur|"
    r"gather|\bfair|\bsafe|reason\s+to|by\s+and\s+large|all\s+being|\bhear|rumou?r|alleged|seemingly|ostensibl|purported|likelihood|probability|hunch|expert|may\s+or\s+may|"
    r"might\s+or\s+might|rather\b|quite|fairly|pretty|would|perhaps|hopefully|maybe|remains|argue|imagin|tempt|reckon|surmis|specul",
    re.I,
)
# Of these nobody has need, even while he does not know.
_EMPTY = re.compile(
    r"\bconceivably|chances\s+are|fair\s+to\s+(?:suppose|assume|say)|something\s+or\s+other|by\s+and\s+large|we\s+\w+,\s+without|ha(?:s|ve)\s+hopefully\s+been|"
    r"all\s+being\s+well|so\s+to\s+s(?:ay|peak)|as\s+it\s+were|in\s+a\s+manner\s+of|would\s+(?:tend|seem|appear)|"
    r"not\s+(?:inconceivable|unlikely|impossible|improbable|implausible)",
    re.I,
)
_POSSIBLE = re.compile(r"(?:possible|potential)\s", re.I)
_FAR = 160  # no clause is longer
_CLAUSE = re.compile(r"[,;:–—]\s|[()]|\s--\s|\s(?:and|but|so|because|which)\s", re.I)
_YOU = re.compile(
    r"(?<!\w)(?:you|some\s+of\s+you|many\s+of\s+you|(?:anyone|everyone|those|all|anybody|everybody)(?:\s+(?:who|whose(?:\s+\w+)?))?|whose(?:\s+\w+)?|what(?:\s+else)?|who)\s+(?:may|might)(?!\w)",
    re.I,
)
_IF = re.compile(r"(?<!\w)(?:if|when|where|unless|until|whether)(?!\w)[^.!?]{0,120}\Z", re.I)
_SHOWN = re.compile(r"(?<!\w)(?:that|which|who|may|might|will|to|can)\s+\Z", re.I)
_SHOWS = re.compile(r"(?:appear|seem)(?:s|ed)?\s+to\b|(?:would\s+)?(?:appear|seem)s?\b", re.I)
_LIKELY_TO = re.compile(
    r"(?:\b|un)?likely\s+to\s+(?!have|be)\w", re.I
)  # "it was likely to fail" tells how probable it was
_BUT = re.compile(r"[^.!?,;]{0,40},?\s(?:but|although|while\s+in)(?!\w)", re.I)
_GOOD = re.compile(r"(?:prevented|saved|helped|spared|made\s+things\s+worse)", re.I)


def hedges(text: Text, sentence: Span, start: int, end: int, context: Context) -> bool:
    """Whether it is more than honest doubt."""
    found = text.prose[start:end]
    if found.startswith("May ") and start > sentence.start:  # the month
        return False
    lasts = context.kind in WHILE_IT_LASTS
    heaped = _doubts(text.prose, sentence, start, end, _GUESS if lasts else _DOUBT) > 1
    if _LIKELY_TO.match(text.prose, max(start, end - 6)):
        return False
    if (
        context.kind in WHILE_IT_LASTS
    ):  # whoever still looks for the cause, or does not know yet how long it will take, says so
        return (heaped and not _POSSIBLE.match(found)) or (
            not _is_shown(text.prose, sentence, start, end)
            and bool(_EMPTY.search(text.prose, max(sentence.start, start - 5), min(sentence.end, end + 6)))
        )
    if _STRONG.search(found) or heaped:
        return True
    if _is_shown(text.prose, sentence, start, end):
        return False
    if not _DOUBT.search(text.prose, start, min(sentence.end, end + 20)):
        return True
    return not (_is_for_readers(text.prose, sentence, start, end) or _is_looked_into(text, context))


def _doubts(prose: str, sentence: Span, start: int, end: int, doubt: re.Pattern[str]) -> int:
    """How many in its clause."""
    first, last = max(sentence.start, start - _FAR), min(sentence.end, end + _FAR)
    begun = max((one.end() for one in _CLAUSE.finditer(prose, first, start)), default=first)
    following = _CLAUSE.search(prose, end, last)
    return sum(1 for _one in doubt.finditer(prose, begun, following.start() if following else last))


def _is_shown(prose: str, sentence: Span, start: int, end: int) -> bool:
    """What seems to work on a screen, but does not, is what readers see, not what the writer guesses."""
    shows = _SHOWS.search(prose, start, end)
    return bool(
        shows
        and (
            _SHOWN.search(prose, max(sentence.start, start - 16), shows.start()) or _BUT.match(prose, end, sentence.end)
        )
    )


def _is_for_readers(prose: str, sentence: Span, start: int, end: int) -> bool:
    """You may have noticed; if you paid, you may have paid twice; they may have prevented worse."""
    before = max(sentence.start, start - 40)
    return bool(
        _YOU.search(prose, before, min(sentence.end, end + 1))
        or _IF.search(prose, max(sentence.start, start - 140), start)
        or _GOOD.search(prose, start, min(sentence.end, end + 12))
    )


def _is_looked_into(text: Text, context: Context) -> bool:
    return context.kind in WHILE_IT_LASTS or _says_so(text.prose)


@lru_cache(maxsize=4)  # asked for each word of doubt
def _says_so(prose: str) -> bool:
    return bool(_LOOKING.search(prose))
