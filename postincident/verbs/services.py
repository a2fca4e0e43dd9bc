from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from postincident import events
from postincident.errors import Refused
from postincident.models import Service, User


def add(user: User, **fields: Any) -> Service:
    with transaction.atomic():
        service = Service(**fields)
        _write(service)
        events.record(user, "service.added", service)
    return service


def _write(service: Service) -> None:
    try:
        with transaction.atomic():
            service.save()
    except IntegrityError as error:
        raise Refused("name_taken", _("There is a service of this name already.")) from error


def change(user: User, service: Service, *, version: int | None, **fields: Any) -> Service:
    """Raises Refused when somebody saved meanwhile."""
    with transaction.atomic():
        current = Service.objects.select_for_update().get(pk=service.pk)
        if current.version != version:
            raise Refused("changed_meanwhile", _("Somebody else changed this service while you were writing."))
        for name, value in fields.items():
            setattr(current, name, value)
        current.version += 1
        _write(current)
        events.record(user, "service.changed", current)
    return current
