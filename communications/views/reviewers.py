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
from communications.review_forms import ReviewersForm
from communications.reviewers import allowed, may_choose, sentence_of
from communications.verbs import asking
from communications.views.editor import page_context
from postincident.access import SignedInRequest, may_edit
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
