"""What is forgotten: names and addresses of answers after a time, and everything of an erased contact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext

from communications.models import Contact
from feedback.models import Letter, Note, Outreach, Questionnaire, Response
from postincident import events
from postincident.links import hash_address
from postincident.retention import in_chunks

_NAMED = (Response.Source.LINK, Response.Source.REPLY, Response.Source.QUESTION)
# All of a mail names whoever wrote it, below their words and in what they quote.
_ANONYMOUS = {"name": "", "reply_to": "", "may_reply": False, "may_quote": False, "whole": ""}
_NO_WORDS = {"words": "", "address": "", "server_said": ""}


def _erase(letters: QuerySet[Letter]) -> None:
    """What still waits leaves no more."""
    letters.filter(state=Letter.State.WAITING).update(state=Letter.State.FAILED, next_attempt_at=None)
    letters.update(**_NO_WORDS)


def _forget(responses: QuerySet[Response], **more: Any) -> int:
    """What we wrote to them, and noted of them, names them as well; that we did stays."""
    _erase(Letter.objects.filter(response__in=responses))
    Note.objects.filter(response__in=responses).delete()
    return responses.update(**_ANONYMOUS, **more)


def forget_old(now: datetime) -> int:
    """After as many days as the form said that was answered, else after ANSWER_NAME_DAYS."""
    forms = Questionnaire.objects.exclude(name_days=None)
    is_old = Q(said_at__lt=now - timedelta(days=settings.ANSWER_NAME_DAYS)) & ~Q(questionnaire__in=forms)
    for days in {form.days_named for form in forms}:
        is_old |= Q(said_at__lt=now - timedelta(days=days), questionnaire__in=forms.filter(name_days=days))
    old = Response.objects.filter(is_old, source__in=_NAMED)
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
    _erase(Letter.objects.filter(outreach__contact__in=ids))
    return changed + Outreach.objects.filter(contact__in=ids).exclude(note="").update(note="")


def of_address(address: str) -> QuerySet[Response]:
    """Whatever somebody with this address said: by a link that was sent to it, by mail, to us as a contact, or with the address
    given for a reply; and where somebody wrote it down."""
    sent = Q(link__delivery__address_hash=hash_address(address)) | Q(delivery__address_hash=hash_address(address))
    known = Contact.objects.filter(endpoints__normalised=address)
    given = Q(reply_to__iexact=address) | Q(contact__in=known)
    return Response.objects.alias(answered=Cast("answers", TextField())).filter(sent | given | _written(address))


def _written(address: str) -> Q:
    return Q(words__icontains=address) | Q(whole__icontains=address) | Q(answered__icontains=address)


def forget_address(address: str) -> int:
    """After it was erased: the name and address somebody gave with it, and wherever it was written. Returns in how many responses."""
    responses = Response.objects.alias(answered=Cast("answers", TextField()))
    given = _forget(Response.objects.filter(reply_to__iexact=address))
    _erase(Letter.objects.filter(address__iexact=address))
    found = list(responses.filter(_written(address)).select_for_update(of=("self",)))
    shape = re.compile(re.escape(address), re.IGNORECASE)
    instead = gettext("[erased]")
    for response in found:
        response.words, response.whole = (shape.sub(instead, text) for text in (response.words, response.whole))
        response.answers = {
            key: shape.sub(instead, one) if isinstance(one, str) else one for key, one in response.answers.items()
        }
        response.save(update_fields=["words", "whole", "answers"])
    return given + len(found)
