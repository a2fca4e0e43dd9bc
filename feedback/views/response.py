from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from feedback.access import get_response
from feedback.forms import ResponseFilter, SuggestionForm, TaggingForm, ThemesForm
from feedback.masking import masked
from feedback.models import Response
from feedback.pages import detail_context, export, list_context, overview
from feedback.recurring import recurring
from feedback.suggested import suggest_for
from feedback.suggesting import suggest_changes
from feedback.verbs import responses as verbs
from feedback.verbs import tagging
from postincident.access import SignedInRequest, may_configure, may_edit, signed_in
from postincident.checklist import settle
from postincident.errors import Refused
from postincident.forms import posted


@require_safe
@signed_in
def response_list(request: SignedInRequest) -> HttpResponse:
    responses = Response.objects.visible_to(request.user)
    filtered = ResponseFilter(request.GET, queryset=responses, request=request)
    if request.GET.get("export") == "csv":
        return export(filtered.found)
    context = {"n": 0} if filtered.narrows else overview(responses) | {"recurring": recurring(request.user)[:3]}
    context |= list_context(request, filtered, context["n"])
    return render(request, "feedback/response_list.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def response_detail(request: SignedInRequest, pk: int) -> HttpResponseBase:
    response = get_response(request.user, pk)
    form = ThemesForm(posted(request), response=response)
    if request.method == "POST":
        return _set_themes(request, response, form)
    personal = masked(response)[1] if request.user.can_configure else []
    context = detail_context(response, form=form) | {"personal": personal}
    return render(request, "feedback/response_detail.html", context)


@may_edit
def _set_themes(request: SignedInRequest, response: Response, form: ThemesForm) -> HttpResponse:
    if form.is_valid():
        tagging.set_themes(request.user, response, list(form.cleaned_data["themes"]))
        _look_again({response.incident_id})
        messages.success(request, _("Themes saved."))
        return redirect("feedback:response-detail", response.pk)
    return render(request, "feedback/response_detail.html", detail_context(response, form=form))


def _look_again(incident_ids: set[int]) -> None:
    """Tags prove a clause and suggest changes: both show at once, not only with the next sweep."""
    suggest_changes(incident_ids)
    settle(incident_ids)


def _row(request: SignedInRequest, pk: int) -> HttpResponse:
    """One response of a list as it stands now."""
    response = Response.objects.visible_to(request.user).for_lists().get(pk=pk)
    suggest_for([response])
    context = {"response": response, "with_incident": bool(request.POST.get("with_incident"))}
    return render(request, "feedback/_row.html", context)


def _back(request: SignedInRequest) -> HttpResponse:
    there = request.POST.get("next", "")
    if there.startswith("/") and url_has_allowed_host_and_scheme(there, None):
        return HttpResponseRedirect(there[:2000])
    return redirect("feedback:response-list")


@require_POST
@may_edit
def response_tag(request: SignedInRequest) -> HttpResponse:
    """Tag many responses at once, or take a theme off them."""
    form = TaggingForm(request.POST, visible=Response.objects.visible_to(request.user))
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return _back(request)
    rows, themes = list(form.cleaned_data["response"]), list(form.cleaned_data["theme"])
    verb = tagging.tag if form.cleaned_data["do"] == "tag" else tagging.untag
    try:
        n = verb(request.user, rows, *themes)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return _back(request)
    _look_again({row.incident_id for row in rows})
    if request.htmx and len(rows) == 1:  # type: ignore[attr-defined]
        return _row(request, rows[0].pk)
    messages.success(request, ngettext("%(n)s tag changed.", "%(n)s tags changed.", n) % {"n": n})
    return _back(request)


@require_POST
@may_edit
def suggestion_decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept a theme that was suggested for a response, or refuse it."""
    response = get_response(request.user, pk)
    form = SuggestionForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return _back(request)
    accepted, refused = form.cleaned_data["accept"], form.cleaned_data["refuse"]
    try:
        (tagging.accept if accepted else tagging.refuse)(request.user, response, accepted or refused)
    except Refused as because:
        messages.error(request, because.sentence)
        return _back(request)
    _look_again({response.incident_id})
    return _row(request, pk) if request.htmx else _back(request)  # type: ignore[attr-defined]


@require_POST
@may_edit
def response_answered(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that somebody replied, or (`undo`) that nobody has."""
    response = get_response(request.user, pk)
    (verbs.mark_unanswered if request.POST.get("undo") else verbs.mark_answered)(request.user, response)
    return redirect("feedback:response-detail", pk)


@require_POST
@may_configure
def response_mask(request: SignedInRequest, pk: int) -> HttpResponse:
    response = get_response(request.user, pk)
    count = verbs.mask(request.user, response)
    sentence = ngettext("Masked in %(n)s place.", "Masked in %(n)s places.", count) % {"n": count}
    messages.success(request, sentence if count else _("There was nothing to mask."))
    return redirect("feedback:response-detail", response.pk)
