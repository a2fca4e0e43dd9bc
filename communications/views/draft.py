from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communications.access import get_communication
from communications.drawing.anew import stale_drafts
from communications.drawing.values import Source
from communications.matrix import matrices
from communications.models import Audience, Communication
from communications.verbs import draft_runs, drafting
from communications.verbs.audiences import ensure_audiences
from communications.writing_forms import DraftForm
from postincident import clock
from postincident.access import SignedInRequest, get_incident, may_edit, signed_in
from postincident.errors import Refused
from postincident.forms import posted
from postincident.models import Incident
from postincident.shell import incident_context
from postincident.vocabulary import Kind


@require_safe
@signed_in
def incident_communications(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    rows = list(
        Communication.objects.filter(incident=incident)
        .select_related("audience__group", "created_by")
        .order_by("kind", "round", "audience__group__priority")
    )
    approved = [one for one in rows if one.state == Communication.State.APPROVED]
    context = incident_context(request.user, incident, "communications") | {
        "communications": rows,
        "may_release_together": len(approved) > 1 and request.user.can_manage,
        "matrix": matrices(request.user, [incident.pk])[incident.pk],
        "stale": stale_drafts(incident, Source.of(incident)),
    }
    return render(request, "communications/incident_communications.html", context)


@require_http_methods(["GET", "POST"])
@may_edit
def draft(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    if request.method == "POST":
        ensure_audiences(incident)
    included = Audience.objects.filter(incident=incident, state=Audience.State.INCLUDED).select_related("group")
    kind = request.GET.get("kind", Kind.ROOT_CAUSE)
    kind = kind if kind in Kind.values else Kind.ROOT_CAUSE
    form = DraftForm(
        posted(request), audiences=included, have=drafting.who_have(incident, kind), initial={"kind": kind}
    )
    if request.method == "POST" and form.is_valid():
        try:
            return drawn(request, incident, form.cleaned_data["kind"], list(form.cleaned_data["audiences"]))
        except Refused as refused:
            form.add_refusal(refused)
    context = incident_context(request.user, incident, "communications") | {"form": form, "included": included}
    return render(request, "communications/draft.html", context)


def drawn(request: SignedInRequest, incident: Incident, kind: str, audiences: list[Audience]) -> HttpResponse:
    """A few at once; many by the worker, with a page that shows how far it is."""
    if len(audiences) > draft_runs.AT_ONCE:
        run = draft_runs.begin(request.user, incident, kind, audiences)
        return redirect("communications:draft-run", incident.reference, run.pk)
    made = drafting.draft(request.user, incident, kind, audiences)
    said = ngettext("One draft is ready.", "%(n)s drafts are ready.", len(made)) % {"n": len(made)}
    messages.success(request, said)
    if len(made) == 1:
        return redirect(made[0])
    return redirect("communications:incident-communications", incident.reference)


@require_safe
@signed_in
def draft_run(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    incident = get_incident(request.user, reference)
    run = get_object_or_404(incident.draft_runs.select_related("by"), pk=pk)
    items = list(run.items.select_related("audience__group", "communication").order_by("audience__group__priority"))
    context = incident_context(request.user, incident, "communications") | {
        "run": run,
        "items": items,
        "drawn": sum(item.communication is not None for item in items),
        "refused": sum(bool(item.refused) for item in items),
        "now": clock.now(),
    }
    page = "communications/_draft_run.html" if request.htmx else "communications/draft_run.html"  # type: ignore[attr-defined]
    return render(request, page, context)


@require_POST
@may_edit
def communication_follow(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin an update that follows what was released, to the same audience and in the same thread."""
    communication = get_communication(request.user, pk)
    if communication.state != Communication.State.RELEASED:
        messages.error(request, _("Only what was released can be followed up. This is still being written."))
        return redirect(communication)
    try:
        made = drafting.draft(
            request.user, communication.incident, Kind.UPDATE, [communication.audience], follows=communication
        )
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect(communication)
    messages.success(request, _("A follow-up is begun. Its mail will stand in one thread with the first."))
    return redirect(made[0])


@require_POST
@may_edit
def communication_correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin a correction of what was released: a linked communication to the same audience, in a round of its own."""
    communication = get_communication(request.user, pk)
    try:
        made = drafting.draft(
            request.user,
            communication.incident,
            communication.kind,
            [communication.audience],
            corrects=communication,
        )
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect(communication)
    messages.success(request, _("A correction is begun. The first message stays as it was sent."))
    return redirect(made[0])
