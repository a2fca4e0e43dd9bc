"""What is forgotten: names and addresses of answers after a time, and everything of an erased contact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from feedback.models import Letter, Note, Outreach, Response
from postincident import events
from postincident.retention import in_chunks

_NAMED = (Response.Source.LINK, Response.Source.REPLY, Response.Source.QUESTION)
# All of a mail names whoever wrote it, below their words and in what they quote.
_ANONYMOUS = {"name": "", "reply_to": "", "may_reply": False, "whole": ""}
_NO_WORDS = {"words": "", "address": "", "server_said": ""}


def _forget(responses: QuerySet[Response], **more: Any) -> int:
    """What we wrote to them, and noted of them, names them as well; that we did stays."""
    Letter.objects.filter(response__in=responses).update(**_NO_WORDS)
    Note.objects.filter(response__in=responses).delete()
    return responses.update(**_ANONYMOUS, **more)


def forget_old(now: datetime) -> int:
    """After ANSWER_NAME_DAYS, as the feedback form says."""
    limit = now - timedelta(days=settings.ANSWER_NAME_DAYS)
    old = Response.objects.filter(source__in=_NAMED, said_at__lt=limit)
    count = in_chunks(old.exclude(name="", reply_to="", whole=""), _forget)
    if count:
        events.record(None, "names.forgotten", None, count=count)
    return count


def purge(what: str, ids: Sequence[int]) -> int:
    """After somebody was erased: their names, addresses and our notes of what was said go; ratings and counts stay.

    `ids` are those of contacts, or of deliveries to somebody who is none."""
    if what == "delivery":
        answers = Response.objects.filter(Q(link__delivery__in=ids) | Q(delivery__in=ids))
        return _forget(Response.objects.filter(pk__in=list(answers.values_list("pk", flat=True))))
    if what != "contact":
        return 0
    said = Response.objects.filter(
        Q(contact__in=ids) | Q(link__delivery__contact__in=ids) | Q(delivery__contact__in=ids)
    )
    changed = _forget(Response.objects.filter(pk__in=list(said.values_list("pk", flat=True))), contact=None)
    Letter.objects.filter(outreach__contact__in=ids).update(**_NO_WORDS)
    return changed + Outreach.objects.filter(contact__in=ids).exclude(note="").update(note="")
