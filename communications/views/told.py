"""All of what a chat or a webhook was told the beginning of. No session, no script: the token is all the authority there is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from archive.models import Redaction
from communications.delivery.channels.told import TOLD
from communications.delivery.letters import values_for
from communications.languages import accepted, said_in
from communications.looks import chat_of
from communications.models import Delivery
from communications.revisioning import clickable, filled, read_rows
from postincident.access import public
from postincident.links import read_token
from postincident.placeholders import left_open, without_greeting


def find_told(token: str) -> Delivery | None:
    """What was handed over, to an address that still is the group's, and was not redacted since."""
    parts = read_token(TOLD, token)
    if not parts or not parts[0].isdigit():
        return None
    rows = Delivery.objects.filter(pk=int(parts[0]), endpoint__active=True, release__record__isnull=False)
    found = rows.select_related("release__revision", "communication__audience__group").first()
    if found is None or Redaction.objects.filter(record=found.release.record_id).exists():
        return None
    return found


@never_cache
@require_safe
@public
def told_page(request: HttpRequest, token: str) -> HttpResponse:
    delivery = find_told(token)
    if delivery is None:
        return said_in(accepted(request), render, request, "communications/told_gone.html", status=404)
    revision = delivery.release.revision
    values = values_for([delivery.pk])[delivery.pk]
    parts = ((row["title"], row["html"]) for row in read_rows(revision.source))
    body = clickable(format_html_join("\n", "<h2>{}</h2>\n{}", parts))
    language = delivery.communication.audience.group.language
    context = {
        "title": left_open(chat_of(delivery.communication, revision).title),
        "body": mark_safe(filled(without_greeting(body), values, as_html=True)),  # noqa: S308 - filled escapes
        "delivery": delivery,
        "language": language,
    }
    return said_in(language, render, request, "communications/told.html", context)
