"""The day of a text that names none of the incident's: told of what readers went through, it is meant to be that day."""

from __future__ import annotations

import re
from datetime import date

from communications.checks.consistency import incident, tenses
from communications.checks.consistency.view import Place, View
from communications.checks.context import Context
from communications.checks.quantities.dates import Day
from communications.checks.span import Span
from communications.checks.words import consistency as words

_NEAR = 100  # days from the incident, beyond which nobody mistakes one for the other
_READER = (
    r"(?:you|yours|your \w+|whoever|anyone|anybody|everyone|everybody|nobody|no one|those who|people|customers?|users?|clients?|guests?|visitors?|travellers?|travelers?|passengers?|patients?|students?|pupils?|teachers?|parents?|nurses?|doctors?|staff|drivers?"
    r"|shoppers?|buyers?|sellers?|merchants?|shops?|members?|residents?|households?|families|tenants?|players?|viewers?|listeners?|readers?|callers?|donors?|applicants?|citizens?|farmers?|dealers?|riders?|commuters?|fans|subscribers?|wards?|schools?|clinics?|branches|offices)"
)
# Said of how it was for readers, and how we stand to it.
_FELT = re.compile(
    r"\b(?:what|all that|everything|things?|nothing|it|this|that) (?:\w+ )?(?:happened|occurred|went (?:wrong|through|on)|broke|failed|took place|befell)|\b(?:went|gone|lived|suffered) through|\bgo(?:ne|es|ing)? (?:so )?(?:badly )?wrong\b"
    r"|\b(?:sorry|apolog\w+|regret\w*|forgive\w*|let (?:\w+ ){1,2}down|fell short|failed (?:you|our|them)|did not (?:live up|go (?:as|well|to plan))|owe (?:you|them|our)|explanation|account of|(?:do you|you (?:may|might|will|surely|probably)|we (?:all )?) ?remember|think back|deserved|expected better|disappoint\w*|annoy\w*|frustrat\w*"
    r"|upset|inconvenien\w*|patience|bearing with|bore with|(?:your|for) understanding|hardship|ruin\w*|spoil\w*|hard day|bad day|(?:learn\w*|lessons?|take|drew) from|what (?:we )?learn\w*|look back)\b"
)
_NO_DEED = re.compile(
    r"\b(?:publish|report|submit|wrote|writt|inform|told|announc|met|meet|present|discuss|refund|credit|tested|testing|review|replac|install|updat|upgrad|deploy|roll|migrat|switch|confirm|finish|learn"
    r"|audit|inspect|invoic|compensat|maintain|renew|decid|commission|introduc|schedul|agreed|sign|repeat|fixed|repair|releas|laid|bought|order|hired|train|moved|lift|gave|given|launch|added|chang|issu|paid|apolog|spoke|visit|invit|dated|born|plan|check|built|buil|restor"
    r"|complet|correct|notif|thank|credit|reimburs|deliver|post|mail|read|heard|answer|ask|return|receiv|arriv|sent|appear|open|held|took part|show|prov|extend|prolong|reopen|swapp|exchang|made|enrol|join|select|chose|won|record|expir|rais|mark)"
)
_SURE = re.compile(
    r"(?:publish|report|submit|inform|told|announc|met$|discuss|refund|credit|tested|review|replac|install|updat|upgrad|deploy|migrat|audit|inspect|compensat|renew|decid|commission|introduc|schedul|agreed|repeat|releas|laid|hired|lift|launch|issu|apolog|dated|born|notif|thank|reimburs|fixed|repair)"
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|got) (?:\w+ly )?\Z")
_OF = re.compile(
    r"\b(?:(?P<part>day|night|evening|morning|afternoon|noon|midday|weekend|events?|hours?|rush hour|\w+ hours)|(?P<thing>[a-z]{3,}))(?: \w+ly)? (?:of|to|from)(?: the)?\s\Z"
)
_PAPERS = re.compile(
    r"(?:bills?|statements?|letters?|e?-?mails?|messages?|updates?|releases?|versions?|reports?|invoices?|reviews?|meetings?|agreements?|contracts?|laws?|acts?|directives?|notices?|interviews?|editions?|issues?|sessions?|maintenance|upgrades?|changes?|deployments?|decisions?|posts?|articles?|newsletters?|minutes|announcements?|rulings?|migrations?|works?|courses?|end|beginning|start|deadlines?|offers?|quotes?)"
)
_SHOWS = re.compile(
    r"(?:concerts?|match(?:es)?|games?|shows?|exams?|elections?|tours?|festivals?|races?|fairs?|conferences?|workshops?|courses?|performances?|lectures?|parties|party|holiday|flights?|cruises?)"
)
_LEADS_ELSEWHERE = re.compile(
    r"\b(?:until|(?<!a )(?<!the )till|by|before|after|no later than|up to|through|due|valid|as of|with effect|effective|starting|beginning|next|planned|again on|since|to|version|update|release|for)(?: on| from)?(?: the)?(?: \w+day,?)?\s\Z"
)
_FOR_THAT_DAY = re.compile(
    r"\b(?:bookings?|tickets?|appointments?|visits?|orders?|payments?|class(?:es)?|lessons?|flights?|seats?|tables?|deliver(?:y|ies)|reservations?|shifts?|lectures?|exams?) for(?: the)?\s\Z"
)
_NEW = re.compile(
    r"\b(?:an?|our|the|its|their|your) (?:\w+ ){0,2}?(?:new|second|better|improved|refund|rebate|credit|voucher|report)\b|\b(?:refunds?|rebates?|credits?|vouchers?|letters)\b"
)
_WHEN = re.compile(r",? \(?(?:the (?:same )?(?:day|night|evening|morning|afternoon|date)\b|when|on which)\b")
_BEFORE_THAT = re.compile(
    r"\b(?:updates?|upgrades?|versions?|releases?|changes?|configur\w*|settings?|certificates?|licen[cs]es?|deployments?|migrations?|contracts?|introduc\w*|bought)\b"
)
PRESENT = re.compile(
    r"\b(?:is|are|has|have|can|may|must|takes?|go|gets?|starts?|begins?|opens?|closes?|goes?|ends?|follows?|comes?|runs?|appl(?:y|ies)|keeps?|expires?|reaches|arrives?)\b"
)
_A_DAY = re.compile(
    r"\s(?:is|was|will (?:\w+ )?be|remains) (?:an?|the|our|not an?|no) [^.;]{0,60}\b(?:forget|remember|worst|bad|hard|black|dark|proud|long|difficult)\b"
)
# What was written or given, besides.
_OURS = re.compile(
    r"\b(?:letter|(?:heard|hear) from us|(?:wrote|written|turned|spoke\w*) to us|asked us (?:for|to|on)|(?:your|our) (?:answers?|questions?|repl(?:y|ies)|meeting|visit to)|to make up for|to say sorry|as an? (?:apology|compensation|thank))\b"
)
_WE = re.compile(r"\bwe (?:\w+ly |then |also |have |had |all |have since )*\Z")
_WE_FAILED = re.compile(
    r"(?:let|lost|fail|kept|broke|stood|left|caus|made|could|refus|declin|turned|reject|stopp|miss|forgot|charg|show|sold|cut|went|ran|had|did|was|were|sent|took|gave|owed|serv|switch|interrupt|disappoint|delet|overlook|mix|confus|lock)"
)
_IT_WAS = re.compile(
    r"\bit was (?:not |only |already |just |late |early |on |until |about |the |small hours of |first hours of |morning of |evening of |night of )*\Z"
)
_ABOUT = re.compile(
    r"(?:\bthis (?:\w+ )?(?:is|concerns|tells|explains|describes|covers|deals)|\bwe (?:\w+ ){0,3}?(?:write|writing|turn|come|wrote) (?:\w+ ){0,3}?(?:about|because of|regarding|concerning)|\A\W*(?:about|regarding|concerning|ref\.?:?|re:|subject:?))\s[^.;]{0,60}\bon(?: the)?\s\Z"
)
_WELL = re.compile(r"\b(?:well|fine|normally|smoothly|as usual)\b")
_APOLOGISED = re.compile(r"\b(?:apologi[sz]ed|said sorry) (?:\w+ ){0,3}?on(?: the)?\s\Z")
_SINCE = re.compile(r"\bsince(?: the)?\s\Z")
_NOT_UNTIL = re.compile(
    r"(?:\b(?:took|taken|not|only|nor|never)\b|n't\b)[^.;,]{0,40}\b(?:until|till|before)(?: the)?\s\Z|\W*(?:only|not (?:until|before|till))(?: on)?(?: the)?\s\Z|\bcould only [^.;,]{0,40}\bon(?: the)?\s\Z"
)
_TO_FIND = re.compile(
    r"\b(?:find|found|know|knew|learn\w*|identif\w*|answer\w*|tell|told|inform\w*|count\w*|refund\w*|pay|paid|repl\w+|notic\w*|hear\w*|understand|understood|cause)\b"
)
_IS_BACK = re.compile(
    r"\b(?:has|have|is|are) (?:\w+ ){0,3}?(?:work\w*|run|running|ran|available|open|stable|online|back|normal\w*|start\w*|up|reachable|accessible|usable|accept\w*|answer\w*|fine|well)\b"
)


def is_left(place: Place[Day], context: Context, known: set[date]) -> bool:
    """Whether it is the first of its text that may be the incident's day, and no day of the text is. Of an incident of several
    days one may be told rightly, and the other not."""
    if _is_known(place, known) or place.section in ("root_cause", "resolution") or place.section in incident.ELSEWHERE:
        return False
    first, is_told = _first_of(place.view, context, known)
    if is_told:
        return len(known) > 1 and bool(place.value.readings) and _is_plainly(place) and _may_be(place, context, known)
    return first is place


def _first_of(said: View, context: Context, known: set[date]) -> tuple[Place[Day] | None, bool]:
    """The first day that may be the incident's, and whether another is."""
    key = frozenset(known), incident.topics(context)
    if key not in said.first_days:
        days = sorted((*said.days, *said.weekdays), key=lambda one: one.start)
        is_told = any(_is_known(one, known) for one in said.days or said.weekdays)
        said.first_days[key] = (
            None if is_told else next((one for one in days if _may_be(one, context, known)), None),
            is_told,
        )
    return said.first_days[key]


def _is_known(place: Place[Day], known: set[date]) -> bool:
    if not place.value.readings:
        return place.value.weekday in {one.weekday() for one in known}
    return place.value.is_one_of(known)


def _is_plainly(place: Place[Day]) -> bool:
    """Whether more is said of it than whose day it was."""
    return place.told.is_of_trouble or bool(_FELT.search(place.clause_words) or _IT_WAS.search(place.before))


def is_when_it_was_back(place: Place[Day], context: Context) -> bool:
    """As in "since 9 October the queue has been open again", "it took until 9 October to open the queue"."""
    if _NOT_UNTIL.search(place.before) and not _TO_FIND.search(place.clause_words):
        return (
            not place.near.isdisjoint(incident.topics(context)) or words.REGAINED.search(place.clause_words) is not None
        )
    if "since" not in place.before or not _SINCE.search(place.before):
        return False
    return not place.near.isdisjoint(incident.topics(context)) and _IS_BACK.search(place.clause_words) is not None


def _may_be(place: Place[Day], context: Context, known: set[date]) -> bool:
    if place.value.readings and not _is_near(place.value, known):
        return False
    if words.SPARED.search(place.clause_words):
        return False
    if _A_DAY.match(place.after) or _ABOUT.search(place.before):
        return True
    if _APOLOGISED.search(place.before) or _is_to_come(place) or _OURS.search(place.clause_words):
        return False
    if _IT_WAS.search(place.before):
        return True
    if _WHEN.match(place.after) and (
        rest := place.view.words(Span(place.end, min(place.sentence.end, place.end + 120)))
    ):
        return tenses.first_past(rest) != ""
    return _is_told_of_readers(place, context, known)


def _is_told_of_readers(place: Place[Day], context: Context, known: set[date]) -> bool:
    """By what it is a day of, by how it is said to have been, else by its clause."""
    led = _OF.search(place.before)
    if led and led["thing"] and _PAPERS.fullmatch(led["thing"]):
        return False
    if led and led["part"]:
        return not _is_deed(place)
    is_elsewhere = _LEADS_ELSEWHERE.search(place.before) is not None
    if _FELT.search(place.clause_words):
        return True
    if not is_elsewhere and place in place.view.days[:1] and _FELT.search(place.view.words(place.sentence)):
        return True
    if (is_elsewhere and not _FOR_THAT_DAY.search(place.before)) or words.HAD.search(place.before):
        return False
    if led and led["thing"]:
        return not _is_deed(place) and (bool(_verb(place)) or not _SHOWS.fullmatch(led["thing"]))
    return _is_of_it(place, context, known)


def _is_to_come(place: Place[Day]) -> bool:
    """By what no verb of the past parts from it: "we will repay those who paid on 3 March" tells of the past."""
    if not place.told.is_to_come:
        return False
    last = max((one.end() for one in words.TO_COME.finditer(place.before)), default=None)
    if last is not None:
        return not tenses.first_past(place.before[last:])
    first = words.TO_COME.search(place.after)
    return not tenses.first_past(place.before) and not (first and tenses.first_past(place.after[: first.start()]))


def _is_of_it(place: Place[Day], context: Context, known: set[date]) -> bool:
    """Whether its clause tells of the past, of trouble, of readers or of the services, and of nothing that was done besides."""
    verb = _verb(place)
    is_of_trouble = place.told.is_of_trouble
    sentence = place.sentence if place in place.view.days[:1] else place.clause
    if not is_of_trouble and (not verb or place.clause != sentence):
        is_of_trouble = place.view.has(words.TROUBLE, sentence)
    if not verb:
        is_of_it = is_of_trouble or not place.near.isdisjoint(incident.topics(context))
        return is_of_it and not _NEW.search(place.before) and not PRESENT.search(place.clause_words)
    if _is_deed(place) or _NEW.search(place.clause_words):
        return False
    if not is_of_trouble and _is_earlier(place.value, known) and _BEFORE_THAT.search(place.clause_words):
        return False
    if not is_of_trouble and _WELL.search(place.clause_words):
        return False
    if is_of_trouble or not place.near.isdisjoint(incident.topics(context)):
        return True
    return _is_of_reader(place)


def _is_of_reader(place: Place[Day]) -> bool:
    return re.search(rf"\b{_READER}\b", place.clause_words) is not None


def _is_deed(place: Place[Day]) -> bool:
    """Whether what was done on that day is what is done about an incident, or besides it. What a reader did was not."""
    verb = _verb(place)
    if not verb:
        return False
    lead = place.clause_words.partition(f" {verb}")[0] + " "
    if _WE.search(lead) and not _WE_FAILED.match(verb):
        return True
    if not _NO_DEED.match(verb):
        return False
    if _SURE.match(verb):
        return True
    if place.told.is_of_trouble:
        return False
    return bool(_PASSIVE.search(lead)) or re.search(rf"\b{_READER} (?:\w+ly |also |then )?\Z", lead) is None


def _verb(place: Place[Day]) -> str:
    """The last of the past before it, else the first after."""
    return tenses.last_past(place.before) or tenses.first_past(place.after)


def _is_near(day: Day, known: set[date]) -> bool:
    years = {one.year for one in known} if day.year is None else {day.year}
    return any(abs((one - other).days) < _NEAR for year in years for one in day.in_year(year) for other in known)


def _is_earlier(day: Day, known: set[date]) -> bool:
    first = min(known)
    return any(one < first for one in day.in_year(first.year))
