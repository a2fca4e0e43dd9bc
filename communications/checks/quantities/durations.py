"""How long: 1 h 35 min · 95 minutes · just over an hour and a half · three quarters of an hour · 00:27 hours · two days and eight hours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communications.checks.quantities import numbers

_MINUTES = {"s": 1 / 60, "m": 1.0, "h": 60.0, "d": 1440.0, "w": 10080.0}
_UNIT = r"(?:hours?|hrs?|h|minutes?|mins?|seconds?|secs?|days?|weeks?)"
_ATOM = re.compile(
    r"(?:\b(?=\w)|(?=½))(?<![\w:.,])(?:"
    r"(?P<hours>\d{1,3}):(?P<rest>[0-5]\d)(?::[0-5]\d)?\s?(?:hours|hrs|h)\b"
    r"|(?P<compact>\d{1,3})\s?h\s?(?P<left>[0-5]\d)(?:\s?m(?:in)?)?\b"
    r"|(?P<part>half an?|(?:a |one )?quarter of an|three[ -]quarters of an|½ an?)\s(?P<whole>hour|day|minute)\b"
    rf"|(?P<number>{numbers.NUMBER}|an?)(?P<half>\s?½|\sand\sa\shalf)?[\s-]{{0,2}}(?P<unit>{_UNIT})\b(?P<more>\sand\s(?:a\shalf|a\squarter|three\squarters)\b)?"
    r")(?!\s(?:ago|working|business))",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s{0,2}(?:,|,?\sand|,?\splus)?\s{0,2}")
_FRACTIONS = {"half": 0.5, "quarter": 0.25, "quarters": 0.75}
_PARTS = {"h": 0.5, "½": 0.5, "a": 0.25, "o": 0.25, "q": 0.25, "t": 0.75}


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


def read(prose: str) -> Iterator[Duration]:
    held: list[tuple[int, int, float, float]] = []
    for found in _ATOM.finditer(prose):
        minutes, unit = _value(found)
        if minutes is None:
            continue
        if held and unit < held[-1][3] and _JOINT.fullmatch(prose, held[-1][1], found.start()):
            held.append((found.start(), found.end(), minutes, unit))
            continue
        if held:
            yield _joined(prose, held)
        held = [(found.start(), found.end(), minutes, unit)]
    if held:
        yield _joined(prose, held)


def _value(found: re.Match[str]) -> tuple[float | None, float]:
    """Minutes, and the minutes of the smallest unit."""
    if found["hours"]:
        return int(found["hours"]) * 60.0 + int(found["rest"]), 1.0
    if found["compact"]:
        return int(found["compact"]) * 60.0 + int(found["left"]), 1.0
    if found["part"]:
        unit = _MINUTES[found["whole"][0].lower()]
        return _PARTS[found["part"][0].lower()] * unit, unit / 4
    unit = _MINUTES[found["unit"][0].lower()]
    written = found["number"].lower()
    number = 1.0 if written in ("a", "an") else numbers.value(written)
    if number is None:
        return None, unit
    extra = 0.5 if found["half"] else _FRACTIONS.get((found["more"] or "none").lower().split()[-1], 0.0)
    return (number + extra) * unit, unit / (4 if extra or number % 1 else 1)


def _joined(prose: str, held: list[tuple[int, int, float, float]]) -> Duration:
    start, end, minutes, unit = held[0][0], held[-1][1], sum(one[2] for one in held), held[-1][3]
    if said := numbers.spread(prose, start, end):
        return Duration(said[2], end, minutes, minutes * said[0] - 0.5, minutes * said[1] + 0.5)
    spare = max(1.0, min(unit / 8, minutes * 0.08)) if unit > 1 else max(0.6, minutes * 0.03)
    if unit >= 1440:
        spare = unit * 0.4
    return Duration(start, end, minutes, minutes - spare, minutes + spare)
