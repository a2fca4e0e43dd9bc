"""Appending to the history. Every verb that changes state calls `record` in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models

from postincident import bulk, clock
from postincident.models import Event, Incident, User


class LinkHolder:
    """Somebody who acted through a public link; who they are is not known, and not guessed."""


APPLICATION = None  # the actor when nobody pressed anything
type Actor = User | LinkHolder | None


def record(
    actor: Actor,
    verb: str,
    obj: models.Model | None = None,
    *,
    incident: Incident | int | None = None,
    happened_at: datetime | None = None,
    **data: Any,
) -> Event:
    """Append one event. `data` holds ids, counts and state names only: never an address or words of a message."""
    event = _event(actor, verb, obj, incident, happened_at, data)
    bulk.add(event)
    return event


def record_new(actor: Actor, verb: str, obj: models.Model, *, incident: Incident | int | None = None) -> None:
    """Store a new object, and append the event of it: both or neither. For what people outside do in great numbers."""
    bulk.add_both(obj, _event(actor, verb, obj, incident, None, {}), "object_id")


def record_each(actor: Actor, verb: str, incidents: Iterable[Incident]) -> None:
    """Append the same event of each incident."""
    bulk.insert([_event(actor, verb, incident, incident, None, {}) for incident in incidents])


def _event(
    actor: Actor,
    verb: str,
    obj: models.Model | None,
    incident: Incident | int | None,
    happened_at: datetime | None,
    data: dict[str, Any],
) -> Event:
    kind = Event.Actor.APPLICATION
    if isinstance(actor, User):
        kind = Event.Actor.USER
    elif isinstance(actor, LinkHolder):
        kind = Event.Actor.LINK_HOLDER
    return Event(
        incident_id=incident.pk if isinstance(incident, Incident) else incident,
        actor=kind,
        user=actor if isinstance(actor, User) else None,
        verb=verb,
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=obj.pk if obj is not None else None,
        data=data,
        happened_at=happened_at or clock.now(),
    )
