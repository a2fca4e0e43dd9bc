from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from feedback.charts import ratings_chart
from feedback.figures import LABELS
from feedback.small_counts import total
from feedback.trends import Month, by_month, compared, place_of, themes
from feedback.trends_forms import TrendsForm
from postincident.access import SignedInRequest, signed_in
from postincident.export import csv_response


@require_safe
@signed_in
def trends(request: SignedInRequest) -> HttpResponse:
    form = TrendsForm(request.GET, user=request.user)
    asked = form.asked
    months = by_month(request.user, asked)
    if request.GET.get("export") == "csv":
        return _export(months)
    change = asked.change
    context = {
        "form": form,
        "asked": asked,
        "months": months,
        "total": total([month.n for month in months]),
        "labels": LABELS.values(),
        "chart": ratings_chart(months, place_of(change.at, asked) if change else None),
        "themes": themes(request.user, asked),
        "compared": compared(request.user, asked, change) if change else [],
    }
    return render(request, "feedback/trends.html", context)


def _export(months: list[Month]) -> HttpResponse:
    """Each rating with its number and range; of fewer than three none, as on the page."""
    heading = [_("Month"), _("Responses")]
    for label in LABELS.values():
        heading += [str(label), _("%(rating)s: range") % {"rating": label}, _("%(rating)s: number") % {"rating": label}]
    rows = (
        [
            month.first.strftime("%Y-%m"),
            "<3" if month.is_small else month.n,
            *(cell for key in LABELS for cell in _cells(month, key)),
        ]
        for month in months
    )
    return csv_response("feedback-trends", heading, rows)


def _cells(month: Month, key: str) -> list[object]:
    figure = month.ratings[key]
    return [figure.said if figure.value is not None else "", figure.interval, figure.n]
