"""Where a text names a time of day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from communications.checks.completeness import figures
from communications.checks.places import Places
from communications.checks.quantities.times import NO_NOUN
from communications.checks.words.lists import set_of

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
NUMBER: dict[str, float] = {**_NUMBERS, **TENS, "a": 1, "an": 1, "half": 0.5}
SPELT = "|".join(sorted([*_NUMBERS, *TENS], key=len, reverse=True))
_HOURS = "|".join(list(_NUMBERS)[:12])
_HOUR = r"(?:2[0-4]|1\d|0?\d)"
_AMPM = r"\s?[ap]\.?\s?m\b\.?"
_ZONED = r"(?-i:(?=\s?\(?(?:UTC|GMT|Z\b|[BCEMPAJHSKINW][A-Z]?[SDET]T\b|CES?T\b|SGT\b|EAT\b|CAT\b|WAT\b)))"
_FREE = r"(?<![\w.,:/§+€$£])(?<![A-Za-z]-)"
# As most are written: 14:05, 2:05 pm.
_USUAL = re.compile(rf"{_FREE}({_HOUR}):([0-5]\d)(?::[0-5]\d)?(?!\d|:\d|\.\d)({_AMPM})?(Z\b)?", re.IGNORECASE)
# How all others begin: to see that is cheaper than to try each of them.
_MAY_BE = re.compile(
    rf"{_FREE}(?:\d\d?(?:\.\d\d|\s?h(?!ou)|\s?[ap]\.?\s?m|\s(?:o['’]?\s?c|in\sthe\s|at\sn)|\s?\(?(?-i:[A-Z]{{1,4}}\b))|(?!19|20)\d{{4}}(?!\d)|(?:19|20)\d\d(?=\s?(?:h|\(?(?-i:[A-Z]{{1,4}}\b)))"
    r"|[a-z]+(?:-[a-z]+)?\s(?:o['’]?\s?c|in\sthe\s|at\sn|(?:minutes\s)?(?:past|to|after|before)\s)|noon|midday|midnight)",
    re.IGNORECASE,
)
_TIME = re.compile(
    rf"{_FREE}(?:"
    rf"(?P<hour2>{_HOUR})(?:\.(?P<minute2>[0-5]\d))?(?P<half2>{_AMPM})"
    rf"|(?P<hour3>{_HOUR})\s?h\s?(?P<minute3>[0-5]\d)(?!\d)"
    rf"|(?<=[a-z] )(?P<hour4>{_HOUR})\s?h(?:rs)?\b(?!\s?\d)"
    rf"|(?P<hour5>{_HOUR})\.(?P<minute5>[0-5]\d)(?!\d|\.\d|\s?(?:%|per|million|billion|GB|MB|kg|km|euros?|EUR|USD|GBP|CHF|SEK|NOK|DKK|kr\b|pounds?|dollars?|francs?|crowns?|cents?|seconds?|minutes?|hours?|met(?:er|re)s?|m\b|cm|mm|litres?|liters?|points?|stars?|times|degrees?|°|kWh|kW|MW|volts?|(?-i:V|A|W|Hz|kV|mA)\b|bar\b|tonnes?|tons?|to one|x\b|a (?:day|week|month|year|head)))"
    rf"|(?P<hour6>{_HOURS}|{_HOUR})\s(?:o['’]?\s?clock|in\sthe\s(?:morning|afternoon|evening)|at\snight\b)"
    rf"|(?P<past>half|quarter|five|ten|twenty|twenty-five)\s(?:minutes\s)?(?P<way>past|to|after|before)\s(?P<hour7>{_HOURS}|midnight|noon|midday|1[0-2]|\d)\b"
    rf"{NO_NOUN}"
    rf"|(?P<hour8>[01]\d|2[0-3])(?P<minute8>[0-5]\d)(?:(?=\s?(?:hrs|hours)\b)|{_ZONED})"
    rf"|(?P<hour9>{_HOUR}){_ZONED}"
    r"|(?P<name>noon|midday|midnight)\b"
    r")",
    re.IGNORECASE,
)
_HOUR_GROUPS = ("hour2", "hour3", "hour4", "hour5", "hour6", "hour8", "hour9")
_MINUTE_GROUPS = ("minute2", "minute3", "minute5", "minute8")
_WORDS = set_of(f"noon midday midnight half quarter twenty {_HOURS.replace('|', ' ')}")
_LEADS = r"(?:at|from|until|till|to|between|and|since|by|before|after|around|about|kl\.?|klokken|o'clock|and then|past)"
_LED = re.compile(rf"(?:\b{_LEADS}\s(?:about\s|around\s)?|[–-]\s?|\(|\A|\n)\Z", re.IGNORECASE)
_AT = re.compile(
    r"\b(?:at|from|until|till|to|between|and|since|by|before|around|kl\.?)\s(?:about |around |roughly |exactly )?\Z",
    re.IGNORECASE,
)
# "From 1.25 to 2.40 metres".
_OF_A_KIND = re.compile(
    r"\s?(?:to|and|or|[–-])\s?\d{1,2}\.\d{2}\s?(?:%|per\b|million|billion|euros?|dollars?|pounds?|cents?|met(?:er|re)s?|m\b|cm|mm|km|kg|lit(?:er|re)s?|points?|stars?|degrees?|kWh|kW|MW|volts?|bar\b|tons?|tonnes?|a (?:month|year|week|day))",
    re.IGNORECASE,
)
_PAIRED = re.compile(r"\d{1,2}\.[0-5]\d[^.\d]{1,24}\Z")
_FOR = re.compile(
    r"\b(?:for|lasted|took|another|within|about|of|every|some|after|by|up to|over|under|nearly|almost|total|than|least|only|in)\s\Z",
    re.IGNORECASE,
)
_LONG = re.compile(r"\s?(?:hours?|hrs?|h|minutes?|mins?|seconds?|long|ratio|per)\b", re.IGNORECASE)
_NO_TIME = set_of("""
version versions v section sections clause chapter article paragraph release ratio ratios scale score odds aspect format verse psalm step item
rule room track lap rack cabinet bay port slot row aisle shelf seat unit bus tram line route figure table won beat lost page build aspect screen display formation genesis exodus psalms proverbs ecclesiastes isaiah matthew mark luke john acts romans no duration length downtime hh:mm
""")
_LINKS = set_of("of from was is were roughly about")
# An hour alone is a time beside another: "from 8 to half past 10", "between five and 7 pm"; or with hyphens after a day: "Saturday, 9-13".
_BEFORE_ONE = re.compile(
    rf"\b(?:from|between)\s(?:about\s|around\s|(?:shortly |just |soon |a little )(?:after|before|past)\s)?(?P<hour>{_HOURS}|{_HOUR})(?:\s?[–—-]\s?|\s(?:to|until|till|and)\s)(?:about\s|around\s|a\s)?\Z"
    rf"|(?<![\w.,:/-])(?P<bare>{_HOURS}|1[0-2]|[1-9])(?:\s?[–—-]\s?|\s(?:to|until|till)\s)(?:a\s)?\Z",
    re.IGNORECASE,
)
_TO_HOUR = re.compile(
    rf"\s(?:to|until|till)\s(?:about |around |nearly |almost )?(?P<hour>{_HOURS}|1[0-2]|[1-9])(?=[,;)](?!\d)|\.(?!\d)|\s?\Z|\s\(|\s(?:UTC|GMT|[A-Z]{{2,4}}T\b|(?-i:[A-Z][\w-]+ ){{1,2}}[Tt]ime|in the|at night|that))",
    re.IGNORECASE,
)
_BEFORE_TWO = set_of("to until till and about around a")  # one of these ends it, or a hyphen
_ENDS_BEFORE_TWO = frozenset("oOlLdDtTaA–—-")
_OPEN = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)(?:[a-z]{0,5}day)?s?|daily|every day|weekdays|(?:\d\s|\d(?:st|nd|rd|th)\s)[a-z]{3,9}(?=,))\s?,?\s(?:from\s)?\Z",
    re.IGNORECASE,
)
_SPAN = re.compile(rf"(?P<one>{_HOUR})\s?[–-]\s?(?P<two>{_HOUR})(?![\w:%]|[-–,.]\d)")
_AND = re.compile(r"\s(?:and|&)\s\Z")


class Time(NamedTuple):
    """`minute` is that of the day, or None where it cannot be told; of twelve hours where `halved`."""

    start: int
    end: int
    minute: int | None
    halved: bool = False
    zoned: bool = False


def times(prose: str, places: Places | None = None) -> list[Time]:
    places = places or Places.of(prose)
    found: list[Time] = []
    after_at = {one + len("at ") for one in places.starts.get("at", ())}
    past = 0
    for start in sorted([*places.numbers, *places.at_words(_WORDS)]):
        if start < past:
            continue
        if ":" in prose[start + 1 : start + 3]:
            time = _usual(prose, start)
        elif _MAY_BE.match(prose, start):
            time = _unusual(prose, start)
        elif start in after_at:
            time = _figures(prose, start)
        else:
            continue
        if time and time.start >= past:
            past = time.end
            found.extend([*_beside(prose, time, found), time])
            if prose[past : past + 2] in (" t", " u"):
                found.extend(_goes_on_to(prose, time))
                past = found[-1].end
    found.extend(_spans(prose, places, found))
    return sorted(_without_lone_entry(prose, found), key=lambda time: time.start)


def _unusual(prose: str, start: int) -> Time | None:
    found = _TIME.match(prose, start)
    return _of(prose, found) if found else _figures(prose, start)


def _figures(prose: str, start: int) -> Time | None:
    read = figures.at(prose, start)
    return Time(*read) if read else None


def _usual(prose: str, start: int) -> Time | None:
    found = _USUAL.match(prose, start)
    if not found:
        return None
    end = found.end()
    before = prose[max(0, start - 24) : start]
    if _is_of_another_thing(before) or (_LONG.match(prose, end) and not _AT.search(before)):
        return None  # 1:45 h is how long it took
    hour, minute, half, zulu = found.groups()
    at = int(hour)
    if half:
        at = at % 12 + (12 if half.strip()[0] in "pP" else 0)
        end -= _ends_a_sentence(found[0])
    return Time(start, end, at * 60 + int(minute), False, bool(zulu))


def _ends_a_sentence(said: str) -> bool:
    """The stop of "2 pm." is none of the time, unlike that of "2 p.m."."""
    said = said.lower()
    return said.endswith("m.") and said[-4:] not in ("a.m.", "p.m.")


def _without_lone_entry(prose: str, found: list[Time]) -> list[Time]:
    """Four figures at the beginning of a line are a time where other lines begin so: "0915 alarm", "0931 first call"."""
    entries = [one for one in found if one.end - one.start == 4 and figures.is_entry(prose, one.start)]
    return found if len(entries) != 1 else [one for one in found if one not in entries]


def _of(prose: str, found: re.Match[str]) -> Time | None:
    before = prose[max(0, found.start() - 24) : found.start()]
    if _is_of_another_thing(before) or (found["hour5"] and not _is_no_decimal(prose, found)):
        return None
    if (found["hour3"] or found["hour4"]) and not _is_clock(found, before):
        return None
    minute, halved = _minute(found)
    start = found.start()
    if (found["past"] or "").lower() == "quarter" and before.lower().endswith(("a ", "a\n")):
        start -= 2
    return Time(start, found.end() - _ends_a_sentence(found[0]), minute, halved)


def _is_of_another_thing(before: str) -> bool:
    """Section 9.30, a ratio of 1:30, € 3.20"""
    words = before.lower().split()
    if not words or not before[-1].isspace():
        return False
    if words[-1] in _LINKS:
        words.pop()
    return bool(words) and (words[-1].strip(".():") in _NO_TIME or words[-1] in ("€", "$", "£"))


def _is_no_decimal(prose: str, found: re.Match[str]) -> bool:
    """ "At 8.30", but not "rose to 8.30", unless it goes on from another: "from 7.55 to 8.30"."""
    before = prose[max(0, found.start() - 48) : found.start()]
    if not _LED.search(before) or figures.MEASURED.search(before) or _OF_A_KIND.match(prose, found.end()):
        return False
    return (
        len(found["hour5"]) == 2
        or bool(_AT.search(before) and not before.endswith(("to ", "and ")))
        or bool(_PAIRED.search(before))
    )


def _is_clock(found: re.Match[str], before: str) -> bool:
    """2h30 is how long it took, 08h30 and "to 8h30" are times of day."""
    is_long = len(found["hour3"] or "") == len("14")
    if _FOR.search(before) and not (is_long and before.split()[-1].lower() in ("by", "after")):
        return False
    return bool(_LED.search(before)) or is_long


def _minute(found: re.Match[str]) -> tuple[int | None, bool]:
    if found["name"]:
        return (0 if found["name"].lower() == "midnight" else 720), False
    if found["past"]:
        return (_hour(found["hour7"]) * 60 + _past(found["past"].lower(), found["way"].lower())) % 720, True
    hour = _hour(next(filter(None, found.group(*_HOUR_GROUPS))))
    minute = int(next(filter(None, found.group(*_MINUTE_GROUPS)), 0))
    half = (found["half2"] or "").strip().lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return hour * 60 + minute, bool(found["hour6"]) or (not half and hour <= 12 and bool(found["hour5"]))


def _hour(said: str) -> int:
    if said.isdigit():
        return int(said)
    return {"midnight": 0, "noon": 12, "midday": 12}.get(said.lower(), int(NUMBER.get(said.lower(), 0)))


def _past(said: str, way: str) -> int:
    amount = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}[said]
    return -amount if way in ("to", "before") else amount


def _beside(prose: str, time: Time, found: list[Time]) -> Iterator[Time]:
    """The hour alone before this time, if it is one: of "from 8 to half past 10" the 8."""
    if found and found[-1].end >= time.start - len(" and "):
        return
    near = prose[max(0, time.start - 3) : time.start].rstrip()
    if not near or near[-1] not in _ENDS_BEFORE_TWO:
        return
    before = prose[max(0, time.start - len("around ") - 1) : time.start].split()
    if not before or not (before[-1][-1] in "–—-" or before[-1].lower() in _BEFORE_TWO):
        return
    one = _BEFORE_ONE.search(prose, max(0, time.start - 40), time.start)
    if one is None or (found and found[-1].end > one.start()):
        return
    group = "hour" if one["hour"] else "bare"
    if group == "bare" and not re.search(r"[ap]\.?\s?m\b", prose[time.start : time.end], re.IGNORECASE):
        return
    hour = _hour(one[group])
    yield Time(one.start(group), one.end(group), hour * 60 % 1440, halved=True)


def _goes_on_to(prose: str, time: Time) -> Iterator[Time]:
    """The hour alone after it: of "from twenty past nine to eleven, UK time" the eleven."""
    if one := _TO_HOUR.match(prose, time.end):
        yield Time(one.start("hour"), one.end("hour"), _hour(one["hour"]) * 60 % 1440, halved=True)


def _spans(prose: str, places: Places, found: list[Time]) -> Iterator[Time]:
    """9-13 and 14-18, after a day."""
    taken = {time.start for time in found}
    past = 0
    for start in places.numbers:
        near = prose[start + 1 : start + 4]
        if ("–" not in near and "-" not in near) or start in taken or start < past:
            continue
        one = _SPAN.match(prose, start)
        if (
            one is None
            or int(one["one"]) >= int(one["two"])
            or not (_OPEN.search(prose, max(0, start - 30), start) or (past and _AND.fullmatch(prose, past, start)))
        ):
            continue
        past = one.end()
        for group in ("one", "two"):
            yield Time(one.start(group), one.end(group), int(one[group]) * 60 % 1440, halved=int(one["two"]) <= 12)
