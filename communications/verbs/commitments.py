"""What an audience was told will happen."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from communications.models import Commitment, Communication
from postincident.models import Improvement


def commit(communication: Communication) -> None:
    """Once its first copy has left: the improvements it announced and the next update it promised. Safe to call again."""
    if communication.next_update_at is not None:
        Commitment.objects.get_or_create(
            kind=Commitment.Kind.NEXT_UPDATE,
            told_in=communication,
            defaults={
                "incident_id": communication.incident_id,
                "audience_id": communication.audience_id,
                "text": _("Next update"),
                "due_at": communication.next_update_at,
            },
        )
    planned = [Improvement.State.OPEN, Improvement.State.IN_PROGRESS]
    for improvement in communication.improvements.filter(state__in=planned):
        Commitment.objects.get_or_create(
            kind=Commitment.Kind.IMPROVEMENT,
            audience_id=communication.audience_id,
            improvement=improvement,
            defaults={
                "incident_id": communication.incident_id,
                "text": improvement.public_wording or improvement.what,
                "due_at": _end_of(improvement.due_on, communication.audience.group.time_zone),
                "told_in": communication,
            },
        )


def _end_of(day: date | None, zone: str) -> datetime | None:
    """A day promised is the whole day, where the audience is."""
    return None if day is None else datetime.combine(day, time(23, 59), ZoneInfo(zone))
