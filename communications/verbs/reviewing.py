"""Submit, approve, send back: decisions on one exact revision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from communications.affected import list_of
from communications.checking import Found, findings, not_said
from communications.checking import blocking as blocking_findings
from communications.completeness import Blocker, blockers
from communications.models import Audience, Communication, Review, Revision
from communications.reviewers import may_decide, refusal
from communications.revisioning import build
from communications.verbs.asking import ask_assigned, review_due, under_review
from communications.verbs.deciding import approve_if_enough, approve_what_was_read, back_to_the_writer, record_review
from communications.verbs.drafting import EDITING, locked, void_revisions
from postincident import events
from postincident.errors import Refused
from postincident.models import Event, User


class Blocked(Refused):
    """Something is missing. `blockers` says what, and where it is put right."""

    def __init__(self, found: list[Blocker]) -> None:
        super().__init__("blocked", " ".join(blocker.sentence for blocker in found))
        self.blockers = found


def editors_of(communication: Communication) -> list[int]:
    """Everyone who drafted or edited it since it began, or said what each of the affected is told; none approves it."""
    wrote = Event.objects.filter(
        object_type=Communication._meta.label_lower,
        object_id=communication.pk,
        verb__in=EDITING,
        user__isnull=False,
    )
    listed = list_of(communication)
    brought_in = [listed.added_by_id] if listed else []
    return sorted({*wrote.values_list("user", flat=True).distinct(), communication.created_by_id, *brought_in})


def submit(user: User, communication: Communication) -> Revision:
    """Freeze what stands as a revision and ask for review. Raises Blocked while something is missing, or a check finds what
    has to be put right or kept with a reason.

    A group that asks for no reviewer has it approved at once; the record then says that nobody was asked.
    """
    with transaction.atomic():
        current = locked(communication)
        if current.state != Communication.State.DRAFT:
            raise Refused(
                "not_draft", _("It is not a draft any more: %(state)s.") % {"state": current.get_state_display()}
            )
        if Audience.objects.select_for_update().get(pk=current.audience_id).state == Audience.State.EXCLUDED:
            raise Refused(
                "excluded",
                _("%(audience)s is excluded from this incident, with a reason. Include it first.")
                % {"audience": current.audience.group},
            )
        found = findings(current)
        missing = blockers(current)
        if blocked := [*missing, *blocking_findings(not_said(found, missing))]:
            raise Blocked(blocked)
        revision = _freeze(user, current, found)
        current.state = Communication.State.IN_REVIEW
        current.review_due_at = review_due(current)
        current.save()
        if revision.reviewers_needed == 0:
            record_review(revision, Review.Decision.NONE_ASKED, "", reviewer=user)
            approve_if_enough(current, revision)
        else:
            ask_assigned(current, revision, current.review_due_at)
        events.record(user, "communication.submitted", current, incident=current.incident_id, revision=revision.number)
    return revision


def _kept(found: Iterable[Found]) -> list[dict[str, str]]:
    """Findings kept on purpose, for the reviewer and the record: each once, however often its words come."""
    kept = {one.override.pk: one for one in found if one.override is not None}
    return [
        {
            "check": one.finding.check,
            "rule": one.finding.rule,
            "text": one.override.text,
            "section": one.section,
            "message": one.finding.message,
            "reason": one.override.reason,
            "by": str(one.override.by),
        }
        for one in kept.values()
        if one.override is not None
    ]


def _counted(found: Iterable[Found]) -> dict[str, dict[str, int]]:
    """No words of the text, so that a redaction need not take it."""
    counted: dict[str, dict[str, int]] = {}
    for (check, rule), n in Counter((one.finding.check, one.finding.rule) for one in found).items():
        counted.setdefault(check, {})[rule] = n
    return counted


def _freeze(user: User, communication: Communication, found: Collection[Found]) -> Revision:
    content = build(communication)
    last = communication.revisions.order_by("-number").first()
    used: dict[str, Any] = {}
    for section in communication.sections.all():
        used |= {name: value for name, value in section.facts_used.items() if value}
    return Revision.objects.create(
        communication=communication,
        number=last.number + 1 if last else 1,
        subject=content.subject,
        text=content.text,
        html=content.html,
        source=content.source,
        canonical=content.canonical,
        digest=content.digest,
        editors=sorted({*editors_of(communication), user.pk}),
        facts_used=used,
        overrides=_kept(found),
        found=_counted(found),
        reviewers_needed=communication.audience.group.reviewers_needed,
        submitted_by=user,
    )


def may_approve(user: User, revision: Revision) -> bool:
    return may_decide(user, revision, revision.communication.audience.group) and user.pk not in revision.editors


def _require_right(user: User, revision: Revision, communication: Communication) -> None:
    refused = refusal(user, revision, communication.audience.group)
    if refused is not None:
        raise refused
    if revision.reviews.filter(reviewer=user).exists():
        raise Refused("decided", _("You decided on this revision before."))


def approve(user: User, revision: Revision, digest: str, comment: str = "") -> Review:
    """Approve exactly what was read: `digest` is the one the page showed.

    Raises Refused for an editor, for somebody who was not asked or decided before, and when what would leave is not what
    was read.
    """

    def require(communication: Communication, current: Revision) -> None:
        if user.pk in current.editors:
            raise Refused("edited_it", _("You edited it, so somebody else has to approve it."))
        _require_right(user, current, communication)

    def give(communication: Communication, current: Revision) -> Review:
        review = record_review(current, Review.Decision.APPROVED, comment, reviewer=user)
        approve_if_enough(communication, current)
        events.record(
            user, "revision.approved", communication, incident=communication.incident_id, revision=current.number
        )
        return review

    return approve_what_was_read(revision, digest, require, give)


def send_back(user: User, revision: Revision, comment: str) -> Review:
    if not comment.strip():
        raise Refused("no_reason", _("Say what should change; the writer will read it."))
    with transaction.atomic():
        communication, current = under_review(revision)
        _require_right(user, current, communication)
        review = record_review(current, Review.Decision.SENT_BACK, comment, reviewer=user)
        back_to_the_writer(communication, current)
        events.record(
            user, "revision.sent_back", communication, incident=communication.incident_id, revision=current.number
        )
    return review


def withdraw(user: User, communication: Communication) -> None:
    """Take it back from review, or from being approved, to write on."""
    with transaction.atomic():
        current = locked(communication)
        if current.state not in (Communication.State.IN_REVIEW, Communication.State.APPROVED):
            raise Refused("not_in_review", _("It is neither in review nor approved."))
        void_revisions(current, _("It was taken back."))
        current.state = Communication.State.DRAFT
        current.save(update_fields=["state"])
        events.record(user, "communication.withdrawn", current, incident=current.incident_id)
