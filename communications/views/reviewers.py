"""Who reviews what was submitted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communications.access import get_communication
from communications.models import Communication, Revision
from communications.review_forms import EmergencyForm, ReviewersForm
from communications.reviewers import allowed, may_choose, sentence_of
from communications.verbs import asking
from communications.verbs.emergency import approve_in_emergency
from communications.views.editor import page_context
from postincident.access import SignedInRequest, may_edit, may_manage
from postincident.errors import Refused
from postincident.forms import posted


@require_http_methods(["GET", "POST"])
@may_edit
def review_ask(request: SignedInRequest, pk: int) -> HttpResponse:
    communication = get_communication(request.user, pk)
    revision = communication.revisions.filter(state=Revision.State.IN_REVIEW).first()
    if revision is None:
        messages.info(request, _("It is not in review."))
        return redirect(communication)
    form = _form(request, communication, revision)
    if request.method == "POST" and form.is_valid():
        try:
            asking.choose_reviewers(request.user, revision, list(form.cleaned_data["reviewers"]))
        except Refused as refused:
            form.add_refusal(refused, "reviewers")
        else:
            messages.success(request, sentence_of(revision, communication.audience.group))
            return redirect("communications:review-ask", communication.pk)
    return render(request, "communications/review_ask.html", page(request, communication, revision, form))


def _form(request: SignedInRequest, communication: Communication, revision: Revision) -> ReviewersForm:
    people = allowed(communication).exclude(pk__in=revision.editors)
    asked = list(revision.requests.values_list("reviewer", flat=True))
    return ReviewersForm(posted(request), people=people, initial={"reviewers": asked})


def page(
    request: SignedInRequest, communication: Communication, revision: Revision, form: ReviewersForm
) -> dict[str, Any]:
    return page_context(request, communication) | {
        "step": _("Reviewers"),
        "revision": revision,
        "form": form,
        "who_reviews": sentence_of(revision, communication.audience.group),
        "may_choose": may_choose(request.user, revision),
    }


@require_http_methods(["GET", "POST"])
@may_manage
def review_emergency(request: SignedInRequest, pk: int) -> HttpResponse:
    communication = get_communication(request.user, pk)
    revision = communication.revisions.filter(state=Revision.State.IN_REVIEW).first()
    if revision is None:
        messages.info(request, _("It is not in review."))
        return redirect(communication)
    form = EmergencyForm(posted(request), initial={"digest": revision.digest})
    if request.method == "POST" and form.is_valid():
        try:
            approve_in_emergency(request.user, revision, form.cleaned_data["digest"], form.cleaned_data["reason"])
        except Refused as refused:
            form.add_refusal(refused, "reason" if refused.code == "no_reason" else None)
        else:
            messages.warning(request, _("It counts as approved now, with your reason. Nothing has left yet."))
            return redirect("communications:communication-release", communication.pk)
    context = page_context(request, communication) | {
        "step": _("Release without approval"),
        "revision": revision,
        "form": form,
        "wrote_it": request.user.pk in revision.editors,
    }
    return render(request, "communications/review_emergency.html", context)
