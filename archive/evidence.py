"""What the archive proves of the five tasks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.models import Suggestion
from postincident.models import Incident
from postincident.registry import Clause


def suggestions_decided(incidents: Sequence[Incident], now: datetime) -> Mapping[int, Sequence[Clause]]:
    """Each suggested change is made, or declined with a reason."""
    ids = [incident.pk for incident in incidents]
    open_ones = Q(state=Suggestion.State.OPEN)
    counts: dict[int, Mapping[str, Any]] = {
        row["incident"]: row
        for row in Suggestion.objects.filter(incident__in=ids)
        .order_by()
        .values("incident")
        .annotate(every=Count("pk"), waiting=Count("pk", filter=open_ones))
    }
    return {
        incident.pk: [_clause(incident, counts.get(incident.pk, {"every": 0, "waiting": 0}))] for incident in incidents
    }


def _clause(incident: Incident, count: Mapping[str, Any]) -> Clause:
    if not count["every"]:
        sentence = _("Nothing was suggested by feedback or findings.")
    elif not count["waiting"]:
        sentence = ngettext(
            "%(every)s suggested change, decided on.", "%(every)s suggested changes, all decided on.", count["every"]
        ) % {"every": count["every"]}
    else:
        sentence = ngettext(
            "%(waiting)s of %(every)s suggested change waits for a decision.",
            "%(waiting)s of %(every)s suggested changes wait for a decision.",
            count["every"],
        ) % {"waiting": count["waiting"], "every": count["every"]}
    return Clause(
        code="suggestions_decided",
        holds=count["waiting"] == 0,
        sentence=sentence,
        url=reverse("archive:incident-changes", args=[incident.reference]),
        link=_("Look at what is suggested"),
        order=100,
    )
