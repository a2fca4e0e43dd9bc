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
from feedback.models import Outreach, Response
from feedback.pages import ToReach, to_reach
from feedback.posting import sheet_of, subject_of
from feedback.reply_forms import MailForm
from feedback.verbs import letters
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
        "suggested": to.suggested_words(incident),
        "letters": to.row.letters.select_related("by") if to.row else [],
        "wrote_back": Response.objects.filter(
            incident=incident, contact=to.contact, source=Response.Source.REPLY
        ).select_related("group", "incident"),
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


@require_http_methods(["GET", "POST"])
@may_edit
def outreach_write(request: SignedInRequest, reference: str, contact: int) -> HttpResponse:
    """One mail to them: written, seen as it will leave, then sent."""
    incident = get_incident(request.user, reference)
    to = _to(incident, get_key_contact(incident, contact))
    row, sheet = to.row or Outreach(incident=incident, contact=to.contact, group=to.group), None
    form = MailForm(posted(request), initial={"subject": subject_of(row), "words": to.suggested_words(incident)})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            sheet = sheet_of(row, letters.address_of(to.contact, to.group), **said)
            if request.POST.get("do") == "send" and request.POST.get("seen") == sheet.digest:
                letters.write_to(request.user, incident, to.contact, group=to.group, **said)
                messages.success(request, _("Your mail is being sent. Note what came of it when they answer."))
                return redirect("feedback:outreach-note", incident.reference, contact)
        except Refused as refused:
            form.add_refusal(refused, "words" if refused.code == "no_words" else None)
    context = incident_context(request.user, incident, "feedback") | {"to": to, "form": form, "sheet": sheet}
    return render(request, "feedback/outreach_write.html", context)


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
