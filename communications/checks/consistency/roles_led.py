"""What a time is told as by what leads it in: "it took until", "nothing sold after … was lost", "by … everybody had it back"."""

from __future__ import annotations

import re

from communications.checks.consistency import incident
from communications.checks.consistency.incident import minute_of
from communications.checks.consistency.view import Place
from communications.checks.context import Context
from communications.checks.quantities.times import DAY, Time
from communications.checks.words import consistency as words

START, END = "start", "end"
_SOFT = r"(?:\s(?:about|around|approximately|roughly|at|the))*"
_NOT_UNTIL = re.compile(
    rf"(?:\b(?:took|taken|not|nor|never)\b|n't\b)[^.;,]{{0,40}}(?<!shortly )(?<!just )(?<!soon )(?<!minutes )\b(?:until|till|before){_SOFT}\s\Z|\A\W*(?:only|not (?:until|before|till)){_SOFT}\s\Z|\bcould only [^.;,]{{0,40}}\bat{_SOFT}\s\Z|\bonly (?:at|from|after){_SOFT}\s\Z"
)
_TO_FIND = re.compile(
    r"\b(?:find|found|know|knew|learn\w*|identif\w*|answer\w*|tell|told|inform\w*|count\w*|refund\w*|repl\w+|notic\w*|hear\w*|underst\w+|cause|call\w*|wrote|write|arriv\w*|reach(?:ed)? (?:us|the)|supplier|engineers?|technicians?)\b"
)
_AFTER = re.compile(rf"(?<!shortly )(?<!just )(?<!soon )(?<!right )(?<!minutes )\bafter{_SOFT}\s\Z")
_BEFORE = re.compile(rf"(?<!shortly )(?<!just )(?<!soon )(?<!right )(?<!minutes )\bbefore{_SOFT}\s\Z")
_LEADS = frozenset(["until", "till", "before", "after", "by", "at", "from", "since", "around", "about", "towards"])
_UNTILS = frozenset(("until", "till", "before", "after"))
_LONG_LEAD = 90  # letters of "it took us until"
_MOST_LEAD = 32  # letters before a time among which one of these stands
_SINCE = re.compile(rf"\bsince{_SOFT}\s\Z")
_DRY = re.compile(
    r"\bhad been (?:\w+ )?(?:without|down|out|off|dry|dark|offline|closed|cut off|on paper|in the dark|waiting)\b"
)
# What was well: so it was not yet, or no longer.
_WELL = re.compile(
    r"\b(?:not (?:\w+ )?(?:affected|concerned|hit|touched|lost|at risk|in question)|unaffected|safe|complete|correct|fine|normal|normally|as usual|went through|was saved|were saved|intact|right|valid|ok|okay|in order|received|processed|counted|charged once|without (?:\w+ )?(?:trouble|problems?|errors?|loss))\b"
)
_ALL = re.compile(
    r"\b(?:all|every|everyone|everybody|everything|everywhere|each|the last|both|whole|entire|again|back|normal|once more|finally|at last)\b"
)
_BY = re.compile(rf"\b(?:by|at|from|since|around|about|towards){_SOFT}\s\Z")
_GOT = re.compile(
    r"\b(?:had|took|worked|got|could(?! not|n't)|ran|were (?:\w+ )?(?:able|up|open|back|there|online|connected|supplied|served)|was (?:\w+ )?(?:able|up|open|back|there|online|connected|supplied|served|over|done|well|gone)|flowed|accepted|answered|opened|came|returned|went|saw|reached|received|showed|loaded|carr(?:ied|ying)|function\w+|let)\b"
)
PART = re.compile(
    r"\b(?:some|several|many|most\w*|few|fewer|half (?:of|the)|parts?|share|partly|partially|initial\w*|thought|believed|assumed|hoped|gradual\w*|peak\w*|worst|heaviest|improv\w*|less|(?<!once )more|test\w*|chang\w*|updat\w*|(?:was|were|been|we) made|per cent|percent|thirds|a third|quarter of)\b|%"
)
_SOME = re.compile(r"\b(?:some|several|many|few|half) of\b")
_LEAD = re.compile(rf"(?:\b(?:at|from|since|by|until|till|towards|around|about)|\A\W*|\bit was){_SOFT}\s?\Z")
_UNTIL = re.compile(rf"\b(?:until|till){_SOFT}\s\Z")
_BY_THEN = re.compile(rf"\bby{_SOFT}\s\Z")
_HARD = re.compile(r"\b(?:no|nothing|nobody|none|without|on paper|by hand|empty|waited|wait|kept|only)\b")
_OVER = re.compile(
    r"\b(?:passed|under control|no longer|picked up|as it should|ready|went through|lifted|took effect|let (?:\w+ )?in|could use|sold the first|in hand|gone|done|cleared|turned (?:\w+ )?(?:back )?on|switched (?:\w+ )?(?:back )?on|well)\b"
)
_READER = re.compile(
    r"\b(?:you|your|our|customers?|users?|clients?|guests?|visitors?|patients?|pupils?|students?|teachers?|staff|people|passengers?|travell?ers?|shops?|merchants?|homes|households?|wards?|schools?|players?|viewers?|everyone|everybody|everything|nobody|no one|the (?:\w+ )?things?|the situation|screens?|it all)\b"
)
# Whose hours are their own.
_FOREIGN = re.compile(
    r"\b(?:roads?|streets?|lanes?|shifts?|museum|hotline|helpline|office|desk|crews?|guards?|tankers?|market|canteen|check-?outs?|calls?|meetings?|press|police|engineers?|technicians?|supplier|team|colleagues?|hall|tours?|updates?|backups?|payouts?|statements?|letters?|mails?|texts?|messages?)\b"
)
_ELSE = re.compile(
    r"\b(?:told|wrote|written|informed|notified|called|rang|phoned|announced|posted|published|emailed|mailed|texted|alerted|warned|asked|met|arrived|found|discovered|noticed|identified|decided|watched|tested|replaced|installed|began to (?:look|search)|searched|looked|started to|as (?:always|usual|planned)|any day|on call|sent|came (?:in|to)|joined|left)\b"
)
_RANGE = re.compile(
    r"\s?(?:[a-z]{1,5}\.?\s|\([a-z]{2,5}\)\s)?(?:to|and|until|till|through|[–—-])\s?(?:about |around |the )?"
)


def is_when_well(place: Place[Time]) -> bool:
    """Whether it is said to have been well before it, or after it."""
    near = place.before[-_MOST_LEAD:]
    return _WELL.search(place.clause_words) is not None and bool(_BEFORE.search(near) or _AFTER.search(near))


def is_partly(place: Place[Time]) -> bool:
    """Whether it is told of some, or of how it got better or worse."""
    return PART.search(f"{place.before} … {place.after}") is not None


def of_lead(place: Place[Time], context: Context) -> str:
    if role := _of_range(place, context):
        return role
    before, clause = place.before, place.clause_words
    near = before[-_MOST_LEAD:]
    leads = _LEADS.intersection(near.split())
    if not leads:
        return ""
    if "had " in clause and (led := _of_had(place, near)):
        return led if _is_of_it(place, context) else ""
    if place.told.is_of_before or _SOME.search(clause) or _TO_FIND.search(clause):
        return ""
    if not leads.isdisjoint(_UNTILS) or "only" in before:
        if _NOT_UNTIL.search(before[-_LONG_LEAD:]):
            return END if _is_of_it(place, context) else ""
        if (is_after := _AFTER.search(near)) or _BEFORE.search(near):
            return "" if not _WELL.search(clause) else END if is_after else START
    if _BY.search(near) and _ALL.search(clause) and not place.told.is_of_trouble and not is_partly(place):
        return END if _GOT.search(clause) and not place.told.is_to_come and _is_of_it(place, context) else ""
    return ""


def _of_had(place: Place[Time], near: str) -> str:
    """As in "since ten we had been without water", "by noon it had passed"."""
    clause = place.clause_words
    if _SINCE.search(near) and "had been " in clause and (place.told.is_of_trouble or _DRY.search(clause)):
        return START
    is_over = _BY_THEN.search(near) and (_OVER.search(clause) or words.ENDED.search(clause))
    return END if is_over and not is_partly(place) else ""


def is_foreign(place: Place[Time], context: Context) -> bool:
    """Whether it is told of what has hours of its own."""
    return _FOREIGN.search(place.clause_words) is not None and place.near.isdisjoint(incident.topics(context))


def of_the_only_one(place: Place[Time], context: Context) -> str:
    """Of a text whose only time of nobody this is: told of the past, of readers or services, it is the beginning where something
    fails, and the end where it works again."""
    said = place.clause_words
    if place.told.is_to_come or place.told.is_of_before or is_partly(place) or is_foreign(place, context):
        return ""
    if _ELSE.search(said) or words.SPARED.search(said) or not _LEAD.search(place.before):
        return ""
    is_of_trouble = place.told.is_of_trouble
    if not is_of_trouble and place.near.isdisjoint(incident.topics(context)) and not _READER.search(said):
        return ""
    if _UNTIL.search(place.before):
        return END if is_of_trouble or _HARD.search(said) else ""
    is_over = (
        words.REGAINED.search(said)
        or words.ENDED.search(said)
        or _OVER.search(said)
        or (_ALL.search(said) and not is_of_trouble)
    )
    role = END if is_over else START if is_of_trouble and not _BY_THEN.search(place.before) else ""
    wanted = context.resolved_at if role == END else context.started_at
    return role if role and wanted and _is_close(place.value, minute_of(wanted), context) else ""


def _is_close(time: Time, wanted: int, context: Context) -> bool:
    """Whether somebody may have mistaken one for the other."""
    length = 0.0
    if context.started_at and context.resolved_at:
        length = (context.resolved_at - context.started_at).total_seconds() / 60
    return any(abs((one - wanted + 720) % DAY - 720) <= max(120, min(length, 300)) for one in time.instants)


def _is_of_it(place: Place[Time], context: Context) -> bool:
    return (
        place.told.is_of_trouble
        or not place.near.isdisjoint(incident.topics(context))
        or words.REGAINED.search(place.clause_words) is not None
    )


def _of_range(place: Place[Time], context: Context) -> str:
    """Of a span of which one end is the incident's: what the other is."""
    if not context.started_at or not context.resolved_at or is_partly(place):
        return ""
    text, times = place.view.text.lowered, place.view.times_within(place.sentence)
    at = times.index(place)
    if at and _is_joined(text, times[at - 1], place) and times[at - 1].value.is_just(minute_of(context.started_at)):
        return END
    if at + 1 < len(times) and _is_joined(text, place, times[at + 1]):
        return START if times[at + 1].value.is_just(minute_of(context.resolved_at)) else ""
    return ""


def _is_joined(text: str, one: Place[Time], other: Place[Time]) -> bool:
    return other.start - one.end < 40 and _RANGE.fullmatch(text, one.end, other.start) is not None
