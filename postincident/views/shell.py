"""The pages around the work: more, help, one's own account, and the health check."""

from __future__ import annotations

from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from postincident.access import SignedInRequest, public, signed_in
from postincident.account_forms import PreferencesForm
from postincident.errors import Refused
from postincident.forms import posted
from postincident.verbs.account import set_preferences


@require_safe
@signed_in
def more(request: HttpRequest) -> HttpResponse:
    return render(request, "postincident/more.html")


@require_safe
@signed_in
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "postincident/help.html")


@require_http_methods(["GET", "POST"])
@signed_in
def account(request: SignedInRequest) -> HttpResponse:
    form = PreferencesForm(posted(request), instance=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            set_preferences(request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_refusal(refused, {"absent_in_the_past": "absent_until", "own_delegate": "delegate"}[refused.code])
        else:
            messages.success(request, _("Saved."))
            return redirect("postincident:account")
    return render(request, "postincident/account.html", {"form": form})


@require_safe
@public
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers; for load balancers and monitors."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
