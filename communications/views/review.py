from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from archive.diff import words_changed
from communications.access import get_communication
from communications.models import Communication, Revision
from communications.recipients import recipients_of
from communications.revisioning import EXAMPLE, filled
from communications.verbs import reviewing
from communications.writing_forms import DecisionForm
from postincident.access import SignedInRequest, may_review, signed_in
from postincident.checklist import settle
from postincident.errors import Refused
from postincident.forms import posted
from postincident.models import User
from postincident.rendering import to_html
from postincident.shell import incident_context


def _changes(user: User, revision: Revision) -> tuple[Revision | None, list[dict[str, Any]]]:
    """Section by section, what changed since the revision this person looked at last, or since the one before."""
    earlier = Revision.objects.filter(communication=revision.communication, number__lt=revision.number)
    before = earlier.filter(reviews__reviewer=user).order_by("-number").first() or earlier.order_by("-number").first()
    old = {row["key"]: row["body"] for row in before.source} if before else {}
    rows = [
        {
            "title": row["title"],
            "html": to_html(row["body"]),
            "changed": before is not None and old.get(row["key"], "") != row["body"],
            "difference": words_changed(old.get(row["key"], ""), row["body"]) if before else "",
        }
        for row in revision.source
    ]
    return before, rows


@require_http_methods(["GET", "POST"])
@may_review
def communication_review(request: SignedInRequest, pk: int) -> HttpResponse:
    communication = get_communication(request.user, pk)
    revision = communication.revisions.select_related("submitted_by").first()
    if revision is None:
        messages.info(request, _("Nothing was submitted for review yet."))
        return redirect(communication)
    form = DecisionForm(posted(request), initial={"digest": revision.digest})
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request.user, revision, form.cleaned_data)
        except Refused as refused:
            form.add_refusal(refused, "comment" if refused.code == "no_reason" else None)
        else:
            settle([communication.incident_id])
            messages.success(request, _("Your decision is recorded."))
            return redirect(communication)
    return render(request, "communications/review.html", _context(request, communication, revision, form))


def _decide(user: User, revision: Revision, said: dict[str, str]) -> None:
    if said["decision"] == "approve":
        reviewing.approve(user, revision, said["digest"], said["comment"])
    else:
        reviewing.send_back(user, revision, said["comment"])


def _context(
    request: SignedInRequest, communication: Communication, revision: Revision, form: DecisionForm
) -> dict[str, Any]:
    before, rows = _changes(request.user, revision)
    share = recipients_of([communication]).of(communication)
    return incident_context(request.user, communication.incident, "communications") | {
        "communication": communication,
        "heading": _("Review: %(what)s") % {"what": communication},
        "revision": revision,
        "before": before,
        "rows": rows,
        "share": share,
        "reviews": revision.reviews.select_related("reviewer"),
        "editors": User.objects.filter(pk__in=revision.editors),
        "may_approve": reviewing.may_approve(request.user, revision),
        "in_review": revision.state == Revision.State.IN_REVIEW,
        "form": form,
        "text": filled(revision.text, EXAMPLE),
    }


@require_safe
@signed_in
def revision_detail(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    communication = get_communication(request.user, pk)
    revision = communication.revisions.filter(number=number).select_related("submitted_by").first()
    if revision is None:
        return redirect(communication)
    before, rows = _changes(request.user, revision)
    context = incident_context(request.user, communication.incident, "communications") | {
        "communication": communication,
        "heading": _("Revision %(n)s of %(what)s") % {"n": number, "what": communication},
        "revision": revision,
        "before": before,
        "rows": rows,
        "reviews": revision.reviews.select_related("reviewer"),
    }
    return render(request, "communications/revision_detail.html", context)
