"""Where a text names a time of day, how long something took, a day, and a time zone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
NUMBER: dict[str, float] = {**_NUMBERS, **_TENS, "a": 1, "an": 1, "half": 0.5}
_SPELT = "|".join(sorted([*_NUMBERS, *_TENS], key=len, reverse=True))
_HOUR = r"(?:2[0-4]|1\d|0?\d)"
_BEFORE_A_TIME = r"(?:at|from|until|till|to|between|and|since|by|before|after|around|about|kl\.?|klokken|was|were|just|o'clock|and then)"
_CLOCK = re.compile(
    r"(?<![\w.,:/§+-])(?:"
    rf"(?P<hour>{_HOUR}):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:]|\.\d)(?P<half>\s?(?:[ap]\.?m\b\.?))?(?P<zulu>Z\b)?"
    rf"|(?P<hour2>{_HOUR})(?:\.(?P<minute2>[0-5]\d))?\s?(?P<half2>[ap]\.?m\b)"
    rf"|(?P<hour3>{_HOUR})\s?h\s?(?P<minute3>[0-5]\d)(?!\d)"
    rf"|(?<=[a-z] )(?P<hour4>{_HOUR})\s?h(?:rs)?\b(?!\s?\d)"
    rf"|(?P<hour5>{_HOUR})\.(?P<minute5>[0-5]\d)(?![\d.]|\s?(?:%|per|million|billion|GB|MB|kg|km|euros?|EUR|USD|pounds?))"
    rf"|(?P<hour6>(?:{_SPELT}|{_HOUR}))\s(?:o'clock|in\sthe\s(?:morning|afternoon|evening))"
    rf"|(?P<past>(?:half|a?\s?quarter|five|ten|twenty|twenty-five)\s(?:past|to))\s(?P<hour7>{_SPELT}|\d{{1,2}})\b"
    r"|(?P<hour8>[01]\d|2[0-3])(?P<minute8>[0-5]\d)(?=\s?(?:hrs|hours)\b)"
    r"|(?P<name>noon|midday|midnight)\b"
    r")",
    re.IGNORECASE,
)
_TOLD_BEFORE = re.compile(rf"(?:\b{_BEFORE_A_TIME}\s(?:about\s|around\s)?|[–-]\s?|\()\Z", re.IGNORECASE)
_FOR = re.compile(r"\b(?:for|lasted|took|another|within|about|of|every|some)\s\Z", re.IGNORECASE)
_LASTED = re.compile(r"\b(?:for|lasted|took|of|after|about|nearly|duration:?)\s\Z", re.IGNORECASE)
_HOURS = re.compile(r"\s?(?:hours?|hrs?|h)\b", re.IGNORECASE)
_WRITTEN = re.compile(
    r"(?<![\d:.])(?:(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d)\s?(?:hours?|h)\b"
    r"|(?P<h1>[01]\d|2[0-3])(?P<m1>[0-5]\d)\s?(?:to|until|till|and|-|–)\s?(?P<h2>[01]\d|2[0-3])(?P<m2>[0-5]\d)\s?(?:hrs|hours|h\b|[A-Z]{3,4}\b))"
)
_NO_TIME_BEFORE = re.compile(
    r"(?:\b(?:versions?|v|sections?|clause|chapter|article|paragraph|release|ratio|ratios|scale|score|odds|aspect|format|verse|psalm|"
    r"step|item|rule|room|page)\s(?:of\s|from\s|was\s)?|[€$£]\s?)\Z",
    re.IGNORECASE,
)
_ABBREVIATIONS = (
    "UTC GMT CET CEST BST WET WEST EET EEST MSK TRT IST EST EDT CST CDT MST MDT PST PDT AKST AKDT HST AEST AEDT ACST ACDT AWST "
    "NZST NZDT JST KST HKT SGT PKT WIB ICT PHT SAST EAT WAT CAT GST AST ADT BRT ART CLT COT PET UYT MEZ MESZ HNE HAE ET CT MT PT"
)
_NOT_A_PLACE = (
    "This|That|First|Next|Last|Every|Each|Some|Any|All|The|Same|Response|Full|Part|Real|Long|Down|Up|Over|Opening|At|One|Our|"
    "Your|Delivery|Waiting|Loading|Reading|Another|Second|Third|Any|Most|No|More|Much|In|On|By|Travel|Due"
)
_ZONE = re.compile(
    rf"(?<![\w])(?:(?:{'|'.join(_ABBREVIATIONS.split())})(?![\w])(?:\s?[+-]\d{{1,2}}(?::?\d\d)?)?"
    r"|Coordinated Universal Time|Greenwich(?: Mean Time)?"
    r"|(?:(?:Central|Eastern|Western) European|Eastern|Central|Pacific|Mountain|Atlantic|British|Irish|Indian|Japan)"
    r"(?: Standard| Daylight| Summer)?(?: Time| time)?(?!\s?(?:Bank|Park|Station|Europe|America|District|Ocean))"
    rf"|(?!(?:{_NOT_A_PLACE})\s)[A-ZÅÄÖØÉ][\w.'’-]+(?: [A-ZÅÄÖØÉ][\w.'’-]+)? (?:local )?[Tt]ime(?![\w])"
    r"|(?:local|your|our) time\b|[Tt]ime zone of"
    r")"
)
_OFFSET = re.compile(r"\A\s?(?:[+-]\d{2}:?\d{2}|Z)\b")
_DECLARED = re.compile(
    r"\b(?:all (?:the )?times?|times? (?:are|is|here|below|in|given|shown|stated)|timeline|time zone|in local time)\b",
    re.IGNORECASE,
)
_UNIT = r"(?P<unit>minutes?|mins?|min|hours?|hrs?|hr|h|days?|weeks?)\b"
_AMOUNT = rf"(?P<amount>\d{{1,4}}(?:[.,]\d{{1,2}})?|(?:{'|'.join(_TENS)})[- ](?:one|two|three|four|five|six|seven|eight|nine)|{_SPELT}|an?)"
_LASTING = re.compile(
    rf"(?<![\w.,:-]){_AMOUNT}(?P<and_half>\s?½|\sand\sa\shalf|\sand\sthree\squarters|\sand\sa\squarter)?[\s-]{{0,2}}{_UNIT}"
    r"(?P<then>,?\s(?:and\s)?(?:a\shalf|a\squarter|three\squarters)\b"
    rf"|,?\s{{0,2}}(?:and\s)?(?P<more>\d{{1,2}}|(?:{'|'.join(_TENS)})[- ](?:one|two|three|four|five|six|seven|eight|nine)|{_SPELT})[\s-]{{0,2}}(?:minutes?|mins?|min|m\b|hours?|h\b))?",
    re.IGNORECASE,
)
_QUARTERS = re.compile(
    r"\b(?P<said>half an hour|half a day|three quarters of an hour|a quarter of an hour|quarter of an hour)\b",
    re.IGNORECASE,
)
_MINUTES_OF = {
    "half an hour": 30,
    "half a day": 720,
    "three quarters of an hour": 45,
    "a quarter of an hour": 15,
    "quarter of an hour": 15,
}
_MONTHS = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
_WEEKDAYS = "(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
DAY = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\.?\s(?:of\s)?(?:{_MONTHS})\b|(?:{_MONTHS})\.?\s\d{{1,2}}(?:st|nd|rd|th)?\b"
    rf"|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|(?:{_WEEKDAYS})\b|today|tonight|tomorrow|(?:the|on the) \d{{1,2}}(?:st|nd|rd|th)\b"
    rf"|(?:end|start|beginning|middle|week|course) of (?:the |this |next )?(?:day|week|month|year|{_MONTHS})\b|this (?:morning|afternoon|evening)"
    rf"|next (?:week|month)\b|every (?:hour|day|\d+ (?:minutes|hours)|(?:two|three|four|six|thirty) (?:minutes|hours))|hourly|daily"
    rf"|(?:within|in|every) (?:the next |another )?(?:\d+|{_SPELT}|an?) (?:working |business )?(?:minutes?|hours?|days?|weeks?)\b"
    rf"|in (?:{_MONTHS})\b(?!\s\d))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Time:
    """`minute` is that of the day, or None where it cannot be told; of twelve hours where `halved`."""

    start: int
    end: int
    minute: int | None
    halved: bool = False
    zoned: bool = False


def times(prose: str) -> list[Time]:
    return list(_times(prose))


def _times(prose: str) -> Iterator[Time]:
    for found in _CLOCK.finditer(prose):
        before = prose[max(0, found.start() - 24) : found.start()]
        if _NO_TIME_BEFORE.search(before) or (found["hour5"] and not _TOLD_BEFORE.search(before)):
            continue
        if found["hour"] and _LASTED.search(before) and _HOURS.match(prose[found.end() : found.end() + 8]):
            continue
        if (found["hour3"] or found["hour4"]) and not _is_clock(found, before):
            continue
        minute, halved = _minute(found)
        zoned = bool(found["zulu"]) or bool(_OFFSET.match(prose[found.end() : found.end() + 8]))
        yield Time(found.start(), found.end(), minute, halved, zoned)


def _is_clock(found: re.Match[str], before: str) -> bool:
    """2h30 is how long it took, 08h30 and "to 8h30" are times of day."""
    if _FOR.search(before):
        return False
    return bool(_TOLD_BEFORE.search(before)) or len(found["hour3"] or "") == 2


def _minute(found: re.Match[str]) -> tuple[int | None, bool]:
    if found["name"]:
        return (0 if found["name"].lower() == "midnight" else 720), False
    said = next(
        found[name] for name in ("hour", "hour2", "hour3", "hour4", "hour5", "hour6", "hour7", "hour8") if found[name]
    )
    hour = int(said) if said.isdigit() else int(NUMBER.get(said.lower(), 0))
    minute = int(found["minute"] or found["minute2"] or found["minute3"] or found["minute5"] or found["minute8"] or 0)
    if found["past"]:
        return (hour * 60 + _past(found["past"].lower())) % 720, True
    half = (found["half"] or found["half2"] or "").strip().lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return hour * 60 + minute, bool(found["hour6"]) or (not half and hour <= 12 and bool(found["hour5"]))


def _past(said: str) -> int:
    amounts = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
    amount = next((value for word, value in sorted(amounts.items(), key=lambda one: -len(one[0])) if word in said), 0)
    return -amount if said.endswith("to") else amount


def durations(prose: str) -> Iterator[tuple[int, int, float]]:
    """(start, end, minutes)"""
    past = set()
    for found in _QUARTERS.finditer(prose):
        past.add(found.end())
        yield found.start(), found.end(), _MINUTES_OF[found["said"].lower()]
    for found in _WRITTEN.finditer(prose):
        yield found.start(), found.end(), _written(found)
    for found in _LASTING.finditer(prose):
        if found.end() in past:
            continue
        unit = _in_minutes(found["unit"])
        minutes = _amount(found["amount"]) * unit
        fraction = f"{found['and_half'] or ''}{found['then'] or ''}".lower()
        if found["more"]:
            minutes += _amount(found["more"]) * (60 if unit > 60 else 1)
        elif "half" in fraction or "½" in fraction:
            minutes += unit / 2
        elif "three quarters" in fraction:
            minutes += unit * 0.75
        elif "quarter" in fraction:
            minutes += unit / 4
        yield found.start(), found.end(), minutes


def _written(found: re.Match[str]) -> float:
    """1:35 hours, 0810 to 0945 UTC"""
    if found["hours"]:
        return int(found["hours"]) * 60 + int(found["minutes"])
    begin, end = (int(found[f"h{n}"]) * 60 + int(found[f"m{n}"]) for n in (1, 2))
    return (end - begin) % 1440


def _in_minutes(unit: str) -> int:
    unit = unit.lower()
    if unit.startswith("m"):
        return 1
    return 60 if unit.startswith("h") else 1440 if unit.startswith("d") else 10080


def _amount(said: str) -> float:
    said = said.lower()
    if said[0].isdigit():
        return float(said.replace(",", "."))
    return float(sum(NUMBER[part] for part in re.split(r"[- ]", said)))


def zones(prose: str) -> list[tuple[int, int]]:
    return [found.span() for found in _ZONE.finditer(prose)]


def is_declared(prose: str, named: list[tuple[int, int]]) -> bool:
    """Whether a zone is said to hold for all times: in a sentence about times, or in brackets of its own."""
    for start, end in named:
        around = prose[max(0, start - 80) : start]
        sentence = around[max(around.rfind("."), around.rfind("\n")) + 1 :]
        if _DECLARED.search(sentence) or _DECLARED.search(prose[end : end + 30].split("\n")[0].split(".")[0]):
            return True
        before = around.rstrip(" \t(")
        in_brackets = around.endswith("(") and prose[end : end + 1] == ")"
        if in_brackets and not re.search(r"\d|m\.?$|noon|midnight|clock|ing$|night$", before[-9:]):
            return True
    return False
