"""Lists as CSV, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse


def safe_cell(value: object) -> str:
    """A spreadsheet must not take what people typed for a formula."""
    text = "" if value is None else str(value)
    starts = text.lstrip()[:1] in ("=", "+", "-", "@") or text[:1] in ("\t", "\r", "\n")
    return "'" + text if text and starts else text


def csv_response(name: str, heading: Sequence[object], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    writer = csv.writer(response)
    writer.writerow([str(cell) for cell in heading])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return response
