"""Ratings and themes over time, of the responses that somebody may see and asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Sum, When
from django.utils import timezone

from archive.models import Change
from communications.models import StakeholderGroup
from feedback.chain import WINDOW, figures, sums, tallied
from feedback.figures import LABELS
from feedback.intervals import Figure, share, share_at_least
from feedback.models import Response, Tally, Theme
from feedback.small_counts import Total, is_small, total
from postincident import clock
from postincident.models import Incident, Service, User, in_sight_of
from postincident.registry import Text

LITTLE = 2.0  # how high a bar is whose number is not to be told


@dataclass(frozen=True)
class Month:
    first: date
    n: int
    ratings: dict[str, Figure]

    @property
    def is_small(self) -> bool:
        return is_small(self.n)


@dataclass(frozen=True)
class Cell:
    """How often in one month; None where that is not to be told."""

    n: int | None
    height: float = 0


def bars(cells: Sequence[Cell]) -> list[tuple[int, float, float]]:
    """Left, top and height of each, in a picture 24 high with 20 for each."""
    return [(20 * place, round(24 - one.height, 1), round(one.height, 1)) for place, one in enumerate(cells)]


@dataclass
class ThemeRow:
    theme: Theme
    cells: list[Cell]
    share: Figure
    total: Total

    @property
    def width(self) -> int:
        return 20 * len(self.cells)

    @property
    def bars(self) -> list[tuple[int, float, float]]:
        return bars(self.cells)


@dataclass(frozen=True)
class Compared:
    label: Text
    before: Figure
    since: Figure


def after(begins: Sequence[datetime]) -> Case:
    """After how many of these instants, in their order, something was said. SQLite would call Python for the month of each row."""
    whens = (When(said_at__gte=begin, then=place) for place, begin in reversed(list(enumerate(begins, start=1))))
    return Case(*whens, default=0, output_field=IntegerField())


@dataclass
class Asked:
    """What the page was asked for."""

    months: int = 12
    group: StakeholderGroup | None = None
    kind: str = ""
    service: Service | None = None
    change: Change | None = None
    firsts: list[date] = field(default_factory=list)

    def __post_init__(self) -> None:
        today = timezone.localtime(clock.now()).date()
        month = today.year * 12 + today.month - 1
        self.firsts = [date(n // 12, n % 12 + 1, 1) for n in range(month - self.months + 1, month + 1)]

    @property
    def begins(self) -> list[datetime]:
        return [timezone.make_aware(datetime.combine(first, time())) for first in self.firsts]

    def responses(self, user: User) -> QuerySet[Response]:
        return self._narrowed(Response.objects.visible_to(user).order_by())

    def tallies(self, user: User) -> Any:
        """Of the months that were asked for, each with the place of its month from 0."""
        found = Tally.objects.filter(in_sight_of(user), said_at__gte=self.begins[0], said_at__lte=clock.now())
        return self._narrowed(found).annotate(month=after(self.begins[1:]))

    def _narrowed[Rows: QuerySet[Any]](self, found: Rows) -> Rows:
        if self.group:
            found = found.filter(group=self.group)
        if self.kind:
            found = found.filter(communication__kind=self.kind)
        if self.service:
            found = found.filter(Exists(Incident.objects.filter(pk=OuterRef("incident"), services=self.service)))
        return found


def by_month(user: User, asked: Asked) -> list[Month]:
    """One query. A month in which nobody said anything is there as well."""
    said = asked.tallies(user).filter(theme=None).values("month")
    found = {row["month"]: row for row in said.annotate(n=Sum("times"), **tallied())}
    rows = [found.get(place, {}) for place in range(len(asked.firsts))]
    return [Month(first, row.get("n", 0), figures(row)) for first, row in zip(asked.firsts, rows, strict=True)]


def themes(user: User, asked: Asked) -> list[ThemeRow]:
    """The most often said first; only those that were. Three queries."""
    tags = asked.tallies(user).filter(theme__isnull=False).values_list("theme", "month")
    counts: dict[int, dict[date, int]] = {}
    for theme, month, n in tags.annotate(n=Sum("times")).exclude(n=0):
        counts.setdefault(theme, {})[asked.firsts[month]] = n
    with_words = asked.tallies(user).filter(theme=None).aggregate(n=Sum("worded"))["n"] or 0
    known = Theme.objects.in_bulk(counts)
    often = sorted(counts, key=lambda pk: (-sum(counts[pk].values()), known[pk].name))
    return [_theme_row(known[pk], counts[pk], asked.firsts, with_words) for pk in often]


def _theme_row(theme: Theme, months: dict[date, int], firsts: Sequence[date], of: int) -> ThemeRow:
    counts = [months.get(first, 0) for first in firsts]
    all_of_it = total(counts)
    cells = [_cell(n, max(counts)) for n in counts]
    n, most = all_of_it.n, all_of_it.most
    return ThemeRow(theme, cells, share_at_least(n, of, most) if all_of_it.at_least else share(n, of), all_of_it)


def _cell(n: int, most: int) -> Cell:
    return Cell(None, LITTLE) if is_small(n) else Cell(n, 23 * n / most if n else 0)


def compared(user: User, asked: Asked, change: Change) -> list[Compared]:
    """The ratings in the 90 days before the change and since. Two queries."""
    before, since = (
        figures(asked.responses(user).filter(said_at__gte=begin, said_at__lt=end).aggregate(**sums()))
        for begin, end in ((change.at - WINDOW, change.at), (change.at, change.at + WINDOW))
    )
    return [Compared(label, before[key], since[key]) for key, label in LABELS.items()]


def place_of(at: datetime, asked: Asked) -> float | None:
    """Where a moment lies on a line from the middle of the first month to the middle of the last, from 0 to 1."""
    day = timezone.localtime(at).date()
    middle = [first + timedelta(days=14) for first in asked.firsts]
    if not middle[0] <= day <= middle[-1]:
        return None
    return (day - middle[0]).days / (middle[-1] - middle[0]).days
