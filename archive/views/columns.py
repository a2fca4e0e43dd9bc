"""Which column of an uploaded table holds what: a form with a preview of what the table will be read as."""

from __future__ import annotations

from itertools import islice
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from archive.importers.found import FoundIncident, Problem
from archive.importers.table import FIELDS, REQUIRED, Columns, TableFile, guessed
from archive.models import Import
from archive.verbs import naming
from postincident.access import SignedInRequest, may_manage
from postincident.errors import Refused
from postincident.forms import Form
from postincident.vocabulary import Kind

_ROWS, _SHOWN = 60, 8


class ColumnsForm(Form):
    """A heading is chosen by its place, since two may be alike and one may be empty."""

    days = forms.ChoiceField(
        label=_("Dates such as 03/04/2024"),
        required=False,
        choices=[("", _("There are none")), ("day", _("The day comes first")), ("month", _("The month comes first"))],
    )
    zone = forms.ChoiceField(label=_("Times without a zone are those of"))

    def __init__(self, *args: Any, heading: list[str], zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.heading = heading
        known = guessed(heading).names
        choices = [(str(place), name or _("(without a heading)")) for place, name in enumerate(heading)]
        columns: dict[str, forms.Field] = {}
        for name, (label, _words) in FIELDS.items():
            is_needed = name in REQUIRED
            columns[name] = forms.ChoiceField(
                label=label,
                required=is_needed,
                choices=[("", _("Choose a column") if is_needed else _("In no column")), *choices],
                initial=str(heading.index(known[name])) if name in known else "",
            )
        self.fields = {**columns, **self.fields}
        self.fields["zone"].choices = [(name, name) for name in sorted(available_timezones())]  # type: ignore[attr-defined]
        self.initial["zone"] = zone

    def columns(self) -> Columns:
        said = self.cleaned_data
        names = {name: self.heading[int(said[name])] for name in FIELDS if said[name]}
        return Columns(names, said["days"], said["zone"], tuple(self.heading))


@require_http_methods(["GET", "POST"])
@may_manage
def import_columns(request: SignedInRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(Import.objects.select_related("started_by"), pk=pk)
    table = naming.next_table(run) if run.state == Import.State.COLUMNS else None
    if table is None:
        return redirect(run)
    name, data, heading = table
    is_asked = request.method == "POST"
    form = ColumnsForm(request.POST if is_asked else None, heading=heading, zone=request.user.time_zone)
    leaves_out = request.POST.get("do") == "leave_out"
    is_valid = is_asked and form.is_valid()
    if leaves_out or (is_valid and request.POST.get("do") != "preview"):
        said = Columns({}, heading=tuple(heading)) if leaves_out else form.columns()
        try:
            naming.name_columns(request.user, run, said)
        except Refused as refused:
            form.add_refusal(refused)
        else:
            return redirect(run)
    columns = form.columns() if is_valid else guessed(heading) if not is_asked else None
    context = {"run": run, "name": name, "form": form, "rows": _preview(name, data, columns)}
    template = "archive/import_columns.html#preview" if request.htmx else "archive/import_columns.html"  # type: ignore[attr-defined]
    return render(request, template, context)


def _preview(name: str, data: bytes, columns: Columns | None) -> list[dict[str, Any]]:
    """What the first rows will be, or why not; nothing while it is not said where title, time and text are."""
    if columns is None or any(known not in columns.names for known in REQUIRED):
        return []
    found = TableFile().by_columns(name, data, [columns], _ROWS)
    return list(islice((row for one in found for row in _rows(one)), _SHOWN))


def _rows(one: FoundIncident | Problem) -> list[dict[str, Any]]:
    if isinstance(one, Problem):
        return [{"place": one.place, "problem": one.sentence}]
    return [
        {
            "place": update.place,
            "title": one.title,
            "kind": Kind(update.kind).label,
            "at": update.at,
            "text": update.text,
        }
        for update in one.updates
    ]
