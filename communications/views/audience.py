from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communications.access import get_audience
from communications.due import say_within
from communications.models import Audience, Endpoint, RecipientList, StakeholderGroup
from communications.verbs import audiences as verbs
from communications.writing_forms import ExcludeForm, IncludeForm
from postincident.access import SignedInRequest, get_incident, may_edit, signed_in
from postincident.checklist import settle
from postincident.errors import Refused
from postincident.forms import posted
from postincident.models import Incident
from postincident.shell import incident_context
from postincident.vocabulary import Kind


def _others(incident: Incident) -> object:
    included = Audience.objects.filter(incident=incident, state=Audience.State.INCLUDED).values("group")
    return StakeholderGroup.objects.in_use().exclude(pk__in=included)


@dataclass
class Concerned:
    """An audience with what explains it: the rules that hold now, and what is due when by which time of the group."""

    audience: Audience
    rules: list[verbs.Matched]
    due: list[tuple[str, str, datetime | None]]  # (kind, by which rule, when); not yet where the end is awaited
    listed: RecipientList | None
    n_listed: int
    on_page: bool


def _concerned(incident: Incident, audience: Any, service_ids: set[int]) -> Concerned:
    group = audience.group
    due = [
        (str(kind.label), say_within(kind, group.due_hours[kind]) if kind in group.due_hours else "", moment)
        for kind in Kind
        if (moment := verbs.due_at(audience, kind)) or (kind in group.due_hours and incident.resolved_at is None)
    ]
    on_page = group.channels == [Endpoint.Kind.PAGE]
    listed = getattr(audience, "recipient_list", None)
    rules = verbs.matched_rules(incident, group, service_ids)
    return Concerned(audience, rules, due, listed, audience.n_listed, on_page)


def _not_named(
    incident: Incident, groups: Any, audiences: Sequence[Any], service_ids: set[int]
) -> list[tuple[Any, str]]:
    """Groups that are no audience of it, and why not."""
    known = {audience.group_id for audience in audiences}
    rest = [group for group in groups.prefetch_related("relevant_services") if group.pk not in known]
    return [(group, _why_not(incident, group, service_ids)) for group in rest]


def _why_not(incident: Incident, group: StakeholderGroup, service_ids: set[int]) -> str:
    if matched := verbs.matched_rules(incident, group, service_ids):
        rules = {"because": "; ".join(one.because for one in matched)}
        return _("its rules name it by now, and were not looked at since (%(because)s)") % rules
    if not (reasons := verbs.unmatched(incident, group)):
        return _("it has no rule, somebody includes it by hand")
    return "; ".join(reasons)


def _page(request: SignedInRequest, incident: Incident, form: IncludeForm) -> dict[str, Any]:
    found = Audience.objects.filter(incident=incident).select_related("group", "decided_by", "recipient_list__added_by")
    found = found.annotate(n_listed=Count("recipient_list__recipients"))
    audiences = list(found.prefetch_related("group__relevant_services"))
    service_ids = set(incident.services.values_list("pk", flat=True))
    left_out = [audience for audience in audiences if audience.state == Audience.State.EXCLUDED]
    concerned = [
        _concerned(incident, audience, service_ids)
        for audience in audiences
        if audience.state == Audience.State.INCLUDED
    ]
    return incident_context(request.user, incident, "communications") | {
        "concerned": concerned,
        "left_out": left_out,
        "not_named": _not_named(incident, StakeholderGroup.objects.in_use(), audiences, service_ids),
        "form": form,
    }


@require_safe
@signed_in
def incident_audiences(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    context = _page(request, incident, IncludeForm(groups=_others(incident)))
    return render(request, "communications/incident_audiences.html", context)


@require_POST
@may_edit
def audience_include(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    form = IncludeForm(request.POST, groups=_others(incident))
    if form.is_valid():
        verbs.include(request.user, incident, form.cleaned_data["group"], form.cleaned_data["reason"])
        settle([incident.pk])
        messages.success(request, _("Included: %(group)s.") % {"group": form.cleaned_data["group"]})
        return redirect("communications:incident-audiences", incident.reference)
    context = _page(request, incident, form)
    return render(request, "communications/incident_audiences.html", context, status=422)


@require_http_methods(["GET", "POST"])
@may_edit
def audience_exclude(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    incident = get_incident(request.user, reference)
    audience = get_audience(incident, pk)
    form = ExcludeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            verbs.exclude(request.user, audience, form.cleaned_data["reason"])
        except Refused as refused:
            form.add_refusal(refused)
        else:
            settle([incident.pk])
            messages.success(request, _("Excluded, with the reason."))
            return redirect("communications:incident-audiences", incident.reference)
    context = incident_context(request.user, incident, "communications") | {"audience": audience, "form": form}
    return render(request, "communications/audience_exclude.html", context)
