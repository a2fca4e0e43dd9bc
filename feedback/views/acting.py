"""From what somebody said, or from a theme, in one step to an improvement, or to telling those who said it what was done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from feedback.access import get_response, get_theme
from feedback.acting_forms import LearnedForm, TellForm
from feedback.lessons import attach_improvement
from feedback.models import Response, Theme
from feedback.telling import who_raised, words_to_begin_with
from feedback.verbs.telling import tell_back
from postincident.access import SignedInRequest, may_edit
from postincident.checklist import settle
from postincident.errors import Refused
from postincident.forms import posted
from postincident.models import Incident
from postincident.verbs import improvements

MOST_INCIDENTS = 50


@require_http_methods(["GET", "POST"])
@may_edit
def theme_improve(request: SignedInRequest, slug: str) -> HttpResponse:
    theme = get_theme(slug)
    visible = Incident.objects.visible_to(request.user)
    said = visible.filter(responses__tags__theme=theme).order_by("-id").values_list("pk", flat=True).distinct()
    return _improve(request, theme, visible.filter(pk__in=list(said[:MOST_INCIDENTS])).order_by("-id"))


@require_http_methods(["GET", "POST"])
@may_edit
def response_improve(request: SignedInRequest, pk: int) -> HttpResponse:
    response = get_response(request.user, pk)
    return _improve(request, response, Incident.objects.filter(pk=response.incident_id).order_by("-id"))


def _improve(request: SignedInRequest, about: Theme | Response, incidents: QuerySet[Incident]) -> HttpResponse:
    form = LearnedForm(posted(request), incidents=incidents, initial={"owner": request.user})
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        incident = fields.pop("incident")
        try:
            with transaction.atomic():
                attach_improvement(request.user, improvements.add(request.user, incident, **fields), about)
        except Refused as refused:
            form.add_refusal(refused, "outcome")
        else:
            settle([incident.pk])
            messages.success(request, _("Added, with what it was learned from."))
            return redirect("postincident:incident-improvements", incident.reference)
    context = _named(about) | {"form": form, "any": incidents.exists()}
    return render(request, "feedback/improvement_form.html", context)


@require_http_methods(["GET", "POST"])
@may_edit
def theme_tell(request: SignedInRequest, slug: str) -> HttpResponse:
    return _tell(request, get_theme(slug))


@require_http_methods(["GET", "POST"])
@may_edit
def response_tell(request: SignedInRequest, pk: int) -> HttpResponse:
    return _tell(request, get_response(request.user, pk))


def _tell(request: SignedInRequest, about: Theme | Response) -> HttpResponse:
    raised = who_raised(request.user, about)
    initial = words_to_begin_with(request.user, about)
    form = TellForm(posted(request), parties=raised.parties, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = tell_back(request.user, about, said["audiences"], said=said["said"], did=said["did"])
        except Refused as refused:
            form.add_refusal(refused)
        else:
            settle({one.incident_id for one in made})
            sentence = ngettext(
                "One draft is ready, for review like any other.",
                "%(n)s drafts are ready, for review like any other.",
                len(made),
            )
            messages.success(request, sentence % {"n": len(made)})
            if len(made) == 1:
                return redirect(made[0])
            return redirect("feedback:theme-chain", about.slug) if isinstance(about, Theme) else redirect(made[0])
    return render(request, "feedback/tell_form.html", _named(about) | {"form": form, "raised": raised})


def _named(about: Theme | Response) -> dict[str, Any]:
    return {"theme": about} if isinstance(about, Theme) else {"response": about}
