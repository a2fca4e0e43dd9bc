"""What readers decide about what they are sent. No session, no cookie, no script: the link in their mail is the authority.

Exempt from CSRF checks for the reason that feedback forms are: there is no cookie that a forged request could borrow.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from communications.duplicates import here
from communications.languages import accepted, said_in
from communications.models import Delivery
from communications.preference_forms import PreferencesForm
from communications.preferences import open_link, standing_of
from communications.verbs import preferring
from postincident.access import SignedInRequest, may_configure, public
from postincident.throttle import is_allowed, sender_of


# A GET only shows the page, because scanners open every link of a mail.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def preferences(request: HttpRequest, token: str) -> HttpResponse:
    delivery = open_link(token)
    if delivery is None:
        return said_in(accepted(request), render, request, "communications/preferences_closed.html", status=404)
    return said_in(delivery.communication.audience.group.language, _opened, request, delivery)


def _opened(request: HttpRequest, delivery: Delivery) -> HttpResponse:
    standing, status = standing_of(delivery), 200
    form = PreferencesForm.of(standing)
    if request.method == "POST":
        form = PreferencesForm(request.POST, standing=standing)
        if not is_allowed(f"preferences {delivery.pk}", sender_of(request)):
            form.add_error(None, _("Many changes came from your network in this hour. Please send it again later."))
            status = 429
        elif form.is_valid():
            preferring.choose(delivery, **form.values())
            return redirect(f"{request.path}?saved=1")
    saved = request.method == "GET" and "saved" in request.GET
    context = {"form": form, "standing": standing, "saved": saved, "zone": timezone.get_current_timezone_name()}
    response = render(request, "communications/preferences.html", context, status=status)
    if status == 429:
        response["Retry-After"] = "3600"
    return response


@require_POST
@may_configure
def contact_void_links(request: SignedInRequest, pk: int) -> HttpResponse:
    """For when a mail was passed on, and somebody else changes what its reader gets."""
    contact = get_object_or_404(here(), pk=pk)
    preferring.void_links(request.user, contact)
    messages.success(
        request,
        _("Links to preferences in what was sent to them so far open nothing any more. The next mail has a new one."),
    )
    return redirect(contact)
