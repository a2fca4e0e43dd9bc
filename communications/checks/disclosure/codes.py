"""Numbers from our own tracker, and how we grade incidents among ourselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from communications.checks.context import Context
from communications.checks.disclosure.found import Found
from communications.checks.disclosure.view import View
from communications.checks.places import heads

# Prefixes that trackers come with, or that nearly everybody takes.
_COMMON = (
    "JIRA INC OPS SRE BUG DEVOPS TICKET INFRA CHG PRB PROB ENG DEV PLAT PLATFORM SEC SECOPS ISSUE TASK STORY EPIC DEFECT "
    "RFC CRQ REQ RITM HELPDESK SUPPORT ITSM NETOPS CLOUDOPS TECHOPS DATAOPS POSTMORTEM PIR"
)
_LONG = re.compile(r"\d\d{4,}+")  # no number of a shape of its own is shorter
_DIGITS = re.compile(r"\d\d*+")
_AFTER_PREFIX = re.compile(r"[A-Z]-\d")
_SHAPED = re.compile(
    r"(?<![^\W_])(?:(?:INC|CHG|PRB|PROB|PBI|PKE|REQ|RITM|TASK|SCTASK|CTASK|PTASK|KB|CRQ|CHGREQ|WO|SDR|STRY|DFCT|ENHC|IM|SD|CR)[-_]?\d{5,15}"
    r"|[A-Z]{2,6}0\d{5,12})(?![^\W_])"
)
_THING = (
    r"(?:tickets?|issues?|bugs?|defects?|tasks?|user stor(?:y|ies)|stor(?:y|ies)|epics?|change requests?|change records?|changes?|"
    r"problem records?|problems?|pull requests?|merge requests?|PRs?|MRs?|work items?|work orders?|service requests?|jira|"
    r"backlog items?|incident tickets?|incident records?|github|gitlab|zendesk|servicenow|bugzilla|redmine)"
)
_CALLED = re.compile(
    rf"(?<![^\W_]){_THING}(?:\s+(?:number|no\.?|id|ref(?:erence)?|nr\.?))?[\s:(-]*"
    r"(?P<id>[A-Z][A-Z0-9]{1,9}[- ]?\d{1,8}|[#!]\s?\d{1,8}|\d{3,10})(?![\w%]|[.,:]\d|-\d|\s*(?:%|percent|hours?|minutes?|customers?|times?|of\b|were\b|are\b))",
    re.IGNORECASE,
)
_KEPT_AS = re.compile(
    r"(?:tracked|logged|raised|filed|recorded|registered|known internally|known|internal(?:ly)?|queued|handled|backlog|booked)(?: it| this| that| them)?"
    r"(?: (?:reference|number|id|ref|record))?(?: (?:as|in|under|with|is|by|to))?[\s:(]{1,3}"
    r"(?P<id>[A-Z][A-Z0-9]{1,9}-\d{1,8}|#\d{1,8})(?![\w-])"
)
_NUMBER_SIGN = re.compile(r"#\d")
_HASH = re.compile(r"(?<![\w&/#.:?=])(?<!\d )#\d{3,6}(?![\w-])")
_COUNTED = re.compile(
    r"(?:orders?|invoices?|flights?|gates?|rooms?|units?|stores?|shops?|pages?|seats?|platforms?|bus(?:es)?|trains?|lines?|"
    r"lockers?|customers?|accounts?|members?|claims?|polic(?:y|ies)|cases?|parcels?|shipments?|receipts?|vouchers?|articles?|"
    r"items?|lots?|batch(?:es)?|box(?:es)?|buildings?|halls?|routes?|number|no\.?|rank(?:ed)?|channels?|contracts?|"
    r"licen[cs]es?|serials?|models?|colou?rs?|extension|branch(?:es)?|depots?|tills?|cards?|trucks?|vans?|vessels?|ferr(?:y|ies)|"
    r"sailings?|courts?|episodes?|chapters?|lessons?|payments?|transfers?|bookings?|reservations?|tickets? to|stops?)\s*\Z",
    re.IGNORECASE,
)
_COMMIT = re.compile(
    r"\b(?:commit|revision|changeset|sha|build hash)\s+(?:\"|`)?(?P<id>(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{7,40})(?![^\W_])",
    re.IGNORECASE,
)
_BROWSED = re.compile(
    r"(?:/browse/|/issues?/|/tickets?/|/merge_requests/|/pull/|[?&](?:issue|ticket|bug|id)=)(?P<id>[A-Z][A-Z0-9]{1,9}-\d+|\d{3,10})(?![\w-])"
)


@lru_cache(maxsize=64)
def _prefixed(prefixes: tuple[str, ...]) -> re.Pattern[str]:
    """The tracker's own prefixes in any case before a hyphen, and as they are before digits alone."""
    own = sorted({one.strip().rstrip("-#_ ") for one in prefixes if one.strip().rstrip("-#_ ")}, key=len, reverse=True)
    given = "|".join(re.escape(one) for one in own)
    forms = [rf"(?:{'|'.join(_COMMON.split())})-\d{{1,8}}"]
    if given:
        forms.append(rf"(?i:{given})[-_#]\d{{1,8}}")
        forms.append(rf"(?:{given.upper()}) ?\d{{3,10}}")
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(forms)})(?![^\W_])")


_THINGS = heads(
    "ticket issue bug defect task story epic change problem pull merge pr prs mr mrs work service jira backlog incident github gitlab "
    "zendesk servicenow bugzilla redmine user"
)
_BROWSING = ("/browse", "/issue", "/ticket", "/merge", "/pull", "issue=", "ticket=", "bug=", "id=")
_KEEPING = heads("tracked logged raised filed recorded registered known internal queued handled backlog booked")
_COMMITTED = heads("commit revision changeset sha build")


def _beside(numbers: re.Pattern[str], view: View, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Those that end in a number: looked for where such numbers are."""
    past = 0
    for digits in numbers.finditer(view.text):
        if found := pattern.search(view.text, max(past, digits.start() - 24), digits.end() + 2):
            past = found.end()
            yield found


def tickets(view: View, context: Context) -> Iterator[Found]:
    """The incident's own reference is told to readers on purpose."""
    own = context.reference.strip().lower()
    for start, end in (*_by_shape(view, context), *_by_words(view), *_hashes(view)):
        if not own or own not in view.lower[max(0, end - len(own)) : end + len(own)]:
            yield Found("ticket", start, end)


def _by_shape(view: View, context: Context) -> Iterator[tuple[int, int]]:
    own = {one.strip().rstrip("-#_ ").lower() for one in context.ticket_prefixes}
    if _AFTER_PREFIX.search(view.text) or any(one in view.lower for one in own):
        yield from (found.span() for found in _beside(_DIGITS, view, _prefixed(context.ticket_prefixes)))
    yield from (found.span() for found in _beside(_LONG, view, _SHAPED))
    for found in view.matches(_BROWSED, _BROWSING, 2, 60):
        if (
            view.in_address(found.start())
            and "github.com/" not in view.text[max(0, found.start() - 80) : found.start()]
        ):
            yield found.span("id")


def _by_words(view: View) -> Iterator[tuple[int, int]]:
    for found in view.begun(_CALLED, view.headed(_THINGS)):
        if _is_number(found["id"], found[0]):
            yield found.start(), found.end("id")
    for found in view.begun(_KEPT_AS, view.headed(_KEEPING)):
        if _is_number(found["id"], found[0]):
            yield found.span("id")
    for found in view.begun(_COMMIT, view.headed(_COMMITTED)):
        yield found.span("id")


def _hashes(view: View) -> Iterator[tuple[int, int]]:
    for found in view.begun(_HASH, [found.start() for found in _NUMBER_SIGN.finditer(view.text)]):
        before = view.text[max(0, found.start() - 25) : found.start()]
        if not _COUNTED.search(before) and not view.in_address(found.start()):
            yield found.span()


def _is_number(number: str, said: str) -> bool:
    """Nouns that are also counted need more than a short number behind them ("issue 12", but "bug 77120")."""
    digits = sum(one.isdigit() for one in number)
    if number.isdigit():
        thing = said.lower()
        if thing.startswith(("problem", "change", "issue", "stor", "task")) and re.search(r"s\b", thing.split()[0]):
            return False
        if re.fullmatch(r"(?:19|20)\d\d", number) and not thing.startswith(
            ("pull", "merge", "bug", "ticket", "pr", "mr")
        ):
            return False
        return digits >= 3
    if number[0] in "#!":
        return True
    letters = number.rstrip("0123456789").rstrip("- ")
    return letters.isupper() and digits >= 1 and letters not in ("UTC", "GMT", "EUR", "USD", "GBP", "ISO", "COVID")


_DIGIT = r"(?:[0-5]|zero|one|two|three|four|five|I{1,3}|IV|V)"
_SEV = re.compile(
    r"(?<![^\W_])sev(?:erity)?[-\s:.]{0,2}(?:level|class|code|rating|grade)?[-\s:]{0,2}(?:of )?(?:[SP]?[0-5]|[A-D](?![^\W_])|zero|one|two|three|four|five|I{1,3}(?![^\W_])|IV(?![^\W_]))(?:\.\d)?(?: \(\w{3,10}\)| - (?:critical|high|medium|major|moderate|minor|low))?(?![^\W_])",
    re.IGNORECASE,
)
_PRIORITY = re.compile(
    rf"(?<![^\W_])(?:priority[-\s]|prio?\.?[-\s])(?:level |class |code )?{_DIGIT}(?![^\W_])(?:[- ](?:incidents?|outages?|emergenc(?:y|ies)|events?|tickets?|alerts?|cases?|problems?))?"
    r"(?! ?(?:board|passeng|seat|lane|pass|customers|mail|letter|was to|is to|group|vaccin|queue|ticket holders))",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    rf"(?<![^\W_])(?:major |critical |serious )?(?:incidents?|outages?|emergenc(?:y|ies)|alerts?|disruption)[,:]? ?\(?(?:of )?(?:the )?(?:level|class|category|cat|tier|grade|severity|priority|type|stage)[- ]?(?:[0-5]|[A-D]|{_DIGIT})(?![^\W_])"
    rf"|(?<![^\W_])(?:level|class|category|cat|tier|grade|type|stage)[- ]?(?:[0-5]|[A-D]|{_DIGIT})[- ](?:major |critical )?(?:incidents?|outages?|emergenc(?:y|ies)|alerts?|problems?)(?![^\W_])"
    r"|(?<![^\W_])(?:urgency|impact) [1-4](?: and | ?/ ?|, )(?:urgency|impact) [1-4]"
    r"|(?<![^\W_])(?:CAT|MI|MIM|URG|Impact|Urgency)[- ]?[0-5]/?(?:(?:Urgency|Impact)?[- ]?[0-5])?(?= (?:incident|outage|major)|\)|,? (?:was|by|according))",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"[PS][- ]?[0-5](?: - (?:critical|high|medium|moderate|low)| \((?:critical|high|medium|moderate|low)\))?(?![^\W_]|[-.]\d)"
)
_SHORT_TO = re.compile(r"(?<![^\W_])[PS]-?[0-5] (?:(?:down |up )?to|->|→|and then) (?:a )?[PS]-?[0-5](?![^\W_])")
_SHORT_HEADS = heads("p s " + " ".join(f"{letter}{digit}" for letter in "ps" for digit in range(6)))
# Which words each can begin with.
_GRADES = (
    (_SEV, heads("sev")),
    (_PRIORITY, heads("pri")),
    (
        _LEVEL,
        heads(
            "major critical serious incident outage emergency alert disruption level class category cat tier grade type stage urgency "
            "impact mi mim mi0 mi1 mi2 mi3 mi4 mi5"
        ),
    ),
    (_SHORT_TO, _SHORT_HEADS),
)
_GRADED = re.compile(
    r"\b(?:incidents?|outages?|priority|severity|rated|graded|classed|classified|classification|declared|treated|logged|raised|lowered|reduced|"
    r"upgraded|downgraded|escalated|escalation|categorised|categorized|prioritised|prioritized|triaged?|marked|handled|opened|closed|called|paged?|"
    r"on-call|alerts?|major|war room|bridge|response|status)\b",
    re.IGNORECASE,
)
_BY_ARTICLE = re.compile(
    r"(?:\b(?:an?|the|this|that|no|our|first|another|any|each|every|as|of|to|was|is|were|real|full|single|last)\s+(?:an? )?|\(|=|: |\")\Z",
    re.IGNORECASE,
)
_DETERMINED = re.compile(r"\b(?:an?|the|no|this|that|our|another|first)\s+\Z", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\s*(?:[.,;:!?)/]|\Z|(?:was|is|were|has|had|at|from|to|for|in|and|by|on|because|when|until|since|within|so|while|after|"
    r"before|with|that|which|who|as|lasted|began|started|ended|remained|declared|during)\b)"
)
_A_THING = re.compile(
    r"[ -](?:sockets?|plugs?|car|lines?|platforms?|gates?|stations?|lanes?|exits?|areas?|zones?|buildings?|bays?|visas?|forms?|trains?|bus|"
    r"trams?|stops?|halls?|rooms?|parking|deck|level|sector|routes?|licen[cs]e|phones?|ports?|permits?|class|storage|wave|key|button|"
    r"entrance|terminal|berths?|pier|lots?|tickets? (?:for|to)|shuttle|side|team|chip|board|reader|paper|stand|park|road|pumps?|valves?|"
    r"motors?|printer|scanner|screen|model|cable|bolts?|size|format)\b"
)
_OF_A_PLACE = re.compile(
    r"(?:gates?|lines?|car parks?|parks?|parking|platforms?|berths?|piers?|exits?|docks?|halls?|doors?|sockets?|zones?|bays?|levels?|"
    r"terminals?|rooms?|lots?|buildings?|decks?|routes?|bus(?:es)?|trams?|trains?|stands?|areas?|ports?|sectors?|lanes?|pumps?|"
    r"Galaxy|Model|iPhone|Pixel|type|form|visa|class|key|button|floor|stop|S-Bahn|metro|and|or|,)\s*\Z",
    re.IGNORECASE,
)


def severities(view: View, context: Context) -> Iterator[Found]:
    text = view.text
    for pattern, begins in _GRADES:
        for found in view.begun(pattern, view.headed(begins)):
            if pattern is not _SHORT_TO or _GRADED.search(text, max(0, found.start() - 100), found.end() + 60):
                yield Found("severity_code", *found.span())
    for found in view.begun(_SHORT, view.headed(_SHORT_HEADS)):
        if not text[max(0, found.start() - 1) : found.start()].isalnum() and _is_graded(text, found):
            yield Found("severity_code", *found.span())
    own = context.severity.strip()
    if len(own) > 1 and (any(one.isdigit() for one in own) or re.search(r"[A-Z].*[A-Z]|[-_]", own)):
        for found in re.finditer(rf"(?<![^\W_]){re.escape(own)}(?![^\W_])", text, re.IGNORECASE):
            yield Found("severity_code", *found.span())


def _is_graded(text: str, found: re.Match[str]) -> bool:
    """P1 is also a gate, a line, a car park."""
    start, end = found.span()
    before, after = text[max(0, start - 30) : start], text[end : end + 30]
    if _A_THING.match(after) or _OF_A_PLACE.search(before):
        return False
    if "(" in found[0] or " - " in found[0]:
        return True
    if re.match(
        r"[- ](?:major )?(?:incidents?|outages?|emergency|alerts?|issues?|problems?|bridge|call|page|process|response|priority)\b",
        after,
    ):
        return True
    if found[0].startswith("P") and _DETERMINED.search(before):
        return bool(_GOES_ON.match(after))
    if not _BY_ARTICLE.search(before):
        return False
    return bool(_GRADED.search(text, max(0, start - 45), start) or _GRADED.search(text, end, end + 30))
