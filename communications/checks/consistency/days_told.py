"""Which days a day has to be one of, by what the text says happened on it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from communications.checks.consistency import days_left, incident, plain
from communications.checks.consistency.view import Place
from communications.checks.context import Context
from communications.checks.quantities.dates import Day
from communications.checks.quantities.times import Time
from communications.checks.span import Span
from communications.checks.words import consistency as words
from communications.checks.words.common import stem_of

_NOUN = r"(?:incident|outage|disruption|disturbance|interruption|failure|breakdown|blackout|downtime)"
_PAST_FROM = re.compile(r"\b(?:began|started|broke (?:down|out)|set in|onset)\b")
_PAST_TO = re.compile(
    r"\b(?:ended|(?:was|were) (?:over|(?:fully |completely |finally )?(?:resolved|repaired|restored|fixed|solved|back|complete|available again|working again|running again|healthy|well|filled again|up again|normal))|came back|came on|returned|resumed|(?:worked|available|online|open|opened|flowed|ran|accepted|arrived|reachable|possible) again|(?:was|were|could|came|went|had|has) (?:\w+ ){0,4}?(?!found|sent|tested|checked|called|tried|held|asked|read|written)\w+ again(?= (?:on|since|at|from))|reopened|recovered|normal on|took \w+ again|opened (?=on))\b"
)
_JOINT = re.compile(
    r"\s?[,(]?\s?(?:at|from|between|on|of|the|evening|morning|afternoon|night|early|late|\s|shortly|just|about|around|after|[(,:–-])*"
)
_ANOTHER = r"(?:similar|previous|earlier|last|another|other|first|second|former|prior|planned|next|any|no)"
_INCIDENT = re.compile(
    rf"\b{_NOUN}s? (?:of|on|from|took place on|happened on|occurred on)(?: the)?(?: (?:night|evening|morning|afternoon)(?: of| to| from)?)?\s\Z|\b{_NOUN},? \(?\Z|\b(?:sorry|apolog\w+|regret) (?:\w+ ){{0,3}}?(?:about|for)(?: the (?:night|evening|morning|afternoon) of)?\s\Z|\bwhat (?:went wrong|happened|broke|failed) on\s\Z|\bwe write (?:to you )?about (?:the |our |your )?(?:\w+ ){1, 3}on\s\Z|\b(?:what|this|it) (?:happened|went wrong|occurred|took place) on(?: the (?:night|evening|morning|afternoon) of)?\s\Z"
)
_OTHER_INCIDENT = re.compile(rf"\b{_ANOTHER} (?:\w+ )?{_NOUN}")
_LABEL = re.compile(
    rf"\W*(?:{_NOUN} )?(?:date|day|start|started|began|when)s?(?: of (?:the )?{_NOUN}| of occurrence)?\s?:\s*\Z|\W*{_NOUN} of\s?:\s*\Z"
)
_THEIR = re.compile(rf"(?: (?:morning|afternoon|evening|night))?(?:'s)?(?:,? \d{{4}},?)? (?:\w+ )?{_NOUN}\b")
# "May 3, the day on which the lending desk was down": what follows says it of the day.
_BAD_DAY = re.compile(
    r"(?: (?:morning|evening|night|afternoon))? (?:was|turned out to be|became) (?:not )?(?:an? |our )?(?:\w+ ){0,2}?(?:bad|hard|difficult|dark|black|terrible|awful|horrible|rough|tough|trying|frustrating|(?:good|great|proud|finest|best) (?:day|morning|evening|night))\b"
)
_WHEN = re.compile(
    r",? \(?(?:the (?:same )?(?:day|night|evening|morning|afternoon|date)(?: on which| that| when| of)?|when|on which)\b"
)
_NOT_INCIDENT = re.compile(
    r"\b(?:for|report|statement|letter|invoice|bill|submitted|published|reaches|tested|test|until|till|before|after|by|due|valid|ends?|period|deadline|as of|update|version)(?: (?:is|was|on|of))?(?: the)?\s\Z"
)
DEADLINE = re.compile(
    r"\b(?:until|till|by|before|no later than|not later than|valid (?:to|through)|ends? on|expires? on|deadline(?: is| of| for \w+ is)?|up to|through|closes on|(?:close|closes|shut|end|ends) (?:\w+ ){1,6}?on|at the latest(?: on)?)(?: the)?(?: \w+day,?)?\s\Z"
)
_SINCE = re.compile(r"\bsince(?: the)?\s\Z")
# What is done after an incident, or was before it, on a day of its own.
_ELSE = re.compile(
    r"\b(?:publish\w*|report(?:ed|s)?|submit\w*|wrote|written|inform\w*|told|announc\w*|apolog\w*|met|meet|meeting|present\w*|discuss\w*|refund\w*|credit\w*|test\w*|review\w*|complet\w*"
    r"|replac\w*|install\w*|updat\w*|upgrad\w*|deploy\w*|roll(?:ed|ing|out|-out)|migrat\w*|switch\w*|confirm\w*|finish\w*|learn\w*|audit\w*|inspect\w*|invoices?|bills?|vouchers?|compensat\w*"
    r"|maintain\w*|maintenance|renew\w*|expir\w*|correct\w*|notif\w*|decid\w*|commission\w*|introduc\w*|scheduled|agreed|signed|repeat\w*|made up|caught up|follow\w*|interest|fixed|repair\w*)\b"
)
# What may be so, but may as well be what a service does.
_MAYBE_ELSE = re.compile(
    r"\b(?:paid|pay|chang\w*|moved|added|deliver\w*|sent|send|receiv\w*|found|check\w*|asked|heard|calls?|called|worked|went (?:well|live)|left|ran|charged|back)\b"
)
_PAST = re.compile(
    r"\b(?:was|were|did|had|could|couldn't|wasn't|weren't|didn't|went|came|broke|stood|lost|left|got|took|fell|kept|began|saw|found|ran|gave|stared|\w{2,}ed)\b"
)
_NOW = re.compile(r"\b(?:is|are|has|have)\b")
_SINCE_WHEN = re.compile(r"\b(?:from|since|between)\b.*(?:\d|day\b|morning|evening|night|noon)")
_FROM = re.compile(r"\b(?:from|since|between)(?: the)?(?: (?:morning|afternoon|evening|night) of)?\s\Z")
_TO = re.compile(r"\s?(?:to|and|until|till|through|[–-])\s?(?:the\s)?(?:(?:morning|afternoon|evening|night) of\s)?")
_UNTIL = re.compile(r"\b(?:until|till|to|through|and)(?: the)?(?: \w+ (?:of|on))?\s\Z")
_ON = re.compile(r"\bon(?: the)?\s\Z")
_TILL = re.compile(r"\b(?:until|till)(?: the)?\s\Z")
_POSSESSIVE = re.compile(r"(?: (?:morning|afternoon|evening|night))?['’]s?\s")
_NIGHT_TO = re.compile(r"\bnights?\b[\w\s,]{0,40}\b(?:to|into)(?: the)?\s\Z")
_UNTIL_NIGHT = re.compile(r"\b(?:until|till|by|through|next|before) (?:the )?nights?\b[\w\s,]{0,40}\Z")
_NIGHT = re.compile(r"\b(?:over)?nights?\b")
# "On Monday, and back at 6.40 the next morning": that time is of another day.
_NEXT_DAY = re.compile(
    r"\b(?:next|following) (?:day|morning|night|afternoon|evening)\b|\b(?:morning|day) after\b|\ba day later\b"
)
_CAN = re.compile(r"\b(?:can|may|must) (?:be\b|still\b|\w+ )")
_EVENING = 17
_PART_AFTER = re.compile(r" (?:evening|night)\b")
_PART_BEFORE = re.compile(r"\b(?:evening|night) (?:of |on )?(?:the )?\Z")
_ALL_OF_IT = re.compile(r"\W*(?:all of (?:them|it|this|these|that)|everything|all|they|it|both|these|those)\b")
_NEXT = re.compile(
    r"\b(?:next|following|every|each|this|coming|until|till|by|since|before|after|due|previous)(?: the)?\s\Z"
)


def is_of_night(place: Place[Day]) -> bool:
    """Whether it may be called by the day before: "the night of 5 June", but not "the night to 6 June"."""
    return (
        "night" in place.clause_words and bool(_NIGHT.search(place.clause_words)) and not _NIGHT_TO.search(place.before)
    )


def at_part_of_day(place: Place[Day], context: Context, wanted: set[date]) -> set[date]:
    """Of "the night of 17 July" and "Friday evening" the days on whose night or evening it was, if it began on one; else by the day
    before as well, as people call the small hours."""
    if "night" not in place.clause_words and "evening" not in place.clause_words:
        return wanted
    part = _PART_AFTER.match(place.after) or _PART_BEFORE.search(place.before)
    start, end = context.started_at, context.resolved_at
    if part and wanted and start and incident.local(start, place.view.offsets[0]).hour >= _EVENING:
        offset = place.view.offsets[0]
        first, last = incident.local(start, offset), incident.local(end or start, offset)
        return {
            day
            for day in {*wanted, *(one - timedelta(days=1) for one in wanted)}
            if day >= first.date() and (day < last.date() or (day == last.date() and last.hour >= _EVENING))
        }
    return wanted | {day - timedelta(days=1) for day in wanted} if wanted and is_of_night(place) else wanted


def is_until_a_night(place: Place[Day]) -> bool:
    return "night" in place.before and _UNTIL_NIGHT.search(place.before) is not None


def wanted(place: Place[Day], context: Context, known: set[date]) -> set[date]:
    """Empty where it may be the day of something else."""
    return _outright(place, context, known) or _by_words(place, context, known)


def _outright(place: Place[Day], context: Context, known: set[date]) -> set[date]:
    """Where it is said so plainly that nothing else can be meant."""
    if paired := _of_times(place, context):
        return paired
    if _LABEL.match(place.view.text.lowered, place.sentence.start, place.start) or _is_told_after(place):
        return known
    if _BAD_DAY.match(place.after) and not place.told.is_to_come:
        return known
    if plain.is_day(place, context):
        return known
    if context.resolved_at and days_left.is_when_it_was_back(place, context):
        return _local(context.resolved_at, place)
    if not _OTHER_INCIDENT.search(place.clause_words) and days_left.is_left(place, context, known):
        return _of_range(place, context, known) or _of_verb(place, context) or known
    if context.started_at and _is_before_the_next(place, known):
        return _local(context.started_at, place)
    return set()


def _by_words(place: Place[Day], context: Context, known: set[date]) -> set[date]:
    if place.told.is_of_before or _OTHER_INCIDENT.search(place.clause_words):
        return set()
    is_past = not place.told.is_to_come and (place.told.is_of_trouble or bool(_PAST.search(place.clause_words)))
    if (is_past or _is_joined(place, known)) and (ends := _of_range(place, context, known)):
        return ends
    before = place.before
    if _NOT_INCIDENT.search(before):
        return set()
    if _INCIDENT.search(before) or (_THEIR.match(place.after) and not _is_else(before, context)):
        return known
    if place.told.is_to_come or _SINCE.search(before):
        return set()
    return _of_verb(place, context) or (known if _is_told(place, context) else set())


def _is_told_after(place: Place[Day]) -> bool:
    """As in "May 3, the day on which the lending desk was down"."""
    rest = place.view.words(Span(place.end, min(place.sentence.end, place.end + 200)))
    led = _WHEN.match(rest)
    return led is not None and words.TROUBLE.search(rest, led.end()) is not None


def _of_range(place: Place[Day], context: Context, known: set[date]) -> set[date]:
    """Of "from Friday 2 to Monday 5 October" the day of the beginning, or of the end."""
    before = place.before
    if _CAN.search(before):
        return set()
    if context.resolved_at and _UNTIL.search(before) and _SINCE_WHEN.search(before):
        return _local(context.resolved_at, place)
    if (
        context.resolved_at
        and place.told.is_of_trouble
        and _TILL.search(before)
        and not _CAN.search(place.clause_words)
        and not _any_is(place, known)
    ):
        return _local(context.resolved_at, place)
    if context.started_at and _FROM.search(before) and _opens_range(place):
        return _local(context.started_at, place)
    return set()


def _is_before_the_next(place: Place[Day], known: set[date]) -> bool:
    """As in "on Monday you had no water, and it came back the next morning", of an incident of two days."""
    return (
        len(known) == 2
        and _NEXT_DAY.search(place.after) is not None
        and not place.told.is_to_come
        and (place.told.is_of_trouble or words.REGAINED.search(place.after) is not None)
    )


def _any_is(place: Place[Day], known: set[date]) -> bool:
    return any(one.value.is_one_of(known) for one in place.view.days)


def _of_verb(place: Place[Day], context: Context) -> set[date]:
    """Of "began on" and "was over on"."""
    role = _role(place.before)
    at = context.started_at if role == "start" else context.resolved_at if role else None
    if DEADLINE.search(place.before) and _CAN.search(place.clause_words):
        return set()
    is_of_it = incident.is_of_trouble(place, context) or _ALL_OF_IT.match(place.before)
    if at is None or not is_of_it or (role == "end" and place.told.is_partly):
        return set()
    return _local(at, place)


def _is_joined(place: Place[Day], known: set[date]) -> bool:
    """Whether the other end of its span is a day of the incident."""
    prose = place.view.text.lowered
    for other in place.view.days:
        first, second = (place, other) if place.start < other.start else (other, place)
        if other is not place and second.start - first.end < 24 and _TO.fullmatch(prose, first.end, second.start):
            return other.value.is_one_of(known)
    return False


def _opens_range(place: Place[Day]) -> bool:
    """Whether another day ends what it begins: "from Friday 2 to Monday 5 October"."""
    prose = place.view.text.lowered
    return any(0 < one.start - place.end < 24 and _TO.fullmatch(prose, place.end, one.start) for one in place.view.days)


def _else(clause: str, context: Context) -> bool:
    """Whether it tells of what is done after an incident, in words that are not the service's own ("Report exports")."""
    own = incident.service_stems(context)
    return any(stem_of(found[0].lower()) not in own for found in _ELSE.finditer(clause))


def _is_else(clause: str, context: Context) -> bool:
    return _else(clause, context) or _MAYBE_ELSE.search(clause) is not None


def wanted_of_weekday(place: Place[Day], context: Context, known: set[date]) -> set[date]:
    """As `wanted`: with less said, more has to point at the incident."""
    if _POSSESSIVE.match(place.after) and not _THEIR.match(place.after):
        return set()
    if _NEXT.search(place.before) or place.told.is_to_come:
        return set()
    return wanted(place, context, known)


def _is_told(place: Place[Day], context: Context) -> bool:
    """Whether the clause says that something failed on that day, and nothing else."""
    clause = place.clause_words
    if place.section in ("root_cause", "resolution") or _else(clause, context) or words.SPARED.search(clause):
        return False
    if not _PAST.search(clause) and days_left.PRESENT.search(clause):
        return False
    return words.FAILED.search(clause) is not None and not _MAYBE_ELSE.search(clause) and not _NOW.search(clause)


def _local(at: datetime, place: Place[Day]) -> set[date]:
    return {incident.local(at, offset).date() for offset in place.view.offsets}


def _role(before: str) -> str:
    found = [
        (one.start(), role)
        for pattern, role in ((_PAST_FROM, "start"), (_PAST_TO, "end"))
        for one in pattern.finditer(before)
    ]
    return max(found)[1] if found else ""


def time_beside(place: Place[Day]) -> Place[Time] | None:
    return next((one for one in place.view.times_within(place.sentence) if _are_beside(place, one)), None)


def _of_times(place: Place[Day], context: Context) -> set[date]:
    """Of a day with times beside it, or as the only day of a clause with times, that are instants of the incident: the days of
    those instants."""
    inside = place.view.times_within(place.sentence)
    if not inside or _NEXT_DAY.search(place.after):
        return set()
    if (beside := time_beside(place)) is not None:
        return _of_instants(beside, context)
    days = (*place.view.days, *place.view.weekdays)
    mates = [one for one in days if place.clause.start <= one.start < place.clause.end]
    if len(mates) > 1 or _NOT_INCIDENT.search(place.before):
        return set()
    matched = [
        found
        for one in inside
        if place.clause.start <= one.start < place.clause.end and (found := _of_instants(one, context))
    ]
    return matched[0] if len(matched) > 1 or (matched and place.told.is_of_trouble) else set()


def _of_instants(time: Place[Time], context: Context) -> set[date]:
    return {
        incident.local(moment.at, offset).date()
        for moment in incident.moments(context)
        if moment.at in (context.started_at, context.resolved_at, context.detected_at)
        and time.value.is_at(moment.minute)
        for offset in time.value.offsets
    }


def _are_beside(place: Place[Day], time: Place[Time]) -> bool:
    first: Place[Any] = time if time.start < place.start else place
    second: Place[Any] = place if first is time else time
    if second.start - first.end > 40:
        return False
    between = place.view.text.lowered[first.end : second.start]
    if first is time and time.value.zone:
        between = between.replace(time.value.zone.lower(), "", 1)
    return bool(_JOINT.fullmatch(between))
