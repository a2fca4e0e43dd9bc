"""The pages around the work: more, help, one's own account, and the health check."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from postincident.access import public, signed_in


@require_safe
@signed_in
def more(request: HttpRequest) -> HttpResponse:
    return render(request, "postincident/more.html")


@require_safe
@signed_in
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "postincident/help.html")


@require_safe
@signed_in
def account(request: HttpRequest) -> HttpResponse:
    return render(request, "postincident/account.html")


@require_safe
@public
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers; for load balancers and monitors."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
