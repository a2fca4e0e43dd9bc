"""Who may see a restricted incident: named and unnamed one by one, so that two managers never undo each other."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from postincident.access import SignedInRequest, get_incident, may_manage
from postincident.errors import Refused
from postincident.forms import posted
from postincident.incident_forms import AccessForm
from postincident.models import Incident, User
from postincident.shell import incident_context
from postincident.verbs import incident as verbs


@require_http_methods(["GET", "POST"])
@may_manage
def incident_access(request: SignedInRequest, reference: str) -> HttpResponse:
    """Restrict an incident to some people, or name more on one that is restricted."""
    incident = get_incident(request.user, reference)
    form = AccessForm(posted(request), people=_not_named(incident))
    if request.method == "POST" and form.is_valid():
        if incident.restricted:
            verbs.give_access(request.user, incident, form.cleaned_data["people"])
        else:
            verbs.restrict(request.user, incident, form.cleaned_data["people"])
        messages.success(request, _("Saved: who may see this incident."))
        return redirect("postincident:incident-access", incident.reference)
    context: dict[str, Any] = incident_context(request.user, incident, "") | {
        "form": form,
        "named": incident.access.select_related("user", "added_by").order_by("user__name"),
    }
    return render(request, "postincident/incident_access.html", context)


def _not_named(incident: Incident) -> Any:
    people = User.objects.filter(is_active=True)
    return people.exclude(pk__in=incident.access.values("user")) if incident.restricted else people


@require_POST
@may_manage
def access_take(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    incident = get_incident(request.user, reference)
    person = get_object_or_404(User, pk__in=incident.access.filter(user__id=pk).values("user"))
    try:
        verbs.take_access(request.user, incident, person)
    except Refused as refused:
        messages.error(request, refused.sentence)
    if person == request.user:
        return redirect("postincident:incident-list")
    return redirect("postincident:incident-access", incident.reference)


@require_POST
@may_manage
def incident_unrestrict(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    verbs.unrestrict(request.user, incident)
    messages.success(request, _("Everybody who signs in here may see this incident again."))
    return redirect("postincident:incident-access", incident.reference)
