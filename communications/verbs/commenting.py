"""Remarks on a section, among colleagues. They change no word of the text, so no approval is void."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from communications.models import Comment, Communication, Section
from communications.verbs.drafting import locked
from postincident import clock, events
from postincident.errors import Refused
from postincident.models import User
from postincident.rendering import clean_text, is_visible

GONE = (Communication.State.RELEASED, Communication.State.CANCELLED)


def comment(user: User, communication: Communication, section: Section | None, body: str) -> Comment:
    """On one section, or on the whole."""
    body = clean_text(body).strip()
    if not is_visible(body):
        raise Refused("says_nothing", _("The comment is empty."))
    with transaction.atomic():
        current = locked(communication)
        if current.state in GONE:
            raise Refused(
                "not_open",
                _("It is %(state)s, so there is nothing to comment on any more.")
                % {"state": current.get_state_display().lower()},
            )
        row = Comment.objects.create(communication=current, section=section, author=user, body=body)
        _record(user, "comment.added", row)
    return row


def resolve(user: User, row: Comment) -> None:
    with transaction.atomic():
        current = _locked(row)
        if current.resolved_at is None:
            current.resolved_at, current.resolved_by = clock.now(), user
            current.save(update_fields=["resolved_at", "resolved_by"])
            _record(user, "comment.resolved", current)


def reopen(user: User, row: Comment) -> None:
    with transaction.atomic():
        current = _locked(row)
        if current.resolved_at is not None:
            current.resolved_at = current.resolved_by = None
            current.save(update_fields=["resolved_at", "resolved_by"])
            _record(user, "comment.reopened", current)


def _locked(row: Comment) -> Comment:
    return Comment.objects.select_for_update(of=("self",)).select_related("communication").get(pk=row.pk)


def _record(user: User, verb: str, row: Comment) -> None:
    communication = row.communication
    events.record(user, verb, communication, incident=communication.incident_id, comment=row.pk)
