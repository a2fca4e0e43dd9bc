"""What the ratings say, in numbers and in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Avg, Count, Q, QuerySet
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


def _aggregates() -> dict[str, Avg | Count]:
    found: dict[str, Avg | Count] = {}
    for key in LABELS:
        found[f"{key}_mean"], found[f"{key}_n"] = Avg(key), Count(key)
        found |= {f"{key}_{value}": Count("pk", filter=Q(**{key: value})) for value in range(1, 6)}
    return found


def ratings(responses: QuerySet[Response]) -> list[Rating]:
    """One query, however many responses."""
    row = responses.order_by().aggregate(**_aggregates())
    return [
        Rating(key, label, row[f"{key}_mean"], row[f"{key}_n"], [row[f"{key}_{value}"] for value in range(1, 6)])
        for key, label in LABELS.items()
    ]


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
