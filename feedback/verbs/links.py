from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from communications.models import Communication
from feedback.links import ensure_shared, expiry, new_secret
from feedback.models import FeedbackLink
from postincident import clock, events
from postincident.errors import Refused
from postincident.models import User


def share(user: User, communication: Communication) -> FeedbackLink:
    """A link that anybody with it can answer by: for a chat, a page, a code on a screen. A revoked one is made anew."""
    if communication.state != Communication.State.RELEASED:
        raise Refused("not_released", _("Nobody has been told yet: release the communication first."))
    with transaction.atomic():
        Communication.objects.select_for_update(of=("self",)).get(pk=communication.pk)
        is_new = not communication.feedback_links.filter(kind=FeedbackLink.Kind.SHARED, revoked_at=None).exists()
        link = ensure_shared([communication.pk])[communication.pk]
        if link.revoked_at is not None:
            # A new nonce is a new token: the revoked one stays dead.
            link.revoked_at, link.revoked_by = None, None
            link.nonce, link.expires_at = new_secret(), expiry(clock.now())
            link.save()
        if is_new:
            events.record(user, "link.shared", communication, incident=communication.incident_id)
    return link


def revoke(user: User, communication: Communication) -> int:
    """No link of this communication takes an answer from now on. Answers given stay."""
    with transaction.atomic():
        links = FeedbackLink.objects.filter(communication=communication, revoked_at=None)
        revoked = links.update(revoked_at=clock.now(), revoked_by=user)
        if revoked:
            events.record(user, "links.revoked", communication, incident=communication.incident_id, links=revoked)
    return revoked
