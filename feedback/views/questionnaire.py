from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from archive.learning import learn
from archive.models import Change
from feedback.models import Questionnaire, Response
from feedback.public_forms import AnswerForm
from feedback.questionnaire_forms import OfferForm, QuestionnaireForm, RetireForm
from feedback.verbs import questionnaire as verbs
from postincident.access import SignedInRequest, may_configure, signed_in
from postincident.errors import Refused
from postincident.forms import posted
from postincident.models import User


def _answered(user: User) -> dict[int, int]:
    """How often each version was answered, as far as the viewer may know."""
    rows = Response.objects.visible_to(user).exclude(questionnaire=None).order_by().values_list("questionnaire")
    return dict(rows.annotate(n=Count("pk")))


def _newest(pk: int) -> Questionnaire:
    """The newest version of the questionnaire that this is a version of."""
    one = get_object_or_404(Questionnaire, pk=pk)
    return Questionnaire.objects.alike(one).select_related("group")[0]


@require_http_methods(["GET", "POST"])
@signed_in
def questionnaire_list(request: SignedInRequest) -> HttpResponseBase:
    form = OfferForm(posted(request))
    if request.method == "POST":
        return _add(request, form)
    return _list(request, form)


@may_configure
def _add(request: SignedInRequest, form: OfferForm) -> HttpResponse:
    if form.is_valid():
        try:
            own = verbs.add(request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("It asks what was asked so far. Change it now; nothing else changes."))
            return redirect("feedback:questionnaire-edit", own.pk)
    return _list(request, form)


def _list(request: SignedInRequest, form: OfferForm) -> HttpResponse:
    """Each questionnaire by its newest version, with the answers to all of them. Two queries."""
    answered, found = _answered(request.user), dict[tuple[Any, ...], dict[str, Any]]()
    for row in Questionnaire.objects.select_related("group").newest_first():
        one = found.setdefault((row.group_id, row.kind, row.language), {"row": row, "answers": 0})
        one["answers"] += answered.get(row.pk, 0)
    rows = sorted(found.values(), key=lambda one: (not one["row"].is_for_everyone, one["row"].name))
    return render(request, "feedback/questionnaire_list.html", {"rows": rows, "form": form})


@require_safe
@signed_in
def questionnaire_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    newest, answered = _newest(pk), _answered(request.user)
    rows = list(Questionnaire.objects.alike(newest))
    changes = Change.objects.filter(
        subject_type=Questionnaire._meta.label_lower, subject_id__in=[row.pk for row in rows]
    )
    why = {change.subject_id: change for change in changes.select_related("by").order_by("-pk")}
    versions = [
        {
            "row": row,
            "lines": verbs.as_text(row).splitlines(),
            "change": why.get(row.pk),
            "answers": answered.get(row.pk, 0),
        }
        for row in rows
    ]
    return render(request, "feedback/questionnaire_detail.html", {"questionnaire": newest, "versions": versions})


@require_http_methods(["GET", "POST"])
@may_configure
def questionnaire_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """The same page shows the questions as readers will see them, with what is typed, and saves only when asked to."""
    newest = _newest(pk)
    form = QuestionnaireForm(posted(request), questionnaire=newest, user=request.user)
    tries = request.POST.get("do") == "preview"
    if tries:
        form.fields["why"].required = False
    if form.is_bound and form.is_valid():
        if tries:
            return _page(request, newest, form.tried())
        try:
            change = _write(request.user, newest, form)
        except Refused as refused:
            form.add_refusal(refused, {"no_reason": "why", "no_lesson": "lesson"}.get(refused.code))
            if refused.code == "changed_meanwhile":
                form.carry(newest.pk)
                return _page(request, newest, form, theirs=newest)
        else:
            messages.success(request, _("Saved as a new version, and recorded as a change."))
            return redirect(change)
    return _page(request, newest, form)


def _write(user: User, newest: Questionnaire, form: QuestionnaireForm) -> Change:
    typed = form.cleaned_data
    with transaction.atomic():
        _version, change = verbs.write(
            user,
            newest,
            form.questions(),
            name_days=typed["name_days"],
            based_on=typed["based_on"],
            why=typed["why"],
        )
        learn(user, change, typed.get("lesson", ""))
    return change


def _page(
    request: SignedInRequest, newest: Questionnaire, form: QuestionnaireForm, theirs: Questionnaire | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "questionnaire": newest,
        "form": form,
        "questions": AnswerForm(questions=form.questions()).drawn(),
    }
    if theirs is not None:
        context["conflicts"] = [{"label": _("The questions"), "text": verbs.as_text(theirs)}]
    return render(request, "feedback/questionnaire_edit.html", context, status=409 if theirs else 200)


@require_http_methods(["GET", "POST"])
@may_configure
def questionnaire_retire(request: SignedInRequest, pk: int) -> HttpResponse:
    newest = _newest(pk)
    form = RetireForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            change = verbs.retire(request.user, newest, form.cleaned_data["why"], based_on=pk)
        except Refused as refused:
            form.add_refusal(refused, "why" if refused.code == "no_reason" else None)
        else:
            messages.success(request, _("Retired, and recorded as a change. Its answers stay."))
            return redirect(change)
    return render(request, "feedback/questionnaire_retire.html", {"questionnaire": newest, "form": form})
