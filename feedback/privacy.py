"""What is forgotten: names and addresses of answers after a time, and everything of an erased contact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from feedback.models import Outreach, Response
from postincident import events
from postincident.retention import in_chunks

_NAMED = (Response.Source.LINK, Response.Source.REPLY, Response.Source.QUESTION)
# All of a mail names whoever wrote it, below their words and in what they quote.
_ANONYMOUS = {"name": "", "reply_to": "", "may_reply": False, "whole": ""}


def forget_old(now: datetime) -> int:
    """After ANSWER_NAME_DAYS, as the feedback form says."""
    limit = now - timedelta(days=settings.ANSWER_NAME_DAYS)
    old = Response.objects.filter(source__in=_NAMED, said_at__lt=limit)
    count = in_chunks(old.exclude(name="", reply_to="", whole=""), lambda rows: rows.update(**_ANONYMOUS))
    if count:
        events.record(None, "names.forgotten", None, count=count)
    return count


def purge(what: str, ids: Sequence[int]) -> int:
    """After somebody was erased: their names, addresses and our notes of what was said go; ratings and counts stay.

    `ids` are those of contacts, or of deliveries to somebody who is none."""
    if what == "delivery":
        return Response.objects.filter(Q(link__delivery__in=ids) | Q(delivery__in=ids)).update(**_ANONYMOUS)
    if what != "contact":
        return 0
    said = Response.objects.filter(
        Q(contact__in=ids) | Q(link__delivery__contact__in=ids) | Q(delivery__contact__in=ids)
    )
    changed = Response.objects.filter(pk__in=list(said.values_list("pk", flat=True))).update(contact=None, **_ANONYMOUS)
    return changed + Outreach.objects.filter(contact__in=ids).exclude(note="").update(note="")
