"""What is being typed, kept while it is being typed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from communications import working_copies
from communications.access import get_communication
from communications.models import Communication
from communications.views.typed import overlaid
from postincident.access import SignedInRequest, may_edit


@require_POST
@may_edit
def working_copy_keep(request: SignedInRequest, pk: int) -> HttpResponse:
    """Sent by the page every few seconds after somebody has stopped typing, and when it is left."""
    communication = get_communication(request.user, pk)
    fields = working_copies.fields_of(request.POST)
    copy = None
    if fields:
        copy = working_copies.keep(request.user, communication, fields)
        is_draft = communication.state == Communication.State.DRAFT
        if is_draft and not overlaid(communication, copy.fields).is_written:
            working_copies.discard(request.user, communication)
            copy = None
    context = {
        "communication": communication,
        "copy": copy,
        "others": working_copies.others_writing(request.user, communication),
    }
    return render(request, "communications/_kept_copy.html", context)


@require_POST
@may_edit
def working_copy_discard(request: SignedInRequest, pk: int) -> HttpResponse:
    communication = get_communication(request.user, pk)
    working_copies.discard(request.user, communication)
    messages.success(request, _("What you had typed is discarded. This is the text as it is saved."))
    return redirect(communication)
