from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from feedback.access import get_communication, get_shared_link
from feedback.forms import QuestionForm, ResponseFilter
from feedback.links import title_for_readers, url_of
from feedback.models import Response
from feedback.pages import incident_page, list_context, overview
from feedback.qr import svg
from feedback.verbs import links
from feedback.verbs.questions import raise_question
from postincident.access import SignedInRequest, get_incident, may_edit, may_manage, signed_in
from postincident.checklist import settle
from postincident.errors import Refused
from postincident.forms import posted
from postincident.shell import incident_context


@require_safe
@signed_in
def incident_feedback(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    context = incident_context(request.user, incident, "feedback")
    responses = Response.objects.filter(incident=incident)
    context |= overview(responses)
    context |= list_context(request, ResponseFilter(request.GET, queryset=responses, request=request), context["n"])
    context |= incident_page(request.user, incident) | {"crumb": _("Feedback")}
    return render(request, "feedback/incident_feedback.html", context)


@require_http_methods(["GET", "POST"])
@may_edit
def question_add(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    form = QuestionForm(posted(request), initial={"said_at": incident.started_at})
    if request.method == "POST" and form.is_valid():
        try:
            raise_question(request.user, incident, **form.cleaned_data)
        except Refused as refused:
            form.add_refusal(refused, {"in_future": "said_at", "no_words": "words"}.get(refused.code))
        else:
            settle([incident.pk])
            messages.success(request, _("Noted. Tag it with a theme when you have read them all."))
            return redirect("feedback:incident-feedback", incident.reference)
    context = incident_context(request.user, incident, "feedback") | {"form": form}
    return render(request, "feedback/question_form.html", context)


@require_POST
@may_edit
def link_share(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    incident = get_incident(request.user, reference)
    try:
        links.share(request.user, get_communication(incident, pk))
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        settle([incident.pk])
        messages.success(request, _("Anybody with the link can answer. Put it where this audience reads."))
    return redirect("feedback:incident-feedback", incident.reference)


@require_safe
@signed_in
def link_code(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """The shared link as a code: a notice to print, or with `?as=svg` the picture alone."""
    incident = get_incident(request.user, reference)
    communication = get_communication(incident, pk)
    link = get_shared_link(communication)
    code = svg(url_of(link), _("Code that leads to the feedback form"))
    if request.GET.get("as") == "svg":
        response = HttpResponse(code, content_type="image/svg+xml")
        response["Content-Disposition"] = f'attachment; filename="{incident.reference}-feedback.svg"'
        return response
    context = incident_context(request.user, incident, "feedback") | {
        "communication": communication,
        "title": title_for_readers(communication.subject),
        "code": code,
        "address": url_of(link),
        "until": link.expires_at,
    }
    return render(request, "feedback/link_code.html", context)


@require_http_methods(["GET", "POST"])
@may_manage
def link_revoke(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    incident = get_incident(request.user, reference)
    communication = get_communication(incident, pk)
    if request.method == "POST":
        links.revoke(request.user, communication)
        settle([incident.pk])
        messages.success(request, _("Revoked. Answers given stay; no new ones come by these links."))
        return redirect("feedback:incident-feedback", incident.reference)
    context = incident_context(request.user, incident, "feedback") | {"communication": communication}
    return render(request, "feedback/link_revoke.html", context)
