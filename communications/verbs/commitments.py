"""What an audience was told will happen: made and settled by what is really sent to it."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from communications.models import Commitment, Communication, RecipientList
from postincident import clock, events
from postincident.models import Improvement
from postincident.vocabulary import Kind


def commit(communication: Communication, at: datetime | None = None) -> None:
    """Once its first copy has left: settle what it reports, then note what it promises. Safe to call again."""
    settle(communication, at or clock.now())
    if communication.next_update_at is not None:
        commitment, is_new = Commitment.objects.get_or_create(
            kind=Commitment.Kind.NEXT_UPDATE,
            told_in=communication,
            defaults={
                "incident_id": communication.incident_id,
                "audience_id": communication.audience_id,
                "text": _("Next update"),
                "due_at": communication.next_update_at,
            },
        )
        if is_new:
            _made(commitment)
    planned = [Improvement.State.OPEN, Improvement.State.IN_PROGRESS]
    for improvement in communication.improvements.filter(state__in=planned):
        _promise_improvement(communication, improvement)


def _promise_improvement(communication: Communication, improvement: Improvement) -> None:
    """One open commitment an improvement and audience. One explained as late is made anew when a new date was told."""
    due_at = _end_of(improvement.due_on, communication.audience.group.time_zone)
    earlier = Commitment.objects.filter(audience=communication.audience_id, improvement=improvement)
    is_new_date = due_at is not None and not earlier.filter(due_at=due_at).exists()
    if (earlier.exclude(state=Commitment.State.EXPLAINED) if is_new_date else earlier).exists():
        return
    commitment, is_new = Commitment.objects.get_or_create(
        kind=Commitment.Kind.IMPROVEMENT,
        audience_id=communication.audience_id,
        improvement=improvement,
        state=Commitment.State.OPEN,
        defaults={
            "incident_id": communication.incident_id,
            "text": improvement.outside_wording,
            "due_at": due_at,
            "told_in": communication,
        },
    )
    if is_new:
        _made(commitment)


def _made(commitment: Commitment) -> None:
    events.record(
        None, "commitment.made", commitment, incident=commitment.incident_id, communication=commitment.told_in_id
    )


def _end_of(day: date | None, zone: str) -> datetime | None:
    """A day promised is the whole day, where the audience is."""
    return None if day is None else datetime.combine(day, time(23, 59), ZoneInfo(zone))


def settle(communication: Communication, at: datetime) -> None:
    """What this communication, handed over at `at`, says of earlier promises to the same audience.

    One that goes to a few by a list of its own settles nothing, since the others have not heard. A next update is kept by any later message in time, and explained by one that comes late. An improvement is kept
    when it is told as done. Late or decided against, it is explained by an improvements message that says so.
    """
    if RecipientList.objects.filter(communication=communication).exists():
        return
    earlier = Commitment.objects.select_for_update(of=("self",)).filter(audience=communication.audience_id)
    earlier = earlier.exclude(told_in=communication).select_related("improvement")
    told = set(communication.improvements.values_list("pk", flat=True))
    for commitment in earlier.filter(state=Commitment.State.OPEN):
        state = _settled(commitment, communication, told, at)
        if state is not None:
            commitment.state, commitment.reported_in, commitment.settled_at = state, communication, at
            commitment.save()
            events.record(None, f"commitment.{state}", commitment, incident=commitment.incident_id)


def _settled(
    commitment: Commitment, communication: Communication, told: set[int], at: datetime
) -> Commitment.State | None:
    late = commitment.due_at is not None and at > commitment.due_at
    if commitment.kind == Commitment.Kind.NEXT_UPDATE:
        return Commitment.State.EXPLAINED if late else Commitment.State.KEPT
    improvement = commitment.improvement
    if improvement is None or improvement.pk not in told:
        return None
    if improvement.state == Improvement.State.DONE:
        return Commitment.State.KEPT
    if communication.kind == Kind.IMPROVEMENTS and (late or improvement.state == Improvement.State.DECLINED):
        return Commitment.State.EXPLAINED
    return None
