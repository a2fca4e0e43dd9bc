"""How somebody was told by hand, and the files that show it: to whoever may see the incident, as downloads."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from communications.models import Delivery, Proof
from communications.resolution_forms import proof_field
from communications.verbs import proving
from communications.views.attachment import download
from postincident.access import SignedInRequest, signed_in
from postincident.errors import Refused
from postincident.forms import Form, posted
from postincident.models import in_sight_of
from postincident.shell import incident_context


class ProofForm(Form):
    proof = proof_field(label=gettext_lazy("File"), required=True)

    def take(self, request: SignedInRequest, delivery: Delivery) -> bool:
        file: forms.FileField = self.cleaned_data["proof"]
        try:
            # One octet more than is taken is enough to know.
            proving.prove(request.user, delivery, file.name, file.read(settings.ATTACHMENT_BYTES + 1))  # type: ignore[attr-defined]
        except Refused as refused:
            self.add_refusal(refused, "proof" if refused.code == "file" else None)
            return False
        messages.success(request, _("Attached. Its digest stands on the record's page."))
        return True


@require_http_methods(["GET", "POST"])
@signed_in
def proof_list(request: SignedInRequest, pk: int) -> HttpResponse:
    visible = Delivery.objects.filter(in_sight_of(request.user)).exclude(resolution="")
    delivery = get_object_or_404(
        visible.select_related("release__communication__audience__group", "incident__lead", "resolved_by"), pk=pk
    )
    if request.method == "POST" and not request.user.can_edit:
        raise PermissionDenied
    form = ProofForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid() and form.take(request, delivery):
        return redirect("communications:proof-list", pk)
    told = delivery.resolution == Delivery.Resolution.TOLD_BY_HAND
    context = incident_context(request.user, delivery.incident, "communications") | {
        "delivery": delivery,
        "proofs": delivery.proofs.select_related("added_by").defer("content"),
        "form": form if told and request.user.can_edit else None,
        "most": settings.ATTACHMENT_BYTES,
        "heading": _("Told by hand: %(name)s")
        % {"name": delivery.name or delivery.shown_address or delivery.get_channel_display()},
    }
    return render(request, "communications/proof_list.html", context)


@require_safe
@signed_in
def proof_detail(request: SignedInRequest, pk: int, proof_pk: int) -> HttpResponse:
    visible = Delivery.objects.filter(in_sight_of(request.user))
    return download(get_object_or_404(Proof, delivery__in=visible.filter(pk=pk), size__gt=0, pk=proof_pk))
