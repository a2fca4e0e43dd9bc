"""Where the lines of a chart lie. Drawn by the server as SVG, told apart by shape and dash as well as by colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from feedback.figures import LABELS
from feedback.intervals import Figure
from feedback.trends import Month
from postincident.registry import Text

LEFT, RIGHT, TOP, BOTTOM = 40.0, 500.0, 20.0, 200.0
APART = 15.0  # of the names at the ends of the lines
LABELLED = 12  # months that are named below at most


@dataclass(frozen=True)
class Point:
    x: float
    y: float
    high: float | None
    low: float | None

    @property
    def square(self) -> str:
        return f"M{self.x - 5:.1f} {self.y - 5:.1f}h10v10h-10z"

    @property
    def triangle(self) -> str:
        return f"M{self.x:.1f} {self.y - 6:.1f}l6 10h-12z"


@dataclass
class Line:
    number: int  # of its look: 1, 2 or 3
    label: Text
    points: list[Point]
    runs: list[str]  # of months beside each other, as SVG wants them
    said: str = ""
    label_y: float = 0


@dataclass(frozen=True)
class Chart:
    lines: list[Line]
    grid: list[tuple[int, float, float]]  # value, line, foot of its figure
    ticks: list[tuple[float, Month]]
    event: float | None


def _y(value: float) -> float:
    return round(BOTTOM - (value - 1) / 4 * (BOTTOM - TOP), 1)


def _x(place: float) -> float:
    return round(LEFT + place * (RIGHT - LEFT), 1)


def _point(x: float, figure: Figure) -> Point | None:
    if figure.value is None:
        return None
    low, high = (None if one is None else _y(one) for one in (figure.low, figure.high))
    return Point(x, _y(figure.value), high, low)


def _line(number: int, key: str, months: Sequence[Month], xs: Sequence[float]) -> Line:
    points = [_point(x, month.ratings[key]) for x, month in zip(xs, months, strict=True)]
    runs = [
        " ".join(f"{point.x},{point.y}" for point in run if point)
        for there, run in groupby(points, key=lambda point: point is not None)
        if there
    ]
    there = [point for point in points if point]
    last = next((month.ratings[key] for month in reversed(months) if month.ratings[key].value is not None), None)
    return Line(number, LABELS[key], there, runs, last.said if last else "", there[-1].y + 4 if there else 0)


def _keep_apart(lines: Sequence[Line]) -> None:
    above = -APART
    for line in sorted(lines, key=lambda line: line.label_y):
        line.label_y = round(max(line.label_y, above + APART), 1)
        above = line.label_y


def ratings_chart(months: Sequence[Month], event: float | None) -> Chart | None:
    """None where no month has enough ratings to show one."""
    last = max(1, len(months) - 1)
    xs = [_x(place / last) for place in range(len(months))]
    lines = [line for n, key in enumerate(LABELS, 1) if (line := _line(n, key, months, xs)).points]
    if not lines:
        return None
    _keep_apart(lines)
    every = -(-len(months) // LABELLED)
    ticks = [(x, month) for n, (x, month) in enumerate(zip(xs, months, strict=True)) if n % every == 0]
    return Chart(lines, [(n, _y(n), _y(n) + 4) for n in range(1, 6)], ticks, None if event is None else _x(event))
