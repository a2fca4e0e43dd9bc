"""How a theme spreads: how often each group, kind of communication or service said it, by quarter. Small counts give nothing away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback.models import Tally, Theme
from feedback.small_counts import Hidden, Total, hide
from feedback.trends import LITTLE, Asked, Cell, after, bars
from postincident.models import User, in_sight_of
from postincident.registry import Text
from postincident.vocabulary import Kind

BY: dict[str, tuple[str, Text, Text]] = {
    "group": ("group__name", gettext_lazy("Group"), gettext_lazy("Group not known")),
    "kind": ("communication__kind", gettext_lazy("Kind"), gettext_lazy("About none in particular")),
    "service": ("incident__services__name", gettext_lazy("Service"), gettext_lazy("No service named")),
}
MOST = 40  # rows; what is beyond is one row, so that a page and its reckoning stay bounded


@dataclass(frozen=True)
class Line:
    name: str
    cells: list[Cell]
    total: Total | None  # None: nothing of it can be told

    @property
    def width(self) -> int:
        return 20 * (len(self.cells) - 1)

    @property
    def bars(self) -> list[tuple[int, float, float]]:
        """Of the last year."""
        return bars(self.cells[1:])


@dataclass(frozen=True)
class Spread:
    by: str
    heading: Text
    quarters: list[tuple[date, date]]  # the first and the last month of each
    lines: list[Line]
    all: Line | None  # None where one response may stand in two lines


def spread(user: User, theme: Theme, by: str) -> Spread:
    """The last twelve months, three by three since months would be mostly hidden, and everything earlier. One query."""
    by = by if by in BY else "group"
    field, heading, unknown = BY[by]
    asked = Asked()
    quarters = list(zip(asked.firsts[::3], asked.firsts[2::3], strict=True))
    counts = _counts(user, theme, field, asked.begins[::3])
    names = sorted(counts, key=lambda key: (-sum(counts[key]), key or ""))
    rows = [counts[name] for name in names[:MOST]]
    labels = [_named(by, name) or str(unknown) for name in names[:MOST]]
    if beyond := [counts[name] for name in names[MOST:]]:
        rows.append([sum(column) for column in zip(*beyond, strict=True)])
        labels.append(_("All others"))
    if not rows:
        return Spread(by, heading, quarters, [], None)
    hidden = hide(rows)
    lines = [_line(hidden, r, label) for r, label in enumerate(labels)]
    return Spread(by, heading, quarters, lines, None if by == "service" else _line(hidden, hidden.R, _("All")))


def _counts(user: User, theme: Theme, field: str, begins: list[datetime]) -> dict[str | None, list[int]]:
    """Per row of the table: what was said before all of these, and from each until the next."""
    said = Tally.objects.filter(in_sight_of(user), theme=theme).annotate(place=after(begins))
    rows: Any = said.values_list(field, "place").annotate(n=Sum("times")).filter(n__gt=0)
    counts: dict[str | None, list[int]] = {}
    for key, place, n in rows:
        counts.setdefault(key or None, [0] * (len(begins) + 1))[place] += n
    return counts


def _named(by: str, name: str | None) -> str:
    return str(Kind(name).label) if by == "kind" and name else name or ""


def _line(hidden: Hidden, r: int, name: str) -> Line:
    shown = [None if (r, c) in hidden.cells else hidden.value((r, c)) for c in range(hidden.C)]
    most = max((n for n in shown[1:] if n), default=1)  # of the last year, which is what is drawn
    cells = [Cell(None, LITTLE) if n is None else Cell(n, 23 * n / most) for n in shown]
    end = (r, hidden.C)
    if end not in hidden.cells:
        return Line(name, cells, Total(hidden.value(end)))
    least = hidden.least(end)
    return Line(name, cells, Total(least, at_least=True) if least else None)
