"""Who may sign in, and as what. Nobody is deleted: the history names them; who has left is made inactive."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postincident import events
from postincident.errors import Refused
from postincident.models import User

NOBODY_LEFT = gettext_lazy(
    "Nobody would be left who can add people and give rights. Make somebody else an administrator first."
)


def _require_administrator(user: User) -> None:
    if not user.can_administer:
        raise Refused("not_allowed", _("Only an administrator decides who signs in."))


def is_last_administrator(person: User) -> bool:
    others = User.objects.filter(is_administrator=True, is_active=True).exclude(pk=person.pk)
    return person.is_administrator and person.is_active and not others.exists()


def add(user: User, person: User) -> User:
    """`person` is not saved yet; its password is set, or unusable until they ask for a new one."""
    _require_administrator(user)
    with transaction.atomic():
        person.email = User.objects.normalize_email(person.email)
        person.save()
        events.record(user, "person.added", person, role=person.role, administrator=person.is_administrator)
    return person


def change(user: User, person: User, **fields: Any) -> User:
    """Raises Refused when nobody would be left who can do this."""
    _require_administrator(user)
    with transaction.atomic():
        # All administrators, so that two of them never take the right from each other.
        list(User.objects.select_for_update().filter(is_administrator=True).order_by("pk"))
        current = User.objects.select_for_update().get(pk=person.pk)
        was_last = is_last_administrator(current)
        changed = [name for name, value in fields.items() if getattr(current, name) != value]
        for name in changed:
            setattr(current, name, fields[name])
        if was_last and not (current.is_administrator and current.is_active):
            raise Refused("last_one", str(NOBODY_LEFT))
        if changed:
            current.save()
            events.record(
                user,
                "person.changed",
                current,
                fields=changed,
                role=current.role,
                administrator=current.is_administrator,
                active=current.is_active,
            )
    return current
