"""Days as people write them: Tuesday 3 March, March 3rd, 3/3/2026, 03.03.2026, 2026-03-03, the night from 5 to 6 June."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from communications.checks.places import Places

_MONTHS = "january february march april may june july august september october november december"
MONTHS = {
    **{name: n for n, name in enumerate(_MONTHS.split(), 1)},
    **{name[:3]: n for n, name in enumerate(_MONTHS.split(), 1)},
    "sept": 9,
}
WEEKDAYS = {
    name: n
    for names in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "mon tue wed thu fri sat sun",
        "mondays tues wednesdays thurs fridays saturdays sundays",
    )
    for n, name in enumerate(names.split())
}
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_FULL_NAMES = "monday tuesday wednesday thursday friday saturday sunday"
_FULL = frozenset(_FULL_NAMES.split())
_WEEKDAY = r"(?:(?:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?\b\.?,?\s{1,3}(?:the\s)?)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth"
    " nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth"
    " thirtieth thirty-first"
)
_ORDINALS = {word: n for n, word in enumerate(_ORDINAL_WORDS.split(), 1)}
_SPOKEN = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_RANGED = r"(?:\s{1,2}(?:to|and|or|until|till|through|into)\s{1,2}(?:the\s)?|\s?[–/-]\s?)"
_DATE = re.compile(
    rf"(?:(?P<weekday>{_WEEKDAY})(?:of\s)?)?(?:"
    rf"(?P<iso>{_YEAR}-\d\d-\d\d)(?![\w-])"
    rf"|(?P<first>\d{{1,2}})(?P<between>[./-])(?P<second>\d{{1,2}})(?P=between)(?P<year>{_YEAR}|\d\d)(?![\w/])"
    rf"|(?<=on\s)(?P<short>\d{{1,2}}/\d{{1,2}})(?![\w/%])"
    rf"|(?<=on\s)(?P<dots>\d{{1,2}}\.\d{{1,2}}\.)(?![\d\w])"
    rf"|(?:the\s)?(?P<day>{_DAY}|(?:{_SPOKEN})(?=\sof\s))(?:\.?\s{{1,3}}(?:of\s)?|-)(?P<month>{_MONTH})(?:,?[\s-]{{1,2}}(?P<after>{_YEAR})\b)?"
    rf"|(?:the\s)?(?P<lone>{_DAY})(?={_RANGED}(?:{_WEEKDAY})?{_DAY}\s{{1,2}}(?:of\s)?(?P<lent>{_MONTH}))"
    rf"|(?:the\s)?(?P<edge>(?:very\s)?end|beginning|start|first|last)(?:\sday)?\sof\s(?P<edged>{_MONTH})(?:,?\s{{1,2}}(?P<edge_year>{_YEAR})\b)?"
    rf"|(?P<named>{_MONTH})\s{{1,3}}(?:the\s)?(?P<of>{_DAY})\b(?![:.]\d|\s?%)(?:,?\s{{1,2}}(?P<later>{_YEAR})\b)?"
    r")",
    re.IGNORECASE,
)
# How a date begins, of all that begins with a number; found sooner than a date is.
_BEGINS = re.compile(r"\d{1,2}(?:[stndrhSTNDRH]{2})?[\s./–-]|\d{4}-|[^\W\d]")
# The second day of "June 5 to 6", "June 5–6".
_SECOND = re.compile(
    rf"{_RANGED}(?:the\s)?(?P<day>{_DAY})\b(?![:.,]?\d|\s?%|\s?[ap]\.?m|\s(?:{_MONTH}|of\s{_MONTH}))", re.IGNORECASE
)
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_HEADS = frozenset(
    ("end", "beginning", "start", "first", "last", *MONTHS, *WEEKDAYS, *(word.partition("-")[0] for word in _ORDINALS))
)


@dataclass(frozen=True, slots=True)
class Day:
    """`readings` are (month, day); `year` is None where none is written."""

    start: int
    end: int
    readings: tuple[tuple[int, int], ...]
    year: int | None = None
    weekday: int | None = None

    def is_one_of(self, days: set[date]) -> bool:
        return any((one.month, one.day) in self.readings and self.year in (None, one.year) for one in days)

    def in_year(self, year: int) -> Iterator[date]:
        for month, day in self.readings:
            try:
                yield date(self.year or year, month, day)
            except ValueError:
                continue


def read(prose: str, places: Places | None = None) -> Iterator[Day]:
    past = 0
    for start in (Places.of(prose) if places is None else places).at(_HEADS):
        is_likely = start >= past and _BEGINS.match(prose, start) and _is_free(prose, start, past)
        found = _DATE.match(prose, start) if is_likely else None
        if found is None or (found["named"] or found["month"] or found["edged"] or "") == "may":
            continue
        readings, year = _value(found)
        if not readings:
            continue
        weekday = (
            WEEKDAYS.get(found["weekday"].strip(" ,.\n").split()[0].lower().strip(".,")) if found["weekday"] else None
        )
        past = found.start() + len(found[0].rstrip("."))
        yield Day(start, past, readings, year, weekday)
        if found["named"] and (second := _SECOND.match(prose, past)):
            both = _valid((readings[0][0], int(second["day"].rstrip("stndrhSTNDRH"))))
            if both:
                past = second.end()
                yield Day(second.start("day"), past, both, year)


def _is_free(prose: str, start: int, past: int) -> bool:
    """Whether no word or number runs on into it; but a day does into the next: "13–15 April"."""
    if start == 0 or prose[start - 1] not in ".:/,–-":
        return True
    if past and past == start - 1:
        return prose[past] in "-–/"
    return prose[start - 1] in "–-" and (start == 1 or prose[start - 2].isspace())


def weekdays(prose: str, days: tuple[Day, ...], places: Places | None = None) -> Iterator[Day]:
    """Days of the week that stand alone, without a date beside them."""
    known = Places.of(prose) if places is None else places
    named = {word: starts for word, starts in known.starts.items() if word in _FULL}
    if not named:
        return
    for start, word in sorted((start, word) for word, starts in named.items() for start in starts):
        if not any(day.start - 3 <= start + len(word) and start <= day.end + 3 for day in days):
            yield Day(start, start + len(word), (), None, WEEKDAYS[word])


def _value(found: re.Match[str]) -> tuple[tuple[tuple[int, int], ...], int | None]:
    if found["iso"]:
        year, month, day = (int(part) for part in found["iso"].split("-"))
        return _valid((month, day)), year
    if found["short"]:
        one, two = (int(part) for part in found["short"].split("/"))
        return _valid((one, two), (two, one)), None
    if found["dots"]:
        one, two = (int(part) for part in found["dots"].split(".")[:2])
        return _valid((two, one)), None
    if found["first"]:
        one, two, year = int(found["first"]), int(found["second"]), int(found["year"])
        either = ((two, one),) if found["between"] == "." else ((one, two), (two, one))
        return _valid(*either), year if year > 99 else 2000 + year
    if found["edge"]:
        month = MONTHS[found["edged"].lower().strip(".")]
        is_end = found["edge"].lower().endswith(("end", "last"))
        return _valid((month, _LENGTHS[month - 1] if is_end else 1)), int(found["edge_year"]) if found[
            "edge_year"
        ] else None
    written: str = found["day"] or found["lone"] or found["of"]
    name: str = found["month"] or found["lent"] or found["named"]
    said: str | None = found["after"] or found["later"]
    day = _ORDINALS.get(written.lower()) or int(written.rstrip("stndrhSTNDRH"))
    return _valid((MONTHS[name.lower().strip(".")], day)), int(said) if said else None


def _valid(*readings: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    return tuple(dict.fromkeys(one for one in readings if 1 <= one[0] <= 12 and 1 <= one[1] <= 31))
