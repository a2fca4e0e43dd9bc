"""Several approved communications of an incident, let go at once or one step after the other."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from communications.chat import KINDS
from communications.models import Communication, Endpoint
from communications.recipients import Plan, recipients_of
from communications.release_forms import TogetherForm
from communications.revisioning import goes_to_page
from communications.verbs import releasing
from postincident import clock
from postincident.access import SignedInRequest, get_incident, may_manage
from postincident.checklist import settle
from postincident.errors import Refused
from postincident.models import Incident
from postincident.shell import incident_context


def _approved(incident: Incident) -> list[Communication]:
    rows = Communication.objects.filter(incident=incident, state=Communication.State.APPROVED)
    return list(rows.select_related("audience__group", "incident").order_by("audience__group__priority", "pk"))


@require_http_methods(["GET", "POST"])
@may_manage
def incident_release(request: SignedInRequest, reference: str) -> HttpResponse:
    """Who is written to by each, once each; then one button. What is chosen comes in the address, so that it is counted anew."""
    incident = get_incident(request.user, reference)
    approved = _approved(incident)
    on_page = any(goes_to_page(one) for one in approved)
    if request.method == "POST":
        form = TogetherForm(request.POST, communications=approved, on_page=on_page)
        if form.is_valid() and (done := _let_go(request, incident, approved, form)):
            return done
    else:
        form = TogetherForm(request.GET or None, communications=approved, on_page=on_page)
    chosen = _chosen(form, approved)
    context = incident_context(request.user, incident, "communications") | {
        "heading": _("Release together"),
        "form": form,
        "rows": _rows(form, approved, chosen, plan := recipients_of(chosen)),
        "chosen": chosen,
        "plan": plan,
        "now": clock.now(),
    }
    return render(request, "communications/release_together.html", context)


def _chosen(form: TogetherForm, approved: list[Communication]) -> list[Communication]:
    """All of them, until somebody chose."""
    if not form.is_bound:
        return approved
    wanted = set(form.data.getlist("chosen"))
    return [one for one in approved if str(one.pk) in wanted]


def _rows(
    form: TogetherForm, approved: list[Communication], chosen: list[Communication], plan: Plan
) -> list[dict[str, Any]]:
    rows = []
    for one in approved:
        share = plan.shares.get(one.pk)
        addressed = share.addressed if share else []
        rows.append(
            {
                "communication": one,
                "is_chosen": one in chosen,
                "step": form[f"step_{one.pk}"],
                "share": share,
                "mailed": sum(row.channel == Endpoint.Kind.MAIL for row in addressed),
                "posted": sum(row.channel in KINDS for row in addressed),
                "by_hand": sum(row.channel in (Endpoint.Kind.BY_HAND, Endpoint.Kind.PAGE) for row in addressed),
            }
        )
    return rows


def _let_go(
    request: SignedInRequest, incident: Incident, approved: list[Communication], form: TogetherForm
) -> HttpResponse | None:
    chosen = _chosen(form, approved)
    if not chosen:
        form.add_error(None, _("Choose at least one."))
        return None
    try:
        made = releasing.release(
            request.user,
            chosen,
            publish=form.cleaned_data.get("publish", False),
            shown=request.POST.get("shown", ""),
            steps=form.steps(),
            due_at=form.cleaned_data["due_at"],
            any_hour=form.cleaned_data.get("any_hour", False),
        )
    except Refused as refused:
        form.add_refusal(refused, "due_at" if refused.code == "not_ahead" else None)
        return None
    settle([incident.pk])
    done = ngettext("%(n)s communication is released.", "%(n)s communications are released.", len(made))
    messages.success(request, done % {"n": len(made)} + " " + _("You can leave this page; sending goes on."))
    return redirect("communications:incident-communications", incident.reference)
