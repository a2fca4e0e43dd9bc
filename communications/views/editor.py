"""The editor: the whole text as one form. Whatever is pressed there, what was typed is saved first, or shown again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from communications.completeness import Blocker, blockers
from communications.drawing.draw import changed_facts, drawn_for
from communications.drawing.names import FACTS
from communications.drawing.values import Drawn
from communications.models import Communication, Revision, Section
from communications.recipients import recipients_of
from communications.reviewers import sentence_of
from communications.verbs import drafting, reviewing
from communications.writing_forms import DetailsForm, NewSectionForm, SectionForm, digest_of
from postincident.access import SignedInRequest
from postincident.checklist import settle
from postincident.errors import Refused
from postincident.models import Event
from postincident.shell import incident_context

_BODY = re.compile(r"s([0-9]{1,18})-body\Z")
# What the mirror behind a text marks: a gap, or a place that is filled in for each recipient. app.js knows the same.
_MARKS = re.compile(r"(\[Missing:[^\]\n]*\])|(\[\[[a-z_]+\]\])")


def page_context(request: SignedInRequest, communication: Communication) -> dict[str, Any]:
    context = incident_context(request.user, communication.incident, "communications")
    heading = f"{communication.audience.group}: {communication.get_kind_display().lower()}"
    files = communication.attachments.defer("content")
    return context | {"communication": communication, "heading": heading, "attachments": files}


def editor(request: SignedInRequest, communication: Communication) -> HttpResponse:
    if request.method == "POST":
        return _take(request, communication) or _saved(request, communication)
    details, forms = _forms(communication, None)
    return _render(request, communication, details, forms)


def editor_again(request: SignedInRequest, communication: Communication) -> HttpResponse:
    """As it is saved, with what was typed for a new section that could not be added."""
    details, forms = _forms(communication, None)
    return _render(request, communication, details, forms)


def save_first(request: SignedInRequest, communication: Communication) -> HttpResponse | None:
    """For what is pressed beside the text: saves what was typed. A response when that needs another look."""
    is_draft = communication.state == Communication.State.DRAFT
    return _take(request, communication) if is_draft and "subject" in request.POST else None


def typed_in_vain(request: SignedInRequest, communication: Communication) -> list[dict[str, Any]]:
    """What somebody wrote while another person submitted or released it: shown, so that no word is lost."""
    if request.method != "POST" or not request.user.can_edit:
        return []
    return [{"title": title, "text": text} for title, text in _posted(request, communication.sections.all())]


def _posted(request: SignedInRequest, sections: Iterable[Section]) -> Iterator[tuple[str, str]]:
    """Heading and text of each posted section that somebody wrote in and that does not stand like that in the database."""
    saved = {section.pk: section for section in sections}
    for name, text in request.POST.items():
        if found := _BODY.match(name):
            section = saved.get(int(found[1]))
            text = str(text).replace("\r\n", "\n").strip()[:20_000]
            title = request.POST.get(f"s{found[1]}-title", "")
            if digest_of(title, text) == request.POST.get(f"s{found[1]}-seen"):
                continue
            if text and (section is None or text != section.body.strip()):
                yield section.title if section else title[:150], text


def _forms(communication: Communication, data: Any) -> tuple[DetailsForm, list[SectionForm]]:
    initial = {
        "subject": communication.subject,
        "next_update_at": communication.next_update_at,
        "version": communication.version,
    }
    sections = communication.sections.select_related("edited_by")
    return DetailsForm(data, initial=initial), [SectionForm(data, section=section) for section in sections]


def _take(request: SignedInRequest, communication: Communication) -> HttpResponse | None:
    """Saves the form. None when everything is saved, else the editor with what needs another look."""
    details, forms = _forms(communication, request.POST)
    removed = _removed_meanwhile(request, forms)
    conflicts: list[dict[str, Any]] = []
    saved = False
    # Every form is looked at, so that each mistake is shown at once.
    if all([details.is_valid(), *(form.is_valid() for form in forms)]):
        conflicts = _save(request, communication, details, forms)
        saved = True
        if not conflicts and not removed and not details.errors:
            communication.refresh_from_db()
            return None
    communication.refresh_from_db()
    for form in forms:
        form.section.refresh_from_db()
        if form.is_valid() and (saved or not form.is_written):
            form.show_what_stands()
    return _render(request, communication, details, forms, conflicts, removed)


def _removed_meanwhile(request: SignedInRequest, forms: list[SectionForm]) -> list[dict[str, Any]]:
    there = {form.section.pk for form in forms}
    gone = [name for name in request.POST if (found := _BODY.match(name)) and int(found[1]) not in there]
    return [
        {"title": request.POST.get(name.replace("body", "title"), "")[:150], "text": text[:20_000]}
        for name in gone
        if (text := request.POST[name].strip())
    ]


def _save(
    request: SignedInRequest, communication: Communication, details: DetailsForm, forms: list[SectionForm]
) -> list[dict[str, Any]]:
    """Saves what was changed here. What somebody else changed meanwhile comes back, with their text."""
    conflicts = []
    fields = details.cleaned_data
    changed = {"subject", "next_update_at"} & set(details.changed_data)
    for form in forms:
        if not form.is_written:
            continue
        fields_said = {name: form.cleaned_data[name] for name in ("title", "body", "version")}
        try:
            drafting.edit_section(request.user, form.section, **fields_said)
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


def _saved(request: SignedInRequest, communication: Communication) -> HttpResponse:
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
    return redirect(communication)


def _asked(revision: Revision) -> str:
    return f" {sentence_of(revision, revision.communication.audience.group)}" if revision.reviewers_needed else ""


def mirrored(text: str) -> SafeString:
    """The text as it lies behind the field, with gaps and places that are filled in marked."""

    def mark(found: re.Match[str]) -> str:
        return f'<span class="{"f-bad" if found[1] else "f-info"}">{found[0]}</span>'

    return mark_safe(_MARKS.sub(mark, str(escape(text))) + " ")  # noqa: S308 - escaped just before it is marked


def _facts(drawn: Drawn, sections: Sequence[Section]) -> list[dict[str, Any]]:
    """What is known, in this audience's wording, and whether the text used it."""
    used = {name for section in sections for name in section.facts_used}
    rows = [
        {
            "label": key.label,
            "value": drawn.values.get(name) or "",
            "is_gap": name in drawn.gaps,
            "investigating": name in drawn.investigating,
            "withheld": drawn.values.get(f"{name}_withheld"),
            "used": name in used,
        }
        for name, key in FACTS.items()
    ]
    return [row for row in rows if row["value"] or row["is_gap"] or row["withheld"]]


def _render(
    request: SignedInRequest,
    communication: Communication,
    details: DetailsForm,
    forms: list[SectionForm],
    conflicts: Sequence[dict[str, Any]] = (),
    removed: Sequence[dict[str, Any]] = (),
) -> HttpResponse:
    sections = [form.section for form in forms]
    drawn = drawn_for(communication)
    found = blockers(communication, sections, drawn)
    by_section: dict[str, list[Blocker]] = {}
    for blocker in found:
        by_section.setdefault(blocker.section, []).append(blocker)
    rows = [
        {
            "section": form.section,
            "form": form,
            "mirror": mirrored(form["body"].value() or ""),
            "blockers": by_section.pop(form.section.key, []),
            "changed": changed_facts(form.section, drawn),
            "redrawn": form.section.drawn if form.section.drawn != form.section.body else "",
            "is_own": not form.section.drawn,
        }
        for form in forms
    ]
    sent_back = communication.revisions.filter(state="sent_back").prefetch_related("reviews__reviewer")
    wrote = Event.objects.filter(
        object_type="communications.communication", object_id=communication.pk, verb__in=drafting.EDITING
    )
    context = page_context(request, communication) | {
        "rows": rows,
        "details": details,
        "forms": forms,
        "conflicts": conflicts,
        "removed": removed,
        "blockers": found,
        "first_blocked": next((row["section"] for row in rows if row["blockers"]), None),
        "other_blockers": [blocker for rest in by_section.values() for blocker in rest],
        "stale": any(row["changed"] for row in rows),
        "facts": _facts(drawn, sections),
        "share": recipients_of([communication]).of(communication),
        "new_section": NewSectionForm(initial={"title": request.POST.get("title", "")}),
        "last_review": sent_back.first(),
        "last_saved": wrote.select_related("user").order_by("-pk").first(),
        "words": sum(len(section.body.split()) for section in sections),
    }
    return render(request, "communications/editor.html", context, status=409 if conflicts or removed else 200)
