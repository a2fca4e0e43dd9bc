from __future__ import annotations

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
from postincident.checklist import evaluate, settle
from postincident.errors import Refused
from postincident.export import csv_response
from postincident.forms import posted
from postincident.incident_forms import AccessForm, IncidentFilter, IncidentForm, NewIncidentForm
from postincident.models import Fact, Improvement, Incident, User
from postincident.registry import registry
from postincident.shell import incident_context, panels, tell_events
from postincident.verbs import incident as verbs
from postincident.vocabulary import TaskKey

PER_PAGE = 25


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
    found = filtered.qs if filtered.is_valid() else visible
    found = _sorted(found.for_lists().prefetch_related("tasks"), request.GET.get("sort", ""))
    if request.GET.get("export") == "csv":
        return _export(found)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    columns = _columns(request.user, [incident.pk for incident in page])
    context = {"filter": filtered, "page": page, "columns": columns, "any": page.paginator.count or visible.exists()}
    return render(request, "postincident/incident_list.html", context)


def _columns(user: User, incident_ids: list[int]) -> list[dict[str, Any]]:
    return [{"title": panel.title, "values": panel.query(user, incident_ids)} for panel in registry.panels_at("list")]


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
@may_edit
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
    form = IncidentForm(posted(request), instance=incident)
    if request.method == "POST" and form.is_valid():
        version = int(request.POST.get("version") or -1) if request.POST.get("version", "").isdigit() else -1
        try:
            verbs.edit(request.user, incident, version=version, **form.cleaned_data)
        except Refused as refused:
            form.add_refusal(refused, _field_of(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect(incident)
    context = incident_context(request.user, incident, "") | {
        "form": form,
        "version": request.POST.get("version", incident.version),
    }
    return render(request, "postincident/incident_form.html", context)


@require_safe
@signed_in
def incident_detail(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    now = timezone.now()
    context = incident_context(request.user, incident, "workspace")
    if incident.has_checklist:
        states = evaluate([incident], now)[incident.pk]
        tasks = sorted(
            incident.tasks.select_related("overridden_by"), key=lambda task: list(TaskKey).index(TaskKey(task.key))
        )
        context["tasks"] = [{"task": task, "label": TaskKey(task.key).label, "is": states[task.key]} for task in tasks]
        context["all_tasks"] = tasks
    context |= {
        "now": now,
        "facts": _facts(incident),
        "improvements": Improvement.objects.filter(incident=incident).select_related("owner"),
        "panels": panels(request.user, incident, "workspace"),
        "asides": panels(request.user, incident, "aside"),
        "events": tell_events(list(incident.events.select_related("user")[:6])),
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
@may_manage
def incident_access(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    named = User.objects.filter(pk__in=incident.access.values("user"))
    form = AccessForm(posted(request), initial={"restricted": incident.restricted, "people": named})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["restricted"]:
            verbs.restrict(request.user, incident, form.cleaned_data["people"])
        else:
            verbs.unrestrict(request.user, incident)
        messages.success(request, _("Saved: who may see this incident."))
        return redirect(incident)
    context = incident_context(request.user, incident, "") | {"form": form}
    return render(request, "postincident/incident_access.html", context)


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
