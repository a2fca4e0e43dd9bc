"""What waits for a person in communications."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from communications import looking
from communications.models import (
    Audience,
    Commitment,
    Communication,
    Delivery,
    Look,
    Release,
    Review,
    ReviewRequest,
    Revision,
    StakeholderGroup,
)
from communications.owed import NOT_THERE, owned_by
from communications.reviewers import circle_of, may_decide
from communications.verbs.audiences import due_at
from postincident.models import ChecklistTask, Incident, User, in_sight_of
from postincident.needs import stands_in_for
from postincident.registry import Need, thing_of
from postincident.vocabulary import Kind, TaskKey

MOST = 10


def communications_needs(user: User, now: datetime) -> Iterator[Need]:
    """A constant number of queries, at most MOST of each kind."""
    visible = in_sight_of(user)
    people = list(User.objects.filter(stands_in_for(user)).values_list("pk", flat=True))
    reviews = list(_reviews(user, visible, now)) if user.can_review else []
    approved = list(_approved(visible, now)) if user.can_manage else []
    yield from (need for _communication, need in reviews + approved)
    yield from _emergencies(user) if user.can_review else ()
    yield from _paused(visible) if user.can_manage else ()
    yield from _undecided(user, visible, people)
    yield from _commitments(visible, people, now)
    named = {(one.audience_id, one.kind) for one, _need in reviews + approved}
    yield from _untold(visible, people, now, named)
    yield from looking.needs(user, people)


TASK_OF = {Kind.ROOT_CAUSE: TaskKey.TELL, Kind.IMPROVEMENTS: TaskKey.IMPROVEMENTS}


def _task_of(communication: Communication) -> tuple[str, ...]:
    """The task that this communication is the next step of."""
    task = TASK_OF.get(Kind(communication.kind))
    return (thing_of("task", communication.incident_id, task),) if task else ()


def _detail(communication: Communication) -> str:
    return f"{communication.incident.reference} · {communication.subject}"


def _reviews(user: User, visible: Q, now: datetime) -> Iterator[tuple[Communication, Need]]:
    # On this revision: whoever sent an earlier one back is asked again.
    decided = Review.objects.filter(
        revision__communication=OuterRef("pk"), revision__state=Revision.State.IN_REVIEW, reviewer=user
    )
    # Only what is asked of it: a revision carries the whole text four times.
    asked = Prefetch("requests", ReviewRequest.objects.select_related("reviewer", "in_place_of"))
    fields = ("communication", "state", "editors", "reviewers_needed", "submitted_by__name", "submitted_by__email")
    revisions = Revision.objects.filter(state=Revision.State.IN_REVIEW).select_related("submitted_by").only(*fields)
    waiting = (
        Communication.objects.awaiting_review()
        .filter(visible, ~Exists(decided))
        .select_related("incident", "audience__group")
        .prefetch_related(Prefetch("revisions", revisions.prefetch_related(asked), to_attr="in_review"))
        .order_by("review_due_at")[: MOST * 20]
    )
    mine = (one for one in waiting if one.in_review and _is_for(user, one, one.in_review[0]))  # type: ignore[attr-defined]
    for communication in islice(mine, MOST * 2):
        revision = communication.in_review[0]  # type: ignore[attr-defined]
        late = communication.review_due_at is not None and communication.review_due_at < now
        need = Need(
            why="overdue" if late else "review",
            label=_("Review overdue") if late else _("Waiting for you"),
            title=_("Review: %(what)s") % {"what": communication},
            url=reverse("communications:communication-review", args=[communication.pk]),
            detail=" · ".join([_detail(communication), *_asked_by(user, revision)]),
            action=_("Review"),
            due_at=communication.review_due_at,
            incident_id=communication.incident_id,
            thing=thing_of("review", revision.pk),
            instead_of=_task_of(communication),
        )
        yield communication, need


def _is_for(user: User, communication: Communication, revision: Revision) -> bool:
    """Whoever was asked; anybody who may, where nobody was or too few are there. A manager may always, and is not bothered."""
    group = communication.audience.group
    if user.pk in revision.editors or not may_decide(user, revision, group):
        return False
    circle = circle_of(revision, group)
    return not circle.is_closed or any(row.reviewer_id == user.pk for row in circle.requests)


def _asked_by(user: User, revision: Revision) -> Iterator[str]:
    yield _("from %(name)s") % {"name": revision.submitted_by}
    for row in revision.requests.all():
        if row.reviewer_id == user.pk and row.in_place_of:
            yield _("in the place of %(name)s, who is away") % {"name": row.in_place_of}


def _emergencies(user: User) -> Iterator[Need]:
    """What was let go although nobody had approved it, until somebody else has read it."""
    read = Look.objects.filter(revision=OuterRef("revision"), at__gt=OuterRef("at")).exclude(user=OuterRef("reviewer"))
    rows = Review.objects.filter(
        ~Exists(read),
        in_sight_of(user, "revision__communication__incident"),
        revision__state=Revision.State.APPROVED,
        decision=Review.Decision.EMERGENCY,
    ).exclude(reviewer=user)
    rows = rows.select_related("reviewer", "revision__communication__incident")
    for review in rows.select_related("revision__communication__audience__group").order_by("at")[:MOST]:
        communication = review.revision.communication
        yield Need(
            why="review",
            label=_("Let go unapproved"),
            title=_("Read: %(what)s") % {"what": communication},
            url=reverse("communications:communication-review", args=[communication.pk]),
            detail=" · ".join(
                [_detail(communication), _("%(name)s let it go in an emergency") % {"name": review.reviewer}]
            ),
            action=_("Read it"),
            incident_id=communication.incident_id,
            thing=thing_of("emergency", review.pk),
        )


def _approved(visible: Q, now: datetime) -> Iterator[tuple[Communication, Need]]:
    revision = Max("revisions", filter=Q(revisions__state=Revision.State.APPROVED))
    rows = Communication.objects.filter(visible, state=Communication.State.APPROVED).annotate(approved=revision)
    for communication in rows.select_related("incident", "audience__group")[:MOST]:
        due = due_at(communication.audience, communication.kind)
        need = Need(
            why="overdue" if due is not None and due < now else "approved",
            label=_("Approved, not released"),
            title=_("Release: %(what)s") % {"what": communication},
            url=reverse("communications:communication-release", args=[communication.pk]),
            detail=_detail(communication),
            action=_("Check and release"),
            due_at=due,
            incident_id=communication.incident_id,
            thing=thing_of("release", communication.approved),  # type: ignore[attr-defined]
            instead_of=_task_of(communication),
        )
        yield communication, need


def _paused(visible: Q) -> Iterator[Need]:
    """Releases that stopped by themselves and go on only when somebody says so."""
    stopped = Release.objects.filter(visible, state=Release.State.PAUSED, paused_until=None).exclude(pause_reason="")
    for release in stopped.select_related("incident", "communication__audience__group")[:MOST]:
        yield Need(
            why="overdue",
            label=_("Paused"),
            title=_("%(what)s: sending has stopped") % {"what": release.communication},
            url=release.get_absolute_url(),
            detail=release.pause_reason,
            action=_("Look at it"),
            incident_id=release.incident_id,
            # So that a second pause is mailed too.
            thing=thing_of("pause", release.pk, release.pause_reason),
        )


LOST = Q(state__in=NOT_THERE)


def _undecided(user: User, visible: Q, people: list[int]) -> Iterator[Need]:
    """Failed, unconfirmed and bounced deliveries, and what is to be done by hand: for managers.

    A notice that law or contract requires is overdue the moment it did not arrive, also for whoever leads the incident and
    for those who look after the recipients, and again with each one more that did not.
    """
    waiting = Delivery.objects.filter(visible, state__in=Delivery.UNDECIDED, resolution="")
    counted = (
        waiting.exclude(release__state__in=[Release.State.CANCELLED, Release.State.SCHEDULED])
        .values("release")
        .annotate(
            n=Count("pk"),
            lost=Count("pk", filter=LOST),
            latest=Max("pk", filter=LOST),
            mine=Count("pk", filter=LOST & owned_by(people)),
        )
        .order_by("-release")
    )
    if not user.can_manage:
        counted = counted.filter(lost__gt=0, communication__audience__group__required_notice=True)
        counted = counted.filter(Q(incident__lead__in=people) | Q(mine__gt=0))
    counts = {row["release"]: row for row in counted[:MOST]}
    releases = Release.objects.filter(pk__in=counts).select_related("incident", "communication__audience__group")
    for release in releases:
        row = counts[release.pk]
        n, is_late = row["n"], release.communication.audience.group.required_notice and row["lost"]
        mine = [_("%(n)s of them for you to tell") % {"n": row["mine"]}] if is_late and row["mine"] else []
        yield Need(
            why="overdue" if is_late else "gap",
            label=_("Required notice not delivered") if is_late else _("Not delivered"),
            title=ngettext(
                "%(what)s: one recipient waits for a decision",
                "%(what)s: %(n)s recipients wait for a decision",
                n,
            )
            % {"what": release.communication, "n": n},
            url=release.get_absolute_url(),
            detail=" · ".join([_detail(release.communication), *mine]),
            action=_("Tell them by hand") if is_late else _("Look at them"),
            incident_id=release.incident_id,
            thing=thing_of("undelivered", release.pk, row["latest"]) if is_late else "",
            instead_of=_task_of(release.communication),
        )


def _commitments(visible: Q, people: list[int], now: datetime) -> Iterator[Need]:
    """One need a promise, however many audiences were told of it."""
    mine = Q(incident__lead__in=people) | Q(improvement__owner__in=people)
    rows = (
        Commitment.objects.filter(mine, visible, state=Commitment.State.OPEN, due_at__lt=now + timedelta(days=1))
        .select_related("incident", "audience__group")
        .order_by("due_at", "audience__group__priority")
    )
    promises: dict[tuple[int, int | None, datetime | None], list[Commitment]] = {}
    for commitment in rows[: MOST * 20]:
        # A day ends at another hour in each audience's zone, so an improvement is one promise whatever the hour.
        due = None if commitment.improvement_id else commitment.due_at
        promises.setdefault((commitment.incident_id, commitment.improvement_id, due), []).append(commitment)
    for promise in list(promises.values())[:MOST]:
        yield _promise(promise, now)


def _promise(told: list[Commitment], now: datetime) -> Need:
    first = told[0]
    late = first.due_at is not None and first.due_at < now
    incident, improvement = first.incident, first.improvement_id
    if improvement is None:
        kind, title = Kind.UPDATE, _("Update promised to %(groups)s has not been sent")
        action = _("Write the update")
    else:
        kind, title = Kind.IMPROVEMENTS, _("%(groups)s were told: %(what)s")
        action = _("Explain the delay") if late else _("Tell them")
    return Need(
        why="overdue" if late else "due",
        label=_("Overdue") if late else _("Due soon"),
        title=title % {"groups": _names([row.audience.group for row in told]), "what": first.text},
        url=reverse("communications:draft", args=[incident.reference]) + f"?kind={kind}",
        detail=f"{incident.reference} · {incident.title}",
        action=action,
        due_at=first.due_at,
        incident_id=incident.pk,
        thing=thing_of("promise", incident.pk, improvement or kind),
        instead_of=_instead_of_promise(incident, improvement),
    )


def _instead_of_promise(incident: Incident, improvement: int | None) -> tuple[str, ...]:
    if improvement is None:
        return ()
    return thing_of("improvement", improvement), thing_of("task", incident.pk, TaskKey.IMPROVEMENTS)


def _names(groups: Sequence[StakeholderGroup]) -> str:
    """ "Partners", "Partners and Customers", "Partners, Customers and 3 more"."""
    names = [str(group) for group in groups]
    if len(names) <= 2:
        return _(" and ").join(names)
    more = len(names) - 2
    return ngettext("%(some)s and %(n)s more", "%(some)s and %(n)s more", more) % {
        "some": ", ".join(names[:2]),
        "n": more,
    }


UNTOLD = {
    Kind.ACKNOWLEDGEMENT: lazy("Acknowledgement not yet sent to %(groups)s"),
    Kind.UPDATE: lazy("First update not yet sent to %(groups)s"),
    Kind.RESOLUTION: lazy("Resolution not yet sent to %(groups)s"),
    Kind.ROOT_CAUSE: lazy("Root cause not yet sent to %(groups)s"),
}


def _untold(visible: Q, people: list[int], now: datetime, named: set[tuple[int, str]]) -> Iterator[Need]:
    """One need per incident of mine and kind that is due to some of its audiences within a day and has not left.

    `named`: audiences and kinds that have a need of their own, since the message waits for this person's review or release.
    """
    left = Communication.objects.told().filter(audience=OuterRef("pk"), kind=Kind.ROOT_CAUSE)
    owed = ChecklistTask.objects.filter(incident=OuterRef("incident"), key=TaskKey.TELL, state=ChecklistTask.State.OPEN)
    rows = Audience.objects.filter(
        ~Exists(left),
        Exists(owed),
        visible,
        incident__lead__in=people,
        incident__completed_at=None,
        state=Audience.State.INCLUDED,
    ).select_related("incident", "group")
    audiences = list(rows.order_by("incident", "group__priority", "group__name")[:500])
    settled = named | _settled([audience.pk for audience in audiences])
    waiting: dict[tuple[int, Kind], list[tuple[datetime, Audience]]] = {}
    for audience in audiences:
        for kind, when in _due_kinds(audience, now, settled):
            waiting.setdefault((audience.incident_id, kind), []).append((when, audience))
    for (_incident, kind), due in list(waiting.items())[:MOST]:
        due.sort(key=lambda pair: pair[0])
        yield _untold_of_one(kind, [audience for _when, audience in due], due[0][0], now)


def _settled(audience_ids: Sequence[int]) -> set[tuple[int, str]]:
    """Audiences and the kinds that have left, or are settled by what was begun of a later one, as the matrix has it."""
    places = {kind: place for place, kind in enumerate(UNTOLD)}
    settled: set[tuple[int, str]] = set()
    rows = Communication.objects.live().to_everybody().filter(audience__in=audience_ids).order_by()
    for audience, kind, state in rows.values_list("audience", "kind", "state"):
        place = places.get(Kind(kind), len(UNTOLD) - 1)
        settled |= {(audience, earlier) for earlier in list(UNTOLD)[:place]}
        if state == Communication.State.RELEASED:
            settled.add((audience, kind))
    return settled


def _due_kinds(audience: Audience, now: datetime, settled: set[tuple[int, str]]) -> Iterator[tuple[Kind, datetime]]:
    """Of several that are late only the last: whoever sends it need not send those before."""
    late = False
    for kind in reversed(UNTOLD):
        when = due_at(audience, kind)
        if late or when is None or when > now + timedelta(days=1) or (audience.pk, kind) in settled:
            continue
        late = when < now
        yield kind, when


def _untold_of_one(kind: Kind, audiences: list[Audience], first: datetime, now: datetime) -> Need:
    incident = audiences[0].incident
    late = first < now
    return Need(
        why="overdue" if late else "due",
        label=_("Overdue") if late else _("Due soon"),
        title=UNTOLD[kind] % {"groups": _names([a.group for a in audiences])},
        url=reverse("communications:incident-communications", args=[incident.reference]),
        detail=f"{incident.reference} · {incident.title}",
        action=_("Go on"),
        due_at=first,
        incident_id=incident.pk,
        thing=thing_of("untold", incident.pk, kind),
        instead_of=(thing_of("task", incident.pk, TaskKey.TELL),) if kind == Kind.ROOT_CAUSE else (),
    )
