from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from postincident.access import SignedInRequest, may_configure, signed_in
from postincident.forms import posted
from postincident.incident_forms import ServiceForm
from postincident.models import Service
from postincident.verbs import services as verbs


@require_safe
@signed_in
def service_list(request: SignedInRequest) -> HttpResponse:
    return render(request, "postincident/service_list.html", {"services": Service.objects.all()})


@require_http_methods(["GET", "POST"])
@may_configure
def service_add(request: SignedInRequest) -> HttpResponse:
    return _form(request, Service())


@require_http_methods(["GET", "POST"])
@may_configure
def service_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    return _form(request, get_object_or_404(Service, pk=pk))


def _form(request: SignedInRequest, service: Service) -> HttpResponse:
    form = ServiceForm(posted(request), instance=service)
    if request.method == "POST" and form.is_valid():
        verbs.save(request.user, form.save(commit=False))
        messages.success(request, _("Saved."))
        return redirect("postincident:service-list")
    return render(request, "postincident/service_form.html", {"form": form, "service": service})
