from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from postincident.access import SignedInRequest, get_incident, may_edit, may_manage
from postincident.checklist import settle
from postincident.errors import Refused
from postincident.forms import posted
from postincident.incident_forms import ConfirmationForm, ReasonForm
from postincident.models import ChecklistTask, Confirmation
from postincident.shell import incident_context
from postincident.verbs import checklist as verbs
from postincident.vocabulary import TaskKey


@require_http_methods(["GET", "POST"])
@may_manage
def task_override(request: SignedInRequest, reference: str, key: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    task = get_object_or_404(ChecklistTask, incident=incident, key=key)
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            verbs.override(request.user, task, form.cleaned_data["reason"])
        except Refused as refused:
            form.add_refusal(refused, "reason")
        else:
            settle([incident.pk])
            messages.success(request, _("Recorded as not needed."))
            return redirect(incident)
    context = incident_context(request.user, incident, "") | {"form": form, "label": TaskKey(key).label}
    return render(request, "postincident/task_override.html", context)


@require_POST
@may_manage
def task_restore(request: SignedInRequest, reference: str, key: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    verbs.restore(request.user, get_object_or_404(ChecklistTask, incident=incident, key=key))
    settle([incident.pk])
    return redirect(incident)


@require_http_methods(["GET", "POST"])
@may_edit
def confirmation_add(request: SignedInRequest, reference: str, key: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    if key not in Confirmation.Key.values:
        raise Http404
    form = ConfirmationForm(posted(request), key=key)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.confirm(request.user, incident, key, form.cleaned_data["reason"])
        except Refused as refused:
            form.add_refusal(refused, "reason")
        else:
            settle([incident.pk])
            messages.success(request, _("Recorded, with your name."))
            return redirect(incident)
    standing = Confirmation.objects.filter(incident=incident, key=key, withdrawn_at=None).select_related("by").first()
    context = incident_context(request.user, incident, "") | {
        "form": form,
        "label": Confirmation.Key(key).label,
        "standing": standing,
        "key": key,
    }
    return render(request, "postincident/confirmation_form.html", context)


@require_POST
@may_edit
def confirmation_withdraw(request: SignedInRequest, reference: str, key: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    if key not in Confirmation.Key.values:
        raise Http404
    standing = Confirmation.objects.filter(incident=incident, key=key, withdrawn_at=None).first()
    if standing is not None:
        verbs.withdraw_confirmation(request.user, standing)
        settle([incident.pk])
    return redirect(incident)
