"""What is said so plainly of the whole incident that it is held to the facts by itself, whatever else the text says rightly."""

from __future__ import annotations

import re

from communications.checks.consistency import incident, roles
from communications.checks.consistency.incident import minute_of
from communications.checks.consistency.view import Place
from communications.checks.context import Context
from communications.checks.quantities.dates import MONTHS, WEEKDAYS, Day
from communications.checks.quantities.durations import Duration
from communications.checks.quantities.times import DAY, Time
from communications.checks.words.common import stem_of

_EVENT = r"(?:incident|outage|disruption|disturbance|interruption|failure|breakdown|blackout|downtime|problem|trouble|fault|issue)s?"
# Not "the call about the outage", nor "the trouble with the hotline".
_WHOLE = re.compile(
    r"(?<!about )(?<!with )(?<!of )(?<!after )(?<!during )(?<!into )\b(?:(?:it|this|everything|all(?: of (?:it|this))?|(?:full |normal |the |our )?services?)"
    rf"|(?:the|our|this|whole) (?:whole )?{_EVENT}(?! (?:with|of|in|on|for) ))\b"
)
_SOFT = r"(?:\s(?:about|around|approximately|roughly|just|shortly|only|exactly|the|a|little|nearly|almost|more|less|over|under|than|well|full|whole|some|total|of|good))*"
_STATE = r"(?:down|offline|unavailable|unreachable|unusable|inaccessible|out|interrupted|disrupted|failing|declined|refused|closed|out of (?:order|service|action|use))"
_OVER = r"(?:ended|over|resolved|restored|repaired|fixed|solved|recovered|resumed|reopened|back|again|normal|normally|as usual|online|up and running|stable)"
_BEGUN = r"(?:began|started|set in|broke out|commenced|went down|stopped working|(?:began|started) (?:to \w+|\w+ing))"
_AT = rf"(?:at|since|from){_SOFT}\s\Z"
_END = re.compile(
    rf"\b{_OVER}(?: completely| fully| to normal| online| for (?:everyone|everybody|all))*,? {_AT}"
    rf"|\b(?:{_STATE}|failed|lasted|went on|continued) (?:until|till){_SOFT}\s\Z"
)
_START = re.compile(rf"\b{_BEGUN} {_AT}|\b(?:failed|(?:was|were|been) {_STATE}) (?:from|since){_SOFT}\s\Z")
_FROM = re.compile(rf"\W*(?:from|since){_SOFT}\s\Z")
_OPENS = re.compile(rf"\W*at{_SOFT}\s\Z")
_ENDS_AFTER = re.compile(rf"[\w\s]{{0,8}},? (?:\w+ ){{1,4}}?(?:was|were|had) (?:\w+ )?{_OVER}\b")
_STARTS_AFTER = re.compile(rf"[\w\s]{{0,8}},? (?:\w+ ){{1,4}}?{_BEGUN}\b")
_PART = re.compile(
    r"\b(?:some|several|many|most|few|half|others?|rest|parts?|partly|partially|first|second|third|last|next|initial\w*|thought|believed|assumed|hoped|seemed|appeared|gradual\w*|another|similar|previous|earlier|former"
    r"|also|as well|too|up to|each|every|only|test\w*|longest|worst|average|single|quarter|peak\w*|if|until now|almost all|nearly all|copy|backup)\b"
)
_LATER = re.compile(r"\b(?:again|more|increas\w*|entirely|completely|altogether|worse\w*|once more)\b")
_NAMED = re.compile(r"\b(?i:in|at|for|near|around|from|to|of) (?:the )?([A-Z][a-z]+)")
_DOWN_FOR = re.compile(
    rf"\b(?:{_STATE}|failed|not work|{_EVENT} went on) (?:for|during){_SOFT}\s\Z|\b(?:it|this|{_EVENT}) lasted{_SOFT}\s\Z"
)
_FOR = re.compile(rf"\b(?:{_STATE}|failed|lasted|not work|{_EVENT} went on) (?:for|during)?{_SOFT}\s?\Z")
_FOR = re.compile(rf"\bfor{_SOFT}\s\Z")
_COULD_NOT = re.compile(
    rf"\b(?:could not|couldn't|was unable to|were unable to|nobody could|no one could|did not work|failed|(?:was|were) {_STATE})\b"
)
_TOOK = re.compile(rf"\btook(?: us)?{_SOFT}\s\Z")
_TO_MEND = re.compile(r"\s(?:to|until) (?:fully )?(?:restore|resolve|fix|repair|solve|recover|bring|get|put)\b")
_ON = re.compile(r"\W*(?:on|last)(?: the)?\s\Z")
_FAILED = re.compile(
    rf",? (?:\w+ ){{1,4}}?(?:failed|broke down|went down|(?:was|were) (?:\w+ )?{_STATE}|could not|did not work|stopped working)\b"
)
_FAILED_ON = re.compile(rf"\b(?:failed|broke down|went down|(?:was|were) {_STATE}) on(?: the)?\s\Z")
_HAD = re.compile(r"\bhad\b")


def is_role(place: Place[Time], role: str, context: Context) -> bool:
    """Whether it says when all began or ended. One service of several may be back before the others."""
    clause = place.clause_words
    if not _is_of_end(place) if role == roles.END else not _is_of_start(place):
        return False
    if roles.DONE.search(clause) or is_of_a_part(place, context):
        return False
    if _WHOLE.search(clause):
        return True
    if context.services and place.near.isdisjoint(incident.service_stems(context)):
        return False
    return len(context.services) == 1 or not _is_within(place.value, context)


def _is_of_end(place: Place[Time]) -> bool:
    if roles.works_since(place) or _END.search(place.before):
        return True
    return _OPENS.fullmatch(place.before) is not None and _ENDS_AFTER.match(place.after) is not None


def _is_of_start(place: Place[Time]) -> bool:
    if _LATER.search(place.clause_words):
        return False
    if _START.search(place.before):
        return True
    if _FROM.fullmatch(place.before):
        return place.told.is_of_trouble
    return _OPENS.fullmatch(place.before) is not None and _STARTS_AFTER.match(place.after) is not None


def _is_within(time: Time, context: Context) -> bool:
    if not context.started_at or not context.resolved_at:
        return True
    length = int((context.resolved_at - context.started_at).total_seconds() // 60)
    start = minute_of(context.started_at)
    return length >= DAY or any((one - start) % DAY < length for one in time.instants)


def is_length(place: Place[Duration], minutes: float, context: Context) -> bool:
    """Whether it says how long all was down, or a service, which it cannot have been longer than all."""
    if not _is_led(place):
        return False
    if place.told.is_to_come or _HAD.search(place.clause_words) or is_of_a_part(place, context):
        return False
    if _WHOLE.search(place.clause_words):
        return True
    if context.services and place.near.isdisjoint(incident.service_stems(context)):
        return False
    return len(context.services) == 1 or place.value.low > minutes


def _is_led(place: Place[Duration]) -> bool:
    before, after = place.before, place.after
    if _TOOK.search(before):
        return _TO_MEND.match(after) is not None
    if _DOWN_FOR.search(before):
        return True
    if _FOR.search(before) is None:
        return False
    return place.told.is_of_trouble and _COULD_NOT.search(place.clause_words) is not None


def is_day(place: Place[Day], context: Context) -> bool:
    """Whether it says that a service failed on that day: "On 21 November, payments failed"."""
    if not _is_failed_on(place) or place.told.is_to_come:
        return False
    if _HAD.search(place.clause_words) or _LATER.search(place.clause_words) or is_of_a_part(place, context):
        return False
    return not place.near.isdisjoint(incident.service_stems(context)) or bool(_WHOLE.search(place.clause_words))


def _is_failed_on(place: Place[Day]) -> bool:
    if _ON.fullmatch(place.before):
        return _FAILED.match(place.after) is not None
    return _FAILED_ON.search(place.before) is not None


def is_of_a_part[Value](place: Place[Value], context: Context) -> bool:
    """Whether it is told of some only, of one place, of what was not affected, or of another event."""
    clause = place.clause_words
    if _PART.search(f"{place.before} … {place.after}"):
        return True
    if any(one.public and one.public.lower() in clause for one in context.other_services):
        return True
    own = incident.service_stems(context)
    names = (one[1].lower() for one in _NAMED.finditer(place.view.text.prose, place.clause.start, place.clause.end))
    return any(name not in MONTHS and name not in WEEKDAYS and stem_of(name) not in own for name in names)
