"""What the ratings say, in numbers and in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from feedback.models import Response
from postincident.registry import Text

LABELS: dict[str, Text] = {
    "clear": gettext_lazy("Clear"),
    "timely": gettext_lazy("Timely"),
    "complete": gettext_lazy("Complete"),
}
GOOD: dict[str, Text] = {
    "clear": gettext_lazy("clear"),
    "timely": gettext_lazy("in time"),
    "complete": gettext_lazy("complete"),
}
BAD: dict[str, Text] = {
    "clear": gettext_lazy("unclear"),
    "timely": gettext_lazy("too late"),
    "complete": gettext_lazy("incomplete"),
}
GOOD_FROM, BAD_UNDER = 3.75, 3.0
FEWEST = 3  # fewer ratings than this say nothing


@dataclass(frozen=True)
class Rating:
    key: str
    label: Text
    mean: float | None
    n: int
    counts: Sequence[int] = ()  # how many gave 1, 2, 3, 4, 5

    @property
    def width(self) -> str:
        """Of a bar 100 wide, as SVG wants it."""
        return f"{((self.mean or 1) - 1) / 4 * 100:.0f}"

    @property
    def said(self) -> str:
        return f"{self.mean:.1f}" if self.mean is not None else "–"


def ratings(responses: QuerySet[Response]) -> tuple[list[Rating], int]:
    """And how many responses there are. One query, which reads an index that has nothing but ratings."""
    return rated(responses.order_by().values_list(*LABELS).annotate(times=Count("pk")))


def rated(rows: Iterable[Sequence[Any]]) -> tuple[list[Rating], int]:
    """Of what was given for each label, and how many times: the ratings, and how many responses that is."""
    counts = {key: [0] * 6 for key in LABELS}  # by what was given; 0 for nothing
    n = 0
    for *given, times in rows:
        n += times
        for key, value in zip(LABELS, given, strict=True):
            counts[key][value or 0] += times
    return [_rating(key, label, counts[key][1:]) for key, label in LABELS.items()], n


def _rating(key: str, label: Text, counts: Sequence[int]) -> Rating:
    n, total = sum(counts), sum(value * times for value, times in enumerate(counts, 1))
    return Rating(key, label, total / n if n else None, n, counts)


def _join(words: Sequence[Text]) -> str:
    *first, last = [str(word) for word in words]
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def finding(rated: Sequence[Rating], n: int) -> str:
    """The heading: "Clear and complete, but too late"."""
    if not n:
        return _("No answers yet")
    enough = [rating for rating in rated if rating.n >= FEWEST and rating.mean is not None]
    if not enough:
        return capfirst(ngettext("%(n)s answer so far", "%(n)s answers so far", n) % {"n": n})
    good = [GOOD[rating.key] for rating in enough if (rating.mean or 0) >= GOOD_FROM]
    bad = [BAD[rating.key] for rating in enough if (rating.mean or 0) < BAD_UNDER]
    if good and bad:
        return capfirst(_("%(good)s, but %(bad)s") % {"good": _join(good), "bad": _join(bad)})
    if good or bad:
        return capfirst(_join(good or bad))
    return _("Fair, with room to improve")
