from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from communications.access import get_communication
from communications.matrix import matrices
from communications.models import Audience, Communication
from communications.verbs import drafting
from communications.verbs.audiences import ensure_audiences
from communications.writing_forms import DraftForm
from postincident.access import SignedInRequest, get_incident, may_edit, signed_in
from postincident.errors import Refused
from postincident.forms import posted
from postincident.shell import incident_context
from postincident.vocabulary import Kind


@require_safe
@signed_in
def incident_communications(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    rows = (
        Communication.objects.filter(incident=incident)
        .select_related("audience__group", "created_by")
        .order_by("kind", "round", "audience__group__priority")
    )
    context = incident_context(request.user, incident, "communications") | {
        "communications": rows,
        "matrix": matrices(request.user, [incident.pk])[incident.pk],
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
    initial = {"kind": kind if kind in Kind.values else Kind.ROOT_CAUSE}
    form = DraftForm(posted(request), audiences=included, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = drafting.draft(request.user, incident, form.cleaned_data["kind"], form.cleaned_data["audiences"])
        except Refused as refused:
            form.add_refusal(refused)
        else:
            said = ngettext("One draft is ready.", "%(n)s drafts are ready.", len(made)) % {"n": len(made)}
            messages.success(request, said)
            if len(made) == 1:
                return redirect(made[0])
            return redirect("communications:incident-communications", incident.reference)
    context = incident_context(request.user, incident, "communications") | {"form": form, "included": included}
    return render(request, "communications/draft.html", context)


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
