"""Believable incidents of a company that does not exist, played as a story: each app brings scenes, each with its moment.

A scene is played by calling verbs while the clock stands at its moment, so that everything they write (events, records,
reviews, deadlines) is as it would be had it happened then. Moments count from the time of loading, so that "due today"
is true.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from postincident import clock
from postincident.checklist import settle
from postincident.models import Incident, User
from postincident.registry import Scene

# The newest incident's root cause is due at 15:40 UTC: the story is laid so that this lies ahead.
DUE_CLOCK = timedelta(hours=15, minutes=40)
LOOK_EVERY = timedelta(days=40)


def person(name: str) -> User:
    """One of the cast: lena leads, amara reviews, tomas writes, vera reads, ade administers."""
    return User.objects.get(email=f"{name}@northwind.example")


def moment(days_ago: int, at: str) -> datetime:
    """So many days before the day on which the newest root cause is due. From 1 day at 15:30 on, it lies in the past."""
    hour, minute = map(int, at.split(":"))
    day = clock.now() + timedelta(days=1) - DUE_CLOCK - timedelta(days=days_ago)
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0)


def hours_ago(hours: float) -> datetime:
    """Later than any moment of a day before; to the minute."""
    return (clock.now() - timedelta(hours=hours)).replace(second=0, microsecond=0)


def incident_numbered(number: int) -> Incident:
    """INC-<year>-0042, whatever the year of loading is."""
    return Incident.objects.get(reference__endswith=f"-{number:04d}", reference__startswith="INC-")


def play(scenes: Iterable[Scene]) -> None:
    """In the order they happened. Scenes settle tasks as views do; now and then all are looked at, as by the worker."""
    looked: datetime | None = None
    for at, scene in sorted(scenes, key=lambda scene: scene[0]):
        if looked is None or at - looked > LOOK_EVERY:
            with clock.standing_at(at):
                _settle_all()
            looked = at
        with clock.standing_at(at):
            scene()
    _settle_all()


def _settle_all() -> None:
    settle(Incident.objects.filter(completed_at=None).values_list("pk", flat=True))
