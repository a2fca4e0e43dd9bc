"""The feedback form. No session, no cookie, no script: the token in the address is all the authority there is.

The views are exempt from CSRF checks because there is nothing a forged request could borrow: a browser adds no cookie
that these views read, and whoever knows the token may post anyway.
"""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from communications.languages import accepted, said_in
from feedback.links import SECRET, Opened, answer_url, new_secret, open_answer, open_link, opened, title_for_readers
from feedback.models import Response
from feedback.public_forms import MOST_WORDS, AnswerForm, typed, visible
from feedback.questionnaires import RATINGS, WORDS, how_many
from feedback.verbs import answering
from feedback.versions import Version, version_of
from postincident.access import public
from postincident.errors import Refused
from postincident.retention import in_words
from postincident.shared import HOLE, filled, same_for_all
from postincident.throttle import is_allowed, sender_of

OF_OUR_OWN = re.compile(r"q[0-9a-f]{8}")  # keys of questions that somebody here added


def _closed(request: HttpRequest) -> HttpResponse:
    """Wrong, forged, expired, revoked and used tokens get the same page: it reveals nothing. What somebody wrote meanwhile, as in
    a second tab, is theirs and stands on it once more."""
    context = {"written": _written(request)}
    return said_in(accepted(request), render, request, "feedback/closed.html", context, status=404)


def _written(request: HttpRequest) -> str:
    sent = [str(text) for name, text in request.POST.items() if name == WORDS or OF_OUR_OWN.fullmatch(name)]
    return "\n\n".join(text for text in map(visible, sent) if not text.isdigit())[:MOST_WORDS]


def _context(form: AnswerForm, link: Opened, version: Version, **extra: Any) -> dict[str, Any]:
    asked_in = get_language() if version.ships else version.language
    return {
        "form": form,
        "questions": form.drawn(),
        "how_many": how_many(form.questions),
        "lang": "" if asked_in == get_language() else format_html(' lang="{}"', asked_in),
        "asked": version.pk,
        "title": title_for_readers(link.subject),
        "group": link.group_name,
        "until": link.expires_at,
        "kept_for": in_words(version.days_named),
    } | extra


def _page(
    request: HttpRequest, form: AnswerForm, link: Opened, version: Version, *, status: int = 200, **extra: Any
) -> HttpResponse:
    return render(request, "feedback/form.html", _context(form, link, version, **extra), status=status)


def _asked(request: HttpRequest, link: Opened) -> HttpResponse:
    """The form as it comes. All who are asked about a communication get the same, but for the secret it is known again by."""
    chosen = {key: request.GET[key] for key in RATINGS if request.GET.get(key) in {"1", "2", "3", "4", "5"}}

    def make() -> str:
        version = version_of(link.questionnaire)
        form = AnswerForm(questions=version.questions, initial=chosen)
        return render_to_string("feedback/form.html", _context(form, link, version, secret=HOLE), request)

    shown = "form", link.subject, link.group_name, link.expires_at, link.questionnaire, chosen
    return HttpResponse(filled(shown, make, new_secret()))


def _thanks(request: HttpRequest, link: Opened, form: AnswerForm, url: str) -> HttpResponse:
    context = {"edit_url": HOLE, "until": link.expires_at, "left_out": form.left_out}
    shown = "thanks", link.expires_at, tuple(form.left_out)
    return HttpResponse(filled(shown, lambda: render_to_string("feedback/thanks.html", context, request), url))


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
@same_for_all
def feedback_form(request: HttpRequest, token: str) -> HttpResponse:
    """GET stores nothing: `?clear=4`, as mails have it, only chooses beforehand. Mail scanners open every link."""
    link = open_link(token, request.POST.get("asked", ""))
    return _closed(request) if link is None else said_in(link.language, _opened, request, link)


def _opened(request: HttpRequest, link: Opened) -> HttpResponse:
    if request.method == "POST":
        return _answer(request, link)
    return _closed(request) if link.is_used_up else _asked(request, link)


def _answer(request: HttpRequest, link: Opened) -> HttpResponse:
    version = version_of(link.questionnaire)
    form = AnswerForm(request.POST, questions=version.questions)
    secret = request.POST.get("form", "")
    secret = secret if SECRET.fullmatch(secret) else new_secret()
    if form.is_by_a_machine:
        return render(request, "feedback/thanks.html", {})
    if not form.is_valid():
        return _closed(request) if link.is_used_up else _page(request, form, link, version, secret=secret)
    # A personal link takes one answer whatever comes; only a shared one can be flooded.
    if not link.is_personal and not is_allowed(f"link {link.link}", sender_of(request)):
        return _too_many(request, form, link, version, secret)
    try:
        answered = answering.answer(link, form.cleaned_data, secret)
    except Refused:
        return _closed(request)
    return _thanks(request, link, form, answer_url(answered.response, answered.secret))


def _too_many(request: HttpRequest, form: AnswerForm, link: Opened, version: Version, secret: str = "") -> HttpResponse:
    form.add_error(
        None, _("Many answers came from your network in this hour. Yours is still here: please send it again later.")
    )
    response = _page(request, form, link, version, status=429, secret=secret)
    response["Retry-After"] = "3600"
    return response


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
@same_for_all
def answer_edit(request: HttpRequest, token: str) -> HttpResponse:
    """The answer again, for whoever has the secret of the thank-you page; the link in the mail never shows it."""
    response = open_answer(token)
    link = response and response.link and opened(response.link.pk, response.link.nonce)
    if not response or not link:
        return _closed(request)
    return said_in(link.language, _again, request, response, link)


def _again(request: HttpRequest, response: Response, link: Opened) -> HttpResponse:
    version = version_of(response.questionnaire_id)
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        questions=version.questions,
        initial=_typed(response, version),
    )
    if request.method == "POST" and form.is_valid() and not form.is_by_a_machine:
        if not is_allowed(f"answer {response.pk}", ""):
            return _too_many(request, form, link, version)
        answering.change(response, form.cleaned_data)
        context = {"edit_url": request.path, "changed": True, "left_out": form.left_out}
        return render(request, "feedback/thanks.html", context)
    return _page(request, form, link, version, editing=True)


def _typed(response: Response, version: Version) -> dict[str, Any]:
    stored = {name: getattr(response, name) for name in answering.COLUMNS} | response.answers
    return typed(version.questions, stored)
