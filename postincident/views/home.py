from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from postincident.access import SignedInRequest, signed_in
from postincident.models import Incident
from postincident.needs import needs_of
from postincident.registry import registry


@require_safe
@signed_in
def home(request: SignedInRequest) -> HttpResponse:
    """What needs me now, then recent incidents."""
    now = timezone.now()
    needs = needs_of(request.user, now)
    incidents = list(Incident.objects.visible_to(request.user).for_lists().prefetch_related("tasks")[:8])
    ids = [incident.pk for incident in incidents]
    asides = []
    for panel in sorted(registry.home_panels, key=lambda panel: panel.order):
        data = panel.query(request.user, now)
        if data is not None:
            asides.append({"title": panel.title, "template": panel.template, "data": data})
    context = {
        "now": now,
        "needs": needs,
        "overdue": sum(need.why == "overdue" for need in needs),
        "incidents": incidents,
        "columns": [{"title": p.title, "values": p.query(request.user, ids)} for p in registry.panels_at("list")],
        "asides": asides,
    }
    return render(request, "postincident/home.html", context)
