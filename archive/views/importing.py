from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from archive.models import Import, ImportEntry
from postincident.access import SignedInRequest, may_manage


@require_safe
@may_manage
def import_list(request: SignedInRequest) -> HttpResponse:
    return render(request, "archive/import_list.html", {"imports": Import.objects.order_by("-pk")[:100]})


@require_safe
@may_manage
def import_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(Import, pk=pk)
    problems = run.entries.exclude(problem="").order_by("pk")
    page = Paginator(problems, 50).get_page(request.GET.get("page"))
    return render(request, "archive/import_detail.html", {"run": run, "page": page, "State": ImportEntry.State})
