from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.forms import SearchForm
from archive.models import Record
from archive.search.find import NEWEST, find, snippet
from postincident.access import SignedInRequest, get_incident, signed_in
from postincident.shell import incident_context
from postincident.vocabulary import Kind, Severity, Source

PER_PAGE = 20
LABELS: dict[str, dict[str, Any]] = {
    "kind": dict(Kind.choices),
    "severity": dict(Severity.choices),
    "source": dict(Source.choices),
}


@require_safe
@signed_in
def search(request: SignedInRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    wanted = form.wanted()
    typed = request.GET.get("page", "")
    page = max(1, min(int(typed), NEWEST // PER_PAGE)) if typed.isdecimal() and len(typed) < 6 else 1
    found = find(request.user, wanted, page, PER_PAGE)
    context = {
        "form": form,
        "wanted": wanted,
        "found": found,
        "results": [(record, _snippet(record, wanted.query)) for record in found.records],
        "facets": [
            (name, [(value, LABELS.get(name, {}).get(value, value), n) for value, n in values])
            for name, values in found.facets.items()
            if name != "year"
        ],
        "page": page,
        "has_next": found.total > page * PER_PAGE,
    }
    return render(request, "archive/search.html", context)


def _snippet(record: Record, query: object) -> str:
    body = getattr(record, "body", None)
    return snippet(body.text, query) if body else ""  # type: ignore[arg-type]


@require_safe
@signed_in
def incident_records(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    records = Record.objects.filter(incident=incident).select_related("redaction")
    context = incident_context(request.user, incident, "records") | {"records": records}
    return render(request, "archive/incident_records.html", context)
