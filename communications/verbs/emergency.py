"""Letting go what nobody approved: a manager's decision, with a reason, told for ever."""

from __future__ import annotations

from django.utils.translation import gettext as _

from communications.models import Communication, Review, Revision
from communications.verbs.deciding import approve_if_enough, approve_what_was_read, record_review
from postincident import events
from postincident.errors import Refused
from postincident.models import User


def approve_in_emergency(user: User, revision: Revision, digest: str, reason: str) -> Review:
    """Also by a manager who wrote it. What is missing, or what a check forbids, was put right before it was submitted."""
    if not user.can_manage:
        raise Refused("not_allowed", _("Only a manager decides this."))
    if not reason.strip():
        raise Refused("no_reason", _("Say why it cannot wait; it is told wherever this message is shown."))

    def give(communication: Communication, current: Revision) -> Review:
        review = record_review(current, Review.Decision.EMERGENCY, reason, reviewer=user)
        approve_if_enough(communication, current)
        events.record(
            user,
            "revision.approved_in_emergency",
            communication,
            incident=communication.incident_id,
            revision=current.number,
        )
        return review

    return approve_what_was_read(revision, digest, lambda communication, current: None, give)
