"""Words of blame and of deflection that are neither where they stand: what somebody lost, what was at fault, what was not ours to have."""

from __future__ import annotations

import re

from communications.checks.span import Span
from communications.checks.text import Text

# "Your drivers lost their rest time": what befell them. Who lost a parcel or a key is another matter.
_LOST = re.compile(r"\blost\Z", re.I)
_SUFFERED = re.compile(
    r"\s+(?:[\w'’,.-]+\s+){0,4}?(?:time|hours?|minutes?|days?|mornings?|afternoons?|evenings?|nights?|weekends?|holidays?|money|euros?|dollars?|pounds?|wages?|pay|income|earnings|sales|business|turnover|orders|bookings?|connections?|seats?|places?|turns?|rest|sleep|"
    r"access|work|data|photos|power|heating|light|signal|picture|sound|patience|trust|faith|hope|appointments?|flights?|trains?)(?!\w)",
    re.I,
)
# "The persons concerned have been informed", but not "… have been spoken to".
_CONCERNED = re.compile(r"\b(?:concerned|responsible|in\s+question)\s+(?:has|have|had|was|were)\Z", re.I)
_TOLD = re.compile(
    r"\s+(?:(?:all|also|each|since|now|both|already|\w+ly)\s+)*(?:been\s+)?(?:\w+ly\s+)?(?:informed|told|notified|contacted|written|advised|invited|asked|offered|compensated|refunded|paid|reimbursed|credited|called|phoned|rung|reached|helped|sent|given|"
    r"received|got|had|thanked|visited|met|apologi[sz]ed\s+to|affected|without|unable|left)(?!\w)",
    re.I,
)
# "The line at fault": a thing, of which nobody is the cause.
_AT_FAULT = re.compile(r"\bat\s+fault\Z", re.I)
_WHAT = re.compile(
    r"(?<!\w)(?:the|a|an|what|which|each|any|whatever)\s+(?:[\w-]+\s+)?(?P<what>[\w-]+)\s+(?:was\s+|is\s+|were\s+)?\Z",
    re.I,
)
_BE = frozenset(
    {"is", "are", "was", "were", "be", "being", "clearly", "solely", "alone", "partly", "also", "who", "that"}
)
# "It was our drivers who helped."
_HELPED = re.compile(
    r"\bwho\s+(?:helped|stayed|noticed|saved|worked|warned|reported|waited|suffered|paid|bore|stepped|answered|guided|carried)\Z",
    re.I,
)
# An institution that writes of itself by its name.
_HOUSE = re.compile(
    r"(?<!\w)(?:the|our)\s+(?:school|university|college|academy|hospital|museum|library|clinic|court|commission|club|faculty|kindergarten|choir|theatre|zoo|parish|chamber)\s+"
    r"(?:had|has|did|does|was|is)\s+(?:not|never|only)(?!\w)",
    re.I,
)
_SETTLED = re.compile(
    r"(?<!\w)(?:(?:dear|to\s+(?:all|our|the))\s+(?:\w+\s+){0,3}?(?:famil|parents|pupils|students|patients|members|visitors|readers|guardians|children))",
    re.I,
)

_NOT_OURS = re.compile(r"\bnot\s+ours\Z", re.I)
_WE_HAD = re.compile(r"(?<!\w)(?:we|I)\s[^.;:!?]*\b(?:that|which|what)\s+(?:was|were|is|are)\s*\Z", re.I)
_NO_FAULT_OF = re.compile(r"\b(?:fault|failing|wrongdoing)\s+(?:of|on)\Z", re.I)
_THEIRS = re.compile(r"\s+(?!ours?(?!\w)|us(?!\w)|the\s+(?:company|bank|school|team|operator)(?!\w))", re.I)
_WE_PREPARED_NONE = re.compile(
    r"(?<!\w)(?:we|I|us)\s+(?:had|have)\s+(?:\w+ly\s+)?(?:planned|prepared|provided|arranged|bought|built|foreseen|made|kept|booked|tested|ordered|set\s+up|thought\s+of|written|laid|agreed|practised|practiced|considered|tried)\s+(?:for\s+)?(?:no|little)(?!\w)",
    re.I,
)
# "The price is returned with the next bill": how readers are paid.
_RETURNED = re.compile(
    r"\b(?:prices?|fees?|fares?|charges?|costs?|amounts?|money|sums?|deposits?|payments?)\b.*\b(?:returned|refunded|repaid|credited|paid\s+back|reimbursed|deducted|waived)\b",
    re.I,
)
# "Unless a human mistake is made": nothing has happened that anybody could be blamed for.
_MISTAKE = re.compile(r"\b(?:errors?|mistakes?|failures?|slips?|failings?)\Z", re.I)
_UNLESS = re.compile(
    r"(?<!\w)(?:unless|barring|short\s+of|except\s+for|in\s+(?:the\s+)?(?:case|event)\s+of|should)\s+(?:there\s+(?:is|be|are)\s+)?(?:(?:an?|any|some|another|further)\s+)?\Z",
    re.I,
)
_IF_ANY = re.compile(r"(?<!even\s)(?<!\w)(?:if|in\s+case|when)\s+(?:(?:an?|any|some|another)\s+)?\Z", re.I)
_IS_MADE = re.compile(
    r"\s+(?:is|are|gets?|should\s+be)\s+made(?!\w)|\s+(?:happens?|occurs?|arises?|slips?|creeps?)(?!\w)", re.I
)


# "Her error rate" is a measure.
_ERROR = re.compile(r"\b(?:error|fault|mistake)\Z", re.I)
_OF_ERRORS = re.compile(
    r"[\s-]+(?:rates?|messages?|codes?|logs?|reports?|pages?|handling|budgets?|tolerant|tolerance|bars?|margins?)(?!\w)",
    re.I,
)


def blames_nobody(text: Text, sentence: Span, start: int, end: int, people: frozenset[str]) -> bool:
    prose = text.prose
    if _ERROR.search(prose, start, end) and _OF_ERRORS.match(prose, end, sentence.end):
        return True
    if _MISTAKE.search(prose, start, end) and _is_only_possible(prose, sentence, start, end):
        return True
    if _LOST.search(prose, start, end):
        return bool(_SUFFERED.match(prose, end, sentence.end))
    if _CONCERNED.search(prose, start, end):
        return bool(_TOLD.match(prose, end, sentence.end))
    if _AT_FAULT.search(prose, start, end) and end - start < 12:
        what = _WHAT.search(prose, max(sentence.start, start - 60), start)
        return what is not None and what["what"].lower() not in people | _BE
    if _HELPED.search(prose, start, end):
        return True
    return bool(
        _HOUSE.search(prose, max(sentence.start, start - 24), min(sentence.end, end + 4))
        and _SETTLED.search(prose, 0, 200)
    )


def _is_only_possible(prose: str, sentence: Span, start: int, end: int) -> bool:
    before = max(sentence.start, start - 40)
    return bool(
        _UNLESS.search(prose, before, start)
        or (_IF_ANY.search(prose, before, start) and _IS_MADE.match(prose, end, sentence.end))
    )


def owns_up(text: Text, sentence: Span, start: int, end: int) -> bool:
    prose = text.prose
    if _NOT_OURS.search(prose, start, end):
        return bool(_WE_HAD.search(prose, max(sentence.start, start - 120), max(sentence.start, end - 8)))
    if _NO_FAULT_OF.search(prose, start, end):
        return bool(_THEIRS.match(prose, end, sentence.end))
    return bool(_WE_PREPARED_NONE.search(prose, start, end) or _RETURNED.search(prose, start, end))
