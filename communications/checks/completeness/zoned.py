"""Times of day that readers elsewhere cannot place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext as _

from communications.checks.completeness.clock import Time
from communications.checks.context import Context
from communications.checks.finding import Mark
from communications.checks.quantities import zones
from communications.checks.span import Span
from communications.checks.text import Text

_ABBREVIATIONS = (
    "UTC GMT CET CEST BST WET WEST EET EEST MSK TRT IST EST EDT CST CDT MST MDT PST PDT AKST AKDT HST AEST AEDT AET ACST ACDT AWST "
    "NZST NZDT JST KST HKT SGT PKT WIB WITA ICT PHT MMT NPT BDT UZT GET AZT IRST SAST EAT WAT CAT GST AST ADT NST NDT BRT ART CLT COT PET "
    "UYT VET BOT MEZ MESZ HNE HAE ET CT MT PT"
)
_NOT_A_PLACE = (
    "This|That|First|Next|Last|Every|Each|Some|Any|All|The|Same|Response|Full|Part|Real|Long|Down|Up|Over|Opening|At|One|Our|"
    "Your|Delivery|Waiting|Loading|Reading|Another|Second|Third|Any|Most|No|More|Much|In|On|By|Travel|Due|Closing|Start|End|Lead|Run|Prime|Free|Spare|Lunch|Dinner|Peak|Half|Extra|Playing|Good|Hard|Rough|Your|Their|Its|His|Her|Big|Story|Show|Part|Break|Bed|Tea|Work|Working|Harvest|Christmas|Easter|Holiday"
)
_HALVES = (
    r"(?:(?:Central|Eastern|Western) European|Eastern|Central|Pacific|Mountain|Atlantic|British|Irish|Indian|Japan)"
)
_ZONE = re.compile(
    rf"(?<![\w])(?:(?:{'|'.join(_ABBREVIATIONS.split())})(?![\w]|-[A-Za-z])(?!(?<!UTC)(?<!GMT)-\d)(?:\s?[+-]\d{{1,2}}(?::?\d\d)?)?"
    r"|Coordinated Universal Time|Greenwich(?: Mean Time)?|Zulu\b"
    rf"|{_HALVES}(?:(?: Standard| Daylight| Summer)(?: Time| time)?| Time| time)(?!\s?(?:Bank|Park|Station|Europe|America|District|Ocean))"
    rf"|{_HALVES}(?=[.,;:)\]]|\s*\Z|\s(?:on|today|tomorrow|yesterday|this|that|and|to|until|till|when|–|-)\b)|(?<=[\dmk.] )(?:Eastern|Central|Pacific|Mountain|Atlantic)\b"
    rf"|(?!(?:{_NOT_A_PLACE})\s)[A-ZÅÄÖØÉ][\w.'’-]+(?: [A-ZÅÄÖØÉ][\w.'’-]+)? (?:local |standard |summer |winter |daylight )?[Tt]ime(?![\w])"
    r"|(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)/[A-Z]\w+|(?<=[Tt]imes: )[A-ZÅÄÖØÉ][a-zåäöøé]+"
    r"|[Zz]one of (?:[a-zé]+ ){0,4}[A-ZÅÄÖØÉ]|zone of (?:our|the) [\w ,]{2,40}|[Cc]locks? (?:\w+ )?(?:in|of) [A-ZÅÄÖØÉ]|th(?:ose|at) of (?:[a-zé]+ ){0,4}[A-ZÅÄÖØÉ]"
    r"|(?:[Ll]ocal|summer|winter|standard) time\b|(?:(?<=[\dm,(] )|(?<=in )|(?<=are )|(?<=all )|(?<=both )|(?<=\())(?:[Yy]our|[Oo]ur) (?:own )?time\b(?! (?:of|seriously|to|as|is|and))|local to\b|times? (?:are |is )?local\b|[Tt]ime zone of|[Tt]ime in [A-ZÅÄÖØÉ]"
    r")|(?<=\d)Z\b|(?<=[\dm] )\([+-]\d{2}:?\d{2}\)|(?<=\d)\s?\+(?:0\d|1[0-4]):?[0-5]\d\b|(?<=T\d\d:\d\d)-\d\d:?\d\d\b|(?<=T\d\d:\d\d:\d\d)-\d\d:?\d\d\b|(?<=\d\d) -(?:0\d|1[0-2]):?[03]0\b"
)
# In brackets behind a time: "11 o'clock (Vilnius)", "18:40 (local)"; a day is no place.
_PLACED = re.compile(
    r"\s?[(\[](?:local|(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon\b|Tue|Wed|Thu|Fri|Sat\b|Sun\b|January|February|March|April|May\b|June|July|August|September|October|November|December|The\b|Day\b|Update)"
    r"[A-ZÅÄÖØÉ][\w'’-]{2,20}(?: [A-ZÅÄÖØÉ][\w'’-]{1,20})?)(?:,? [^()\[\]\n]{1,20})?[)\]]"
)
_NEXT = re.compile(rf"\s?[(\[|/–-]?\s?(?:{'|'.join(_ABBREVIATIONS.split())})\b")
# A sentence that says of all times which zone they are in.
_OF_ALL = re.compile(
    r"\btimes\b|\b(?:all|the|these) hours\b|\bhours (?:are|is|given|stated|shown|below|here|named)\b|\bclocks?\b|\ball (?:are )?in\b|\b(?:every|each|any) time\b|\btime ?line\b|\btime ?zones?\b|\bthroughout\b|\bunless (?:otherwise|stated|noted|we say)\b|\beverything (?:\w+ )?(?:is )?in\b|\bin local time\b|\b(?:use|uses|keep|go by|stick to|refer to|report in|write in|work in|think in|say)\b|\b[Tt]imes?:|"
    r"\btimes? (?:are|is|here|below|in|given|shown|stated)\b",
    re.IGNORECASE,
)
_MAY_DECLARE = frozenset(
    [
        "times",
        "time",
        "hours",
        "clock",
        "clocks",
        "timestamps",
        "timeline",
        "timezone",
        "timezones",
        "zone",
        "zones",
        "throughout",
        "unless",
        "everything",
    ]
)
_TOWN = re.compile(r"\s(?:(?:in|at) |(?=\w+[.,;)]))(?-i:([A-ZÅÄÖØÉ][\w'-]+(?: [A-ZÅÄÖØÉ][\w'-]+)?))")
_PARTS = frozenset(["noon", "midday", "midnight"])
_EXACTLY = re.compile(r"\b(?:at|from|between|until|till|to|and|since|12|on)\s(?:about\s)?\Z|[–-]\s?\Z", re.IGNORECASE)
_BRACKETED = re.compile(r"(?<=\()[^()\n]{2,30}(?=\))")
_AFTER_A_TIME = re.compile(r"\d|m\.?\Z|noon|midnight|clock|ing\Z|night\Z", re.IGNORECASE)


def find(text: Text, context: Context, times: list[Time]) -> Iterator[Mark]:
    if not times:
        return
    unzoned = _unzoned(text, times)
    if not unzoned or _is_declared(text):
        return
    name = _zone_of(context)
    for one in unzoned:
        if text.is_quoted(one.start, one.end) or _is_part_of_day(text.prose, one, len(unzoned) < len(times)):
            continue
        suggestion = f"{text.source[one.start : one.end]} {name}" if name else ""
        message = _("Readers elsewhere cannot place this time. Say the time zone.")
        yield Mark("time_without_zone", one.start, one.end, message, suggestion)


def _is_part_of_day(prose: str, one: Time, knows_a_zone: bool) -> bool:
    """ "Before noon" and "by midnight" say when well enough, "at noon" is a time, but may rest on the zone of others."""
    if prose[one.start : one.end].lower() not in _PARTS:
        return False
    return knows_a_zone or not _EXACTLY.search(prose, max(0, one.start - 20), one.start)


def _unzoned(text: Text, times: list[Time]) -> list[Time]:
    """Those in whose sentence no zone is named: the zone of one time goes for those beside it."""
    unzoned: list[Time] = []
    for sentence, beside in groupby(times, lambda one: text.sentence_at(one.start)):
        found = list(beside)
        if any(
            one.zoned
            or _NEXT.match(text.prose, one.end)
            or _ZONE.match(text.prose, one.end + 1)
            or _PLACED.match(text.prose, one.end)
            or _is_in_a_town(text.prose, one.end)
            for one in found
        ):
            continue
        if sentence is None or not _ZONE.search(text.prose, sentence.start, sentence.end):
            unzoned.extend(found)
    return unzoned


def _is_in_a_town(prose: str, at: int) -> bool:
    """ "9.45 a.m. in Lisbon" """
    found = _TOWN.match(prose, at)
    return bool(found and (zones.of_place(found[1]) or zones.of_place(found[1].split()[0])))


def _is_declared(text: Text) -> bool:
    """Whether a zone is said to hold for all times: in a sentence about times, or in brackets of its own."""
    if any(_declares(text, sentence) for sentence in text.holding(_MAY_DECLARE)):
        return True
    if "(" not in text.prose:
        return False
    return any(
        _ZONE.fullmatch(found[0].strip())
        and not _AFTER_A_TIME.search(text.prose[max(0, found.start() - 10) : found.start() - 1].rstrip())
        for found in _BRACKETED.finditer(text.prose)
    )


def _declares(text: Text, sentence: Span) -> bool:
    zone = _ZONE.search(text.prose, sentence.start, sentence.end)
    if zone is None:
        return False
    return any(
        not zone.start() <= said.start() < zone.end() or said[0].lower() == "times"
        for said in _OF_ALL.finditer(text.prose, sentence.start, sentence.end)
    )


def _zone_of(context: Context) -> str:
    """What the zone is called at that time of year, where it has a name."""
    moment = context.started_at or context.resolved_at
    if context.time_zone == "UTC" or moment is None:
        return "UTC" if context.time_zone == "UTC" else ""
    try:
        name = moment.astimezone(ZoneInfo(context.time_zone)).tzname() or ""
    except (ZoneInfoNotFoundError, ValueError, OverflowError):
        return ""
    return name if name.isalpha() else ""
