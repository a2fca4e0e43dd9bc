"""Times as people type them into status pages."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

# Hours from UTC. Names that stand for several zones, such as IST, are left out: then the time is a problem, not a guess.
ZONES = {"UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3} | {
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
}
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?"
_DATES = [
    re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})(?!\d)"),
    re.compile(rf"(?<!\d){_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+(?P<year>\d{{4}}))?(?!\w)", re.IGNORECASE),
    re.compile(rf"(?<!\w){_MONTH}\s+{_DAY}(?:,?\s+(?P<year>\d{{4}}))?(?!\w|:)", re.IGNORECASE),
]
_CLOCK = re.compile(
    r"(?<![\d:.+-])(?P<hour>\d{1,2})[:hH](?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?(?!\d)"
    r"(?:\s?(?P<half>[apAP])[mM]\b)?"
    r"(?:\s+-\s+\d{1,2}:\d\d)?"  # the end of a span; its zone stands behind
    r"\s*\(?(?P<zone>[+-]\d\d:?\d\d(?!\d)|(?:UTC|GMT)[+-]\d{1,2}(?::?\d\d)?(?!\d)|(?:Z|[A-Z]{2,5})\b)?"
)


def typed(text: str, year: int | None = None, zone: str = "UTC") -> datetime | None:
    """The first date in `text` with the first time, as an instant; at midnight when it has no time.

    None when there is no date, or its year is neither stated nor given. ValueError for a date, time or zone that there
    is not.
    """
    date = next((found for pattern in _DATES if (found := pattern.search(text))), None)
    stated = date and (date["year"] or year)
    if date is None or not stated:
        return None
    parts = date.groupdict()
    month = int(parts["number"]) if "number" in parts else MONTHS.index(parts["month"][:3].lower()) + 1
    rest = f"{text[: date.start()]} {text[date.end() :].lstrip('T')}"
    clock = _CLOCK.search(rest)
    if not clock:
        return datetime(int(stated), month, int(date["day"]), tzinfo=UTC)
    hour, minute, second = int(clock["hour"]), int(clock["minute"]), int(clock["second"] or 0)
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"].lower() == "p" else 0)
    zone = clock["zone"] or zone
    try:
        at = datetime(int(stated), month, int(date["day"]), hour, minute, second, tzinfo=_zone(zone))
        return at.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(text) from error


def _zone(name: str) -> timezone:
    signed = re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d\d)?", name)
    if signed:
        ahead = timedelta(hours=int(signed[2]), minutes=int(signed[3] or 0))
        return timezone(ahead if signed[1] == "+" else -ahead)
    if name not in ZONES:
        raise ValueError(name)
    return timezone(timedelta(hours=ZONES[name]))
