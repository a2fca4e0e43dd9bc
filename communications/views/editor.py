"""The editor: the text as one form. Whatever is pressed there, what was typed is saved first, or shown again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from archive.diff import words_beside
from communications import working_copies
from communications.models import Communication, Revision, Section
from communications.reviewers import sentence_of
from communications.verbs import commenting, drafting, reviewing
from communications.views.editor_page import page_context, render_editor
from communications.views.typed import Typing, overlaid, removed_meanwhile, typing_of, written
from communications.writing_forms import SectionForm
from postincident.access import SignedInRequest
from postincident.checklist import settle
from postincident.errors import Refused

__all__ = ["editor", "editor_url", "page_context", "save_first", "show_typed", "typed_in_vain"]


def editor(request: SignedInRequest, communication: Communication) -> HttpResponse:
    if request.method == "POST":
        return _take(request, communication) or _saved(request, communication)
    return _open(request, communication)


def _open(request: SignedInRequest, communication: Communication) -> HttpResponse:
    """As it is saved, with what this person typed and has not saved over it."""
    only = request.GET.get("section", "")
    copy = working_copies.working_copy_of(request.user, communication)
    if copy is None:
        return render_editor(request, typing_of(communication, only=only))
    whole = overlaid(communication, copy.fields)
    lost = removed_meanwhile(copy.fields, communication)
    if not whole.is_written and not lost:
        return render_editor(request, typing_of(communication, only=only))
    typing = overlaid(communication, copy.fields, only) if only else whole
    return render_editor(request, typing, restored=copy, kept_of_removed=lost)


def editor_url(request: SignedInRequest, communication: Communication, section: Section | None = None) -> str:
    """Back to where something was pressed: the section, or the page of that one section."""
    only = request.POST.get("only", "")
    url = communication.get_absolute_url()
    if section is not None and only == section.key:
        url += f"?section={only}"
    return f"{url}#section-{section.pk}" if section is not None else url


def save_first(request: SignedInRequest, communication: Communication) -> HttpResponse | None:
    """For what is pressed beside the text: saves what was typed. A response when that needs another look."""
    is_draft = communication.state == Communication.State.DRAFT
    return _take(request, communication) if is_draft and "subject" in request.POST else None


def show_typed(request: SignedInRequest, communication: Communication) -> Typing:
    return typing_of(communication, request.POST, request.POST.get("only", ""))


def typed_in_vain(request: SignedInRequest, communication: Communication) -> list[dict[str, Any]]:
    """What somebody wrote while another person submitted or released it: shown, so that no word is lost."""
    if not request.user.can_edit:
        return []
    fields: Any = request.POST
    if request.method != "POST":
        copy = working_copies.working_copy_of(request.user, communication)
        fields = copy.fields if copy else {}
    return [{"title": title, "text": text} for title, text in written(fields, communication.sections.all())]


def _take(request: SignedInRequest, communication: Communication) -> HttpResponse | None:
    """Saves the form. None when everything is saved, else the editor with what needs another look."""
    typing = show_typed(request, communication)
    removed = removed_meanwhile(request.POST, communication)
    conflicts: list[dict[str, Any]] = []
    saved = False
    if typing.is_valid:
        conflicts = _save(request, typing)
        saved = True
        if not conflicts and not removed and not typing.details.errors:
            _save_comments(request, typing)
            working_copies.saved(request.user, communication, {form.section.pk for form in typing.forms})
            communication.refresh_from_db()
            return None
    # Should this page be closed as well, nothing is lost.
    if fields := working_copies.fields_of(request.POST):
        working_copies.keep(request.user, communication, fields)
    communication.refresh_from_db()
    for form in typing.forms:
        form.section.refresh_from_db()
        if form.is_valid() and (saved or not form.is_written):
            form.show_what_stands()
    return render_editor(request, typing, conflicts, removed)


def _save(request: SignedInRequest, typing: Typing) -> list[dict[str, Any]]:
    """Saves what was changed here. What somebody else changed meanwhile comes back, with their text."""
    communication, details, conflicts = typing.communication, typing.details, []
    fields = details.cleaned_data
    for form in typing.forms:
        if not form.is_written:
            continue
        fields_said = {name: form.cleaned_data[name] for name in ("title", "body", "version")}
        try:
            drafting.edit_section(request.user, form.section, **fields_said)
        except Refused as refused:
            form.add_refusal(refused)
            conflicts.append(_conflict(form))
    if details.is_written:
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


def _save_comments(request: SignedInRequest, typing: Typing) -> None:
    for form in typing.forms:
        if said := form.cleaned_data["comment"].strip():
            commenting.comment(request.user, typing.communication, form.section, said)


def _conflict(form: SectionForm) -> dict[str, Any]:
    """Both texts, what differs marked in each. The next save replaces what is shown here."""
    section = Section.objects.select_related("edited_by").get(pk=form.section.pk)
    data = form.data.copy()
    data[form.add_prefix("version")] = str(section.version)
    form.data = data
    theirs, mine = words_beside(section.body, form.cleaned_data["body"])
    return {"section": section, "by": section.edited_by, "at": section.edited_at, "theirs": theirs, "mine": mine}


def _saved(request: SignedInRequest, communication: Communication) -> HttpResponse:
    back = communication.get_absolute_url()
    if only := request.POST.get("only", ""):
        back = f"{back}?section={only}" if communication.sections.filter(key=only).exists() else back
    if request.POST.get("do") == "submit":
        try:
            revision = reviewing.submit(request.user, communication)
        except Refused as refused:
            messages.error(request, _("Saved, but not submitted. %(why)s") % {"why": refused.sentence})
            return redirect(communication)
        settle([communication.incident_id])
        messages.success(request, _("Submitted as revision %(n)s.") % {"n": revision.number} + _asked(revision))
        return redirect(communication)
    messages.success(request, _("Saved."))
    return redirect(back)


def _asked(revision: Revision) -> str:
    return f" {sentence_of(revision, revision.communication.audience.group)}" if revision.reviewers_needed else ""
