"""What is pressed at one section of the editor. What was typed is saved first."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from archive.diff import lines_together
from communications.access import get_communication, get_section
from communications.models import Communication
from communications.verbs import drafting, redrawing
from communications.views.editor import editor_url, save_first, show_typed
from communications.views.editor_page import render_editor
from communications.writing_forms import NewSectionForm
from postincident.access import SignedInRequest, get_incident, may_edit
from postincident.errors import Refused


@require_POST
@may_edit
def section_add(request: SignedInRequest, pk: int) -> HttpResponse:
    communication = get_communication(request.user, pk)
    form = NewSectionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("A section needs a heading of at most 150 characters."))
        if communication.state == Communication.State.DRAFT and "subject" in request.POST:
            return render_editor(request, show_typed(request, communication))
        return redirect(communication)
    if unsaved := save_first(request, communication):
        return unsaved
    try:
        drafting.add_section(request.user, communication, form.cleaned_data["title"])
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect(communication)


def _section_verb(request: SignedInRequest, pk: int, section_pk: int, verb: Any) -> HttpResponse:
    communication = get_communication(request.user, pk)
    if unsaved := save_first(request, communication):
        return unsaved
    section = get_section(communication, section_pk)
    try:
        verb(section)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect(editor_url(request, communication, section if section.pk else None))


@require_POST
@may_edit
def section_remove(request: SignedInRequest, pk: int, section_pk: int) -> HttpResponse:
    return _section_verb(request, pk, section_pk, lambda section: drafting.remove_section(request.user, section))


@require_POST
@may_edit
def section_use_drawn(request: SignedInRequest, pk: int, section_pk: int) -> HttpResponse:
    return _section_verb(
        request, pk, section_pk, lambda section: redrawing.use_drawn(request.user, section, section.version)
    )


@require_POST
@may_edit
def section_redraw(request: SignedInRequest, pk: int, section_pk: int) -> HttpResponse:
    return _section_verb(request, pk, section_pk, lambda section: redrawing.redraw_section(request.user, section))


@require_POST
@may_edit
def section_take(request: SignedInRequest, pk: int, section_pk: int) -> HttpResponse:
    """After a conflict: their text, or both together, put into the field. Nothing is saved yet."""
    communication = get_communication(request.user, pk)
    section = get_section(communication, section_pk)
    if communication.state != Communication.State.DRAFT or "subject" not in request.POST:
        return redirect(communication)
    typing = show_typed(request, communication)
    for form in typing.forms:
        if form.section.pk == section.pk:
            both = lines_together(section.body, str(form["body"].value() or "").replace("\r\n", "\n"))
            form.show_what_stands()
            if request.POST.get("take") == "both":
                form.data[form.add_prefix("body")] = both
    return render_editor(request, typing)


@require_POST
@may_edit
def incident_redraw(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    made = len(redrawing.redraw_untouched(request.user, incident))
    if made:
        said = ngettext("One draft is drawn anew", "%(n)s drafts are drawn anew", made) % {"n": made}
        messages.success(request, _("%(said)s; what people wrote stays as it is.") % {"said": said})
    else:
        messages.info(
            request, _("There was nothing to draw anew: what changed was used where people wrote themselves.")
        )
    return redirect("communications:incident-communications", incident.reference)
