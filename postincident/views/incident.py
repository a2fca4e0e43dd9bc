from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from postincident.access import SignedInRequest, get_incident, may_edit, may_manage, signed_in
from postincident.checklist import settle
from postincident.errors import Refused
from postincident.export import csv_response
from postincident.forms import posted
from postincident.incident_forms import IncidentFilter, IncidentForm, NewIncidentForm, ResolveForm
from postincident.listing import column_titles, rows_of
from postincident.models import Fact, Improvement, Incident
from postincident.shell import incident_context, panels, tell_events
from postincident.task_rows import task_rows
from postincident.verbs import incident as verbs

PER_PAGE = 25
# What the workspace shows beside the tasks; the rest is on the page of facts. A gap always shows.
AT_A_GLANCE = (
    Fact.Key.IMPACT,
    Fact.Key.ROOT_CAUSE,
    Fact.Key.CONTRIBUTING_FACTOR,
    Fact.Key.RESOLUTION,
    Fact.Key.NEXT_STEPS,
)


def _sorted(incidents: Any, wanted: str) -> Any:
    column = IncidentFilter.SORTS.get(wanted.removeprefix("-"))
    if column is None:
        return incidents
    order = F(column).desc(nulls_last=True) if wanted.startswith("-") else F(column).asc(nulls_last=True)
    return incidents.order_by(order, "-id")


@require_safe
@signed_in
def incident_list(request: SignedInRequest) -> HttpResponse:
    visible = Incident.objects.visible_to(request.user)
    filtered = IncidentFilter(request.GET, queryset=visible)
    # A filter that makes no sense is said, and the others hold.
    found = _sorted(filtered.qs.for_lists().prefetch_related("tasks"), request.GET.get("sort", ""))
    if request.GET.get("export") == "csv":
        return _export(found)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": filtered,
        "page": page,
        "rows": rows_of(request.user, list(page), timezone.now()),
        "columns": column_titles(),
        "any": page.paginator.count or visible.exists(),
    }
    return render(request, "postincident/incident_list.html", context)


def _export(incidents: Any) -> HttpResponse:
    heading = [
        _("Reference"),
        _("Title"),
        _("Severity"),
        _("Started"),
        _("Resolved"),
        _("Services"),
        _("Lead"),
        _("Tasks done"),
    ]
    rows = (
        [
            incident.reference,
            incident.title,
            incident.get_severity_display(),
            incident.started_at and incident.started_at.isoformat(),
            incident.resolved_at and incident.resolved_at.isoformat(),
            ", ".join(service.name for service in incident.services.all()),
            incident.lead or "",
            sum(task.state != "open" for task in incident.tasks.all()),
        ]
        for incident in incidents
    )
    return csv_response("incidents", heading, rows)


@require_http_methods(["GET", "POST"])
@may_manage
def incident_add(request: SignedInRequest) -> HttpResponse:
    form = NewIncidentForm(posted(request), initial={"lead": request.user, "severity": "major"})
    if request.method == "POST" and form.is_valid():
        try:
            incident = verbs.declare(request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_refusal(refused, _field_of(refused))
        else:
            messages.success(
                request, _("%(reference)s is written down. Next: the facts.") % {"reference": incident.reference}
            )
            return redirect("postincident:incident-facts", incident.reference)
    return render(request, "postincident/incident_form.html", {"form": form})


def _field_of(refused: Refused) -> str | None:
    return {
        "no_start": "started_at",
        "resolved_before_started": "resolved_at",
        "detected_after_resolved": "detected_at",
    }.get(refused.code)


@require_http_methods(["GET", "POST"])
@may_edit
def incident_edit(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    form = IncidentForm(posted(request), instance=incident, initial={"version": incident.version})
    conflicts: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            verbs.edit(request.user, incident, **form.cleaned_data)
        except Refused as refused:
            form.add_refusal(refused, _field_of(refused))
            if refused.code == "changed_meanwhile":
                conflicts = _theirs(form, incident)
        else:
            messages.success(request, _("Saved."))
            return redirect(incident)
    context = incident_context(request.user, incident, "") | {"form": form, "conflicts": conflicts}
    return render(request, "postincident/incident_form.html", context, status=409 if conflicts else 200)


def _theirs(form: IncidentForm, incident: Incident) -> list[dict[str, Any]]:
    """What is saved now, where it differs from what was typed."""
    incident.refresh_from_db()
    form.carry_version(incident.version)
    saved = {name: getattr(incident, name) for name in verbs.EDITABLE} | {"services": set(incident.services.all())}
    typed = form.cleaned_data | {"services": set(form.cleaned_data["services"])}
    return [
        {"label": form.fields[name].label or name, "text": _as_words(value)}
        for name, value in saved.items()
        if value != typed[name]
    ]


def _as_words(value: object) -> str:
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, set):
        return ", ".join(sorted(map(str, value))) or "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value or "–")


@require_safe
@signed_in
def incident_detail(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    now = timezone.now()
    facts = _facts(incident)
    told = [fact for fact in facts if fact.is_gap or fact.key in AT_A_GLANCE]
    rows = task_rows(incident, now) if incident.has_checklist else []
    context = incident_context(request.user, incident, "workspace") | {
        "now": now,
        "tasks": rows,
        "marks": [row.task for row in rows],
        "facts": told,
        "all_facts": len(facts),
        "known": sum(not fact.is_gap for fact in facts),
        "entries": incident.timeline.count(),
        "improvements": Improvement.objects.filter(incident=incident).select_related("owner"),
        "panels": panels(request.user, incident, "workspace"),
        "asides": panels(request.user, incident, "aside"),
        "actions": panels(request.user, incident, "actions"),
        "events": tell_events(list(incident.events.select_related("user")[:6])),
        "event_count": incident.events.count(),
    }
    return render(request, "postincident/incident_detail.html", context)


def _facts(incident: Incident) -> list[Fact]:
    """Gaps first: what is missing is the news."""
    order = list(Fact.Key)
    return sorted(
        incident.facts.all(), key=lambda fact: (not fact.is_gap, order.index(Fact.Key(fact.key)), fact.position)
    )


@require_safe
@signed_in
def incident_activity(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    page = Paginator(incident.events.select_related("user"), 50).get_page(request.GET.get("page"))
    context = incident_context(request.user, incident, "activity")
    return render(
        request, "postincident/incident_activity.html", context | {"page": page, "events": tell_events(list(page))}
    )


@require_http_methods(["GET", "POST"])
@may_edit
def incident_resolve(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    form = ResolveForm(posted(request), initial={"resolved_at": timezone.now()})
    if request.method == "POST" and form.is_valid():
        try:
            verbs.resolve(request.user, incident, form.cleaned_data["resolved_at"])
        except Refused as refused:
            form.add_refusal(refused, "resolved_at")
        else:
            messages.success(request, _("Resolved. The five tasks now have their dates."))
            return redirect(incident)
    context = incident_context(request.user, incident, "") | {"form": form}
    return render(request, "postincident/incident_resolve.html", context)


def _act(request: SignedInRequest, reference: str, verb: Any, done: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    try:
        verb(request.user, incident)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, done)
        settle([incident.pk])
    return redirect(incident)


@require_POST
@may_manage
def incident_close(request: SignedInRequest, reference: str) -> HttpResponse:
    return _act(request, reference, verbs.close, _("Closed. Everything stays readable, and it can be reopened."))


@require_POST
@may_manage
def incident_reopen(request: SignedInRequest, reference: str) -> HttpResponse:
    return _act(request, reference, verbs.reopen, _("Open again."))


@require_POST
@may_manage
def incident_adopt(request: SignedInRequest, reference: str) -> HttpResponse:
    return _act(request, reference, verbs.adopt, _("Adopted: the five tasks are open, and you lead it."))
