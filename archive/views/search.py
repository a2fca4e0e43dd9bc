from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from archive.forms import SearchForm
from archive.models import PublicHistory, Record
from archive.search.find import NEWEST, find, snippet
from archive.search.query import Query
from postincident.access import SignedInRequest, get_incident, signed_in
from postincident.placeholders import without_placeholders
from postincident.shell import incident_context
from postincident.vocabulary import Kind, Severity, Source

PER_PAGE = 20
LABELS: dict[str, dict[str, Any]] = {
    "kind": dict(Kind.choices),
    "severity": dict(Severity.choices),
    "source": dict(Source.choices),
    "cause": {"yes": _("Yes"), "no": _("No")},
}
TITLES = {
    "kind": _("Kind"),
    "cause": _("Says why it happened"),
    "audience": _("Group"),
    "severity": _("Severity"),
    "source": _("Source"),
    "service": _("Service"),
    "year": _("Year"),
}
SHOWN_OF_FACET = 12


@require_safe
@signed_in
def search(request: SignedInRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    wanted = form.wanted()
    typed = request.GET.get("page", "")
    page = max(1, min(int(typed), NEWEST // PER_PAGE)) if typed.isdecimal() and len(typed) < 6 else 1
    found = find(request.user, wanted, page, PER_PAGE)
    corrected = Record.objects.visible_to(request.user).filter(corrects__in=found.records).order_by("-number")
    corrections = {correction.corrects_id: correction for correction in corrected}
    context = {
        "form": form,
        "wanted": wanted,
        "found": found,
        "results": [(row, _snippet(row, wanted.query), corrections.get(row.pk)) for row in found.records],
        "facets": [_facet(request, name, title, found.facets[name]) for name, title in TITLES.items()],
        "page": page,
        "first": (page - 1) * PER_PAGE + 1,
        "last": (page - 1) * PER_PAGE + len(found.records),
        "has_next": found.total > page * PER_PAGE,
    }
    return render(request, "archive/search.html", context)


def _facet(request: SignedInRequest, name: str, title: Any, values: list[tuple[str, int]]) -> dict[str, Any]:
    """One way to narrow down: each value with the address that adds it, or takes it away where it is chosen."""
    chosen = request.GET.get(name, "")
    labels = LABELS.get(name, {})

    def row(value: str, count: int) -> dict[str, Any]:
        query = request.GET.copy()
        query.pop("page", None)
        query.pop(name, None)
        if value != chosen:
            query[name] = value
        return {
            "label": labels.get(value, value),
            "count": count,
            "chosen": value == chosen,
            "query": query.urlencode(),
        }

    if chosen:
        values = [(chosen, dict(values).get(chosen, 0)), *((value, n) for value, n in values if value != chosen)]
    rows = [row(value, count) for value, count in values]
    return {"title": title, "rows": rows[:SHOWN_OF_FACET], "more": rows[SHOWN_OF_FACET:]}


def _snippet(record: Record, query: Query) -> str:
    body = getattr(record, "body", None)
    return snippet(without_placeholders(body.text), query) if body else ""


@require_safe
@signed_in
def incident_records(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    records = Record.objects.filter(incident=incident).select_related("redaction")
    history = PublicHistory.objects.filter(incident=incident, closed_at=None).annotate(
        stands=Exists(PublicHistory.objects.standing().filter(pk=OuterRef("pk")))
    )
    context = incident_context(request.user, incident, "records") | {
        "records": records,
        "history": history.select_related("opened_by").first(),
    }
    return render(request, "archive/incident_records.html", context)
