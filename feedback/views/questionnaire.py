from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from archive.learning import learn
from archive.models import Change
from feedback.models import Questionnaire, Response
from feedback.questionnaire_forms import QuestionnaireForm, drawn
from feedback.verbs import questionnaire as verbs
from postincident.access import SignedInRequest, may_configure, signed_in
from postincident.errors import Refused
from postincident.forms import posted
from postincident.models import User


def _versions(user: User) -> list[dict[str, Any]]:
    """Each version with its change and how often it was answered, as far as the viewer may know. Three queries."""
    rows = list(Questionnaire.objects.newest_first())
    changes = Change.objects.filter(
        subject_type=Questionnaire._meta.label_lower, subject_id__in=[row.pk for row in rows]
    )
    why = {change.subject_id: change for change in changes.select_related("by")}
    answered = Response.objects.visible_to(user).exclude(questionnaire=None).order_by().values_list("questionnaire")
    times = dict(answered.annotate(n=Count("pk")))
    return [{"row": row, "change": why.get(row.pk), "answers": times.get(row.pk, 0)} for row in rows]


@require_safe
@signed_in
def questionnaire_detail(request: SignedInRequest) -> HttpResponse:
    return render(request, "feedback/questionnaire_detail.html", {"versions": _versions(request.user)})


@require_http_methods(["GET", "POST"])
@may_configure
def questionnaire_edit(request: SignedInRequest) -> HttpResponse:
    """The same page shows the questions as readers will see them, with what is typed, and saves only when asked to."""
    newest = Questionnaire.objects.newest()
    if newest is None:
        raise Http404
    form = QuestionnaireForm(posted(request), questionnaire=newest, user=request.user)
    if request.method == "POST" and form.is_valid() and "preview" not in request.POST:
        try:
            change = _reword(request.user, form)
        except Refused as refused:
            form.add_refusal(refused, {"no_reason": "why", "no_lesson": "lesson"}.get(refused.code))
            if refused.code == "changed_meanwhile":
                return _page(request, form, theirs=Questionnaire.objects.newest())
        else:
            messages.success(request, _("Saved as a new version, and recorded as a change."))
            return redirect(change)
    return _page(request, form)


def _reword(user: User, form: QuestionnaireForm) -> Change:
    said = form.cleaned_data
    with transaction.atomic():
        _version, change = verbs.reword(user, form.texts(), based_on=said["based_on"], why=said["why"])
        learn(user, change, said.get("lesson", ""))
    return change


def _page(request: SignedInRequest, form: QuestionnaireForm, theirs: Questionnaire | None = None) -> HttpResponse:
    ratings, about_words = drawn(form.texts())
    context: dict[str, Any] = {"form": form, "ratings": ratings, "about_words": about_words}
    if theirs is not None:
        form.carry(theirs.pk)
        context["conflicts"] = [{"label": _("The questions"), "text": verbs.as_text(theirs)}]
    return render(request, "feedback/questionnaire_edit.html", context, status=409 if theirs else 200)
