"""How long: 1 h 35 min · 95 minutes · just over an hour and a half · 2 ¾ hours · 00:27 hours · five hours 30 · two days and eight hours."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communications.checks.places import Places, in_small
from communications.checks.quantities import numbers

_MINUTES = {
    "s": 1 / 60,
    "m": 1.0,
    "h": 60.0,
    "d": 1440.0,
    "w": 10080.0,
    "f": 20160.0,
    "mo": 43800.0,
    "y": 525600.0,
}
_UNIT = r"(?:hours?|hrs?\.?|h|minutes?|mins?\.?|seconds?|secs?|days?|weeks?|fortnights?|months?|years?|(?<=\d\s)s)"
_WHOLES = "working business extra additional further more school calendar free spare full whole solid straight consecutive long entire clock"
_WHOLE = rf"(?:\s(?:{_WHOLES.replace(' ', '|')}))?"
_HALF = r"(?:a\shalf|one\shalf|a\squarter|one\squarter|three\squarters?|a\sthird|two\sthirds)"
_BARE = rf"(?:[0-5]?\d|{'|'.join(sorted(numbers.UNITS, key=len, reverse=True))})(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
_STOP = r"(?=[,;)]|\.(?!\d)|\s(?:and|on|in|before|after|until|from|because|while|when|to|at|for|of\sit|that|this|during|last|yesterday|overall|altogether|[–—-])\b|\s*\Z)"
_ATOM = re.compile(
    r"(?<![\w:.,])(?:"
    r"(?P<hours>\d{1,3}):(?P<rest>[0-5]\d)(?::[0-5]\d)?(?:\s?(?:hours|hrs?|h)\b|(?![\d:]|\s?[ap]\.?m\b))"
    r"|(?P<compact>\d{1,3})\s?(?:h|hrs?|hours?)\s?(?P<left>[0-5]?\d)(?:\s?m(?:in(?:ute)?s?)?\b|(?<=\d\d)(?!\w|[.,:]\d))"
    r"|(?P<part>half[ -]an?|a\shalf|half|(?:a |one )?quarter of an|a quarter|(?:a |an )?three[ -]quarters? of an|three[ -]quarter|[½¼¾] ?(?:an|of an)?)[\s-]?(?P<whole>hour|day|minute|month|year)\b"
    r"|(?P<minutes>\d{1,4})m(?!\w)"
    rf"|(?P<number>{numbers.NUMBER}|an?|another)(?:(?P<sign>\s?[½¼¾⅓⅔]|\s[1-3]/[2-4])|(?P<half>[\s-]and[\s-]{_HALF.replace(chr(92) + 's', '[ -]')})(?=[\s-]))?"
    rf"{_WHOLE}[\s-]{{0,2}}(?P<unit>{_UNIT})(?!\w)(?:(?P<more>\sand\s{_HALF}\b)|(?<=[hr]s)\s(?:and\s)?(?P<bare>{_BARE}){_STOP}|(?<=hour)\s(?:and\s)?(?P<left_over>{_BARE}){_STOP})?"
    r")(?!\sago)",
)
_WORDS = "another quarter three hour minute day week fortnight month year second whole full solid entire long"
HEADS = numbers.HEADS | frozenset(_WORDS.split())
_UNIT_WORDS = "hour hours hr hrs h minute minutes min mins second seconds sec secs day days week weeks fortnight fortnights month months year years s"
# Also "schooldays".
_UNITS = frozenset(whole + unit for unit in _UNIT_WORDS.split() for whole in ("", *_WHOLES.split()))
_REACH = 200  # from where one begins to its unit
_REACH_OF_DIGITS = 80
# "1:35", "1h35", "95min": without a word that is a unit alone.
_ATTACHED = re.compile(r"[\d½¼¾⅓⅔/.,’'\s]{0,40}[\d½¼¾⅓⅔](?:[a-z:]|\s?h[a-z]{0,4}\d)")
_JOINT = re.compile(r"\s{0,2}(?:,|,?\sand|,?\splus)?\s{0,2}")
_RANGE = re.compile(
    rf"(?<![\w.,:])(?P<from>{numbers.NUMBER})\s?(?:(?:to|or|[–—-])|(?<=between\s\d\d\s)and|(?<=between\s\d\s)and)\s?\Z",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:hh[:.]mm|\bduration|\bdowntime|\blength of|\bunavailability|\boutage time|\btime (?:until|to) \w+|\btt[drm]\b)[^:\n\d]{0,30}:\s{0,2}\Z",
    re.IGNORECASE,
)
_PARTS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25}


@dataclass(frozen=True, slots=True)
class Duration:
    """From `low` to `high` minutes may be meant."""

    start: int
    end: int
    minutes: float
    low: float
    high: float

    def agrees(self, low: float, high: float) -> bool:
        return self.low <= high and low <= self.high


def read(prose: str, places: Places | None = None, taken: Sequence[tuple[int, int]] = ()) -> Iterator[Duration]:
    """`taken` are places of times and days, in order."""
    held: list[tuple[int, int, float, float]] = []
    prose = in_small(prose)
    for found in _found(prose, Places.of(prose) if places is None else places, taken):
        minutes, unit = _value(found)
        is_short = (found["hours"] and found[0][-1].isdigit()) or found["minutes"]
        if minutes is None or (is_short and not is_labelled(prose, found.start())):
            continue
        if held and unit < held[-1][3] and _JOINT.fullmatch(prose, held[-1][1], found.start()):
            held.append((found.start(), found.end(), minutes, unit))
            continue
        if held:
            yield _joined(prose, held)
        held = [(found.start(), found.end(), minutes, unit)]
    if held:
        yield _joined(prose, held)


def _found(prose: str, places: Places, taken: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    past = 0
    units = places.at_words(_UNITS)
    for at in places.at(HEADS, taken):
        if at < past:
            continue
        is_digits = prose[at].isdigit()
        near = bisect_left(units, at)
        is_near = near < len(units) and units[near] < at + (_REACH_OF_DIGITS if is_digits else _REACH)
        if not is_near and not _ATTACHED.match(prose, at):
            continue
        start = at if is_digits else numbers.with_article(prose, at)
        if start < past:
            continue
        found = _ATOM.match(prose, start) or (_ATOM.match(prose, at) if start < at else None)
        if found:
            past = found.end()
            yield found


def is_labelled(prose: str, start: int) -> bool:
    """Whether "03:30" there is how long, by the label before it."""
    return _LABEL.search(prose, max(0, start - 60), start) is not None


def _value(found: re.Match[str]) -> tuple[float | None, float]:
    """Minutes, and the minutes of the smallest unit."""
    if found["hours"]:
        return int(found["hours"]) * 60.0 + int(found["rest"]), 1.0
    if found["minutes"]:
        return float(found["minutes"]), 1.0
    if found["compact"]:
        return int(found["compact"]) * 60.0 + int(found["left"]), 1.0
    if found["part"]:
        unit = _minutes(found["whole"])
        return _fraction(found["part"]) * unit, unit / 4
    unit = _minutes(found["unit"])
    written = found["number"].lower()
    number = 1.0 if written in ("a", "an", "another") else numbers.value(written)
    if number is None:
        return None, unit
    if bare := found["bare"] or found["left_over"]:
        minutes = _bare(bare.lower())
        return (number * 60 + minutes, 1.0) if minutes is not None and unit == 60 else (number * unit, unit)
    extra = _fraction(found["sign"] or found["half"] or found["more"] or "")
    return (number + extra) * unit, unit / (4 if extra or number % 1 else 1)


def _minutes(unit: str) -> float:
    unit = unit.lower()
    return _MINUTES["mo" if unit.startswith("month") else unit[0]]


def _fraction(written: str) -> float:
    for sign, number in numbers.FRACTIONS.items():
        if sign in written:
            return number
    if "/" in written:
        top, bottom = written.strip().split("/")
        return int(top) / int(bottom)
    share = next((number for word, number in _PARTS.items() if word in written.lower()), 0.0)
    return share * (3 if "three" in written.lower() else 2 if "two" in written.lower() else 1)


def _bare(written: str) -> float | None:
    return float(written) if written.isdigit() else numbers.value(written)


def _joined(prose: str, held: list[tuple[int, int, float, float]]) -> Duration:
    start, end, minutes, unit = held[0][0], held[-1][1], sum(one[2] for one in held), held[-1][3]
    if said := numbers.spread(prose, start, end):
        return Duration(said[2], end, minutes, minutes * said[0] - 0.5, minutes * said[1] + 0.5)
    spare = _spare(minutes, unit)
    low = minutes - spare
    is_second = prose[max(0, start - 3) : start].strip() in ("to", "or", "nd", "-", "–", "—")
    if (
        is_second
        and (lower := _RANGE.search(prose, max(0, start - 24), start))
        and (least := numbers.value(lower["from"]))
    ):
        # "two to three hours"
        whole = {True: unit, False: 60.0}[unit >= 60 or minutes < 60]
        low = min(low, least * whole)
        start = lower.start() if least * whole < minutes else start
    return Duration(start, end, minutes, low, minutes + spare)


def _spare(minutes: float, unit: float) -> float:
    """How far off it may be without a word such as "about": people round to a half hour, or to five minutes."""
    if unit >= 1440:
        return unit * 0.4
    if unit >= 15:
        share = 0.04 if unit >= 60 else 0.06  # a half or a quarter of an hour says that it is rounded
        return max(
            4.0 if unit < 60 else 1.0,
            min(unit / 8, minutes * 0.08),
            min(30.0, minutes * share),
            minutes * 0.1 if minutes >= 1440 and unit >= 360 else 0.0,
        )
    if unit < 1:
        return max(0.05, minutes * 0.1) if minutes < 5 else max(0.6, minutes * 0.03)
    rounded = 3.0 if minutes % 30 == 0 else 2.0 if minutes % 5 == 0 and minutes >= 20 else 0.6
    return max(rounded, min(5.0, minutes * 0.03))
