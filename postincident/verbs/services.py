from __future__ import annotations

from django.db import transaction

from postincident import events
from postincident.models import Service, User


def save(user: User, service: Service) -> Service:
    """Add a service, or change one."""
    with transaction.atomic():
        verb = "service.changed" if service.pk else "service.added"
        service.save()
        events.record(user, verb, service)
    return service
