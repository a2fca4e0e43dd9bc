"""How many of what: 1,240 payments · twelve hundred customers · 3.2 % of all meters · one in five sign-ins · EUR 3.6 million."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communications.checks.quantities import numbers
from communications.checks.words.common import content

_CURRENCY = r"(?:EUR|USD|GBP|CHF|SEK|NOK|DKK|AUD|CAD|INR|JPY|euros?|dollars?|pounds?|francs|kronor|kroner|rupees|cents?|€|\$|£|₹)"
_COUNT = re.compile(
    r"(?:\b(?=\w)|(?=[€$£₹]))(?:"  # tried first, because it is quick
    rf"(?P<money>{_CURRENCY})\s?(?P<sum>{numbers.NUMBER})(?:\s?(?P<scale>million|billion|thousand)\b)?"
    rf"|(?P<top>one|two|three|[1-9])\s(?:in|out of)(?:\severy)?\s(?P<bottom>{numbers.WORDS}|\d{{1,4}})\b"
    r"|every\s(?P<nth>second|third|fourth|fifth|sixth|eighth|tenth)(?=\s[a-z])"
    rf"|(?P<share>a third|one third|two thirds|a quarter|one quarter|three quarters|half)(?=\s(?:of|the)\b)"
    rf"|(?P<number>{numbers.NUMBER})(?:\s?(?P<percent>%|percent\b|per cent\b|per ?mille\b|‰)|\s?(?P<after>{_CURRENCY})(?!\w))?)",
    re.IGNORECASE,
)
_SHARES = {
    "a third": 100 / 3,
    "one third": 100 / 3,
    "two thirds": 200 / 3,
    "a quarter": 25.0,
    "one quarter": 25.0,
    "three quarters": 75.0,
    "half": 50.0,
}
_NTH = {
    "second": 50.0,
    "third": 100 / 3,
    "fourth": 25.0,
    "fifth": 20.0,
    "sixth": 100 / 6,
    "eighth": 12.5,
    "tenth": 10.0,
}
_OF_THEM = re.compile(
    r"\s(?:of (?:them|these|those|which|whom|the latter)|others?|were|was|who|had|in)\b", re.IGNORECASE
)
_NOUNS = re.compile(r"\s?(?:of\s(?:all\s|the\s|our\s|your\s|its\s|them\b)*)?((?:[^\W\d_][\w'’-]*[ ]?){1,4})")
_STOP_WORDS = """a an the and or but in on at by for from into of to with without was were is are had has have who which that this
these could did do does will than then when after before between during until since as so because while where not no nor if lost out"""
_STOP = frozenset(_STOP_WORDS.split())
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w-]{2,}")
_STOPS = re.compile(r"[,;.:()]\s|[,;.:()]\Z")


@dataclass(frozen=True, slots=True)
class Count:
    """`unit` is "%", a currency or "" for things; `of` are the stems of the words for what is counted; `within` the names that
    narrow it ("in Canada"). `is_limit` where it is a bound and no count of ours."""

    start: int
    end: int
    value: float
    low: float
    high: float
    unit: str
    of: frozenset[str]
    within: frozenset[str]
    is_part: bool = False

    def agrees(self, other: Count) -> bool:
        return self.unit == other.unit and self.low <= other.high and other.low <= self.high


def read(prose: str, taken: Sequence[tuple[int, int]]) -> Iterator[Count]:
    """`taken` are places of times, days and durations, which are no counts."""
    taken = sorted(taken)
    starts, ends = [one[0] for one in taken], sorted(one[1] for one in taken)
    before: Count | None = None
    for found in _COUNT.finditer(prose):
        if bisect_left(starts, found.end()) > bisect_right(ends, found.start()):
            continue
        if (count := _of(prose, found, before)) is not None:
            yield count
            before = count


def _of(prose: str, found: re.Match[str], before: Count | None) -> Count | None:
    value, unit = _value(found)
    if value is None:
        return None
    words = _counted(prose, found.end())
    is_part = False
    if unit == "" and not words:
        if before is None or not _OF_THEM.match(prose, found.end()) or found.start() - before.end > 200:
            return None
        words, is_part = before.of, True
    elif unit == "" and found["number"] and found["number"].lower() in ("one", "1"):
        return None
    start, low, high = _range(prose, found, value, unit)
    return Count(start, found.end(), value, low, high, unit, words, _names(prose, found), is_part)


def _value(found: re.Match[str]) -> tuple[float | None, str]:
    if found["sum"]:
        number = numbers.value(found["sum"])
        scale = {"million": 1e6, "billion": 1e9, "thousand": 1e3}.get((found["scale"] or "").lower(), 1.0)
        return number * scale if number is not None else None, _currency(found["money"])
    if found["top"]:
        top, bottom = numbers.value(found["top"]), numbers.value(found["bottom"])
        return (100 * top / bottom if top and bottom and top < bottom else None), "%"
    if found["nth"]:
        return _NTH[found["nth"].lower()], "%"
    if found["share"]:
        return _SHARES[found["share"].lower()], "%"
    number = numbers.value(found["number"])
    if found["percent"]:
        return number, "%"
    return number, _currency(found["after"]) if found["after"] else ""


def _currency(written: str) -> str:
    known = {
        "€": "eur",
        "euro": "eur",
        "euros": "eur",
        "$": "usd",
        "dollar": "usd",
        "dollars": "usd",
        "£": "gbp",
        "pound": "gbp",
        "pounds": "gbp",
    }
    return known.get(written.lower(), written.lower())


def _counted(prose: str, end: int) -> frozenset[str]:
    nouns = _NOUNS.match(prose, end)
    if nouns is None:
        return frozenset()
    words = []
    for word in nouns[1].split():
        if word.lower() in _STOP:
            break
        words.append(word)
    return content(" ".join(words))


def _range(prose: str, found: re.Match[str], value: float, unit: str) -> tuple[int, float, float]:
    """Where it begins with its qualifying words, and from how much to how much may be meant."""
    if said := numbers.spread(prose, found.start(), found.end()):
        return found.start(), value * said[0], value * said[1]
    if unit == "%" and (found["top"] or found["share"] or found["nth"]):
        return found.start(), value * 0.88, value * 1.12
    return found.start(), *_rounded(value, unit)


def _rounded(value: float, unit: str) -> tuple[float, float]:
    """A round number may stand for what rounds to it: 12,000 for 11,870; but not 48,170 for anything else."""
    if unit or value < 100 or value % 1:
        return value - 1e-6, value + 1e-6
    step = 1.0
    while value % (step * 10) == 0:
        step *= 10
    spare = step / 2 if step >= 100 or (step == 10 and value >= 1000 and value % 100 == 0) else 0.0
    return value - spare - 1e-6, value + spare + 1e-6


def _names(prose: str, found: re.Match[str]) -> frozenset[str]:
    """Names right after what is counted, before the next stop."""
    after = prose[found.end() : found.end() + 80]
    stop = _STOPS.search(after)
    return frozenset(name.lower() for name in _NAME.findall(after[: stop.start() if stop else None]))
