"""Only the affected: the list of an audience, brought in from a CSV file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from communications.access import get_audience
from communications.affected_csv import read_list
from communications.affected_forms import AcceptListForm, AffectedFileForm
from communications.models import Audience, Communication, Endpoint, RecipientList
from communications.verbs import affected as verbs
from postincident.access import SignedInRequest, get_incident, may_edit
from postincident.checklist import settle
from postincident.csv_files import MOST_BYTES, Unreadable
from postincident.errors import Refused
from postincident.export import csv_response
from postincident.forms import posted
from postincident.models import Incident
from postincident.shell import incident_context

# Rows of a preview that are good. Those with a mistake come first, whatever their number.
MOST_SHOWN = 500


def _page(request: SignedInRequest, incident: Incident, audience: Audience, form: AffectedFileForm) -> dict[str, Any]:
    listed = RecipientList.objects.filter(audience=audience).select_related("added_by").first()
    rows = Paginator(listed.recipients.all(), 50) if listed else None
    waiting = [Communication.State.IN_REVIEW, Communication.State.APPROVED]
    return incident_context(request.user, incident, "communications") | {
        "audience": audience,
        "listed": listed,
        "page": rows.get_page(request.GET.get("page")) if rows else None,
        "form": form,
        "on_page": audience.group.channels == [Endpoint.Kind.PAGE],
        "void": Communication.objects.filter(audience=audience, state__in=waiting).count(),
    }


@require_http_methods(["GET", "POST"])
@may_edit
def audience_affected(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    """First the file, then every row of it, then only on acceptance the good ones."""
    incident = get_incident(request.user, reference)
    audience = get_audience(incident, pk)
    if request.method == "POST" and "rows" in request.POST:
        return _accepted(request, incident, audience)
    if request.GET.get("export") == "csv":
        return _export(incident, audience)
    form = AffectedFileForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = read_list(file.read(MOST_BYTES + 1), form.cleaned_data["columns"])
        except Unreadable as unreadable:
            form.add_error("file", str(unreadable))
        else:
            bad = [row for row in found.rows if row.problem]
            context = _page(request, incident, audience, form) | {
                "found": found,
                "shown": bad + found.good[:MOST_SHOWN],
                "not_shown": max(0, len(found.good) - MOST_SHOWN),
                "bad": len(bad),
                "carried": AcceptListForm.carry(audience, found, file.name),
            }
            return render(request, "communications/audience_affected_preview.html", context)
    context = _page(request, incident, audience, form)
    return render(request, "communications/audience_affected.html", context)


def _accepted(request: SignedInRequest, incident: Incident, audience: Audience) -> HttpResponse:
    form = AcceptListForm(request.POST, audience=audience)
    if not form.is_valid():
        messages.error(request, _("The preview was damaged on its way. Choose the file again."))
        return redirect("communications:audience-affected", incident.reference, audience.pk)
    file_name, columns, rows = form.cleaned_data["rows"]
    try:
        verbs.bring_in(request.user, audience, columns=columns, rows=rows, file_name=file_name)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        settle([incident.pk])
        sentence = ngettext(
            "Only %(n)s recipient of this audience is written to now.",
            "Only %(n)s recipients of this audience are written to now.",
            len(rows),
        )
        messages.success(request, sentence % {"n": len(rows)})
    return redirect("communications:audience-affected", incident.reference, audience.pk)


def _export(incident: Incident, audience: Audience) -> HttpResponse:
    listed = RecipientList.objects.filter(audience=audience).first()
    columns = listed.columns if listed else []
    rows = listed.recipients.iterator(2000) if listed else []
    lines = ([row.address, row.name, *(row.values.get(one["name"], "") for one in columns)] for row in rows)
    heading = ["address", "name", *(one["title"] for one in columns)]
    return csv_response(f"{incident.reference}-affected", heading, lines)


@require_POST
@may_edit
def audience_affected_remove(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    incident = get_incident(request.user, reference)
    audience = get_audience(incident, pk)
    if verbs.remove(request.user, audience):
        settle([incident.pk])
        messages.success(request, _("Removed. Everybody of the group is written to again."))
    return redirect("communications:audience-affected", incident.reference, audience.pk)
