"""Days as people write them: Tuesday 3 March, March 3rd, 3/3/2026, 03.03.2026, 2026-03-03, the night to 14 February."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

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
_WEEKDAY = r"(?:(?:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?\b\.?,?\s{1,3}(?:the\s)?)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"\b(?=[\djfmasondtw])(?<![\w.:/,-])(?:(?P<weekday>{_WEEKDAY})(?:of\s)?)?(?:"
    rf"(?P<iso>{_YEAR}-\d\d-\d\d)(?![\w-])"
    rf"|(?P<first>\d{{1,2}})(?P<between>[./])(?P<second>\d{{1,2}})(?P=between)(?P<year>{_YEAR}|\d\d)(?![\w/])"
    rf"|(?:the\s)?(?P<day>{_DAY})(?:\s{{1,3}}(?:of\s)?|-)(?P<month>{_MONTH})(?:,?[\s-]{{1,2}}(?P<after>{_YEAR})\b)?"
    rf"|(?:the\s)?(?P<lone>{_DAY})(?=(?:\s{{1,2}}(?:to|and|or|until|till|through)\s{{1,2}}|\s?[–-]\s?){_DAY}\s{{1,2}}(?:of\s)?(?P<lent>{_MONTH}))"
    rf"|(?P<named>{_MONTH})\s{{1,3}}(?P<of>{_DAY})\b(?![:.]\d|\s?%)(?:,?\s{{1,2}}(?P<later>{_YEAR})\b)?"
    r")",
    re.IGNORECASE,
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


def read(prose: str) -> Iterator[Day]:
    for found in _DATE.finditer(prose):
        readings, year = _value(found)
        if readings:
            weekday = (
                WEEKDAYS.get(found["weekday"].strip(" ,.\n").split()[0].lower().strip(".,"))
                if found["weekday"]
                else None
            )
            yield Day(found.start(), found.start() + len(found[0].rstrip(".")), readings, year, weekday)


def _value(found: re.Match[str]) -> tuple[tuple[tuple[int, int], ...], int | None]:
    if found["iso"]:
        year, month, day = (int(part) for part in found["iso"].split("-"))
        return _valid((month, day)), year
    if found["first"]:
        one, two, year = int(found["first"]), int(found["second"]), int(found["year"])
        either = ((two, one),) if found["between"] == "." else ((one, two), (two, one))
        return _valid(*either), year if year > 99 else 2000 + year
    written: str = found["day"] or found["lone"] or found["of"]
    name: str = found["month"] or found["lent"] or found["named"]
    said: str | None = found["after"] or found["later"]
    return _valid((MONTHS[name.lower().strip(".")], int(written.rstrip("stndrhSTNDRH")))), int(said) if said else None


def _valid(*readings: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    return tuple(dict.fromkeys(one for one in readings if 1 <= one[0] <= 12 and 1 <= one[1] <= 31))
