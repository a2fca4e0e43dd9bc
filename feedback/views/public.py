"""The feedback form. No session, no cookie, no script: the token in the address is all the authority there is.

The views are exempt from CSRF checks because there is nothing a forged request could borrow: a browser adds no cookie
that these views read, and whoever knows the token may post anyway.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from communications.languages import accepted, said_in
from feedback.links import SECRET, answer_url, new_secret, open_answer, open_link, title_for_readers
from feedback.models import FeedbackLink, Questionnaire, Response
from feedback.public_forms import MOST_WORDS, AnswerForm, typed, visible
from feedback.questionnaires import RATINGS, WORDS, Question, how_many, read
from feedback.shipped import QUESTIONNAIRE
from feedback.verbs import answering
from postincident.access import public
from postincident.errors import Refused
from postincident.retention import in_words
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


def _asked(request: HttpRequest, link: FeedbackLink) -> Questionnaire | None:
    """The version that the reader was shown, which the form names; the one asked now for whoever opens it."""
    communication = link.communication
    group, kind = communication.audience.group, communication.kind
    shown = request.POST.get("asked", "")
    if shown.isascii() and shown.isdigit() and len(shown) < 18:
        answered = Questionnaire.objects.fitting(group, kind).filter(pk=shown).first()
        if answered is not None:
            return answered
    return Questionnaire.objects.asked(group, kind)


def _form(questionnaire: Questionnaire | None, data: Any = None, initial: Any = None) -> AnswerForm:
    return AnswerForm(data, questions=_questions(questionnaire), initial=initial)


def _ships(questionnaire: Questionnaire | None) -> bool:
    return questionnaire is None or questionnaire.questions == QUESTIONNAIRE["questions"]


def _questions(questionnaire: Questionnaire | None) -> list[Question]:
    asked = read(questionnaire.questions if questionnaire else QUESTIONNAIRE["questions"])
    return [replace(one, text=_(one.text)) for one in asked] if _ships(questionnaire) else asked


def _page(
    request: HttpRequest,
    form: AnswerForm,
    link: FeedbackLink,
    questionnaire: Questionnaire | None,
    *,
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    communication = link.communication
    asked_in = questionnaire.language if questionnaire and not _ships(questionnaire) else get_language()
    context = {
        "form": form,
        "questions": form.drawn(),
        "how_many": how_many(form.questions),
        "lang": "" if asked_in == get_language() else format_html(' lang="{}"', asked_in),
        "asked": questionnaire,
        "title": title_for_readers(communication),
        "group": communication.audience.group.name,
        "until": link.expires_at,
        "kept_for": in_words(questionnaire.days_named if questionnaire else settings.ANSWER_NAME_DAYS),
    } | extra
    return render(request, "feedback/form.html", context, status=status)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def feedback_form(request: HttpRequest, token: str) -> HttpResponse:
    """GET stores nothing: `?clear=4`, as mails have it, only chooses beforehand. Mail scanners open every link."""
    link = open_link(token)
    return _closed(request) if link is None else said_in(_language(link), _opened, request, link)


def _language(link: FeedbackLink) -> str:
    return link.communication.audience.group.language


def _opened(request: HttpRequest, link: FeedbackLink) -> HttpResponse:
    questionnaire = _asked(request, link)
    if request.method == "POST":
        return _answer(request, link, questionnaire)
    if link.is_used_up:
        return _closed(request)
    chosen = {key: request.GET[key] for key in RATINGS if request.GET.get(key) in {"1", "2", "3", "4", "5"}}
    return _page(request, _form(questionnaire, initial=chosen), link, questionnaire, secret=new_secret())


def _answer(request: HttpRequest, link: FeedbackLink, questionnaire: Questionnaire | None) -> HttpResponse:
    form = _form(questionnaire, request.POST)
    secret = request.POST.get("form", "")
    secret = secret if SECRET.fullmatch(secret) else new_secret()
    if form.is_by_a_machine:
        return render(request, "feedback/thanks.html", {})
    if not form.is_valid():
        return _closed(request) if link.is_used_up else _page(request, form, link, questionnaire, secret=secret)
    # A personal link takes one answer whatever comes; only a shared one can be flooded.
    if link.kind == FeedbackLink.Kind.SHARED and not is_allowed(f"link {link.pk}", sender_of(request)):
        return _too_many(request, form, link, questionnaire, secret)
    try:
        answered = answering.answer(link, form.cleaned_data, secret, questionnaire)
    except Refused:
        return _closed(request)
    url = answer_url(answered.response, answered.secret)
    context = {"edit_url": url, "until": link.expires_at, "left_out": form.left_out}
    return render(request, "feedback/thanks.html", context)


def _too_many(
    request: HttpRequest, form: AnswerForm, link: FeedbackLink, questionnaire: Questionnaire | None, secret: str = ""
) -> HttpResponse:
    form.add_error(
        None, _("Many answers came from your network in this hour. Yours is still here: please send it again later.")
    )
    response = _page(request, form, link, questionnaire, status=429, secret=secret)
    response["Retry-After"] = "3600"
    return response


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def answer_edit(request: HttpRequest, token: str) -> HttpResponse:
    """The answer again, for whoever has the secret of the thank-you page; the link in the mail never shows it."""
    response = open_answer(token)
    if response is None or response.link is None:
        return _closed(request)
    return said_in(_language(response.link), _again, request, response, response.link)


def _again(request: HttpRequest, response: Response, link: FeedbackLink) -> HttpResponse:
    asked = response.questionnaire
    form = _form(asked, request.POST if request.method == "POST" else None, _typed(response))
    if request.method == "POST" and form.is_valid() and not form.is_by_a_machine:
        if not is_allowed(f"answer {response.pk}", ""):
            return _too_many(request, form, link, asked)
        answering.change(response, form.cleaned_data)
        return render(
            request, "feedback/thanks.html", {"edit_url": request.path, "changed": True, "left_out": form.left_out}
        )
    return _page(request, form, link, asked, editing=True)


def _typed(response: Response) -> dict[str, Any]:
    stored = {name: getattr(response, name) for name in answering.COLUMNS} | response.answers
    return typed(_questions(response.questionnaire), stored)
