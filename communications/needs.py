"""What waits for a person in communications."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communications.models import Audience, Commitment, Communication, Delivery, Release, Revision
from communications.verbs.audiences import due_at
from postincident.models import ChecklistTask, Incident, User
from postincident.needs import stands_in_for
from postincident.registry import Need
from postincident.vocabulary import Kind, TaskKey

MOST = 10


def communications_needs(user: User, now: datetime) -> Iterator[Need]:
    """A constant number of queries, at most MOST of each kind."""
    visible = Incident.objects.visible_to(user)
    people = list(User.objects.filter(stands_in_for(user)).values_list("pk", flat=True))
    if user.can_review:
        yield from _reviews(user, visible, now)
    if user.can_manage:
        yield from _approved(visible, now)
        yield from _undecided(visible)
    yield from _commitments(visible, people, now)
    yield from _untold(visible, people, now)


def _detail(communication: Communication) -> str:
    return f"{communication.incident.reference} · {communication.subject}"


def _reviews(user: User, visible: QuerySet[Incident], now: datetime) -> Iterator[Need]:
    newest = Revision.objects.filter(communication=OuterRef("pk"), state=Revision.State.IN_REVIEW)
    waiting = (
        Communication.objects.awaiting_review()
        .filter(Exists(newest), incident__in=visible)
        .exclude(revisions__state=Revision.State.IN_REVIEW, revisions__reviews__reviewer=user)
        .select_related("incident", "audience__group")
        .prefetch_related("revisions")
        .order_by("review_due_at")[: MOST * 2]
    )
    for communication in waiting:
        revision = next(row for row in communication.revisions.all() if row.state == Revision.State.IN_REVIEW)
        if user.pk in revision.editors:
            continue
        late = communication.review_due_at is not None and communication.review_due_at < now
        yield Need(
            why="overdue" if late else "review",
            label=_("Review overdue") if late else _("Waiting for you"),
            title=_("Review: %(what)s") % {"what": communication},
            url=reverse("communications:communication-review", args=[communication.pk]),
            detail=_detail(communication),
            action=_("Review"),
            due_at=communication.review_due_at,
            incident_id=communication.incident_id,
        )


def _approved(visible: QuerySet[Incident], now: datetime) -> Iterator[Need]:
    rows = Communication.objects.filter(state=Communication.State.APPROVED, incident__in=visible)
    for communication in rows.select_related("incident", "audience__group")[:MOST]:
        yield Need(
            why="approved",
            label=_("Approved, not released"),
            title=str(communication),
            url=reverse("communications:communication-release", args=[communication.pk]),
            detail=_detail(communication),
            action=_("Check and release"),
            due_at=due_at(communication.audience, communication.kind),
            incident_id=communication.incident_id,
        )


def _undecided(visible: QuerySet[Incident]) -> Iterator[Need]:
    """Failed, unconfirmed and bounced deliveries, and what is to be done by hand."""
    bad = Q(
        deliveries__state__in=[
            Delivery.State.FAILED,
            Delivery.State.BOUNCED,
            Delivery.State.UNCONFIRMED,
            Delivery.State.BY_HAND,
        ],
        deliveries__resolution="",
    )
    rows = Release.objects.filter(incident__in=visible).exclude(state=Release.State.CANCELLED)
    rows = rows.annotate(n=Count("deliveries", filter=bad)).filter(n__gt=0)
    for release in rows.select_related("incident", "communication__audience__group")[:MOST]:
        yield Need(
            why="gap",
            label=_("Not delivered"),
            title=ngettext(
                "%(what)s: one recipient waits for a decision",
                "%(what)s: %(n)s recipients wait for a decision",
                release.n,
            )
            % {"what": release.communication, "n": release.n},
            url=release.get_absolute_url(),
            detail=_detail(release.communication),
            action=_("Look at them"),
            incident_id=release.incident_id,
        )


def _commitments(visible: QuerySet[Incident], people: list[int], now: datetime) -> Iterator[Need]:
    mine = Q(incident__lead__in=people) | Q(improvement__owner__in=people)
    rows = Commitment.objects.filter(
        mine, state=Commitment.State.OPEN, due_at__lt=now + timedelta(days=1), incident__in=visible
    ).select_related("incident", "audience__group")
    for commitment in rows[:MOST]:
        late = commitment.due_at is not None and commitment.due_at < now
        kind = Kind.UPDATE if commitment.kind == Commitment.Kind.NEXT_UPDATE else Kind.IMPROVEMENTS
        yield Need(
            why="overdue" if late else "due",
            label=_("Overdue") if late else _("Due soon"),
            title=_("%(group)s were told: %(what)s") % {"group": commitment.audience.group, "what": commitment.text},
            url=reverse("communications:draft", args=[commitment.incident.reference]) + f"?kind={kind}",
            detail=f"{commitment.incident.reference} · {commitment.incident.title}",
            action=_("Write to them"),
            due_at=commitment.due_at,
            incident_id=commitment.incident_id,
        )


def _untold(visible: QuerySet[Incident], people: list[int], now: datetime) -> Iterator[Need]:
    """One need per incident of mine of which an audience's root cause is due within a day and has not left."""
    left = Communication.objects.told().filter(audience=OuterRef("pk"), kind=Kind.ROOT_CAUSE)
    owed = ChecklistTask.objects.filter(incident=OuterRef("incident"), key=TaskKey.TELL, state=ChecklistTask.State.OPEN)
    rows = Audience.objects.filter(
        ~Exists(left),
        Exists(owed),
        incident__in=visible,
        incident__lead__in=people,
        incident__completed_at=None,
        incident__resolved_at__isnull=False,
        state=Audience.State.INCLUDED,
    ).select_related("incident", "group")
    by_incident: dict[int, list[tuple[datetime, Audience]]] = {}
    for audience in rows[:500]:
        when = due_at(audience, Kind.ROOT_CAUSE)
        if when is not None and when <= now + timedelta(days=1):
            by_incident.setdefault(audience.incident_id, []).append((when, audience))
    for due in list(by_incident.values())[:MOST]:
        due.sort(key=lambda pair: pair[0])
        yield _untold_of_one([audience for _when, audience in due], due[0][0], now)


def _untold_of_one(audiences: list[Audience], first: datetime, now: datetime) -> Need:
    incident = audiences[0].incident
    late = first < now
    return Need(
        why="overdue" if late else "due",
        label=_("Overdue") if late else _("Due soon"),
        title=_("Root cause not yet sent to %(groups)s") % {"groups": ", ".join(str(a.group) for a in audiences)},
        url=reverse("communications:incident-communications", args=[incident.reference]),
        detail=f"{incident.reference} · {incident.title}",
        action=_("Go on"),
        due_at=first,
        incident_id=incident.pk,
    )
