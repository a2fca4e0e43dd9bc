from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from communications.commitment_filter import CommitmentFilter
from communications.models import Audience, Commitment
from communications.views.draft import drawn
from postincident import clock
from postincident.access import SignedInRequest, may_edit, signed_in
from postincident.errors import Refused
from postincident.export import csv_response
from postincident.models import in_sight_of
from postincident.vocabulary import Kind

PER_PAGE = 50
SHOWN_WITH = ("incident__lead", "audience__group", "told_in", "reported_in", "improvement__owner")


@require_safe
@signed_in
def commitment_list(request: SignedInRequest) -> HttpResponse:
    """The register of what was told to whom, and what became of it."""
    visible = Commitment.objects.filter(in_sight_of(request.user))
    filtered = CommitmentFilter(request.GET, queryset=visible)
    rows = filtered.in_order(filtered.qs, request.GET.get("sort", ""))  # what makes no sense is said, the rest holds
    if request.GET.get("export") == "csv":
        return _export(rows)
    # All are put in order by their numbers alone, and only those shown are joined with what they show: it takes a tenth.
    page = Paginator(rows.values_list("pk", flat=True), PER_PAGE).get_page(request.GET.get("page"))
    shown = visible.select_related(*SHOWN_WITH).in_bulk(list(page.object_list))
    context = {
        "filter": filtered,
        "page": page,
        "commitments": [shown[pk] for pk in page.object_list],
        "any": page.paginator.count or visible.exists(),
        "now": clock.now(),
    }
    return render(request, "communications/commitment_list.html", context)


def _export(rows: QuerySet[Commitment]) -> HttpResponse:
    heading = [
        _("What was told"),
        _("To"),
        _("Incident"),
        _("Owner"),
        _("Due"),
        _("State"),
        _("Told in"),
        _("Reported in"),
        _("Settled"),
    ]
    cells = (
        [
            row.text,
            row.audience.group,
            row.incident.reference,
            row.owner or "",
            row.due_at and row.due_at.isoformat(),
            row.get_state_display(),
            row.told_in.subject,
            row.reported_in.subject if row.reported_in else "",
            row.settled_at and row.settled_at.isoformat(),
        ]
        for row in rows.select_related(*SHOWN_WITH).iterator(2000)
    )
    return csv_response("commitments", heading, cells)


@require_POST
@may_edit
def commitment_report(request: SignedInRequest, pk: int) -> HttpResponse:
    """Draft the communication that reports it, for everybody who was told the same and still waits."""
    commitment = get_object_or_404(
        Commitment.objects.filter(in_sight_of(request.user)).select_related("incident", "improvement"), pk=pk
    )
    waiting = Commitment.objects.filter(incident=commitment.incident_id, state=Commitment.State.OPEN)
    if commitment.improvement_id:
        waiting, kind = waiting.filter(improvement=commitment.improvement_id), Kind.IMPROVEMENTS
    else:
        waiting, kind = waiting.filter(kind=commitment.kind, due_at=commitment.due_at), Kind.UPDATE
    audiences = Audience.objects.filter(pk__in=waiting.values("audience"), state=Audience.State.INCLUDED)
    if not audiences:
        messages.info(request, _("Nobody waits for it any more. See what reported it in the register."))
        return redirect("communications:commitment-list")
    try:
        return drawn(request, commitment.incident, kind, list(audiences))
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("communications:commitment-list")
