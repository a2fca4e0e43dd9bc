from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from communications.models import StakeholderGroup
from feedback.models import Response
from postincident import clock, events
from postincident.errors import Refused
from postincident.models import Confirmation, Incident, User
from postincident.verbs.checklist import withdraw_confirmation


def raise_question(
    user: User,
    incident: Incident,
    words: str,
    *,
    said_at: datetime,
    group: StakeholderGroup | None = None,
    name: str = "",
    reply_to: str = "",
) -> Response:
    """Bring in a question or concern raised during the incident. Whoever said there were none is corrected by it."""
    if not words.strip():
        raise Refused("no_words", _("Type what was asked."))
    if said_at > clock.now():
        raise Refused("in_future", _("That is in the future: say when it was asked."))
    with transaction.atomic():
        response = Response.objects.create(
            incident=incident,
            group=group,
            source=Response.Source.QUESTION,
            words=words.strip(),
            name=name.strip(),
            reply_to=reply_to,
            may_reply=bool(reply_to),
            said_at=said_at,
            noted_by=user,
        )
        events.record(user, "question.noted", response, incident=incident, happened_at=said_at)
        key = Confirmation.Key.NONE_RAISED
        said = Confirmation.objects.filter(incident=incident, key=key, withdrawn_at=None).first()
        if said is not None:
            withdraw_confirmation(user, said)
    return response
