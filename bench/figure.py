"""What a measurement says, and how a table of them is printed."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

COLUMNS = (("what", 55), ("figure", 18), ("baseline", 16), ("ratio", 7), ("aim", 6))


@dataclass(frozen=True)
class Figure:
    """`aim` is "≥ 0.7" or "≤ 1.5", or empty when nothing is aimed for. `holds`: what must be so besides the ratio."""

    what: str
    figure: str
    baseline: str = ""
    ratio: float | None = None
    aim: str = ""
    holds: bool = True

    @property
    def met(self) -> str:
        if not self.aim or self.ratio is None:
            return ""
        sign, limit = self.aim.split()
        within = self.ratio >= float(limit) if sign == "≥" else self.ratio <= float(limit)
        return "met" if within and self.holds else "NOT MET"

    def as_line(self) -> str:
        return json.dumps(asdict(self))

    def as_row(self) -> str:
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        cells = (self.what, self.figure, self.baseline, ratio, self.aim)
        return "  ".join([*(f"{c:{w}}" for c, (_n, w) in zip(cells, COLUMNS, strict=True)), self.met]).rstrip()


def heading() -> str:
    return "  ".join([*(f"{name:{width}}" for name, width in COLUMNS), "met?"])


def median(values: Iterable[float]) -> float:
    return statistics.median(values)


def seconds(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def in_turn(calls: Sequence[Callable[[], object]], times: int) -> list[float]:
    """The median seconds of each, called one after the other again and again, so that a busy moment hits all alike."""
    taken: list[list[float]] = [[] for _call in calls]
    for call in calls:
        call()  # once before: caches are warm, plans are made
    for _ in range(times):
        for place, call in enumerate(calls):
            taken[place].append(seconds(call))
    return [median(one) for one in taken]


def ms(value: float) -> str:
    return f"{value * 1000:,.2f} ms"


def per_second(value: float) -> str:
    return f"{value:,.0f} / s"
