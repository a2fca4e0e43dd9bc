"""What became of a theme: who said it, what was changed because of it, what was told of that, and what was so before and since.

Of incidents that the user may see, and nothing of others. Each function is one query, or two, whatever was said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Sum
from django.utils.translation import gettext as _

from communications.models import Communication, Delivery
from feedback.figures import LABELS
from feedback.intervals import Figure, mean, share
from feedback.models import Lesson, Response, Tally, Theme, ThemeTag
from feedback.models.response import WITH_WORDS
from postincident import clock
from postincident.models import Incident, User, in_sight_of
from postincident.registry import Text

WINDOW = timedelta(days=90)
MOST = 20


@dataclass(frozen=True)
class Step:
    """Something that was done because of the theme. `at` is None while it is not done yet."""

    lesson: Lesson
    at: datetime | None

    @property
    def what(self) -> str:
        return (self.lesson.change or self.lesson.improvement).what  # type: ignore[union-attr]


@dataclass(frozen=True)
class Told:
    communication: Communication
    reached: int
    answers: int
    clear: Figure


@dataclass(frozen=True)
class Measure:
    label: Text
    of: str
    before: Figure
    since: Figure


def by_incident(user: User, theme: Theme) -> list[tuple[Incident, int]]:
    """How often it was said about each, the newest first. Two queries."""
    said = Tally.objects.filter(in_sight_of(user), theme=theme)
    times = dict(said.values_list("incident").annotate(n=Sum("times")).filter(n__gt=0))
    return [(one, times[one.pk]) for one in Incident.objects.filter(pk__in=times).order_by("-id")]


def steps(user: User, theme: Theme) -> list[Step]:
    """Learned from the theme, or from a response that is tagged with it; the newest first."""
    of_response = ThemeTag.objects.filter(theme=theme, response=OuterRef("response"))
    lessons = Lesson.objects.visible_to(user).filter(Q(theme=theme) | Exists(of_response))
    return [Step(lesson, _done(lesson)) for lesson in lessons.select_related("change", "improvement__incident", "by")]


def _done(lesson: Lesson) -> datetime | None:
    if lesson.change:
        return lesson.change.at
    return lesson.improvement.done_at if lesson.improvement else None


def told(user: User, theme: Theme, taken: Sequence[Step]) -> list[Told]:
    """What was written about the improvements among these steps, and to those who said it; the newest first."""
    improvements = {step.lesson.improvement_id for step in taken if step.lesson.improvement_id}
    handed = Q(deliveries__state__in=Delivery.HANDED_OVER) | Q(deliveries__resolution=Delivery.Resolution.TOLD_BY_HAND)
    reporting = Communication.improvements.through.objects.filter(improvement__in=improvements)
    rows: Any = (
        Communication.objects.visible_to(user)
        .live()
        .filter(Q(pk__in=reporting.values("communication")) | Q(told_back__themes=theme))
        .select_related("incident", "audience__group")
        .annotate(reached=Count("deliveries", filter=handed, distinct=True))
        .order_by("-pk")[:MOST]
    )
    found = list(rows)
    answers = Response.objects.filter(communication__in=[row.pk for row in found]).order_by().values("communication")
    rated: dict[int, Any] = {row["communication"]: row for row in answers.annotate(n=Count("pk"), **sums())}
    return [_told(row, rated.get(row.pk, {})) for row in found]


def _told(row: Any, rated: dict[str, Any]) -> Told:
    return Told(row, row.reached, rated.get("n", 0), figures(rated)["clear"])


def sums() -> dict[str, Any]:
    """What the means of the ratings and their intervals are reckoned from."""
    found: dict[str, Any] = {}
    for key in LABELS:
        found |= {f"{key}_n": Count(key), f"{key}_sum": Sum(key), f"{key}_squares": Sum(F(key) * F(key))}
    return found


def tallied() -> dict[str, Any]:
    """The same of tallies of responses."""
    return {name: Sum(name) for name in sums()}


def figures(row: dict[str, Any]) -> dict[str, Figure]:
    return {
        key: mean(row.get(f"{key}_n") or 0, row.get(f"{key}_sum") or 0, row.get(f"{key}_squares") or 0)
        for key in LABELS
    }


def before_and_since(user: User, theme: Theme, at: datetime) -> list[Measure]:
    """The 90 days on either side: how often it was said among responses with words, and each rating. Two queries."""
    before, since = (_side(user, theme, *side) for side in ((at - WINDOW, at), (at, at + WINDOW)))
    often = Measure(_("Said"), _("responses with words"), _share(before), _share(since))
    rated_before, rated_since = figures(before), figures(since)
    return [often] + [
        Measure(label, _("ratings"), rated_before[key], rated_since[key]) for key, label in LABELS.items()
    ]


def _side(user: User, theme: Theme, begin: datetime, end: datetime) -> dict[str, Any]:
    rows = Response.objects.visible_to(user).filter(said_at__gte=begin, said_at__lt=end).order_by()
    said = rows.annotate(is_said=Exists(ThemeTag.objects.filter(theme=theme, response=OuterRef("pk"))))
    return said.aggregate(
        with_words=Count("pk", filter=WITH_WORDS), said=Count("pk", filter=WITH_WORDS & Q(is_said=True)), **sums()
    )


def _share(row: dict[str, Any]) -> Figure:
    return share(row["said"], row["with_words"])


def chain_context(user: User, theme: Theme, since: str) -> dict[str, Any]:
    """`since`: the id of the step to look from; the newest that is done when it names none."""
    taken = steps(user, theme)
    done = [step for step in taken if step.at is not None]
    chosen = next((step for step in done if str(step.lesson.pk) == since), done[0] if done else None)
    incidents = by_incident(user, theme)
    return {
        "incidents": [incident for incident, _n in incidents[:MOST]],
        "more": len(incidents) > MOST,
        "steps": taken,
        "told": told(user, theme, taken),
        "chosen": chosen,
        "days": min((clock.now() - chosen.at).days, WINDOW.days) if chosen and chosen.at else 0,
        "measures": before_and_since(user, theme, chosen.at) if chosen and chosen.at else [],
    }
