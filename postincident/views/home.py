from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from postincident.access import SignedInRequest, signed_in
from postincident.models import Incident


@require_safe
@signed_in
def home(request: SignedInRequest) -> HttpResponse:
    incidents = Incident.objects.visible_to(request.user).for_lists().prefetch_related("tasks")[:10]
    return render(request, "postincident/home.html", {"incidents": incidents})
