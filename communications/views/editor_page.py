"""What the editor shows: the text section by section, what is found in it, and what is known beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from communications.checking import Found, findings, not_said, whole_of
from communications.circumstances import context_of
from communications.completeness import Blocker, blockers, mandatory_of
from communications.drawing.draw import changed_facts, drawn_for
from communications.drawing.names import FACTS
from communications.drawing.newest import newer_for
from communications.drawing.values import Drawn
from communications.limits import limits_of
from communications.mirror import anchor_of, mirrored
from communications.models import Comment, Communication, ListedRecipient, Section, WorkingCopy
from communications.pieces import SUBJECT
from communications.recipients import recipients_of
from communications.untranslated import untranslated
from communications.verbs.drafting import EDITING
from communications.views.typed import TypedSection, Typing, as_typed, body_typed, promising, subject_typed
from communications.working_copies import others_writing
from communications.writing_forms import NewSectionForm, SectionForm
from postincident.access import SignedInRequest
from postincident.models import Event
from postincident.shell import incident_context


def page_context(request: SignedInRequest, communication: Communication) -> dict[str, Any]:
    context = incident_context(request.user, communication.incident, "communications")
    heading = f"{communication.audience.group}: {communication.get_kind_display().lower()}"
    files = communication.attachments.defer("content")
    few = list(ListedRecipient.objects.filter(list__communication=communication).order_by("normalised"))
    return context | {"communication": communication, "heading": heading, "attachments": files, "few": few}


def render_editor(
    request: SignedInRequest,
    typing: Typing,
    conflicts: Sequence[dict[str, Any]] = (),
    removed: Sequence[dict[str, Any]] = (),
    restored: WorkingCopy | None = None,
    kept_of_removed: Sequence[dict[str, Any]] = (),
) -> HttpResponse:
    communication = typing.communication
    sections = list(communication.sections.all())
    drawn = drawn_for(communication)
    sent_back = communication.revisions.filter(state="sent_back").prefetch_related("reviews__reviewer")
    wrote = Event.objects.filter(
        object_type="communications.communication", object_id=communication.pk, verb__in=EDITING
    )
    checked = checked_context(typing, drawn)
    context = page_context(request, communication) | checked
    context |= {
        "details": typing.details,
        "forms": typing.forms,
        "conflicts": conflicts,
        "removed": removed,
        "restored": restored,
        "whole_comments": _whole_comments(communication),
        "untranslated": untranslated(communication),
        "kept_of_removed": kept_of_removed,
        "others": others_writing(request.user, communication),
        "newer": newer_for(communication),
        "stale": any(row["changed"] for row in checked["rows"]),
        "facts": _facts(drawn, sections),
        "share": recipients_of([communication]).of(communication),
        "new_section": NewSectionForm(initial={"title": request.POST.get("title", "")}),
        "last_review": sent_back.first(),
        "last_saved": wrote.select_related("user").order_by("-pk").first(),
    }
    return render(request, "communications/editor.html", context, status=409 if conflicts or removed else 200)


def _whole_comments(communication: Communication) -> dict[str, Any] | None:
    """Those on no section, or on one that was removed."""
    rows = list(communication.comments.filter(section=None).select_related("author", "section"))
    is_open = [row for row in rows if row.resolved_at is None]
    return {"open": is_open, "resolved": len(rows) - len(is_open)} if rows else None


def checked_context(typing: Typing, drawn: Drawn | None = None) -> dict[str, Any]:
    """What there is to say about the text as it is typed, whether or not it is saved."""
    communication = promising(typing)
    drawn = drawn or drawn_for(typing.communication)
    sections = as_typed(typing)
    subject = subject_typed(typing)
    context = context_of(communication)
    blocked = blockers(communication, _as_sections(communication, sections), drawn, subject=subject)
    found = not_said(findings(communication, sections, subject=subject, context=context), blocked)
    rows = _rows(typing, drawn, found, blocked)
    shown = {row["section"].key for row in rows}
    return {
        "communication": communication,
        "only": typing.only,
        "rows": rows,
        "outline": _outline(communication, sections, found, blocked, rows),
        "subject_findings": [one for one in found if one.section == SUBJECT],
        "other_findings": [one for one in found if one.section not in shown | {SUBJECT}],
        "other_blockers": [one for one in blocked if one.section not in shown],
        "blocking": len(blocked) + sum(one.is_blocking for one in found),
        "advice": sum(not one.is_blocking and not one.is_kept for one in found),
        "first_blocked": next((row["section"] for row in rows if row["blocking"]), None),
        "limits": limits_of(communication.audience.group, whole_of(communication, sections, subject).source),
    }


def _as_sections(communication: Communication, typed: Sequence[TypedSection]) -> list[Section]:
    """For rules that ask which facts a section used."""
    rows = {section.pk: section for section in communication.sections.all()}
    return [
        Section(key=one.key, title=one.title, body=one.body, facts_used=rows[one.pk].facts_used)
        for one in typed
        if one.pk in rows
    ]


def _rows(typing: Typing, drawn: Drawn, found: list[Found], blocked: list[Blocker]) -> list[dict[str, Any]]:
    mandatory = mandatory_of(typing.communication)
    comments: dict[int | None, list[Comment]] = {}
    for one in typing.communication.comments.select_related("author", "resolved_by"):
        comments.setdefault(one.section_id, []).append(one)
    return [_row(form, drawn, found, blocked, mandatory, comments) for form in typing.forms]


def _row(
    form: SectionForm,
    drawn: Drawn,
    found: list[Found],
    blocked: list[Blocker],
    mandatory: dict[str, str],
    comments: dict[int | None, list[Comment]],
) -> dict[str, Any]:
    section = form.section
    here = [one for one in found if one.section == section.key]
    missing = [blocker for blocker in blocked if blocker.section == section.key]
    body = body_typed(form)
    said = comments.get(section.pk, [])
    return {
        "section": section,
        "form": form,
        "mirror": mirrored(body, section.pk, here),
        "findings": [{"found": one, "anchor": anchor_of(section.pk, one), "field": form["body"]} for one in here],
        "blockers": missing,
        "blocking": len(missing) + sum(one.is_blocking for one in here),
        "advice": sum(not one.is_blocking and not one.is_kept for one in here),
        "changed": changed_facts(section, drawn),
        "redrawn": section.drawn if section.drawn != section.body else "",
        "is_own": not section.drawn,
        "is_mandatory": section.key in mandatory,
        "words": len(body.split()),
        "comments": [one for one in said if one.resolved_at is None],
        "resolved": [one for one in said if one.resolved_at is not None],
    }


def _outline(
    communication: Communication,
    sections: Sequence[TypedSection],
    found: list[Found],
    blocked: list[Blocker],
    rows: list[dict[str, Any]],
) -> list[dict[str, Any]]:
    changed = {row["section"].pk for row in rows if row["changed"]}
    return [
        {
            "section": one,
            "blocking": sum(b.section == one.key for b in blocked)
            + sum(f.section == one.key and f.is_blocking for f in found),
            "advice": sum(f.section == one.key and not f.is_blocking and not f.is_kept for f in found),
            "changed": one.pk in changed,
        }
        for one in sections
    ]


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
