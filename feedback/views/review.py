from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from feedback.access import get_response
from feedback.communication_review import review_of
from feedback.verbs.responses import set_may_quote
from postincident import clock
from postincident.access import SignedInRequest, get_incident, may_edit, signed_in
from postincident.errors import Refused
from postincident.shell import incident_context


@require_safe
@signed_in
def communication_review(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    context = incident_context(request.user, incident, "feedback") | review_of(incident) | {"now": clock.now()}
    return render(request, "feedback/communication_review.html", context)


@require_POST
@may_edit
def response_quote(request: SignedInRequest, pk: int) -> HttpResponse:
    """Note that they agreed to be quoted, or (`undo`) that they do not."""
    response = get_response(request.user, pk)
    try:
        set_may_quote(request.user, response, not request.POST.get("undo"))
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("feedback:response-detail", pk)
