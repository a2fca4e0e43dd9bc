from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from archive.exporting.listing import export
from archive.models import PublicHistory, Record, SavedSearch
from archive.search.find import NEWEST, Wanted, find
from archive.search.grouping import Grouped, by_incident, within
from archive.search.query import Query
from archive.search.snippet import snippet
from archive.search.suggest import suggestions
from archive.search_forms import SearchForm
from postincident.access import SignedInRequest, get_incident, signed_in
from postincident.models import Incident, User
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
SHOWN_OF_SAVED = 6
_NUMBER = re.compile(r"(?:record\s*)?#?([0-9]{1,9})", re.ASCII | re.IGNORECASE)
_REFERENCE = re.compile(r"[a-z]{1,10}-[0-9]{4}-[0-9]{1,9}", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Result:
    record: Record
    kind: str
    snippet: str
    correction: Record | None
    further: int = 0  # records of its incident that match as well, where there is one result an incident
    further_query: str = ""  # finds them


@require_safe
@signed_in
def search(request: SignedInRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    wanted = form.wanted()
    if request.GET.get("export") == "csv":
        return export(request, wanted)
    typed = request.GET.get("page", "")
    page = max(1, min(int(typed), NEWEST // PER_PAGE)) if typed.isdecimal() and len(typed) < 6 else 1
    # By incident, the counts are of the records still, and the results are found apart.
    found = find(request.user, wanted, page, 0 if form.by_incident else PER_PAGE)
    grouped = by_incident(request.user, wanted, page, PER_PAGE) if form.by_incident else None
    results = _results(request, wanted, grouped.records if grouped else found.records, grouped)
    total = grouped.total if grouped else found.total
    saved = list(SavedSearch.objects.filter(user=request.user)[: SHOWN_OF_SAVED + 1])
    context = {
        "form": form,
        "wanted": wanted,
        "found": found,
        "grouped": grouped,
        "results": results,
        "named": _named(request.user, wanted.typed),
        "facets": [_facet(request, name, title, found.facets[name]) for name, title in TITLES.items()],
        "page": page,
        "total": total,
        "first": (page - 1) * PER_PAGE + 1,
        "last": (page - 1) * PER_PAGE + len(results),
        "has_next": total > page * PER_PAGE if grouped else found.has_next,
        "query": form.as_query(),
        "saved": saved[:SHOWN_OF_SAVED],
        "more_saved": len(saved) > SHOWN_OF_SAVED,
    }
    return render(request, "archive/search.html", context)


def _named(user: User, typed: str) -> Record | Incident | None:
    """What the box holds the number or the reference of, and nothing else."""
    if number := _NUMBER.fullmatch(typed.strip()):
        return Record.objects.visible_to(user).filter(number=int(number[1])).first()
    if _REFERENCE.fullmatch(typed.strip()):
        return Incident.objects.visible_to(user).filter(reference=typed.strip().upper()).first()
    return None


def _results(request: SignedInRequest, wanted: Wanted, records: list[Record], grouped: Grouped | None) -> list[Result]:
    corrected = Record.objects.visible_to(request.user).filter(corrects__in=records).order_by("-number")
    corrections = {correction.corrects_id: correction for correction in corrected}
    # Django's get_kind_display translates all kinds to name one.
    kinds = {value: str(label) for value, label in LABELS["kind"].items()}
    results = []
    for record in records:
        further, query = (grouped.further.get(record.pk, 0) if grouped else 0), ""
        if further and record.incident and (typed := within(wanted.typed, record.incident.reference)):
            narrowed = request.GET.copy()
            narrowed["q"] = typed
            for name in ("by", "page"):
                narrowed.pop(name, None)
            query = narrowed.urlencode()
        piece, correction = _snippet(record, wanted.query), corrections.get(record.pk)
        results.append(Result(record, kinds[record.kind], piece, correction, further, query))
    return results


@require_safe
@signed_in
def search_suggest(request: SignedInRequest) -> HttpResponse:
    """Beside the box as one types. `at`: where the caret stands, at the end where nobody says."""
    typed, at = request.GET.get("q", ""), request.GET.get("at", "")
    caret = int(at) if at.isdecimal() and len(at) < 6 else len(typed)
    context = {"suggestions": suggestions(request.user, typed, caret)}
    return render(request, "archive/_search_suggestions.html", context)


def _facet(request: SignedInRequest, name: str, title: Any, values: list[tuple[str, int]]) -> dict[str, Any]:
    """One way to narrow down: each value with the address that adds it, or takes it away where it is chosen."""
    chosen = request.GET.get(name, "")
    labels = LABELS.get(name, {})
    rest = request.GET.copy()
    rest.pop("page", None)
    rest.pop(name, None)
    others = rest.urlencode()

    def row(value: str, count: int) -> dict[str, Any]:
        added = "" if value == chosen else urlencode({name: value})
        return {
            "label": labels.get(value, value),
            "count": count,
            "chosen": value == chosen,
            "query": "&".join(filter(None, (others, added))),
        }

    if chosen:
        values = [(chosen, dict(values).get(chosen, 0)), *((value, n) for value, n in values if value != chosen)]
    rows = [row(value, count) for value, count in values]
    return {"title": title, "rows": rows[:SHOWN_OF_FACET], "more": rows[SHOWN_OF_FACET:]}


def _snippet(record: Record, query: Query) -> str:
    return "" if record.text is None else snippet(without_placeholders(record.text), query)


@require_safe
@signed_in
def incident_records(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    records = Record.objects.visible_to(request.user).filter(incident=incident).select_related("redaction")
    history = PublicHistory.objects.filter(incident=incident).annotate(
        stands=Exists(PublicHistory.objects.standing().filter(pk=OuterRef("pk")))
    )
    context = incident_context(request.user, incident, "records") | {
        "records": records,
        "history": history.select_related("opened_by", "closed_by").first(),
    }
    return render(request, "archive/incident_records.html", context)
