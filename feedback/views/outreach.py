from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communications.models import Contact
from feedback.access import get_key_contact
from feedback.forms import AssignForm, OutreachForm
from feedback.pages import ToReach, to_reach
from feedback.verbs import outreach as verbs
from postincident.access import SignedInRequest, get_incident, may_edit, signed_in
from postincident.checklist import settle
from postincident.errors import Refused
from postincident.forms import posted
from postincident.models import Incident
from postincident.shell import incident_context


@require_safe
@signed_in
def outreach_list(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    now = timezone.now()
    context = incident_context(request.user, incident, "feedback") | {
        "reach": [{"to": to, "late": to.is_late(now)} for to in to_reach(incident)],
    }
    return render(request, "feedback/outreach_list.html", context)


def _to(incident: Incident, contact: Contact) -> ToReach:
    return next(to for to in to_reach(incident) if to.contact == contact)


def _page(request: SignedInRequest, incident: Incident, to: ToReach, **forms: Any) -> HttpResponse:
    assigned = (
        {"owner": to.row.owner_id, "due_at": to.row.due_at} if to.row else {"owner": to.contact.relationship_owner_id}
    )
    context = incident_context(request.user, incident, "feedback") | {
        "to": to,
        "form": OutreachForm(initial=OutreachForm.initial_of(to.row)),
        "assign_form": AssignForm(initial=assigned),
    }
    return render(request, "feedback/outreach_form.html", context | forms)


@require_http_methods(["GET", "POST"])
@may_edit
def outreach_note(request: SignedInRequest, reference: str, contact: int) -> HttpResponse:
    incident = get_incident(request.user, reference)
    to = _to(incident, get_key_contact(incident, contact))
    if request.method != "POST":
        return _page(request, incident, to)
    form = OutreachForm(posted(request))
    if form.is_valid():
        said = form.cleaned_data
        said["ratings"] = {key: said.pop(key) for key in ("clear", "timely", "complete")}
        try:
            verbs.note_outcome(request.user, incident, to.contact, group=to.group, **said)
        except Refused as refused:
            form.add_refusal(refused, {"in_future": "happened_at", "not_spoken": "words"}.get(refused.code))
        else:
            settle([incident.pk])
            messages.success(request, _("Noted."))
            return redirect("feedback:outreach-list", incident.reference)
    return _page(request, incident, to, form=form)


@require_POST
@may_edit
def outreach_assign(request: SignedInRequest, reference: str, contact: int) -> HttpResponse:
    incident = get_incident(request.user, reference)
    to = _to(incident, get_key_contact(incident, contact))
    form = AssignForm(posted(request))
    if not form.is_valid():
        return _page(request, incident, to, assign_form=form)
    verbs.assign(request.user, incident, to.contact, group=to.group, **form.cleaned_data)
    messages.success(request, _("Saved: who reaches out, and by when."))
    return redirect("feedback:outreach-list", incident.reference)
