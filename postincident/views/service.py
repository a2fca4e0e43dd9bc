from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from postincident.access import SignedInRequest, may_configure, signed_in
from postincident.errors import Refused
from postincident.forms import posted
from postincident.incident_forms import ServiceForm
from postincident.models import Incident, Service
from postincident.verbs import services as verbs


@require_safe
@signed_in
def service_list(request: SignedInRequest) -> HttpResponse:
    return render(
        request,
        "postincident/service_list.html",
        {
            "services": Service.objects.annotate(
                count=Count("incidents", filter=Q(incidents__in=Incident.objects.visible_to(request.user)))
            )
        },
    )


@require_http_methods(["GET", "POST"])
@may_configure
def service_add(request: SignedInRequest) -> HttpResponse:
    form = ServiceForm(posted(request))
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data | {}
        fields.pop("version")
        try:
            service = verbs.add(request.user, **fields)
        except Refused as refused:
            form.add_refusal(refused, "name")
        else:
            messages.success(request, _("Added: %(service)s.") % {"service": service})
            return redirect("postincident:service-list")
    return render(request, "postincident/service_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@may_configure
def service_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    service = get_object_or_404(Service, pk=pk)
    form = ServiceForm(posted(request), instance=service)
    conflicts: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            verbs.change(request.user, service, **form.cleaned_data)
        except Refused as refused:
            form.add_refusal(refused, "name" if refused.code == "name_taken" else None)
            if refused.code == "changed_meanwhile":
                conflicts = _theirs(form, service)
        else:
            messages.success(request, _("Saved."))
            return redirect("postincident:service-list")
    context = {"form": form, "service": service, "conflicts": conflicts}
    return render(request, "postincident/service_form.html", context, status=409 if conflicts else 200)


def _theirs(form: ServiceForm, service: Service) -> list[dict[str, Any]]:
    service.refresh_from_db()
    form.carry_version(service.version)
    return [
        {"label": form.fields[name].label, "text": getattr(service, name) or "–"}
        for name in ("name", "public_name", "description")
        if getattr(service, name) != form.cleaned_data[name]
    ] or [{"label": form.fields["name"].label, "text": service.name}]
