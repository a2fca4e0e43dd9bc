from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from postincident.access import SignedInRequest, signed_in
from postincident.listing import column_titles, rows_of
from postincident.models import Incident
from postincident.needs import needs_of, remember_count
from postincident.registry import registry

SHOWN = 7  # of what needs somebody, before "all"


@require_safe
@signed_in
def home(request: SignedInRequest) -> HttpResponse:
    """What needs me now, then recent incidents."""
    now = timezone.now()
    needs = needs_of(request.user, now)
    remember_count(request.user, len(needs))
    visible = Incident.objects.visible_to(request.user)
    incidents = list(visible.for_lists().prefetch_related("tasks")[:8])
    asides = []
    for panel in sorted(registry.home_panels, key=lambda panel: panel.order):
        data = panel.query(request.user, now)
        if data is not None:
            asides.append({"title": panel.title, "template": panel.template, "data": data})
    shown = needs if request.GET.get("needs") == "all" else needs[:SHOWN]
    context = {
        "now": now,
        "needs": needs,
        "shown": shown,
        "hidden": len(needs) - len(shown),
        "overdue": sum(need.why == "overdue" for need in needs),
        "due": sum(need.why == "due" for need in needs),
        "rows": rows_of(request.user, incidents, now),
        "columns": column_titles(),
        "all_incidents": visible.count(),
        "asides": asides,
    }
    return render(request, "postincident/home.html", context)
