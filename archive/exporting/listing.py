"""What a search found, as a table for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from archive.models import Record
from archive.search.find import NEWEST, Wanted, best_first, newest
from postincident.access import SignedInRequest
from postincident.export import csv_response


def export(request: SignedInRequest, wanted: Wanted) -> HttpResponse:
    """The newest matches in the order shown, and no more than are counted; the name of the file says so where there are more."""
    keys = newest(request.user, wanted, NEWEST + 1)
    over, keys = len(keys) > NEWEST, keys[:NEWEST]
    found = Record.objects.filter(search_key__in=keys).select_related("incident", "redaction").defer("metadata")
    by_key = {row.search_key: row for row in found}
    rows = [by_key[key] for key in (best_first(keys, wanted.query) if wanted.best else keys)]
    visible = Record.objects.visible_to(request.user)
    corrected = visible.filter(pk__in=[row.corrects_id for row in rows if row.corrects_id])
    numbers = dict(corrected.values_list("pk", "number"))
    corrections = visible.filter(corrects__in=rows).order_by("number").values_list("corrects", "number")
    heading = [
        _("Record"),
        _("Sent"),
        _("Kind"),
        _("Group"),
        _("Title"),
        _("Incident"),
        _("Incident's title"),
        _("Services"),
        _("Severity"),
        _("Source"),
        _("Corrects record"),
        _("Corrected by record"),
        _("Redacted"),
        _("Digest"),
        _("Address"),
    ]
    name = f"records-newest-{NEWEST}" if over else "records"
    return csv_response(name, heading, _cells(request, rows, numbers, dict(corrections)))


def _cells(
    request: HttpRequest, rows: list[Record], numbers: dict[int, int], corrected_by: dict[int | None, int]
) -> Iterator[list[object]]:
    for row in rows:
        yield [
            row.number,
            row.sent_at.isoformat(),
            row.get_kind_display(),
            row.audience,
            row.title,
            row.incident.reference if row.incident else "",
            row.incident.title if row.incident else "",
            ", ".join(row.services.split("\n")),
            row.get_severity_display(),
            row.get_source_display(),
            numbers.get(row.corrects_id or 0, ""),
            corrected_by.get(row.pk, ""),
            _("yes") if hasattr(row, "redaction") else "",
            row.digest,
            request.build_absolute_uri(row.get_absolute_url()),
        ]
