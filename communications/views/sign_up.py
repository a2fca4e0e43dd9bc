"""Signing up for a public group. No session, no cookie, no script; every address is answered alike, known or not.

Exempt from CSRF checks for the reason that feedback forms are: there is no cookie that a forged request could borrow.
"""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from communications.languages import accepted, said_in
from communications.models import StakeholderGroup
from communications.preference_forms import SignUpForm
from communications.sign_up import HOLDS, MOST_PER_ADDRESS, open_group, open_request
from communications.verbs import signing_up
from postincident.access import public
from postincident.errors import Refused
from postincident.links import hash_address
from postincident.throttle import is_allowed, sender_of


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def sign_up(request: HttpRequest, slug: str) -> HttpResponse:
    """A group that is closed does not exist here."""
    group = open_group(slug)
    if group is None:
        raise Http404
    return said_in(group.language, _opened, request, group)


def _opened(request: HttpRequest, group: StakeholderGroup) -> HttpResponse:
    if request.method != "POST":
        return _page(request, group, SignUpForm())
    form = SignUpForm(request.POST)
    if form.is_by_a_machine:
        return _asked(request, group)
    if not form.is_valid():
        return _page(request, group, form)
    everybody = is_allowed("sign-ups", "", settings.SIGN_UPS_PER_HOUR)
    if not everybody or not is_allowed(f"sign-up {group.pk}", sender_of(request)):
        form.add_error(
            None, _("Many have asked in this hour. What you typed is still here: please send it again later.")
        )
        response = _page(request, group, form, status=429)
        response["Retry-After"] = "3600"
        return response
    # One address gets so many mails and no more; whoever asks for more is not told.
    address = hash_address(form.cleaned_data["normalised"])
    if is_allowed("sign-up address", address, MOST_PER_ADDRESS):
        signing_up.ask(group, name=form.cleaned_data["name"], address=form.cleaned_data["address"])
    return _asked(request, group)


def _page(request: HttpRequest, group: StakeholderGroup, form: SignUpForm, *, status: int = 200) -> HttpResponse:
    context = {"group": group, "form": form, "days": settings.SIGN_UP_DAYS, "is_local": settings.MAIL_IS_LOCAL}
    return render(request, "communications/sign_up.html", context, status=status)


def _asked(request: HttpRequest, group: StakeholderGroup) -> HttpResponse:
    hours = int(HOLDS.total_seconds()) // 3600
    context = {"group": group, "hours": hours, "is_local": settings.MAIL_IS_LOCAL}
    return render(request, "communications/sign_up_asked.html", context)


# A GET only shows the page, because scanners open every link of a mail.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def sign_up_confirm(request: HttpRequest, token: str) -> HttpResponse:
    found = open_request(token)
    if found is None:
        return _closed(request)
    page, context = "communications/sign_up_confirm.html", {"group": found.group}
    if request.method == "POST":
        try:
            signing_up.confirm(found)
        except Refused:
            return _closed(request)
        page = "communications/sign_up_done.html"
    return said_in(found.group.language, render, request, page, context)


def _closed(request: HttpRequest) -> HttpResponse:
    """Wrong, forged, used and expired links get the same page."""
    return said_in(accepted(request), render, request, "communications/sign_up_closed.html", status=404)
