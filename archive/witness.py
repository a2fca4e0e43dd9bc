"""The head of the chain, mailed daily to an address outside: against somebody who rewrites the whole database, only what
left the building proves what stood in it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from archive.models import Head
from postincident import events
from postincident.models import Event

SENT, NOT_SENT = "head.sent", "head.not_sent"
EVERY, TRY_AGAIN = timedelta(days=1), timedelta(minutes=15)


def sweep(now: datetime) -> int:
    """Without a mail server nothing leaves, so nothing is said to have left."""
    if not settings.ARCHIVE_HEAD_TO or settings.MAIL_IS_LOCAL:
        return 0
    head = _claim(now)
    if head is None:
        return 0
    try:
        _mail(head, now)
    except Exception:
        events.record(None, NOT_SENT, None, number=head.number)
        raise
    return 1


@transaction.atomic
def _claim(now: datetime) -> Head | None:
    """The head, when it is time and no other worker has taken it; noted before it leaves."""
    head = Head.objects.select_for_update().filter(number__gt=0).first()
    last = Event.objects.filter(verb__in=[SENT, NOT_SENT]).order_by("-pk").first()
    if head is None or (last and now < last.happened_at + (EVERY if last.verb == SENT else TRY_AGAIN)):
        return None
    events.record(None, SENT, None, happened_at=now, number=head.number)
    return head


def _mail(head: Head, now: datetime) -> None:
    context = {"head": head, "now": now, "organisation": settings.ORGANISATION}
    EmailMessage(
        " ".join(render_to_string("emails/head-subject.txt", context).split()),
        render_to_string("emails/head.txt", context),
        to=[settings.ARCHIVE_HEAD_TO],
        headers={"Auto-Submitted": "auto-generated"},
    ).send()
