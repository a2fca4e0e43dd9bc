"""Whether a duration is told as how long the whole incident lasted."""

from __future__ import annotations

import re

from communications.checks.consistency import incident, plain, tenses
from communications.checks.consistency.view import Place
from communications.checks.context import Context
from communications.checks.quantities.durations import Duration
from communications.checks.span import Span
from communications.checks.words import consistency as words
from communications.checks.words.common import WORD

_SOFT = r"(?:\s(?:about|around|roughly|just|over|under|nearly|almost|more|than|well|a|an|some|approximately|the|total|of|overall|those|these|us|them|you|all|in|bit|little|whole|full|entire|period|span|stretch|window|course|good|grand|at|least|most|up|to|no|less|not|even))*"
_STATE = r"(?:down|offline|unavailable|unreachable|unusable|inaccessible|out|interrupted|disrupted|closed|silent|dark|out of (?:order|service|action)|unresponsive|degraded|gone|on paper|by hand|without \w+)"
_LEAD = re.compile(
    rf"\b(?:for(?: an?| the| that)?(?: [a-z]+){{0,2}}|during|lasted|lasting|(?:took|taken|cost|robbed|deprived)(?: [a-z]+){{0,3}}|(?:lost|missed) (?:you )?(?:about )?|(?:stayed|remained|stood|lay|was|were)(?: (?!by\b|in\b|to\b|of\b|from\b|with\b|within\b|after\b|before\b|until\b|delay|late|moved|set\b|given|granted|extended|told|woken|informed)[a-z]+){{1,5}}|all told|in all|in total|altogether|overall|a total of|length|duration|downtime|outage|disruption|interruption|outage time|went on|continued|persisted|dragged on|stretched over|ran|{_STATE}|came to|amounted to|totall?ed|spanned|was over|over)(?: of| was| for)?{_SOFT}\s*[:(]?\s*\Z"
)
_LABEL = re.compile(
    r"\W*(?:[\w ]{0,30}(?:duration|length|downtime|lasted|unavailability|outage time|time (?:lost|down|without))[\w (),/]{0,40}(?:hh:mm\))?)\s?:\s?\W*\Z"
)
_NOUN = r"(?:outage|incident|disruption|disturbance|interruption|downtime|failure|unavailability|breakdown|blackout|stoppage|standstill|gap|hole|silence|freeze|stall|lapse|hiatus|loss|closure|shutdown|stop|halt|collapse|crash|outtage)"
_TRAIL = re.compile(
    rf"[\s-]{{1,2}}(?:long\s)?(?:of\s|of the\s)?(?:[a-z]+\s)?{_NOUN}\b|\s(?:without|of silence|in the dark)\b"
)
_PASSED = re.compile(r"\s(?:went by|passed|elapsed|had (?:passed|gone by)|lay)\b|\sin between\b")
_BETWEEN = re.compile(r"\b(?:from|between)\b.*\b(?:to|and|until)\b|\b(?:until|before)\b")
# "It was over in nine minutes."
_WITHIN = re.compile(rf"\b(?:in|within|after|inside){_SOFT}\s\Z")
_ALL_OVER = re.compile(
    rf"\b(?:it|this|we|all|everything|(?:the|this) {_NOUN}|(?:full|normal) service)(?: (?:was|were|had been|is))(?: all| fully| completely| again| finally| already)?"
    r" (?:over|resolved|restored|fixed|solved|repaired|back|working|normal|ended)\b|\b(?:you|we|they|everybody|everyone|\w+s) (?:could|were able to) (?:\w+ ){1,6}?again\b|\b(?:fully|completely) (?:restored|recovered|resolved|back)\b|\b(?:every|all|each|everything|everyone|everybody|the last|finally)\b.*\b(?:again|back|restored|resumed|normal|working|repaired)\b"
)
# Said of the whole in so many words.
_OUTRIGHT = re.compile(
    rf"\b(?:lasted|lasting|duration|downtime|outage|disruption|interruption|went on|continued|persisted|dragged on|spanned|{_NOUN})\b"
)
_IN_ALL = re.compile(r"\s(?:in all|in total|altogether|overall|all told|from (?:start|beginning) to (?:end|finish))\b")
# What somebody did about it for so long.
_WORK = re.compile(
    r"\b(?:engineers?|technicians?|crews?|tankers?|teams?|colleagues|staff|specialists?|suppliers?|tested|searched|investigat\w*|worked on|rang|phoned|called)\b"
)
_CREW = re.compile(
    r"\b(?:crews?|tankers?|engineers?|technicians?|team|guards?) (?:\w+ ){0,2}?(?:worked|stayed|stood|dug|searched|looked|were (?:on|at|in)|was (?:on|at|in))\b"
)
_THOSE = re.compile(r"\b(?:those|these|the|both|all)\s\Z")
_LATER = re.compile(r"\s(?:later|after that|afterwards)\b")
_DOWN = re.compile(rf"\b{_STATE}\b")
_KEPT = re.compile(r"\bkept (?:\w+ ){1,3}waiting\b")
_ADDED = re.compile(r"\b(?:working|business|extra|additional|further|more(?! than))\b", re.IGNORECASE)
_OFFSET = re.compile(r"\s(?:before|after)\b")
_FOR = re.compile(r"\b(?:for|lasted|took|down|out|offline)(?: [a-z]+){0,3}\s\Z")
_GONE = re.compile(r"\b(?:over|gone|back|again|restored|resolved|fixed|ended|repaired|recovered|normal)\b")
_WAS = re.compile(
    r"\b(?:would not|wouldn't|was|were|did|had|could|went|came|broke|stood|lost|left|got|took|fell|kept|began|saw|ran|gave|let|stuck|\w{2,}ed)\b"
)
_AFTER_ANY = re.compile(
    rf"\b(?:for|during|lasted|took|ran to|ran for|amounted to|came to|in|within|after|of|to)(?: (?!each|every|up|at)[a-z]+){{0,3}}?{_SOFT}\s\Z|,\s\Z|[,:–-] (?:and )?(?:for )?(?:an? |the )?(?:mere|full|whole|good|long)?\s?\Z"
)
_VERBLESS = re.compile(r"\s(?:with no|without|of no|of silence)\b")
# "Nearly five hours is a long time to stand on a quay."
_LONG_TIME = re.compile(r"\s(?:is|are|was|were) (?:\w+ ){0,2}?(?:long|too (?:long|much)|an age|an eternity|a lot)\b")
_OUT_FOR = re.compile(rf"\b{_STATE} (?:for|during){_SOFT}\s\Z")
_NOTICE = re.compile(
    r"\b(?:notic\w+|detect\w*|discover\w*|spot(?:ted)?|saw|realis\w+|realiz\w+|became aware|alarm|alerted|picked (?:it )?up)\b"
)
_AFTER_START = re.compile(
    r"\s(?:after|into) (?:the |its |it )?(?:start|beginning|onset|began|started|first \w+|outage|incident|disruption)"
)
_TOOK_TO = re.compile(r"\b(?:took|needed|cost)(?: us)?(?: \w+){0,2}\s\Z")
_TO_NOTICE = re.compile(
    r"\s(?:to|until|before) (?:\w+ ){0,4}?(?:notic\w+|detect\w*|discover\w*|spot(?:ted)?|realis\w+|realiz\w+|become aware|became aware|an? alarm|the alarm)\b"
)
_THAT_IS = re.compile(
    r"[\s()a-z:+]{0,12}?[\s,;(–—-]{1,3}(?:(?:(?:that|this|which) (?:is|was|makes|are)|i\.e\.|in all|in total|a total of|altogether|lasting|for|so|making|or|about)[\s,]{1,2}){0,2}"
)
_OTHER = re.compile(
    r"\b(?:last|past|next|first|previous|up to|every|each|within|another|extra|additional|further|after|before|at most|no longer than|longest|per|average|typically|free|final|only)\s\Z"
)
_NOT_OURS = re.compile(
    r"['’]s?\s(?!long\b|outage|disruption|interruption|downtime)|\s(?:later|ago|earlier|longer|of extra|extra|more|each|per|free|in advance|beforehand|of credit|every|a (?:day|week|month|year)|into|thereof|of (?:it|that|this|which|these|those|them)|late|old|early|behind|on average|at most|at worst)\b"
)
_TO_DO = re.compile(
    r"\b(?:to (?:notice|find|reach|detect|arrive|answer|see|identify|understand|call|tell|inform|decide|reply|react|respond|locate|realise|realize|diagnose|confirm)|waits?|waited|waiting (?:time|room|line|list)s?|queue[ds]?|queu(?:e)?ing|on hold"
    r"|refunds?|credit|compensat\w+|voucher|extended|prolonged|maintenance|planned|deliberately|earlier|test\w*|import|backup on)\b"
)
_HARD = re.compile(
    r"\b(?:a|an|those|these|the) (?:\w+ )?(?:long|hard|bad|difficult|anxious|trying|quiet|dark|tough|painful|lost)\s\Z"
)
_FIRST_TO_LAST = re.compile(
    r"\s(?:lay |went by |passed )?(?:from|between|lay between) (?:the |its |our )?(?:first|start|beginning|onset|burst|outbreak|crash|failure)\b[\w\s,'-]{0,50}?\b(?:to|until|till|and) (?:the |its |our |full |a )?(?:\w+ )?(?:last|end|fix|repair|recovery|all-clear|all clear|return|restoration|normal)\b"
)
_FIRST_TO_LAST_BEFORE = re.compile(
    r"\b(?:from|between) (?:the |its )?(?:first|start|beginning|onset)\b[\w\s,'-]{0,50}?\b(?:to|until|and) (?:the |its )?(?:\w+ )?(?:last|end|fix|repair|recovery|restoration|return)\b[\w\s,]{0,30}?\b(?:was|were|took|needed|lay|passed|makes?)(?: about| only)?\s\Z"
)
_HOW_LONG = re.compile(
    r"\b(?:this|that|it|so)(?:'s| is| was)? (?:how|as) long\b|\bfor (?:that|this|so) long\b|\bthe time (?:that )?(?:you|it|we|they|our \w+|the \w+) (?:could not|couldn't|were|was|had no)\b"
)
_BACK = re.compile(
    r"\b(?:was|were|had) (?:\w+ )?(?:back|restored|available|running|working|up|open|normal)\b|\bcame back\b|\b(?:worked|ran|opened|flowed) again\b"
)
_OTHER_EVENT = re.compile(rf"\b(?:similar|previous|earlier|another|former|prior) (?:\w+ )?{_NOUN}\b")
_SUB = re.compile(r"\b(?:half of|half the|first|longest|worst|per|average|individual|single|at least one|peak)\b")


def is_of_those_days(place: Place[Duration]) -> bool:
    """As in "on those two days"."""
    return place.value.minutes >= 1440 and _THOSE.search(place.before) is not None


def is_outright(place: Place[Duration]) -> bool:
    """Whether it is said to be how long all was down, in so many words."""
    return _OUTRIGHT.search(place.before) is not None or _DOWN.search(place.before) is not None


def is_of_incident(place: Place[Duration], context: Context) -> bool:
    prose, sentence = place.view.text.lowered, place.sentence
    before = prose[max(sentence.start, place.start - 60) : place.start]
    after = prose[place.end : min(sentence.end, place.end + 40)]
    if _is_plain(place, before, after, context):
        return True
    if place.section in incident.ELSEWHERE:
        return False
    if _is_of_range(place, context):
        return True
    if _LABEL.match(prose, sentence.start, place.start) and ":" in before:
        return _is_whole(prose[sentence.start : place.start])
    if _is_told_as_all(place, before, after, context):
        return not place.told.is_to_come or _HOW_LONG.search(place.view.words(place.sentence)) is not None
    is_of_trouble = incident.is_of_trouble(place, context) or bool(words.RECOVERY.search(place.clause_words))
    if _PASSED.match(after) or _LATER.match(after):
        return _is_passed(place, after, is_of_trouble, context)
    if _WITHIN.search(before) and _ALL_OVER.search(place.clause_words) and not _NOT_OURS.match(after):
        return True
    if is_of_trouble and _OUT_FOR.search(before) and not place.told.is_to_come and not _NOT_OURS.match(after):
        return not _is_told_elsewhere(place, context)
    if _is_of_something_else(place, before, after):
        return False
    return _is_of_all(place, before, after, is_of_trouble, context)


def _is_told_as_all(place: Place[Duration], before: str, after: str, context: Context) -> bool:
    """As in "this is how long you were shut out", "from the first error to the fix", "those were a hard 95 minutes", "after 95
    minutes payments were back"."""
    if _OTHER.search(before) or _ADDED.search(place.written):
        return False
    if _HARD.search(before) or _FIRST_TO_LAST.match(place.after) or _FIRST_TO_LAST_BEFORE.search(place.before):
        return True
    if found := _HOW_LONG.search(place.view.words(place.sentence)):
        return words.TROUBLE.search(place.view.words(place.sentence), found.end()) is not None
    return (
        _WITHIN.search(before) is not None
        and len(context.services) == 1
        and not place.near.isdisjoint(incident.service_stems(context))
        and _BACK.search(place.clause_words) is not None
        and not _NOT_OURS.match(after)
        and not _SUB.search(place.clause_words)
        and not _is_told_elsewhere(place, context)
    )


def _is_plain(place: Place[Duration], before: str, after: str, context: Context) -> bool:
    if not context.started_at or not context.resolved_at:
        return False
    minutes = (context.resolved_at - context.started_at).total_seconds() / 60
    return plain.is_length(place, minutes, context) and not _is_of_something_else(place, before, after)


def _is_of_all(place: Place[Duration], before: str, after: str, is_of_trouble: bool, context: Context) -> bool:
    if _LONG_TIME.match(after):
        return not _is_told_elsewhere(place, context)
    if _TRAIL.match(after):
        return True
    is_led = bool(_LEAD.search(before) or _IN_ALL.match(after))
    if is_led and is_of_trouble and _OUTRIGHT.search(before):
        return True
    if _is_told_elsewhere(place, context):
        return False
    if (
        is_led
        and not place.told.is_of_trouble
        and not any(map(tenses.is_past, WORD.findall(place.view.words(place.sentence))))
    ):
        return False  # "boil your water for three minutes"
    if _CREW.search(place.clause_words):
        return False
    return (is_led and is_of_trouble) or _is_the_only_one(place, before, context)


def is_to_notice(place: Place[Duration]) -> bool:
    """Whether it is told as how long it took to notice."""
    if place.section in incident.ELSEWHERE or place.told.is_to_come:
        return False
    if _TO_NOTICE.match(place.after):
        return True
    return _AFTER_START.match(place.after) is not None and _NOTICE.search(place.before) is not None


def _is_the_only_one(place: Place[Duration], before: str, context: Context) -> bool:
    """Whether it is the first that the text says, of what was, and about as long as the incident: then it says how long that was."""
    if not context.started_at or not context.resolved_at or place is not place.view.durations[0]:
        return False
    length = (context.resolved_at - context.started_at).total_seconds() / 60
    if not length / 8 <= place.value.minutes <= length * 8 or not (
        _WAS.search(place.clause_words) or _VERBLESS.search(place.after)
    ):
        return False
    if _WORK.search(place.clause_words):
        return False
    return place.start - place.sentence.start < 12 or bool(_AFTER_ANY.search(before))


def _is_passed(place: Place[Duration], after: str, is_of_trouble: bool, context: Context) -> bool:
    """As in "95 minutes passed until all was well", or in "it began at 19:20 and was gone 75 minutes later"."""
    if _LATER.match(after):
        return _is_from_the_start(place, context)
    is_of_it = is_of_trouble or not _is_told_elsewhere(place, context)
    return is_of_it and bool(_BETWEEN.search(place.view.words(place.sentence)))


def _is_from_the_start(place: Place[Duration], context: Context) -> bool:
    """As in "it began at 19:20 and was gone 75 minutes later"."""
    if not context.started_at or not _GONE.search(place.clause_words):
        return False
    start = incident.minute_of(context.started_at)
    before = place.view.times_within(Span(place.sentence.start, place.start))
    return bool(before) and before[-1].value.is_just(start)


def _is_to_do(place: Place[Duration]) -> bool:
    """Of what somebody did, or how long some waited; but "it kept you waiting for three hours" is said of all."""
    return _TO_DO.search(place.clause_words) is not None and not _KEPT.search(place.clause_words)


def _is_of_something_else(place: Place[Duration], before: str, after: str) -> bool:
    """How long it took to find it, how long some waited, what was added or is to come."""
    if _ADDED.search(place.written):
        return True
    if _OFFSET.match(after) and not _FOR.search(before):
        return True
    if _OTHER_EVENT.search(place.clause_words):
        return True
    if place.told.is_to_come or _is_to_do(place) or _NOT_OURS.match(after):
        return True
    return any(_SUB.search(said) for said in (place.before, place.after.partition(",")[0])) or bool(
        _OTHER.search(before)
    )


def _is_of_range(place: Place[Duration], context: Context) -> bool:
    """Whether it says how long the incident's times before it are apart: "5.30 to 8.50 JST (3 hours 20)"."""
    before = place.view.times_within(Span(place.sentence.start, place.start))[-2:]
    if len(before) < 2 or not _THAT_IS.fullmatch(place.view.text.lowered, before[1].end, place.start):
        return False
    ends = (context.started_at, context.resolved_at)
    return all(at is not None and one.value.is_at(incident.minute_of(at)) for one, at in zip(before, ends, strict=True))


def _is_told_elsewhere(place: Place[Duration], context: Context) -> bool:
    """Whether the text says otherwise, and rightly, how long it took: then this may be how long something else did."""
    if place.section in ("root_cause", "resolution") and place.near.isdisjoint(incident.service_stems(context)):
        return True
    if not context.started_at or not context.resolved_at:
        return False
    length = (context.resolved_at - context.started_at).total_seconds() / 60
    if any(
        one is not place and one.value.agrees(length, length) and abs(one.value.minutes - length) < 0.1 * length
        for one in place.view.durations
    ):
        return True
    ends = [incident.minute_of(at) for at in (context.started_at, context.resolved_at)]
    return all(any(one.value.is_just(minute) for one in place.view.times) for minute in ends)


def _is_whole(label: str) -> bool:
    return not re.search(r"\b(?:detect|notice|respon|inform|until|stable|restor|repair|wait)", label)
