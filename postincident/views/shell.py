"""The pages around the work: more, help, one's own account, and the health check."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from postincident.access import SignedInRequest, public, signed_in
from postincident.account_forms import PreferencesForm
from postincident.errors import Refused
from postincident.forms import posted
from postincident.verbs.account import set_preferences


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What could not be read at all. Too much at once is no nonsense: it is told so, and how much may be sent."""
    too_much = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    megabytes = (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) // 1024 // 1024
    # Without the request: its headers, the session among them, are what may have made no sense.
    page = render_to_string("400.html", {"too_much": too_much, "megabytes": megabytes})
    return HttpResponseBadRequest(page)


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
