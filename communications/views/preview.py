from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from communications.access import get_communication
from communications.affected import may_see_values
from communications.checking import findings
from communications.looks import Look, Reader, document, example_reader, readers, used
from communications.models import Communication
from communications.revisioning import FRAMED_CSP, as_it_stands, filled
from communications.views.editor import page_context
from postincident.access import SignedInRequest, signed_in


def _look(request: SignedInRequest, communication: Communication) -> Look:
    """The one asked for, else the first in which the group is written to."""
    said = request.GET.get("as", "")
    if said in Look.values:
        return Look(said)
    ways = used(communication)
    return next((look for look in Look if look in ways), Look.MAIL)


def _choices(request: SignedInRequest, communication: Communication) -> list[Reader]:
    """Nobody to choose from for those who neither write nor review: what each is told alone is not theirs to read."""
    return readers(communication, _find(request)) if may_see_values(request.user) else []


def _reader(request: SignedInRequest, communication: Communication, choices: list[Reader]) -> Reader:
    key = request.GET.get("to", "")
    return next((one for one in choices if one.key == key), None) or example_reader(request.user, communication)


def _find(request: SignedInRequest) -> str:
    return request.GET.get("find", "").replace("\x00", "")[:200]


@require_safe
@signed_in
def communication_preview(request: SignedInRequest, pk: int) -> HttpResponse:
    communication = get_communication(request.user, pk)
    content, look = as_it_stands(communication), _look(request, communication)
    choices, ways = _choices(request, communication), used(communication)
    reader = _reader(request, communication, choices)
    said = {"as": look.value, "to": reader.key, "find": _find(request)}
    context = page_context(request, communication) | {
        "subject": filled(content.subject, dict(reader.values)),
        "sender": communication.audience.group.from_name or settings.ORGANISATION,
        "step": _("Preview"),
        "look": look,
        "looks": [{"value": one.value, "label": one.label, "is_used": one in ways} for one in Look],
        "is_used": look in ways,
        "may_choose": may_see_values(request.user),
        "readers": choices,
        "reader": reader,
        "find": said["find"],
        "body": f"{reverse('communications:communication-preview-body', args=[pk])}?{urlencode(said)}",
    }
    return render(request, "communications/preview.html", context)


@require_safe
@signed_in
@xframe_options_sameorigin
@csp_override(FRAMED_CSP)
def communication_preview_body(request: SignedInRequest, pk: int) -> HttpResponse:
    """One look in a frame that may do nothing. In a draft the words that the checks speak of are marked."""
    communication = get_communication(request.user, pk)
    reader = _reader(request, communication, _choices(request, communication) if request.GET.get("to") else [])
    marks: list[tuple[str, int, int]] = []
    if communication.state == Communication.State.DRAFT:
        found = findings(communication)
        marks = [(one.section, one.start, one.end) for one in found if one.has_place and not one.is_kept]
    return HttpResponse(document(communication, _look(request, communication), reader.values, marks))
