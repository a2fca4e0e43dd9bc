from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from postincident import clock, events
from postincident.errors import Refused
from postincident.models import Improvement, Incident, User


def _check(state: str, outcome: str) -> None:
    if state == Improvement.State.DECLINED and not outcome.strip():
        raise Refused("no_reason", _("A decision not to act is an outcome like any other: say why."))


def add(user: User, incident: Incident, **fields: Any) -> Improvement:
    _check(fields.get("state", ""), fields.get("outcome", ""))
    with transaction.atomic():
        improvement = Improvement(incident=incident, **fields)
        if improvement.state == Improvement.State.DONE:
            improvement.done_at = clock.now()
        improvement.save()
        events.record(user, "improvement.added", improvement, incident=incident, state=improvement.state)
    return improvement


def change(user: User, improvement: Improvement, *, version: int, **fields: Any) -> Improvement:
    """Raises Refused when declined without a reason, or somebody saved meanwhile."""
    _check(fields.get("state", improvement.state), fields.get("outcome", improvement.outcome))
    with transaction.atomic():
        current = Improvement.objects.select_for_update().get(pk=improvement.pk)
        if current.version != version:
            raise Refused("changed_meanwhile", _("Somebody else changed this improvement while you were writing."))
        was = current.state
        for name, value in fields.items():
            setattr(current, name, value)
        if current.state == Improvement.State.DONE and was != Improvement.State.DONE:
            current.done_at = clock.now()
        elif current.state != Improvement.State.DONE:
            current.done_at = None
        current.version += 1
        current.save()
        events.record(user, "improvement.changed", current, incident=current.incident_id, was=was, state=current.state)
    return current
