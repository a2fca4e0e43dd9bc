"""What feedback suggests to change: a theme said twice about one incident."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count
from django.utils.translation import gettext as _

from archive.models import Suggestion
from archive.verbs.changing import suggest
from feedback.models import ThemeTag
from postincident.models import Incident

ENOUGH = 2


def suggest_changes(incident_ids: Iterable[int]) -> int:
    """Returns how many are new. Suggested once per incident and theme, whatever was decided about it."""
    incidents = Incident.objects.with_checklist().filter(completed_at=None, pk__in=list(incident_ids)).in_bulk()
    found = (
        ThemeTag.objects.filter(incident__in=incidents, theme__needs_change=True, theme__retired=False)
        .values_list("incident", "theme__slug", "theme__name")
        .annotate(n=Count("pk"))
        .filter(n__gte=ENOUGH)
        .order_by("incident", "theme__slug")
    )
    have = set(Suggestion.objects.filter(incident__in=incidents).values_list("incident", "code"))
    new = [row for row in found if (row[0], f"theme:{row[1]}") not in have]
    for incident_id, slug, name, n in new:
        text = _("“%(theme)s” was said %(n)s times: change a template, a process or a document.") % {
            "theme": name,
            "n": n,
        }
        suggest(incidents[incident_id], f"theme:{slug}", text)
    return len(new)


def sweep(now: datetime) -> int:
    return suggest_changes(Incident.objects.with_checklist().filter(completed_at=None).values_list("pk", flat=True))
