from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_safe

from archive.diff import words_changed
from communications.access import get_communication
from communications.affected import example_for
from communications.drawing.draw import facts_since
from communications.limits import limits_of_revision
from communications.models import Communication, Look, Review, Revision
from communications.recipients import recipients_of
from communications.reviewers import asking_of, emergency_of, note_look, refusal
from communications.revisioning import EXAMPLE, FRAMED_CSP, filled, goes_to_page, kept_heading, kept_html
from communications.untranslated import untranslated
from communications.verbs import reviewing
from communications.views.editor import page_context
from communications.writing_forms import DecisionForm
from postincident.access import SignedInRequest, may_review, signed_in
from postincident.checklist import settle
from postincident.errors import Refused
from postincident.forms import posted
from postincident.models import User
from postincident.rendering import to_document

SHOWN = ("changes", "last", "whole", "sent", "text")


def _looked_at(user: User, revision: Revision) -> dict[str, Any] | None:
    """The newest revision before this one that they read or decided on."""
    seen = {look.revision: look.at for look in _earlier(Look.objects.filter(user=user), revision)}
    decided = {review.revision: review for review in _earlier(Review.objects.filter(reviewer=user), revision)}
    newest = max([*seen, *decided], key=lambda one: one.number, default=None)
    if newest is None:
        return None
    review = decided.get(newest)
    return {"revision": newest, "review": review, "at": review.at if review else seen[newest]}


def _earlier[M: (Look, Review)](rows: QuerySet[M], revision: Revision) -> QuerySet[M]:
    earlier = rows.filter(revision__communication=revision.communication_id, revision__number__lt=revision.number)
    return earlier.select_related("revision").order_by("-revision__number")[:1]


def _reading(request: SignedInRequest, revision: Revision) -> dict[str, Any]:
    """Section by section, what changed since the revision this person looked at last, or since the one before."""
    earlier = Revision.objects.filter(communication=revision.communication_id, number__lt=revision.number)
    last, looked_at = earlier.order_by("-number").first(), _looked_at(request.user, revision)
    since = looked_at["revision"] if looked_at else last
    chosen = request.GET.get("show", "")
    show = chosen if chosen in SHOWN and (last or chosen not in ("changes", "last")) else "changes" if last else "whole"
    before = last if show == "last" else since
    old = {row["key"]: row for row in before.source} if before else {}
    now = {row["key"] for row in revision.source}
    return {
        "revision": revision,
        "before": since,
        "last": last if last != since else None,
        "looked_at": looked_at,
        "rows": [_row(row, old.get(row["key"])) for row in revision.source],
        "gone": [row for key, row in old.items() if key not in now],
        "subject_difference": words_changed(before.subject, revision.subject) if before else "",
        "show": show,
        "differs": show in ("changes", "last"),
        "on_page": goes_to_page(revision.communication),
        "reviews": revision.reviews.select_related("reviewer"),
        "comments": _comments(revision.communication),
        "text": filled(revision.text, EXAMPLE | example_for(request.user, revision.communication)),
    }


def _comments(communication: Communication) -> dict[str, Any]:
    rows = list(communication.comments.select_related("author", "section"))
    is_open = [row for row in rows if row.resolved_at is None]
    return {"open": is_open, "resolved": len(rows) - len(is_open)}


def _row(row: dict[str, str], old: dict[str, str] | None) -> dict[str, Any]:
    was = old or {"title": "", "body": ""}
    return {
        "title": kept_heading(row)
        if row["title"] == was["title"] or not old
        else words_changed(was["title"], row["title"]),
        "html": kept_html(row),
        "words": len(row["body"].split()),
        "changed": (row["title"], row["body"]) != (was["title"], was["body"]),
        "difference": words_changed(was["body"], row["body"]),
    }


@require_http_methods(["GET", "POST"])
@may_review
def communication_review(request: SignedInRequest, pk: int) -> HttpResponse:
    communication = get_communication(request.user, pk)
    revision = communication.revisions.select_related("submitted_by").first()
    if revision is None:
        messages.info(request, _("Nothing was submitted for review yet."))
        return redirect(communication)
    form = DecisionForm(posted(request), initial={"digest": revision.digest})
    if request.method == "GET":
        note_look(request.user, revision)
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
    share, group = recipients_of([communication]).of(communication), communication.audience.group
    refused = refusal(request.user, revision, group)
    return (
        page_context(request, communication)
        | _reading(request, revision)
        | asking_of(request.user, revision, communication)
        | {
            "step": _("Review"),
            "share": share,
            "facts_since": facts_since(communication),
            "untranslated": untranslated(communication),
            "editors": User.objects.filter(pk__in=revision.editors),
            "may_approve": refused is None and request.user.pk not in revision.editors,
            "may_not": refused.sentence if refused else "",
            "emergency": emergency_of(revision),
            "limits": limits_of_revision(revision, communication),
            "form": form,
        }
    )


@require_safe
@signed_in
def revision_detail(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    communication = get_communication(request.user, pk)
    revision = communication.revisions.filter(number=number).select_related("submitted_by").first()
    if revision is None:
        return redirect(communication)
    step = _("Revision %(n)s") % {"n": number}
    context = (
        page_context(request, communication)
        | _reading(request, revision)
        | {
            "step": step,
            "revisions": communication.revisions.select_related("submitted_by"),
        }
    )
    return render(request, "communications/revision_detail.html", context)


@require_safe
@signed_in
@xframe_options_sameorigin
@csp_override(FRAMED_CSP)
def revision_body(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """One revision exactly as it was frozen, with an example's name and links in it."""
    communication = get_communication(request.user, pk)
    revision = get_object_or_404(Revision, communication=communication, number=number)
    values = EXAMPLE | example_for(request.user, communication)
    body = filled(revision.html, values, as_html=True)
    return HttpResponse(to_document(body, revision.subject, communication.audience.group.language))
