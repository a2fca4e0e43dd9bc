"""What pages of the core show of feedback. Each function answers for many incidents in the same number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, F, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import gettext as _

from communications.models import Release
from feedback.figures import LABELS, Rating
from feedback.models import Response
from feedback.told import asked
from postincident.models import Incident, User
from postincident.registry import SubnavItem


@dataclass(frozen=True)
class SoFar:
    n: int
    ratings: list[Rating]
    quote: Response | None
    url: str


def _counts(incident_ids: Sequence[int]) -> dict[int, Any]:
    rows = Response.objects.filter(incident__in=incident_ids).order_by().values("incident")
    means = {f"{key}_mean": Avg(key) for key in LABELS} | {f"{key}_n": Count(key) for key in LABELS}
    return {row["incident"]: row for row in rows.annotate(n=Count("pk"), **means)}


def _quotes(incident_ids: Sequence[int]) -> dict[int, Response]:
    """The newest words of each incident, other than questions."""
    newest = (
        Response.objects.filter(incident__in=incident_ids)
        .exclude(words="")
        .exclude(source=Response.Source.QUESTION)
        .annotate(place=Window(RowNumber(), partition_by=F("incident"), order_by=[F("said_at").desc(), F("pk").desc()]))
        .filter(place=1)
        .select_related("group")
        .prefetch_related("tags__theme")
    )
    return {response.incident_id: response for response in newest}


def so_far(user: User, incident_ids: Sequence[int]) -> dict[int, SoFar]:
    """For incidents that somebody was told of, or that somebody said something about."""
    counts, quotes, told = _counts(incident_ids), _quotes(incident_ids), asked(incident_ids)
    shown = {}
    for pk, reference in Incident.objects.filter(pk__in=incident_ids).values_list("pk", "reference"):
        row = counts.get(pk)
        if row is None and not told[pk].told:
            continue
        rated = (
            [Rating(key, label, row[f"{key}_mean"], row[f"{key}_n"]) for key, label in LABELS.items()] if row else []
        )
        url = reverse("feedback:incident-feedback", args=[reference])
        shown[pk] = SoFar(row["n"] if row else 0, rated, quotes.get(pk), url)
    return shown


def subnav(user: User, incident_ids: Sequence[int]) -> dict[int, list[SubnavItem]]:
    rows = Incident.objects.filter(pk__in=incident_ids).annotate(n=Count("responses"))
    return {
        pk: [SubnavItem(_("Feedback"), reverse("feedback:incident-feedback", args=[reference]), n, "feedback")]
        for pk, reference, n in rows.values_list("pk", "reference", "n")
    }


def said_of_records(user: User, record_ids: Sequence[int]) -> dict[int, SoFar]:
    """What the readers of an archived communication said of it. Two queries."""
    visible = Incident.objects.visible_to(user)
    releases = Release.objects.filter(record__in=record_ids, incident__in=visible)
    told = list(releases.values_list("record", "communication", "incident__reference"))
    rows = Response.objects.filter(communication__in={communication for _record, communication, _reference in told})
    means = {f"{key}_mean": Avg(key) for key in LABELS} | {f"{key}_n": Count(key) for key in LABELS}
    counted = rows.order_by().values("communication").annotate(n=Count("pk"), **means)
    counts: dict[int, Any] = {row["communication"]: row for row in counted}
    return {
        record: SoFar(
            row["n"],
            [Rating(key, label, row[f"{key}_mean"], row[f"{key}_n"]) for key, label in LABELS.items()],
            None,
            reverse("feedback:incident-feedback", args=[reference]),
        )
        for record, communication, reference in told
        if (row := counts.get(communication))
    }
