"""Who was told of an incident and how they can answer: what the evidence and the screens share, for many incidents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, Max, OuterRef, Q

from communications.models import Audience, Contact, Delivery, Membership
from communications.told import reached
from feedback.models import FeedbackLink
from postincident.vocabulary import Kind


@dataclass
class Asked:
    """What an incident's audiences were given. `invited` holds the ids of the told ones that can answer."""

    told: list[Audience] = field(default_factory=list)
    invited: set[int] = field(default_factory=set)
    deadline: datetime | None = None

    @property
    def not_invited(self) -> list[Audience]:
        return [audience for audience in self.told if audience.pk not in self.invited]


def asked(incident_ids: Iterable[int]) -> dict[int, Asked]:
    """Incident id → who was told and given a link or a named contact, and until when they are asked."""
    ids = list(incident_ids)
    answers = {pk: Asked() for pk in ids}
    linked = _linked_audiences(ids)
    for audience in told_audiences(ids):
        row = answers[audience.incident_id]
        row.told.append(audience)
        if audience.pk in linked or audience.group.feedback_contact:
            row.invited.add(audience.pk)
    for pk, deadline in _deadlines(ids).items():
        answers[pk].deadline = deadline
    for row in answers.values():
        told_at = [audience.told_at for audience in row.told if audience.told_at]
        if row.deadline is None and told_at:
            row.deadline = max(told_at) + timedelta(days=settings.FEEDBACK_DAYS)
    return answers


def told_audiences(incident_ids: Iterable[int]) -> list[Audience]:
    """Included audiences that somebody was reached in: handed over, told by hand, or covered by one that was."""
    included = Audience.objects.filter(incident__in=list(incident_ids), state=Audience.State.INCLUDED)
    return list(reached(included).select_related("group").order_by("group__priority", "group__name"))


def _linked_audiences(incident_ids: list[int]) -> set[int]:
    """Audiences that hold a link: of their own communications, or of the delivery that covers theirs."""
    links = FeedbackLink.objects.filter(communication__incident__in=incident_ids, revoked_at=None)
    covered = Delivery.objects.filter(
        Exists(FeedbackLink.objects.filter(delivery=OuterRef("covered_by"), revoked_at=None)),
        incident__in=incident_ids,
        state=Delivery.State.COVERED,
    )
    return set(links.values_list("communication__audience", flat=True)) | set(
        covered.values_list("communication__audience", flat=True)
    )


def _deadlines(incident_ids: list[int]) -> dict[int, datetime]:
    """When the last link of the root-cause communications ends; without those, of any. Later messages move nothing."""
    links = FeedbackLink.objects.filter(communication__incident__in=incident_ids, revoked_at=None)
    ends = links.values_list("communication__incident").annotate(
        root_cause=Max("expires_at", filter=Q(communication__kind=Kind.ROOT_CAUSE)), any=Max("expires_at")
    )
    return {pk: root_cause or last for pk, root_cause, last in ends}


def key_contacts(incident_ids: Iterable[int], told: Iterable[Audience]) -> dict[int, list[tuple[Contact, Audience]]]:
    """Incident id → the key contacts of its told audiences, each once, with the audience of the highest priority."""
    audiences: dict[int, list[Audience]] = {}
    for audience in told:
        audiences.setdefault(audience.group_id, []).append(audience)
    found: dict[int, dict[int, tuple[Contact, Audience]]] = {pk: {} for pk in incident_ids}
    members = (
        Membership.objects.filter(group__in=audiences, contact__is_key=True, contact__erased_at=None)
        .select_related("contact__relationship_owner", "group")
        .order_by("group__priority", "group__name", "contact__name", "contact_id")
    )
    for member in members:
        for audience in audiences[member.group_id]:
            found[audience.incident_id].setdefault(member.contact_id, (member.contact, audience))
    return {pk: list(contacts.values()) for pk, contacts in found.items()}
