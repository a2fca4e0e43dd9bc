from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from postincident.access import SignedInRequest, get_incident, may_edit, signed_in
from postincident.errors import Refused
from postincident.forms import posted
from postincident.incident_forms import FactForm, NewFactForm, TimelineForm
from postincident.models import Fact, Incident, TimelineEntry
from postincident.shell import incident_context
from postincident.templatetags.face import when
from postincident.verbs import facts as verbs


def _context(request: SignedInRequest, incident: Incident, **more: Any) -> dict[str, Any]:
    order = list(Fact.Key)
    facts = sorted(
        incident.facts.select_related("changed_by"), key=lambda fact: (order.index(Fact.Key(fact.key)), fact.position)
    )
    shown = {
        "facts": facts,
        "known": sum(not fact.is_gap for fact in facts),
        "timeline": incident.timeline.all(),
        "new_fact": NewFactForm(),
        "entry_form": TimelineForm(),
    }
    return incident_context(request.user, incident, "facts") | shown | more


@require_safe
@signed_in
def incident_facts(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    return render(request, "postincident/fact_list.html", _context(request, incident))


@require_POST
@may_edit
def fact_add(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    form = NewFactForm(request.POST)
    if not form.is_valid():
        return render(request, "postincident/fact_list.html", _context(request, incident, new_fact=form), status=422)
    fact = verbs.add_fact(request.user, incident, form.cleaned_data["key"])
    return redirect("postincident:fact-edit", incident.reference, fact.pk)


@require_http_methods(["GET", "POST"])
@may_edit
def fact_edit(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    incident = get_incident(request.user, reference)
    fact = get_object_or_404(Fact, incident=incident, pk=pk)
    form = FactForm(posted(request), instance=fact)
    conflicts: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            verbs.state_fact(request.user, fact, **form.cleaned_data)
        except Refused as refused:
            form.add_refusal(refused, {"says_nothing": "plain", "no_reason": "withheld_reason"}.get(refused.code))
            if refused.code == "changed_meanwhile":
                conflicts = _theirs(fact)
                form.carry_version(fact.version)
        else:
            messages.success(request, _("Saved: %(fact)s.") % {"fact": fact.get_key_display().lower()})
            return redirect("postincident:incident-facts", incident.reference)
    context = incident_context(request.user, incident, "facts") | {"form": form, "fact": fact, "conflicts": conflicts}
    context["removable"] = verbs.is_removable(fact)
    return render(request, "postincident/fact_form.html", context, status=409 if conflicts else 200)


def _theirs(fact: Fact) -> list[dict[str, Any]]:
    fact.refresh_from_db()
    texts = [(_("Plain wording"), fact.plain), (_("Technical wording"), fact.technical)]
    if fact.withheld_reason:
        texts.append((_("Why it is withheld"), fact.withheld_reason))
    state = fact.get_state_display()
    return [{"label": f"{label} ({state})", "text": text or "–", "by": fact.changed_by} for label, text in texts]


@require_POST
@may_edit
def fact_remove(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    incident = get_incident(request.user, reference)
    fact = get_object_or_404(Fact, incident=incident, pk=pk)
    try:
        verbs.remove_fact(request.user, fact)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("postincident:incident-facts", incident.reference)


@require_POST
@may_edit
def timeline_add(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    form = TimelineForm(request.POST)
    if not form.is_valid():
        return render(request, "postincident/fact_list.html", _context(request, incident, entry_form=form), status=422)
    fields = form.cleaned_data | {}
    fields.pop("version")
    verbs.add_entry(request.user, incident, **fields)
    return redirect("postincident:incident-facts", incident.reference)


@require_http_methods(["GET", "POST"])
@may_edit
def timeline_edit(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    incident = get_incident(request.user, reference)
    entry = get_object_or_404(TimelineEntry, incident=incident, pk=pk)
    form = TimelineForm(posted(request), initial=model_to_dict(entry))
    conflicts: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            verbs.change_entry(request.user, entry, **form.cleaned_data)
        except Refused as refused:
            form.add_refusal(refused)
            entry.refresh_from_db()
            conflicts = [{"label": when(entry.happened_at), "text": entry.text}]
            form.carry_version(entry.version)
        else:
            return redirect("postincident:incident-facts", incident.reference)
    context = incident_context(request.user, incident, "facts") | {"form": form, "entry": entry, "conflicts": conflicts}
    return render(request, "postincident/timeline_form.html", context, status=409 if conflicts else 200)


@require_POST
@may_edit
def timeline_remove(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    incident = get_incident(request.user, reference)
    verbs.remove_entry(request.user, get_object_or_404(TimelineEntry, incident=incident, pk=pk))
    return redirect("postincident:incident-facts", incident.reference)
