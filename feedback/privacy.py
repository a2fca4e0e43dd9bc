"""What is forgotten: names and addresses of answers after a year, and everything of an erased contact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from feedback.models import Outreach, Response
from postincident import events

KEEP = timedelta(days=365)  # the feedback form says so: "removed after 12 months"
_BY_THEMSELVES = (Response.Source.LINK, Response.Source.REPLY)
# All of a mail names whoever wrote it, below their words and in what they quote.
_ANONYMOUS = {"name": "", "reply_to": "", "may_reply": False, "whole": ""}


def forget_old(now: datetime) -> int:
    old = Response.objects.filter(source__in=_BY_THEMSELVES, said_at__lt=now - KEEP)
    old = old.exclude(name="", reply_to="", whole="")
    with transaction.atomic():
        count = old.update(**_ANONYMOUS)
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
