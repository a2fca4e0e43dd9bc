from __future__ import annotations

from django.shortcuts import get_object_or_404

from archive.models import Record
from postincident.models import User


def get_record(user: User, number: int) -> Record:
    """A record of an incident the person may not see does not exist for them."""
    return get_object_or_404(Record.objects.visible_to(user).select_related("incident", "corrects"), number=number)


def get_record_to_redact(administrator: User, number: int) -> Record:
    rows = Record.objects.redactable_by(administrator).select_related("incident", "withheld__run")
    return get_object_or_404(rows, number=number)
