from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from postincident import clock, events
from postincident.errors import Refused
from postincident.models import User


def set_preferences(user: User, **fields: Any) -> User:
    """What people decide about themselves. Their role is an administrator's matter (`verbs.people`)."""
    until, delegate = fields.get("absent_until"), fields.get("delegate")
    if until is not None and until < clock.today():
        raise Refused(
            "absent_in_the_past", _("That day is over. Give the last day of your absence, or leave it empty.")
        )
    if delegate is not None and delegate.pk == user.pk:
        raise Refused("own_delegate", _("Somebody else has to stand in for you."))
    with transaction.atomic():
        current = User.objects.select_for_update().get(pk=user.pk)
        changed = [name for name, value in fields.items() if getattr(current, name) != value]
        for name in changed:
            setattr(current, name, fields[name])
        if changed:
            current.save(update_fields=changed)
            events.record(user, "person.preferred", current, fields=changed)
    return current
