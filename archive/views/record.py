from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from archive.access import get_record, get_record_to_redact
from archive.corrections import chain_of
from archive.diff import words_beside
from archive.files import filed_files
from archive.forms import WhyForm
from archive.models import Publication, Record, RecordBody
from archive.pages import language, text_html
from archive.said import told
from archive.verbs import publishing, redaction
from archive.verify import verified
from postincident.access import SignedInRequest, may_administer, may_manage, signed_in
from postincident.errors import Refused
from postincident.forms import posted
from postincident.models import Fact, User
from postincident.placeholders import SLOT_IN_FRAME, in_words, marked
from postincident.registry import registry
from postincident.rendering import to_document

# What was sent is shown in a frame that may do nothing but look like itself.
CHAT = "chat"
AS_SENT_CSP = {"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "frame-ancestors": ["'self'"]}


def _ways(record: Record) -> list[tuple[str, str]]:
    """How it was told, as far as it was filed so: (what the address of its page says, the words), the first without being asked."""
    body, extra = getattr(record, "body", None), told(record)["extra"]
    as_html = ("", _("Page") if extra.get("html_for") == "page" else _("Mail"))
    return [as_html] * bool(body and body.html) + [(CHAT, _("Chat"))] * bool(body and extra.get("chat"))


def _facts(used: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(fact, its state unless it was known, its wordings, one a line) in the order of the facts, as they stood when it was approved."""
    found = []
    for key in Fact.Key:
        value = used.get(key.value, used.get(f"{key.value}s"))
        states = [state for state in Fact.State if state != Fact.State.KNOWN and used.get(f"{key.value}_{state.value}")]
        if value or states:
            words = "\n".join(value) if isinstance(value, list) else value or ""
            found.append((str(key.label), str(states[0].label) if states else "", words))
    return found


def _approvals(said: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Who approved it and when, or who let it go in an emergency, and why. Whoever submitted what asks for no reviewer did
    not approve it: there is nobody then."""
    given = (
        row for row in said if row.get("decision") in ("approved", "emergency") and row.get("by") and row.get("at")
    )
    return [row | {"at": datetime.fromisoformat(row["at"])} for row in given]


def _about(user: User, record: Record) -> dict[str, Any]:
    """What its page and its print both say."""
    filed, body, redaction = told(record), getattr(record, "body", None), getattr(record, "redaction", None)
    visible = Record.objects.visible_to(user)
    return {
        "record": record,
        "body": body,
        "text": marked(text_html(body.text)) if body else "",
        "files": filed_files(record, body),
        "sender": filed["sender"],
        "approvals": _approvals(filed["approvals"]),
        "kept": [] if redaction else filed["overrides"],
        "facts": _facts(filed["facts"]),
        "redaction": redaction,
        "is_of_format_1": filed["format"] == 1,
        "corrects": visible.filter(pk=record.corrects_id).first() if record.corrects_id else None,
        "corrected_by": visible.filter(corrects=record),
        "is_verified": record.pk in verified([record.pk]),
    }


@require_safe
@signed_in
def record_detail(request: SignedInRequest, number: int) -> HttpResponse:
    record = get_record(request.user, number)
    publications = list(record.publications.select_related("published_by", "withdrawn_by"))
    ways = _ways(record)
    asked = request.GET.get("as", "")
    context = _about(request.user, record) | {
        "ways": ways,
        "way": asked if asked in dict(ways) else ways[0][0] if ways else None,
        "chain": chain_of(request.user, record),
        "publications": publications,
        "is_published": any(publication.withdrawn_at is None for publication in publications),
        "asides": [
            {"title": panel.title, "template": panel.template, "data": data}
            for panel in registry.panels_at("record")
            if (data := panel.query(request.user, [record.pk]).get(record.pk)) is not None
        ],
        "before": Record.objects.visible_to(request.user).filter(number__lt=number).order_by("-number").first(),
        "after": Record.objects.visible_to(request.user).filter(number__gt=number).order_by("number").first(),
    }
    return render(request, "archive/record_detail.html", context)


@require_safe
@signed_in
def record_print(request: SignedInRequest, number: int) -> HttpResponse:
    """All of it on paper: the text itself instead of a frame, nothing folded, addresses of links written out."""
    record = get_record(request.user, number)
    return render(request, "archive/record_print.html", _about(request.user, record))


@require_safe
@signed_in
def record_compare(request: SignedInRequest, number: int) -> HttpResponse:
    """What a correction says beside what it corrects."""
    record = get_record(request.user, number)
    before = get_object_or_404(Record.objects.visible_to(request.user), pk=record.corrects_id)
    bodies = RecordBody.objects.in_bulk([before.pk, record.pk])
    has_both = len(bodies) == 2
    words = {pk: in_words(body.text) for pk, body in bodies.items()}
    texts = words_beside(words[before.pk], words[record.pk]) if has_both else map(words.get, (before.pk, record.pk))
    sides = [
        {"record": one, "is_redacted": one.pk not in bodies, "text": text}
        for one, text in zip((before, record), texts, strict=True)
    ]
    return render(request, "archive/record_compare.html", {"record": record, "before": before, "sides": sides})


@require_safe
@signed_in
@xframe_options_sameorigin
@csp_override(AS_SENT_CSP)
def record_as_sent(request: SignedInRequest, number: int) -> HttpResponse:
    record = get_record(request.user, number)
    body, extra = getattr(record, "body", None), told(record)["extra"]
    chat = extra.get("chat") if request.GET.get("as") == CHAT else None
    if body is None:
        shown = format_html("<p>{}</p>", _("Redacted"))
    elif chat:
        shown = render_to_string("archive/chat_look.html", {"organisation": settings.ORGANISATION} | chat)
    else:
        shown = body.html
    is_shared = bool(chat) or extra.get("html_for") == "page"
    document = to_document(marked(shown, SLOT_IN_FRAME, is_shared=is_shared), record.heading, language(record))
    return HttpResponse(document)


def _what_goes(record: Record) -> dict[str, Any]:
    filed, body = told(record), getattr(record, "body", None)
    return {
        "filed": filed,
        "reasons": sum(1 for row in (*filed["approvals"], *filed["overrides"]) if row.get("reason")),
        "facts": len(_facts(filed["facts"])),
        "files": body.attachments if body else [],
        "goes_too": [sentence for reach in registry.redactions for sentence in reach(record.pk)],
        "publications": record.publications.count(),
    }


@require_http_methods(["GET", "POST"])
@may_administer
def record_redact(request: SignedInRequest, number: int) -> HttpResponse:
    record = get_record_to_redact(request.user, number)
    form, back = WhyForm(posted(request)), _after_redaction(request.user, record)
    if request.method == "POST" and form.is_valid():
        try:
            redaction.redact(request.user, record, form.cleaned_data["why"])
        except Refused as refused:
            form.add_refusal(refused, "why")
        else:
            messages.success(request, _("Redacted. The chain of records stays provable."))
            return redirect(back)
    context = {"record": record, "form": form, "back": back}
    return render(request, "archive/record_redact.html", _what_goes(record) | context)


def _after_redaction(user: User, record: Record) -> str:
    """What a withdrawn import brought has no page."""
    withheld = getattr(record, "withheld", None)
    if withheld is None:
        return record.get_absolute_url()
    return withheld.run.get_absolute_url() if user.can_manage else reverse("archive:search")


@require_POST
@may_manage
def record_publish(request: SignedInRequest, number: int) -> HttpResponse:
    record = get_record(request.user, number)
    try:
        publishing.publish(request.user, record)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("It is on the public page now."))
    return redirect(record)


@require_http_methods(["GET", "POST"])
@may_manage
def publication_withdraw(request: SignedInRequest, number: int, pk: int) -> HttpResponse:
    record = get_record(request.user, number)
    publication = get_object_or_404(Publication, record=record, pk=pk)
    form = WhyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            publishing.withdraw(request.user, publication, form.cleaned_data["why"])
        except Refused as refused:
            form.add_refusal(refused, "why")
        else:
            messages.success(request, _("Withdrawn. Its address now says so."))
            return redirect(record)
    context = {"record": record, "publication": publication, "form": form}
    return render(request, "archive/publication_withdraw.html", context)
