"""The page of a review link. No session, no cookie, no script: the token in the address is all the authority there is.

Exempt from CSRF checks, because there is nothing a forged request could borrow: whoever knows the token may post anyway.
Expired, revoked, used, guessed and overtaken links all get the same page, which reveals nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from communications.models import ReviewLink
from communications.outside import note_opened, open_link
from communications.revisioning import EXAMPLE, FRAMED_CSP, filled, goes_to_page, read_rows
from communications.verbs import outside
from communications.views.attachment import download
from communications.writing_forms import DecisionForm
from postincident.access import public
from postincident.checklist import settle
from postincident.errors import Refused
from postincident.forms import posted
from postincident.rendering import to_document
from postincident.throttle import is_allowed, sender_of


def _by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def opened(request: HttpRequest, token: str, **kwargs: int) -> HttpResponse:
        link = open_link(token)
        response = _closed(request) if link is None else view(request, link, token, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    return opened


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "communications/outside_closed.html", status=404)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
@_by_link
def outside_review(request: HttpRequest, link: ReviewLink, token: str) -> HttpResponse:
    form = DecisionForm(posted(request), initial={"digest": link.revision.digest}, auto_id="%s")
    if request.method == "POST":
        return _decided(request, link, token, form)
    if request.method == "GET":
        note_opened(link)
    return _page(request, link, token, form)


def _page(request: HttpRequest, link: ReviewLink, token: str, form: DecisionForm, *, status: int = 200) -> HttpResponse:
    revision = link.revision
    context = {
        "form": form,
        "link": link,
        "token": token,
        "revision": revision,
        "rows": read_rows(revision.source),
        "text": filled(revision.text, EXAMPLE),
        "on_page": goes_to_page(revision.communication),
        "group": revision.communication.audience.group.name,
        "attachments": revision.communication.attachments.defer("content"),
    }
    return render(request, "communications/outside_review.html", context, status=status)


def _decided(request: HttpRequest, link: ReviewLink, token: str, form: DecisionForm) -> HttpResponse:
    if not is_allowed(f"review link {link.pk}", sender_of(request)):
        form.add_error(
            None, _("Many attempts came from your network in this hour. Nothing is lost: please send it again later.")
        )
        response = _page(request, link, token, form, status=429)
        response["Retry-After"] = "3600"
        return response
    if not form.is_valid():
        return _page(request, link, token, form)
    try:
        _decide(link, form.cleaned_data)
    except Refused as refused:
        if refused.code == "closed" or open_link(token) is None:
            return _closed(request)
        form.add_refusal(refused, "comment" if refused.code == "no_reason" else None)
        return _page(request, link, token, form)
    settle([link.revision.communication.incident_id])
    return render(request, "communications/outside_thanks.html", {"link": link})


def _decide(link: ReviewLink, said: dict[str, str]) -> None:
    if said["decision"] == "approve":
        outside.approve_outside(link, said["digest"], said["comment"])
    else:
        outside.send_back_outside(link, said["comment"])


@never_cache
@require_safe
@public
@xframe_options_sameorigin
@csp_override(FRAMED_CSP)
@_by_link
def outside_body(request: HttpRequest, link: ReviewLink, token: str) -> HttpResponse:
    """The revision as it was frozen, with an example's name and links in it."""
    body = filled(link.revision.html, EXAMPLE, as_html=True)
    group = link.revision.communication.audience.group
    return HttpResponse(to_document(body, link.revision.subject, group.language))


@never_cache
@require_safe
@public
@_by_link
def outside_attachment(request: HttpRequest, link: ReviewLink, token: str, pk: int) -> HttpResponse:
    return download(get_object_or_404(link.revision.communication.attachments, pk=pk))
