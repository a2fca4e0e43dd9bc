"""How long something took, and days."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from communications.checks.completeness.clock import NUMBER, SPELT, TENS
from communications.checks.places import Places
from communications.checks.words.lists import set_of

_WRITTEN = re.compile(
    r"(?<![\d:.])(?:(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d)(?::[0-5]\d)?\s?(?:hours?|hrs?|h)\b"
    r"|(?P<h0>\d{1,2})\s?h\s?(?P<m0>[0-5]\d)(?:\s?m(?:in)?s?)?\b"
    r"|(?P<h1>[01]\d|2[0-3])(?P<m1>[0-5]\d)\s?(?:to|until|till|and|-|–)\s?(?P<h2>[01]\d|2[0-3])(?P<m2>[0-5]\d)\s?(?:hrs|hours|h\b|[A-Z]{3,4}\b))"
)
# "Duration: 01:35"
_TITLE = re.compile(r"\b(?:duration|downtime|length|hh:mm)\)?:?\s{0,2}\Z", re.IGNORECASE)
_TITLED = re.compile(r"(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d)(?![\d:])")
_UNIT = r"(?P<unit>seconds?|secs?|minutes?|mins?|min|hours?|hrs?|hr|h|days?|weeks?)\b"
_DIGITS = "(?:one|two|three|four|five|six|seven|eight|nine)"
_AMOUNT = (
    rf"(?P<amount>\d{{1,4}}(?:,\d{{3}}|[.,]\d{{1,2}})?|(?:{'|'.join(TENS)})[- ]{_DIGITS}|{SPELT}|an?|next|another)"
)
_LASTING = re.compile(
    rf"(?<![\w.,:-]){_AMOUNT}(?P<and_half>\s?½|\sand\sa\shalf|\sand\sthree\squarters|\sand\sa\squarter|\sfull|\swhole|\slong|\sand\smore)?[\s-]{{0,2}}{_UNIT}"
    r"(?P<then>,?\s(?:and\s)?(?:a\shalf|a\squarter|three\squarters)\b"
    rf"|,?\s{{0,2}}(?:and\s)?(?P<more>\d{{1,2}}|(?:{'|'.join(TENS)})[- ]{_DIGITS}|{SPELT})[\s-]{{0,2}}(?:minutes?|mins?|min|m\b|hours?|h\b))?",
    re.IGNORECASE,
)
_QUARTERS = re.compile(
    r"(?P<said>half an hour|half a day|half-hour|three[ -]quarters of an hour|a quarter of an hour|quarter of an hour)\b",
    re.IGNORECASE,
)
_MINUTES_OF = {
    "half an hour": 30, "half-hour": 30, "half a day": 720, "three quarters of an hour": 45, "a quarter of an hour": 15, "quarter of an hour": 15,
}  # fmt: skip
_UNITS = set_of(
    "second seconds sec secs minute minutes min mins hour hours hr hrs h day days week weeks half quarter quarters"
)
_FAR = 60  # characters
_ATTACHED = re.compile(r"\d{1,4}(?:[.,:]\d{1,2})?(?:\s?[hm]|\s?(?:to|until|till|and|-|–)\s?\d{4}\b)", re.IGNORECASE)
_TITLES = set_of("duration downtime length hh")
_WORDS = set_of(f"a an next another half three quarter {SPELT.replace('|', ' ')}")

_MONTHS = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
_WEEKDAYS = "(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
DAY = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\.?\s(?:of\s)?(?:{_MONTHS})\b|(?:{_MONTHS})\.?\s(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)?\b"
    rf"|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|\d{{1,2}}\.\d{{1,2}}\.(?!\d)|(?:{_WEEKDAYS})\b|today|tonight|tomorrow|(?:the|on the) \d{{1,2}}(?:st|nd|rd|th)\b"
    rf"|(?:end|start|beginning|middle|week|course) of (?:the |this |next )?(?:day|week|month|year|{_MONTHS})\b|this (?:morning|afternoon|evening)"
    rf"|next (?:week|month)\b|every (?:hour|day|\d+ (?:minutes|hours)|(?:two|three|four|six|thirty) (?:minutes|hours))|hourly|daily"
    rf"|(?:within|in|every) (?:the next |another )?(?:\d+|{SPELT}|an?) (?:working |business )?(?:minutes?|hours?|days?|weeks?)\b"
    rf"|in (?:{_MONTHS})\b(?!\s\d)|(?:early|mid|late)[- ](?:{_MONTHS})\b|in (?:{SPELT}|an?) (?:week|day|month|hour)s?\b|in a (?:fortnight|week's time)|(?:a|one|two|three|four|six|ten|\d+) (?:fortnight|day|week|month)s? from (?:now|today|then)|within (?:a|the) (?:fortnight|day|hour|week)"
    r"|each (?:hour|day|morning|evening)|every (?:morning|evening|week)|(?:once|twice) (?:a|per) (?:day|week|hour)|(?:close|end) of (?:business|play)|end of (?:the )?working day|EOD|COB|(?:calendar )?week \d{1,2}\b|on the hour|on \d{1,2}(?:st|nd|rd|th)\b)",
    re.IGNORECASE,
)


def durations(prose: str, places: Places | None = None) -> Iterator[tuple[int, int, float]]:
    """(start, end, minutes)"""
    places = places or Places.of(prose)
    past = 0
    for start in _where_one_may_begin(places):
        if start < past:
            continue
        if found := _QUARTERS.match(prose, start):
            past = found.end()
            yield start, past, _MINUTES_OF[found["said"].lower().replace("-q", " q")]
        elif found := _TITLED.match(prose, start) if _TITLE.search(prose, max(0, start - 16), start) else None:
            past = found.end()
            yield start, past, int(found["hours"]) * 60 + int(found["minutes"])
        elif found := _WRITTEN.match(prose, start):
            past = found.end()
            yield start, past, _written(found)
        elif found := _LASTING.match(prose, start):
            past = found.end()
            yield start, past, _lasting(found)


def _where_one_may_begin(places: Places) -> Iterator[int]:
    """Where a number stands, in figures or in words, and a unit not far behind it, or none is needed."""
    units = places.at_words(_UNITS)
    is_titled = not _TITLES.isdisjoint(places.starts)
    for start in sorted([*places.numbers, *places.at_words(_WORDS)]):
        near = bisect_left(units, start)
        if (near < len(units) and units[near] <= start + _FAR) or is_titled or _ATTACHED.match(places.prose, start):
            yield start


def _lasting(found: re.Match[str]) -> float:
    unit = _in_minutes(found["unit"])
    minutes = _amount(found["amount"]) * unit
    fraction = f"{found['and_half'] or ''}{found['then'] or ''}".lower()
    if found["more"]:
        return minutes + _amount(found["more"]) * (60 if unit > 60 else 1)
    if "half" in fraction or "½" in fraction:
        return minutes + unit / 2
    if "three quarters" in fraction:
        return minutes + unit * 0.75
    return minutes + unit / 4 if "quarter" in fraction else minutes


def _written(found: re.Match[str]) -> float:
    """1:35 hours, 1h35, 0810 to 0945 UTC"""
    if found["hours"]:
        return int(found["hours"]) * 60 + int(found["minutes"])
    if found["h0"]:
        return int(found["h0"]) * 60 + int(found["m0"])
    begin, end = (int(found[f"h{n}"]) * 60 + int(found[f"m{n}"]) for n in (1, 2))
    return (end - begin) % 1440


def _in_minutes(unit: str) -> float:
    unit = unit.lower()
    if unit.startswith("s"):
        return 1 / 60
    if unit.startswith("m"):
        return 1
    return 60 if unit.startswith("h") else 1440 if unit.startswith("d") else 10080


def _amount(said: str) -> float:
    said = said.lower()
    if said[0].isdigit():
        return float(said.replace(",", "") if re.fullmatch(r"\d{1,3},\d{3}", said) else said.replace(",", "."))
    if said in ("next", "another"):
        return 1.0
    return float(sum(NUMBER[part] for part in re.split(r"[- ]", said)))
