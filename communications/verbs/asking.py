"""Asking for a review: who, by when, and who stands in when they are away."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communications.models import Communication, Review, ReviewRequest, Revision
from communications.reviewers import allowed, may_choose, seats, stand_in
from communications.verbs.audiences import due_at
from communications.verbs.drafting import locked
from postincident import clock, events
from postincident.errors import Refused
from postincident.models import User


def review_due(communication: Communication) -> datetime:
    """As many hours as the group gives, but before the audience is to be told, and never within the hour."""
    now = clock.now()
    by_group = now + timedelta(hours=communication.audience.group.review_hours)
    told_by = due_at(communication.audience, communication.kind)
    return max(min(by_group, told_by or by_group), now + timedelta(hours=1))


def ask_assigned(communication: Communication, revision: Revision, due: datetime) -> None:
    """Inside the caller's transaction."""
    ReviewRequest.objects.bulk_create(
        ReviewRequest(revision=revision, reviewer=reviewer, in_place_of=absent, due_at=due)
        for reviewer, absent in seats(communication, revision.editors)
    )


def under_review(revision: Revision) -> tuple[Communication, Revision]:
    """Both rows locked. Raises Refused when nothing is to be decided any more."""
    communication = locked(revision.communication)
    current = Revision.objects.select_for_update(of=("self",)).get(pk=revision.pk)
    if current.state != Revision.State.IN_REVIEW:
        why = f" {current.void_because}" if current.void_because else ""
        raise Refused(
            "not_in_review",
            _("This revision is not in review any more: %(state)s.%(why)s")
            % {"state": current.get_state_display().lower(), "why": why},
        )
    current.communication = communication
    return communication, current


def require_submitter(user: User, revision: Revision) -> None:
    if not may_choose(user, revision):
        raise Refused("not_submitter", _("Only who submitted it, or a manager, chooses who reviews it."))


def choose_reviewers(user: User, revision: Revision, people: Collection[User]) -> None:
    """Ask these instead of those who were asked. Whoever decided already stays among them."""
    with transaction.atomic():
        communication, current = under_review(revision)
        require_submitter(user, current)
        chosen = {person.pk for person in people}
        free = allowed(communication).exclude(pk__in=current.editors)
        if chosen - set(free.values_list("pk", flat=True)):
            raise Refused("not_these", _("Somebody among them cannot review it: they wrote it, or lack the role."))
        decided = set(current.reviews.filter(reviewer__isnull=False).values_list("reviewer", flat=True))
        needed = current.reviewers_needed
        is_anybody = not chosen and not communication.audience.group.reviewers.exists()
        if len(chosen | decided) < needed and not is_anybody:
            raise Refused(
                "too_few",
                ngettext("Choose at least one reviewer.", "Choose at least %(n)s reviewers.", needed) % {"n": needed},
            )
        current.requests.exclude(reviewer__in=chosen | decided).delete()
        there = set(current.requests.values_list("reviewer", flat=True))
        due = communication.review_due_at or review_due(communication)
        ReviewRequest.objects.bulk_create(
            ReviewRequest(revision=current, reviewer_id=pk, due_at=due) for pk in sorted(chosen - there)
        )
        events.record(
            user,
            "review.asked",
            communication,
            incident=communication.incident_id,
            revision=current.number,
            people=sorted(chosen),
        )


def sweep(now: datetime) -> int:
    """Requests of people who went away meanwhile go to their delegates."""
    decided = Review.objects.filter(revision=OuterRef("revision"), reviewer=OuterRef("reviewer"))
    waiting = ReviewRequest.objects.filter(
        ~Exists(decided),
        revision__state=Revision.State.IN_REVIEW,
        reviewer__absent_until__gte=clock.today(),
        reviewer__delegate__isnull=False,
    )
    return sum(_hand_over(request.pk) for request in waiting.select_related("revision"))


def _hand_over(pk: int) -> int:
    with transaction.atomic():
        request = ReviewRequest.objects.select_related("reviewer__delegate", "revision__communication").get(pk=pk)
        communication = locked(request.revision.communication)
        revision = Revision.objects.select_for_update(of=("self",)).get(pk=request.revision_id)
        if revision.state != Revision.State.IN_REVIEW:
            return 0
        taken = {*revision.editors, *revision.requests.values_list("reviewer", flat=True)}
        may = set(allowed(communication).exclude(pk__in=taken).values_list("pk", flat=True))
        deputy = stand_in(request.reviewer, may)
        if deputy is None:
            return 0
        changed = revision.requests.filter(pk=pk, reviewer=request.reviewer).update(
            reviewer=deputy, in_place_of=request.in_place_of or request.reviewer
        )
        if changed:
            events.record(
                None,
                "review.handed_over",
                communication,
                incident=communication.incident_id,
                revision=revision.number,
                to=deputy.pk,
            )
        return changed
