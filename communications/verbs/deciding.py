"""What every decision on a revision shares: rows locked, the text compared with what was read, approvals counted."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from communications.models import Communication, Review, Revision
from communications.recipients import recipients_of
from communications.reviewers import has_approvals
from communications.revisioning import build
from communications.verbs.asking import under_review
from communications.verbs.drafting import void_revisions
from postincident import events
from postincident.errors import Refused

type Locked = tuple[Communication, Revision]


def approve_what_was_read(
    revision: Revision,
    digest: str,
    require: Callable[[Communication, Revision], None],
    give: Callable[[Communication, Revision], Review],
    lock: Callable[[Revision], Locked] = under_review,
) -> Review:
    """`require` raises Refused for whoever may not; `give` records the approval of exactly `digest`, the one the page showed.

    When the group's sender, a layout or an attachment changed, nobody can approve this revision any more: it is void.
    """
    voided = False
    with transaction.atomic():
        communication, current = lock(revision)
        require(communication, current)
        if digest == current.digest and build(communication).digest == current.digest:
            return give(communication, current)
        if digest == current.digest:
            _void(communication, current)
            voided = True
    sentence = _("What would leave is not what you read. Read the page anew and decide then.")
    if voided:
        sentence = _(
            "What would leave changed after it was submitted; it is a draft again and has to be submitted anew."
        )
    raise Refused("not_what_was_read", sentence)


def _void(communication: Communication, revision: Revision) -> None:
    void_revisions(communication, _("What would leave is not what was submitted."))
    communication.state = Communication.State.DRAFT
    communication.save(update_fields=["state"])
    events.record(None, "revision.voided", communication, incident=communication.incident_id, revision=revision.number)


def record_review(revision: Revision, decision: str, comment: str, **by: object) -> Review:
    """`by`: the reviewer, or the outsider and their link."""
    plan = recipients_of([revision.communication])
    return Review.objects.create(
        revision=revision,
        decision=decision,
        comment=comment.strip(),
        digest=revision.digest,
        recipients=plan.of(revision.communication).snapshot(),
        **by,
    )


def approve_if_enough(communication: Communication, revision: Revision) -> None:
    if revision.state == Revision.State.IN_REVIEW and has_approvals(revision):
        revision.state = Revision.State.APPROVED
        revision.save(update_fields=["state"])
        communication.state = Communication.State.APPROVED
        communication.save(update_fields=["state"])


def back_to_the_writer(communication: Communication, revision: Revision) -> None:
    revision.state = Revision.State.SENT_BACK
    revision.save(update_fields=["state"])
    communication.state = Communication.State.DRAFT
    communication.save(update_fields=["state"])
