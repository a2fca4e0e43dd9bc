"""Bringing in questions that were raised: what was pasted or uploaded, then all that was read of it, then those chosen."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from communications.models import StakeholderGroup
from feedback import raised
from feedback.raised import How, Reading
from feedback.raised.found import gathered
from feedback.raised.table import questions as questions_in_table
from feedback.raised.table import table_in
from feedback.raised_forms import BringInForm, ColumnsForm, TakeForm, carried, carry, carry_table, how_of
from feedback.verbs.questions import already_here, bring_in
from postincident.access import SignedInRequest, get_incident, may_edit
from postincident.checklist import settle
from postincident.csv_files import Unreadable
from postincident.forms import posted
from postincident.models import Incident
from postincident.shell import incident_context

MOST_PROBLEMS = 100


@require_http_methods(["GET", "POST"])
@may_edit
def questions_bring_in(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    steps = {"rows": _take, "table": _by_columns}
    step = next((steps[name] for name in steps if name in request.POST), _read)
    try:
        return step(request, incident)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("feedback:questions-bring-in", incident.reference)


def _read(request: SignedInRequest, incident: Incident) -> HttpResponse:
    initial = {"said_at": incident.started_at, "zone": request.user.time_zone}
    form = BringInForm(posted(request), request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        group, file = form.cleaned_data["group"], form.cleaned_data["file"]
        reading: Reading | None
        if file is None:
            reading = raised.in_words(form.cleaned_data["words"], incident, form.how())
        else:
            name, data = file.name or "", file.read()
            reading = raised.in_file(name, data, incident, form.how())
        if reading is not None:
            return _preview(request, incident, reading, group)
        try:
            heading, lines = table_in(data)
        except Unreadable as unreadable:
            form.add_error("file", str(unreadable))
        else:
            table = carry_table(incident, heading, lines, form.how(), group.pk if group else None)
            columns = ColumnsForm(heading=heading, initial={"days": form.cleaned_data["days"]})
            return _table(request, incident, columns, table, _first_look(columns, incident, lines, form.how()), group)
    context = incident_context(request.user, incident, "feedback") | {"form": form}
    return render(request, "feedback/questions_bring_in.html", context)


def _first_look(form: ColumnsForm, incident: Incident, lines: Any, how: How) -> Reading:
    """By what the headings say, as long as they say where the questions are."""
    known = {name: int(field.initial) for name, field in form.fields.items() if name != "days" and field.initial}
    found = questions_in_table(lines, known, how) if "words" in known else []
    return gathered(found, incident, is_history=False)


def _by_columns(request: SignedInRequest, incident: Incident) -> HttpResponse:
    said = carried(incident, request.POST["table"]).get("table", {})
    form = ColumnsForm(request.POST, heading=said.get("heading", []))
    reading = Reading()
    if form.is_valid():
        found = questions_in_table(said["lines"], form.columns(), how_of(said, form.cleaned_data["days"]))
        reading = gathered(found, incident, is_history=False)
    group = StakeholderGroup.objects.filter(pk=said.get("group")).first()
    return _table(request, incident, form, request.POST["table"], reading, group)


def _table(
    request: SignedInRequest,
    incident: Incident,
    form: ColumnsForm,
    table: str,
    reading: Reading,
    group: StakeholderGroup | None,
) -> HttpResponse:
    return _preview(request, incident, reading, group, {"columns": form, "table": table})


def _preview(
    request: SignedInRequest,
    incident: Incident,
    reading: Reading,
    group: StakeholderGroup | None,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    here = already_here(incident, reading.questions)
    said = {"questions": [one.as_json() for one in reading.questions], "group": group.pk if group else None}
    return _shown(request, incident, reading, here, carry(incident, said), more or {})


def _shown(
    request: SignedInRequest,
    incident: Incident,
    reading: Reading,
    here: set[str],
    rows: str,
    more: dict[str, Any],
) -> HttpResponse:
    context = incident_context(request.user, incident, "feedback") | {
        "questions": [(n, one, one.key in here) for n, one in enumerate(reading.questions)],
        "new": sum(one.key not in here for one in reading.questions),
        "problems": reading.problems[:MOST_PROBLEMS],
        "more_problems": max(0, len(reading.problems) - MOST_PROBLEMS),
        "rows": rows,
    }
    return render(request, "feedback/questions_preview.html", context | more)


def _take(request: SignedInRequest, incident: Incident) -> HttpResponse:
    form = TakeForm(request.POST, incident=incident)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for error in form.errors.get("take", [])))
        here = already_here(incident, form.questions)
        return _shown(request, incident, Reading(form.questions), here, request.POST["rows"], {})
    group = StakeholderGroup.objects.filter(pk=form.group).first() if form.group else None
    new = bring_in(request.user, incident, form.chosen(), group)
    settle([incident.pk])
    said = ngettext("%(n)s question brought in.", "%(n)s questions brought in.", new) % {"n": new}
    messages.success(request, said)
    return redirect("feedback:incident-feedback", incident.reference)
