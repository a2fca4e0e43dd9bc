from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communications.comparing import choices, chosen, rows_of, side_of, summary
from postincident.access import SignedInRequest, get_incident, signed_in
from postincident.shell import incident_context


@require_safe
@signed_in
def incident_compare(request: SignedInRequest, reference: str) -> HttpResponse:
    """Two audiences' texts beside each other, or two states of one."""
    incident = get_incident(request.user, reference)
    found = choices(request.user, incident)
    pair = chosen(found, request.GET.get("left", ""), request.GET.get("right", ""))
    context = incident_context(request.user, incident, "communications") | {"choices": found, "pair": pair}
    if pair:
        left, right = side_of(pair[0]), side_of(pair[1])
        context |= {
            "sides": [left, right],
            "rows": rows_of(left, right),
            "is_same": pair[0].communication.pk == pair[1].communication.pk,
        } | summary(left, right)
    return render(request, "communications/incident_compare.html", context)
