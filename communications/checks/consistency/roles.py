"""Whether a time is told as the incident's beginning or end, or as when it was noticed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import islice

from communications.checks.consistency import incident, matching, roles_led, tenses
from communications.checks.consistency.view import Place, View
from communications.checks.context import Context
from communications.checks.quantities.dates import MONTHS, WEEKDAYS
from communications.checks.quantities.times import Time
from communications.checks.words import consistency as words

START, END, NOTICED, WHOLE = "start", "end", "noticed", "whole"
_SOFT = (
    r"(?:\s(?:(?:shortly|just|about|around|approximately|roughly|after|before|at|a|little|on|the|early|late|morning|afternoon|evening|night|of|\d{1,2}(?:st|nd|rd|th)?|\d{4}"
    rf"|{'|'.join(sorted((*MONTHS, *WEEKDAYS), key=len, reverse=True))})\b,?))*"
)
_FROM = re.compile(
    rf"\b(?:between|from|since|w\.?e\.?f\.?|with effect from|starting|beginning|as of|as from|effective|onwards from){_SOFT},?\s\Z"
)
_UNTIL = re.compile(rf"(?:\b(?:until|till|to|through){_SOFT},?\s|\band{_SOFT},?\s|[–—-]\s?)\Z")
_BOUND = re.compile(r"(?<!shortly )(?<!just )(?<!soon )\b(?:before|after)\s(?:the )?\Z")
_ANY_AFTER = re.compile(
    r"\b(?:any ?time|anything|everything|anyone|anybody|everyone|everybody|whoever|all|those who)\b[\w\s,]{0,60}\bafter\s(?:the )?\Z|\bever since\s\Z"
)
_BY = re.compile(r"\bby\s(?:about |around )?\Z")
_GOES_ON = re.compile(r"[ap.m\s]{0,5}\s?(?:\(?[a-z]{2,5}\)?\s?)?(?:[–—-]|to|until|till)\s?\d")
_IT = re.compile(r"\b(?:it|this) (?:all )?(?:began|started|ended|was over)\b")
_RANGE_BEFORE = re.compile(r"\d[\d:.]*\s?(?:[ap]\.?m\.?)?\s?(?:[a-z]{2,5}\s)?(?:[–—-]|to|until|till)\s?\Z")
_NOTICE = re.compile(
    r"\b(?:noticed|realised|realized|learned of it|heard of it|got wind|tipped (?:us )?off|came to our attention|(?:first|initial) (?:\w+ )?(?:clue|sign|signs|inkling|hint|warning|alarm|trace|indication)|first (?:saw|heard|knew|learned)|(?:saw|caught|spotted|heard of|heard about|knew of|knew about) (?:it|this|that|something|the (?:problem|fault|failure|outage|trouble|first))|detected|discovered|spotted|picked (?:it |this |the \w+ )?up|became aware|alarm (?:was raised|went off|sounded)|(?:first )?alerts? (?:fired|came|arrived|went off)|alerted)\b"
)
# "Fixed at 1:35 am."
_FRAGMENT = re.compile(
    r"\W*(?:(?P<start>(?:all )?(?:started|began|down|offline|broken|first (?:failures?|errors?|alerts?|reports?)))|(?:all |fully |finally |now )?(?:fixed|resolved|restored|recovered|back(?: up| online)?|all clear|over|solved|repaired|done))(?: (?:at|since|from|by|from about|around|shortly after|just after))?\s\Z"
)
_LONG_LEAD = 60  # letters, which is more than such words have
_END_LABEL = re.compile(r"\b(?:until|restor|resol|recover)")
_ENDS = re.compile(r"\b(?:to|until|till|and|through)\b|[–—-]")
_NOT = re.compile(r"\b(?:not|never|only)\b|n't\b")
_LATER = frozenset(("root_cause", "resolution"))
# What is done about an incident, or besides it.
DONE = re.compile(
    r"\b(?:inform\w*|told|tell|notif\w*|wrote|written|publish\w*|post(?:ed|s)?|announc\w*|mail\w*|sent|called|rang|phoned|telephoned|paged|woken|met|meeting|arriv\w*|decid\w*|ask\w*|offer\w*|identif\w*|found"
    r"|located|diagnos\w*|discover\w*|notic\w*|detect\w*|investigat\w*|suppl(?:ier|y)\w*|engineer\w*|technician\w*|staff|colleagues?|team|guards?|extend\w*|deploy\w*|replac\w*|refund\w*|flights?|trains?|bus|tested|tests?"
    r"|opens?|closes?|hours|until (?:further|then)|planned|schedul\w*|maintenance|departed|left|boarded|last (?:flight|train|bus|boat))\b"
)
# "Everything has worked normally since 15:40."
_WORKS = r"\b(?:has|have|had) (?:\w+ )?(?:been )?(?:fully )?(?:work(?:ed|ing)|r[au]n(?:ning)?|operat(?:ed|ing)|function(?:ed|ing)) (?:\w+ )?(?:normally|as (?:usual|normal|always)|again|fine|properly|smoothly|reliably)"
_WORKS_SINCE = re.compile(rf"{_WORKS}(?: again)? since{_SOFT}\s\Z")
_SINCE = re.compile(rf"\W*since{_SOFT}\s\Z")
_HAS_WORKED = re.compile(rf"[\w\s]{{0,8}},? (?:\w+ ){{1,4}}?{_WORKS}")
_TOLD = re.compile(
    r"(?:told|wrote|informed|notified|called|rang|phoned|announced|posted|published|emailed|mailed|texted|alerted|warned)"
)
_FOR = re.compile(r"\bfor (?:the )?\Z")
# What does so every day.
_STARTS = re.compile(
    r"\b(?:school|schools|classes|lessons|shift|shifts|day|service|shop|shops|office|offices|doors|night) (?:starts?|begins?|opens?|closes?|ends?)\b"
)
_YOU = re.compile(r"\b(?:you|your|customers?|users?|people|homes|everyone|everybody)\b")
_AGAIN = re.compile(r"\bagain\b")


def of_time(place: Place[Time], context: Context) -> str:
    """Empty where it may be the time of something else."""
    stems, topics = incident.service_stems(context), incident.topics(context)
    known = (stems, topics, context.started_at, context.resolved_at, context.detected_at is None)
    role = place.roles.get(known)
    if role is None:
        role = place.roles[known] = _of_time(place, context)
    return role


def is_outright(place: Place[Time]) -> bool:
    """Whether a label says so, or both ends are told together."""
    text = place.view.text
    if _is_labelled(place):
        return True
    return any(
        one is not place
        and abs(one.start - place.start) < 80
        and one.sentence == place.sentence
        and _ENDS.search(text.lowered, min(one.end, place.end), max(one.start, place.start))
        for one in place.view.times
    )


def _is_labelled(place: Place[Time]) -> bool:
    lowered, start = place.view.text.lowered, place.sentence.start
    return lowered.find(":", start, place.start) >= 0 and words.LABEL.match(lowered, start, place.start) is not None


def works_since(place: Place[Time]) -> bool:
    if "since" not in place.before:
        return False
    if _SINCE.fullmatch(place.before):
        return _HAS_WORKED.match(place.after) is not None
    return _WORKS_SINCE.search(place.before) is not None


def _of_time(place: Place[Time], context: Context) -> str:
    if label := _of_label(place):
        return label
    if works_since(place):
        return END
    if led := roles_led.of_lead(place, context):
        return led
    if place.told.is_to_come:
        return ""
    if role := _of_words(place, context) or by_the_other(place, context):
        return role
    return roles_led.of_the_only_one(place, context) if _strange(place.view, context) == [place] else ""


def _of_words(place: Place[Time], context: Context) -> str:
    near = place.before[-60:]
    if _NOTICE.search(near) and context.detected_at:
        return NOTICED
    if _is_of_before(place):
        return ""
    is_start = _ANY_AFTER.search(near) is not None and place.told.is_of_trouble
    if is_start or (_FROM.search(near) and _is_the_start(place, context) and not roles_led.is_partly(place)):
        return "" if roles_led.is_foreign(place, context) else START
    is_of_trouble = incident.is_of_trouble(place, context) or bool(_IT.search(place.clause_words))
    if not is_of_trouble and not place.near.isdisjoint(incident.topics(context)):
        is_of_trouble = place.view.has(words.BREAKS, place.clause) or words.BEGAN.search(place.before) is not None
    if not is_of_trouble and not place.view.has(words.REGAINED, place.clause):
        return ""
    if _FOR.search(near) or _STARTS.search(place.clause_words) or roles_led.is_foreign(place, context):
        return ""
    if _TOLD.fullmatch(tenses.last_past(place.before)):
        return ""
    return _of_span(place, near, is_of_trouble, context)


def _is_of_before(place: Place[Time]) -> bool:
    """Whether "had failed" is said of it, not of what a comma parts from it."""
    if not place.told.is_of_before:
        return False
    return words.HAD.search(f"{place.before.rpartition(', ')[2]} … {place.after.partition(',')[0]}") is not None


def _of_label(place: Place[Time]) -> str:
    """By "Start:" before it, or by the one word of a fragment: "Fixed at 1:35 am"."""
    text = place.view.text
    if not _is_labelled(place):
        lead = _FRAGMENT.match(place.before) if len(place.before) < _LONG_LEAD else None
        return "" if lead is None else START if lead["start"] else END
    label = text.lowered[place.sentence.start : place.start]
    is_second = any(place.sentence.start <= one.start < place.start for one in place.view.times)
    return END if is_second or words.ENDED.search(label.split(":")[0]) or _END_LABEL.search(label) else START


def _of_span(place: Place[Time], near: str, is_of_trouble: bool, context: Context) -> str:
    """By "from" or "until" before it, else by verbs."""
    if _FROM.search(near) or (near.endswith(("(", ", ", ": ")) and _GOES_ON.match(place.after)):
        return START if is_of_trouble and place.told.is_of_trouble else END
    if _UNTIL.search(near):
        is_range = "between" in near or "from" in place.before.lower() or bool(_RANGE_BEFORE.search(near))
        return END if is_of_trouble and (is_range or place.told.is_of_trouble) else ""
    if _BOUND.search(near) or (_BY.search(near) and place.told.is_partly):
        return ""
    return _of_verb(place, place.before, place.after, place.clause_words, context)


def _is_the_start(place: Place[Time], context: Context) -> bool:
    """Of a text that tells when it ended, and nowhere when it began: whether this is the first time that it says."""
    if not context.started_at or not context.resolved_at or place is not place.view.times[0]:
        return False
    start, end = (incident.minute_of(at) for at in (context.started_at, context.resolved_at))
    times = place.view.times
    return any(one.value.is_just(end) for one in times) and not any(one.value.is_at(start) for one in times)


def by_the_other(place: Place[Time], context: Context) -> str:
    """Of a text that tells one end of the incident, at no place the other, and one time besides that is nobody's: that time is
    meant to be the other end, if it lies on its side and is not said of what was done about it."""
    if not context.started_at or not context.resolved_at or _strange(place.view, context) != [place]:
        return ""
    if place.told.is_of_before or place.section in _LATER or DONE.search(place.clause_words):
        return ""
    if roles_led.is_partly(place) or roles_led.is_foreign(place, context):
        return ""
    if _BOUND.search(place.before) and not _NOT.search(place.before):
        return ""
    start, end = (incident.minute_of(at) for at in (context.started_at, context.resolved_at))
    others = [one for one in place.view.times if one is not place]
    begun, over = (next((one for one in others if one.value.is_just(minute)), None) for minute in (start, end))
    if (begun is None) == (over is None):
        return ""
    other = begun or over
    return "" if other is None or not _is_close(place, other) else END if begun else START


def _strange(said: View, context: Context) -> list[Place[Time]]:
    """The times that are nobody's; two, if there are more."""
    known = tuple(moment.minute for moment in incident.moments(context))
    if known not in said.strange:
        strange = (one for one in said.times if not any(one.value.is_at(minute) for minute in known))
        said.strange[known] = list(islice(strange, 2))
    return said.strange[known]


def _is_close(place: Place[Time], other: Place[Time]) -> bool:
    """Whether both stand within a few sentences, in the order in which they were."""
    return abs(place.start - other.start) < 300


def _of_verb(place: Place[Time], before: str, after: str, clause: str, context: Context) -> str:
    """By the last verb before it, else by the first after it."""
    found = [
        (one.start(), role)
        for pattern, role in ((words.BEGAN, START), (words.ENDED, END))
        for one in pattern.finditer(before)
    ]
    is_of_topic = not place.near.isdisjoint(incident.topics(context))
    if is_of_topic or place.told.is_of_trouble:
        found.extend((one.start(), START) for one in words.BREAKS.finditer(before))
    if found:
        role = max(found)[1]
        return role if role == END or is_of_topic or place.told.is_of_trouble or _IT.search(clause) else ""
    if place.told.is_partly and not words.BEGAN.search(after):
        return ""
    if words.REGAINED.search(after) or _AGAIN.search(after):
        return END
    if words.BEGAN.search(after):
        return START if place.told.is_of_trouble else ""
    return START if (is_of_topic or _YOU.search(clause)) and words.BREAKS.search(after) else ""


def likeness[Value](
    ours: Iterable[Place[Value]], theirs: Iterable[Place[Value]], role_of: Callable[[Place[Value]], str]
) -> Callable[[Place[Value], Place[Value]], float]:
    """As `matching.likeness`, and where each text says once when it began, those are alike whatever the words."""
    mine, other = ({id(one): role_of(one) for one in some} for some in (ours, theirs))
    once = {
        role
        for role in (START, END, NOTICED, WHOLE)
        if Counter(mine.values())[role] == 1 == Counter(other.values())[role]
    }

    def alike(one: Place[Value], their: Place[Value]) -> float:
        here, there = mine.get(id(one), ""), other.get(id(their), "")
        if here and here == there and here in once:
            return 10.0
        return 0.0 if here and there and here != there else matching.likeness(one, their)

    return alike
