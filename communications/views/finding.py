"""Findings: asked for while somebody types, a suggestion taken, a finding kept with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communications.access import get_communication
from communications.checking import findings, same
from communications.models import Communication, FindingOverride
from communications.pieces import SUBJECT
from communications.verbs.findings import override_finding, use_suggestion, withdraw_override
from communications.views.editor import editor_url, page_context, save_first
from communications.views.editor_page import checked_context
from communications.views.typed import overlaid
from communications.working_copies import fields_of
from communications.writing_forms import KeepForm
from postincident.access import SignedInRequest, may_edit, may_manage
from postincident.errors import Refused


@require_POST
@may_edit
def finding_check(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is found in the text as it is typed. Nothing is saved; the pieces of the page that say it are sent anew."""
    communication = get_communication(request.user, pk)
    if communication.state != Communication.State.DRAFT:
        return HttpResponse(status=204)
    typing = overlaid(communication, fields_of(request.POST), request.POST.get("only", ""))
    return render(request, "communications/_checked.html", checked_context(typing) | {"swaps": True})


@require_POST
@may_edit
def finding_use(request: SignedInRequest, pk: int) -> HttpResponse:
    """One press puts the suggestion in place of the words the finding is about."""
    communication = get_communication(request.user, pk)
    if unsaved := save_first(request, communication):
        return unsaved
    section = None
    try:
        section = use_suggestion(request.user, communication, request.POST.get("finding", ""))
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect(editor_url(request, communication, section))


@require_http_methods(["GET", "POST"])
@may_manage
def finding_keep(request: SignedInRequest, pk: int) -> HttpResponse:
    """Why something that blocks stays. Pressed in the editor, it saves what was typed and asks."""
    communication = get_communication(request.user, pk)
    if unsaved := save_first(request, communication):
        return unsaved
    said = request.POST if request.method == "POST" and "reason" in request.POST else None
    key = request.POST.get("finding", "") or request.GET.get("finding", "")
    form = KeepForm(said, initial={"finding": key})
    found = same(findings(communication), key) if key else None
    if said is not None and form.is_valid():
        try:
            row = override_finding(
                request.user, communication, form.cleaned_data["finding"], form.cleaned_data["reason"]
            )
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("It is kept. The reviewer reads why."))
            return redirect(editor_url(request, communication, communication.sections.filter(key=row.section).first()))
    sections = {section.key: section.title for section in communication.sections.all()}
    context = page_context(request, communication) | {
        "step": _("Keep, with a reason"),
        "form": form,
        "found": found,
        "place": _("the subject")
        if found and found.section == SUBJECT
        else sections.get(found.section if found else ""),
    }
    return render(request, "communications/finding_keep.html", context)


@require_POST
@may_manage
def override_withdraw(request: SignedInRequest, pk: int, override_pk: int) -> HttpResponse:
    communication = get_communication(request.user, pk)
    if unsaved := save_first(request, communication):
        return unsaved
    override = get_object_or_404(FindingOverride, communication=communication, pk=override_pk)
    try:
        withdraw_override(request.user, override)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect(editor_url(request, communication, communication.sections.filter(key=override.section).first()))
