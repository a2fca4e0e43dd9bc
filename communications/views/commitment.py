from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from communications.models import Commitment
from postincident.access import SignedInRequest, signed_in
from postincident.models import in_sight_of


@require_safe
@signed_in
def commitment_list(request: SignedInRequest) -> HttpResponse:
    """The register of what was told to whom, and what became of it."""
    rows = Commitment.objects.filter(in_sight_of(request.user)).select_related(
        "incident", "audience__group", "told_in", "reported_in", "improvement__owner"
    )
    now = timezone.now()
    show = request.GET.get("show", "")
    if show == "late":
        rows = rows.filter(state=Commitment.State.OPEN, due_at__lt=now)
    elif show in Commitment.State.values:
        rows = rows.filter(state=show)
    if words := request.GET.get("q", "").replace("\x00", "")[:200].strip():
        rows = rows.filter(
            Q(text__icontains=words)
            | Q(incident__reference__icontains=words)
            | Q(audience__group__name__icontains=words)
        )
    # All are put in order by their numbers alone, and only those shown are joined with what they show: it takes a tenth.
    page = Paginator(rows.values_list("pk", flat=True), 50).get_page(request.GET.get("page"))
    shown = rows.in_bulk(list(page.object_list))
    commitments = [shown[pk] for pk in page.object_list]
    context = {"page": page, "commitments": commitments, "show": show, "now": now, "states": Commitment.State.choices}
    return render(request, "communications/commitment_list.html", context)
