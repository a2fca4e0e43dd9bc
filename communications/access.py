from __future__ import annotations

from django.shortcuts import get_object_or_404

from communications.models import Audience, Communication, Section
from postincident.models import Incident, User


def get_communication(user: User, pk: int) -> Communication:
    """A communication of an incident the person may not see does not exist for them."""
    rows = Communication.objects.visible_to(user).select_related(
        "incident__lead", "audience__group", "template_version", "corrects", "follows", "created_by"
    )
    return get_object_or_404(rows, pk=pk)


def get_section(communication: Communication, pk: int) -> Section:
    return get_object_or_404(Section, communication=communication, pk=pk)


def get_audience(incident: Incident, pk: int) -> Audience:
    return get_object_or_404(Audience.objects.select_related("group"), incident=incident, pk=pk)
