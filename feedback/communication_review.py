"""How the communication about one incident went, on one page made to print: its figures, and what follows from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q
from django.utils.timesince import timesince

from archive.models import Change
from communications.models import Audience, Commitment, Delivery, FindingOverride
from feedback.chain import figures, sums
from feedback.figures import LABELS, finding, ratings
from feedback.models import Response, Theme
from postincident.models import Improvement, Incident
from postincident.vocabulary import Kind

MOST_QUOTES = 12
_HANDED = Q(state__in=Delivery.HANDED_OVER) | Q(resolution=Delivery.Resolution.TOLD_BY_HAND)


@dataclass(frozen=True)
class Line:
    """One audience: how many were reached, how many were not, and how long it took."""

    audience: Audience
    reached: int
    missed: int
    after_known: str
    after_resolved: str
    root_cause: str


def reach(incident: Incident) -> list[Line]:
    """Every included audience, told or not. What was sent to a few of one counts among its reach. Two queries."""
    later = Q(handed_over_at__gte=incident.resolved_at) if incident.resolved_at else Q(pk__in=[])
    rows: Any = (
        Delivery.objects.filter(incident=incident)
        .order_by()
        .values("communication__audience")
        .annotate(
            reached=Count("address_hash", filter=_HANDED & ~Q(address_hash=""), distinct=True),
            by_hand=Count("pk", filter=_HANDED & Q(address_hash="")),
            everyone=Count("address_hash", filter=_TRIED & ~Q(address_hash=""), distinct=True),
            first=Min("handed_over_at", filter=_HANDED),
            first_later=Min("handed_over_at", filter=_HANDED & later),
            root_cause=Min("handed_over_at", filter=_HANDED & Q(kind=Kind.ROOT_CAUSE)),
        )
    )
    found = {row["communication__audience"]: row for row in rows}
    included = Audience.objects.filter(incident=incident, state=Audience.State.INCLUDED).select_related("group")
    ordered = included.order_by("group__priority", "group__name")
    return [_line(incident, audience, found.get(audience.pk, {})) for audience in ordered]


# Whoever was covered or is suppressed was not meant to get it from here.
_TRIED = ~Q(state__in=[Delivery.State.COVERED, Delivery.State.SUPPRESSED, Delivery.State.CANCELLED])


def _line(incident: Incident, audience: Audience, row: dict[str, Any]) -> Line:
    known = incident.detected_at or incident.started_at
    return Line(
        audience,
        row.get("reached", 0) + row.get("by_hand", 0),
        max(0, row.get("everyone", 0) - row.get("reached", 0)),
        _took(known, row.get("first")),
        _took(incident.resolved_at, row.get("first_later")),
        _took(incident.resolved_at, row.get("root_cause")),
    )


def _took(begin: datetime | None, end: datetime | None) -> str:
    """ "2 hours, 5 minutes"; empty where one of them is not known, or it was told before."""
    return timesince(begin, end, depth=2) if begin and end and end >= begin else ""


def _commitments(incident: Incident) -> list[dict[str, Any]]:
    """What was told to several audiences alike is one line, with how many of them it was."""
    rows: Any = Commitment.objects.filter(incident=incident).order_by().values("text", "state", "due_at")
    labels = dict(Commitment.State.choices)
    alike = rows.annotate(audiences=Count("audience", distinct=True)).order_by("state", "due_at", "text")
    return [row | {"said": labels[row["state"]]} for row in alike]


def review_of(incident: Incident) -> dict[str, Any]:
    responses = Response.objects.filter(incident=incident)
    by_value, n = ratings(responses)
    rated = figures(responses.order_by().aggregate(**sums()))
    themes = Theme.objects.filter(tags__response__incident=incident)
    overrides = FindingOverride.objects.filter(communication__incident=incident, withdrawn_at=None)
    return {
        "lines": reach(incident),
        "overrides": overrides.select_related("communication__audience__group", "by").order_by("pk"),
        "n": n,
        "finding": finding(by_value, n),
        "rated": [(label, rated[key]) for key, label in LABELS.items()],
        "themes": themes.annotate(n=Count("tags", filter=Q(tags__response__incident=incident))).order_by("-n", "name"),
        "quotes": responses.filter(may_quote=True).exclude(words="").select_related("group")[:MOST_QUOTES],
        "improvements": Improvement.objects.filter(incident=incident).select_related("owner"),
        "changes": Change.objects.filter(incident=incident).select_related("by"),
        "commitments": _commitments(incident),
    }
