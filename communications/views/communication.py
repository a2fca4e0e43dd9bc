"""The editor, and the communication as it reads once it is submitted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communications.access import get_communication
from communications.drawing.draw import facts_since
from communications.matrix import failures
from communications.models import Communication, Revision
from communications.reviewers import asking_of, emergency_of, may_approve, waiting_for
from communications.revisioning import read_rows
from communications.untranslated import untranslated
from communications.verbs import drafting, redrawing, releasing, reviewing
from communications.views.editor import editor, page_context, save_first, typed_in_vain
from postincident.access import SignedInRequest, may_edit, signed_in
from postincident.checklist import settle
from postincident.errors import Refused
from postincident.rendering import to_html

SUBMITTED = (Communication.State.IN_REVIEW, Communication.State.APPROVED, Communication.State.RELEASED)


@require_http_methods(["GET", "POST"])
@signed_in
def communication_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    communication = get_communication(request.user, pk)
    if communication.state == Communication.State.DRAFT and request.user.can_edit:
        return editor(request, communication)
    typed = typed_in_vain(request, communication)
    if request.method == "POST" and not typed:
        messages.error(request, _("It is not a draft any more, so nothing was changed."))
        return redirect(communication)
    newest = communication.revisions.first()
    is_approved = communication.state == Communication.State.APPROVED
    asking = asking_of(request.user, newest, communication) | _waiting(request, newest) if newest else {}
    context = (
        page_context(request, communication)
        | asking
        | {
            "sections": _sections(communication),
            "revisions": communication.revisions.select_related("submitted_by").prefetch_related("reviews__reviewer"),
            "release": communication.releases.exclude(state="cancelled").first(),
            "failures": failures(communication),
            "corrections": communication.corrections.select_related("audience__group"),
            "follow_ups": communication.follow_ups.select_related("audience__group"),
            "emergency": emergency_of(communication.revisions.filter(state="approved").first()),
            "refusal": releasing.why_refused(communication) if is_approved else "",
            "typed": typed,
            "facts_since": facts_since(communication),
            "untranslated": untranslated(communication),
        }
    )
    return render(request, "communications/communication_detail.html", context, status=409 if typed else 200)


def _waiting(request: SignedInRequest, revision: Revision) -> dict[str, Any]:
    """Whether it waits for this reader, and for whom else."""
    if revision.state != Revision.State.IN_REVIEW:
        return {}
    communication = revision.communication
    return {
        "may_approve": may_approve(request.user, revision, communication.audience.group),
        "wrote_it": request.user.pk in revision.editors,
        "waiting_for": waiting_for(revision, communication),
    }


def _sections(communication: Communication) -> list[dict[str, Any]]:
    """Title, and HTML as it was kept when it was submitted; a draft has not been, so it is rendered for this reader."""
    if communication.state in SUBMITTED and (revision := communication.revisions.first()):
        return read_rows(revision.source)
    return [
        {"title": section.title, "html": to_html(section.body)}
        for section in communication.sections.all()
        if section.body.strip()
    ]


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
    if unsaved := save_first(request, get_communication(request.user, pk)):
        return unsaved
    return _verb(request, pk, redrawing.redraw, _("Drawn anew. Sections that people edited kept their words."))


@require_POST
@may_edit
def communication_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    return _verb(request, pk, reviewing.withdraw, _("It is a draft again; approvals of it are void."))


@require_POST
@may_edit
def communication_cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    return _verb(request, pk, drafting.cancel, _("Cancelled. A new draft can be made at any time."))
