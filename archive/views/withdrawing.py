from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from archive.forms import WhyForm
from archive.models import Import
from archive.verbs import withdrawing
from postincident.access import SignedInRequest, may_manage
from postincident.errors import Refused
from postincident.forms import posted


@require_http_methods(["GET", "POST"])
@may_manage
def import_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(Import, pk=pk)
    form = WhyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            withdrawing.withdraw(request.user, run, form.cleaned_data["why"])
        except Refused as refused:
            form.add_refusal(refused, "why")
        else:
            messages.success(request, _("Withdrawn. Nobody is shown what it brought."))
            return redirect(run)
    incidents, going = withdrawing.incidents_of(run).count(), withdrawing.going_with(run).count()
    context = {
        "run": run,
        "form": form,
        "records": withdrawing.records_of(run).count(),
        "publications": withdrawing.publications_of(run).count(),
        "going": going,
        "staying": incidents - going,
    }
    return render(request, "archive/import_withdraw.html", context)


@require_POST
@may_manage
def import_restore(request: SignedInRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(Import, pk=pk)
    try:
        withdrawing.restore(request.user, run)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Restored. What it brought is shown again."))
    return redirect(run)
