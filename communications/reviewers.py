"""Who may decide on a revision: everybody of the group's role, or those who were asked while they are enough."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from communications.models import Communication, Look, Review, ReviewRequest, Revision, StakeholderGroup
from communications.outside import open_links
from postincident.errors import Refused
from postincident.models import IncidentAccess, User


def _is_of_role(user: User, group: StakeholderGroup) -> bool:
    return user.can_manage if group.reviewer_role == StakeholderGroup.ReviewerRole.MANAGER else user.can_review


def allowed(communication: Communication) -> QuerySet[User]:
    """Whoever has the role the group asks for and may see the incident, those who wrote the text included."""
    group, incident = communication.audience.group, communication.incident
    roles = [User.Role.MANAGER]
    if group.reviewer_role == StakeholderGroup.ReviewerRole.REVIEWER:
        roles.append(User.Role.REVIEWER)
    people = User.objects.filter(is_active=True, role__in=roles)
    if incident.restricted:
        people = people.filter(pk__in=IncidentAccess.objects.filter(incident=incident).values("user"))
    return people


def seats(communication: Communication, editors: Collection[int]) -> list[tuple[User, User | None]]:
    """The group's assigned reviewers who can review this, each with the absent person they stand in for."""
    may = set(allowed(communication).exclude(pk__in=editors).values_list("pk", flat=True))
    found: dict[int, tuple[User, User | None]] = {}
    for person in communication.audience.group.reviewers.select_related("delegate"):
        if not person.is_absent and person.pk in may:
            found[person.pk] = (person, None)
    for person in communication.audience.group.reviewers.select_related("delegate"):
        deputy = stand_in(person, may)
        if deputy is not None:
            found.setdefault(deputy.pk, (deputy, person))
    return list(found.values())


def stand_in(person: User, may: Collection[int]) -> User | None:
    """Who reviews in the place of somebody absent: their delegate, who has to be here and among those who may."""
    deputy = person.delegate if person.is_absent else None
    return deputy if deputy is not None and deputy.pk in may and not deputy.is_absent else None


@dataclass(frozen=True)
class Circle:
    """The people asked for one revision. `is_closed`: they are enough, so that nobody but them or a manager decides."""

    requests: list[ReviewRequest]
    is_closed: bool

    def includes(self, user: User) -> bool:
        """The person asked, and the one they stand in for, who may be back."""
        return any(user.pk in (row.reviewer_id, row.in_place_of_id) for row in self.requests)

    @property
    def names(self) -> str:
        return ", ".join(str(row.reviewer) for row in self.requests)


def circle_of(revision: Revision, group: StakeholderGroup) -> Circle:
    """Reads `revision.requests` with their reviewers, so that pages may fetch those of many revisions before."""
    requests = list(revision.requests.all())
    able = [row for row in requests if _is_able(row.reviewer, revision, group)]
    return Circle(requests, bool(able) and len(able) >= revision.reviewers_needed)


def _is_able(user: User, revision: Revision, group: StakeholderGroup) -> bool:
    return user.is_active and not user.is_absent and user.pk not in revision.editors and _is_of_role(user, group)


def refusal(user: User, revision: Revision, group: StakeholderGroup) -> Refused | None:
    """Why this person does not decide on the revision at all, neither for it nor against it."""
    if not user.can_review:
        return Refused("not_allowed", _("Only reviewers and managers decide on a revision."))
    if not _is_of_role(user, group):
        return Refused("managers_only", _("Only managers decide on what %(group)s is sent.") % {"group": group})
    circle = circle_of(revision, group)
    if circle.is_closed and not user.can_manage and not circle.includes(user):
        return Refused("not_asked", _("Asked to decide on it: %(names)s. You can read it.") % {"names": circle.names})
    return None


def may_decide(user: User, revision: Revision, group: StakeholderGroup) -> bool:
    return refusal(user, revision, group) is None


def may_approve(user: User, revision: Revision, group: StakeholderGroup) -> bool:
    """Nobody approves what they edited, or what they decided on before."""
    return (
        user.pk not in revision.editors
        and may_decide(user, revision, group)
        and not revision.reviews.filter(reviewer=user).exists()
    )


def waiting_for(revision: Revision, communication: Communication) -> list[User]:
    """Whose decision is still to come: of those asked, where they are enough, or of everybody here who may decide."""
    circle = circle_of(revision, communication.audience.group)
    people = [row.reviewer for row in circle.requests] if circle.is_closed else list(allowed(communication))
    done = {*revision.editors, *revision.reviews.values_list("reviewer", flat=True)}
    return [person for person in people if person.pk not in done and not person.is_absent]


def may_choose(user: User, revision: Revision) -> bool:
    """Who submitted it, and managers, choose who reviews it."""
    return user.can_manage or (user.can_edit and user.pk == revision.submitted_by_id)


def sentence_of(revision: Revision, group: StakeholderGroup) -> str:
    """Who reviews it, for whoever submitted it and for whoever reads it."""
    circle = circle_of(revision, group)
    if circle.is_closed:
        return _("Asked to review it: %(names)s.") % {"names": circle.names}
    anybody = _("any manager") if group.reviewer_role == "manager" else _("any reviewer or manager")
    if circle.requests or group.reviewers.exists():
        return _(
            "Too few of its assigned reviewers can review it: they wrote it, or are away. So %(anybody)s may who did not write it."
        ) % {"anybody": anybody}
    return _("Whoever is free first reviews it: %(anybody)s who did not write it.") % {"anybody": anybody}


def asking_of(user: User, revision: Revision, communication: Communication) -> dict[str, Any]:
    """For `_asked.html`: who was asked, here and outside."""
    return {
        "in_review": revision.state == Revision.State.IN_REVIEW,
        "requests": revision.requests.select_related("reviewer", "in_place_of"),
        "who_reviews": sentence_of(revision, communication.audience.group),
        "may_choose": may_choose(user, revision),
        "outsiders": open_links(revision),
    }


def has_approvals(revision: Revision) -> bool:
    """As many as needed, of which one is by somebody with an account: whoever has only a link counts beside them."""
    reviews = list(revision.reviews.filter(digest=revision.digest))
    if any(review.decision in (Review.Decision.EMERGENCY, Review.Decision.NONE_ASKED) for review in reviews):
        return True
    given = [review for review in reviews if review.decision == Review.Decision.APPROVED]
    return len(given) >= max(1, revision.reviewers_needed) and any(review.reviewer_id for review in given)


def emergency_of(revision: Revision | None) -> Review | None:
    """The decision of a manager who let it go although nobody had approved it."""
    if revision is None:
        return None
    return revision.reviews.filter(decision=Review.Decision.EMERGENCY).select_related("reviewer").first()


def note_look(user: User, revision: Revision) -> None:
    """What they read of the next revision is what changed since this one."""
    Look.objects.update_or_create(revision=revision, user=user)
