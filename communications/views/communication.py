"""The editor, and the communication as it reads once it is submitted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communications.access import get_communication, get_section
from communications.completeness import Blocker, blockers
from communications.drawing.draw import changed_facts, drawn_for
from communications.matrix import failures
from communications.models import Communication, Section
from communications.revisioning import EXAMPLE, build, filled, goes_to_page
from communications.verbs import drafting, reviewing
from communications.writing_forms import DetailsForm, NewSectionForm, SectionForm
from postincident.access import SignedInRequest, may_edit, signed_in
from postincident.checklist import settle
from postincident.errors import Refused
from postincident.rendering import to_document
from postincident.shell import incident_context

FRAMED_CSP = {"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "frame-ancestors": ["'self'"]}


def _heading(communication: Communication) -> str:
    return f"{communication.audience.group}: {communication.get_kind_display().lower()}"


def _page(request: SignedInRequest, communication: Communication) -> dict[str, Any]:
    context = incident_context(request.user, communication.incident, "communications")
    return context | {"communication": communication, "heading": _heading(communication)}


@require_http_methods(["GET", "POST"])
@signed_in
def communication_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    communication = get_communication(request.user, pk)
    if communication.state == Communication.State.DRAFT and request.user.can_edit:
        return _editor(request, communication)
    if request.method == "POST":
        messages.error(request, _("It is not a draft any more, so nothing was changed."))
        return redirect(communication)
    context = _page(request, communication) | {
        "sections": communication.sections.all(),
        "revisions": communication.revisions.select_related("submitted_by").prefetch_related("reviews__reviewer"),
        "release": communication.releases.exclude(state="cancelled").first(),
        "failures": failures(communication),
        "corrections": communication.corrections.select_related("audience__group"),
    }
    return render(request, "communications/communication_detail.html", context)


def _editor(request: SignedInRequest, communication: Communication) -> HttpResponse:
    sections = list(communication.sections.select_related("edited_by"))
    data = request.POST if request.method == "POST" else None
    initial = {
        "subject": communication.subject,
        "next_update_at": communication.next_update_at,
        "version": communication.version,
    }
    details = DetailsForm(data, initial=initial)
    forms = [SectionForm(data, section=section) for section in sections]
    conflicts: list[dict[str, Any]] = []
    if data is not None:
        # Every form is looked at, so that each mistake is shown at once.
        if all([details.is_valid(), *(form.is_valid() for form in forms)]):
            conflicts = _save(request, communication, details, forms)
            if not conflicts and not details.errors:
                return _saved(request, communication, data)
        communication.refresh_from_db()
        sections = list(communication.sections.select_related("edited_by"))
    return _render_editor(request, communication, sections, details, forms, conflicts)


def _save(
    request: SignedInRequest, communication: Communication, details: DetailsForm, forms: list[SectionForm]
) -> list[dict[str, Any]]:
    """Saves what was changed here. What somebody else changed meanwhile comes back, with their text."""
    conflicts = []
    fields = details.cleaned_data
    changed = {"subject", "next_update_at"} & set(details.changed_data)
    for form in forms:
        if not {"title", "body"} & set(form.changed_data):
            continue
        try:
            drafting.edit_section(request.user, form.section, **form.cleaned_data)
        except Refused as refused:
            form.add_refusal(refused)
            conflicts.append(_conflict(form))
    if changed:
        try:
            # Saving sections a moment ago counted the version up; that was this person.
            version = fields["version"]
            if version == communication.version and not conflicts:
                communication.refresh_from_db(fields=["version"])
                version = communication.version
            drafting.edit_details(
                request.user,
                communication,
                subject=fields["subject"],
                next_update_at=fields["next_update_at"],
                version=version,
            )
        except Refused as refused:
            details.add_refusal(refused)
    return conflicts


def _conflict(form: SectionForm) -> dict[str, Any]:
    section = Section.objects.select_related("edited_by").get(pk=form.section.pk)
    data = form.data.copy()
    data[form.add_prefix("version")] = str(section.version)
    form.data = data
    return {"label": section.title, "text": section.body, "by": section.edited_by}


def _saved(request: SignedInRequest, communication: Communication, data: Any) -> HttpResponse:
    if data.get("do") == "submit":
        try:
            revision = reviewing.submit(request.user, communication)
        except Refused as refused:
            messages.error(request, _("Saved, but not submitted. %(why)s") % {"why": refused.sentence})
            return redirect(communication)
        settle([communication.incident_id])
        messages.success(request, _("Submitted as revision %(n)s.") % {"n": revision.number})
        return redirect(communication)
    messages.success(request, _("Saved."))
    return redirect(communication)


def _render_editor(
    request: SignedInRequest,
    communication: Communication,
    sections: list[Section],
    details: DetailsForm,
    forms: list[SectionForm],
    conflicts: list[dict[str, Any]],
) -> HttpResponse:
    drawn = drawn_for(communication)
    found = blockers(communication, sections, drawn)
    by_section: dict[str, list[Blocker]] = {}
    for blocker in found:
        by_section.setdefault(blocker.section, []).append(blocker)
    rows = [
        {
            "section": section,
            "form": form,
            "blockers": by_section.pop(section.key, []),
            "changed": changed_facts(section, drawn),
            "redrawn": section.drawn if section.drawn != section.body and section.drawn else "",
        }
        for section, form in zip(sections, forms, strict=True)
    ]
    context = _page(request, communication) | {
        "rows": rows,
        "details": details,
        "forms": forms,
        "conflicts": conflicts,
        "blockers": found,
        "other_blockers": [blocker for rest in by_section.values() for blocker in rest],
        "stale": any(row["changed"] for row in rows),
        "new_section": NewSectionForm(),
        "last_review": communication.revisions.filter(state="sent_back").prefetch_related("reviews__reviewer").first(),
        "words": sum(len(section.body.split()) for section in sections),
    }
    return render(request, "communications/editor.html", context, status=409 if conflicts else 200)


@require_POST
@may_edit
def section_add(request: SignedInRequest, pk: int) -> HttpResponse:
    communication = get_communication(request.user, pk)
    form = NewSectionForm(request.POST)
    if form.is_valid():
        try:
            drafting.add_section(request.user, communication, form.cleaned_data["title"])
        except Refused as refused:
            messages.error(request, refused.sentence)
    else:
        messages.error(request, _("A section needs a heading of at most 150 characters."))
    return redirect(communication)


def _section_verb(request: SignedInRequest, pk: int, section_pk: int, verb: Any) -> HttpResponse:
    communication = get_communication(request.user, pk)
    section = get_section(communication, section_pk)
    try:
        verb(section)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect(communication)


@require_POST
@may_edit
def section_remove(request: SignedInRequest, pk: int, section_pk: int) -> HttpResponse:
    return _section_verb(request, pk, section_pk, lambda section: drafting.remove_section(request.user, section))


@require_POST
@may_edit
def section_use_drawn(request: SignedInRequest, pk: int, section_pk: int) -> HttpResponse:
    return _section_verb(
        request, pk, section_pk, lambda section: drafting.use_drawn(request.user, section, section.version)
    )


def _verb(request: SignedInRequest, pk: int, verb: Any, done: str) -> HttpResponse:
    communication = get_communication(request.user, pk)
    try:
        verb(request.user, communication)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        settle([communication.incident_id])
        messages.success(request, done)
    return redirect(communication)


@require_POST
@may_edit
def communication_redraw(request: SignedInRequest, pk: int) -> HttpResponse:
    return _verb(request, pk, drafting.redraw, _("Drawn anew. Sections that people edited kept their words."))


@require_POST
@may_edit
def communication_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    return _verb(request, pk, reviewing.withdraw, _("It is a draft again; approvals of it are void."))


@require_POST
@may_edit
def communication_cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    return _verb(request, pk, drafting.cancel, _("Cancelled. A new draft can be made at any time."))


@require_safe
@signed_in
def communication_preview(request: SignedInRequest, pk: int) -> HttpResponse:
    communication = get_communication(request.user, pk)
    content = build(communication)
    context = _page(request, communication) | {
        "subject": content.subject,
        "text": filled(content.text, EXAMPLE),
        "on_page": goes_to_page(communication),
    }
    return render(request, "communications/preview.html", context)


@require_safe
@signed_in
@xframe_options_sameorigin
@csp_override(FRAMED_CSP)
def communication_preview_body(request: SignedInRequest, pk: int) -> HttpResponse:
    communication = get_communication(request.user, pk)
    content = build(communication)
    body = filled(content.html, EXAMPLE, as_html=True)
    return HttpResponse(to_document(body, content.subject, communication.audience.group.language))
