from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from postincident.access import SignedInRequest, get_incident, may_edit, signed_in
from postincident.checklist import settle
from postincident.errors import Refused
from postincident.forms import posted
from postincident.incident_forms import ImprovementForm
from postincident.models import Improvement
from postincident.shell import incident_context, panels
from postincident.verbs import improvements as verbs


@require_safe
@signed_in
def incident_improvements(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    context = incident_context(request.user, incident, "improvements") | {
        "improvements": incident.improvements.select_related("owner"),
        "panels": panels(request.user, incident, "improvements"),
    }
    return render(request, "postincident/improvement_list.html", context)


@require_http_methods(["GET", "POST"])
@may_edit
def improvement_add(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    form = ImprovementForm(posted(request), initial={"owner": request.user})
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data | {}
        fields.pop("version")
        try:
            verbs.add(request.user, incident, **fields)
        except Refused as refused:
            form.add_refusal(refused, "outcome")
        else:
            settle([incident.pk])
            messages.success(request, _("Added."))
            return redirect("postincident:incident-improvements", incident.reference)
    context = incident_context(request.user, incident, "improvements") | {"form": form}
    return render(request, "postincident/improvement_form.html", context)


@require_http_methods(["GET", "POST"])
@may_edit
def improvement_edit(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    incident = get_incident(request.user, reference)
    improvement = get_object_or_404(Improvement, incident=incident, pk=pk)
    form = ImprovementForm(posted(request), instance=improvement)
    conflicts: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data | {"version": form.cleaned_data["version"] or 0}
        try:
            verbs.change(request.user, improvement, **fields)
        except Refused as refused:
            form.add_refusal(refused, "outcome" if refused.code == "no_reason" else None)
            if refused.code == "changed_meanwhile":
                improvement.refresh_from_db()
                conflicts = [
                    {"label": _("What will be done"), "text": improvement.what},
                    {"label": _("Outcome"), "text": improvement.outcome},
                ]
                form.carry_version(improvement.version)
        else:
            settle([incident.pk])
            messages.success(request, _("Saved."))
            return redirect("postincident:incident-improvements", incident.reference)
    context = incident_context(request.user, incident, "improvements") | {"form": form, "conflicts": conflicts}
    return render(request, "postincident/improvement_form.html", context, status=409 if conflicts else 200)
