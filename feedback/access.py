"""Fetching is the permission check. Responses of a restricted incident do not exist for those it is kept from."""

from __future__ import annotations

from django.db.models import Q
from django.shortcuts import get_object_or_404

from communications.models import Communication, Contact
from feedback.models import FeedbackLink, Outreach, Response, Theme
from feedback.told import key_contacts, told_audiences
from postincident import clock
from postincident.models import Incident, User


def get_response(user: User, pk: int) -> Response:
    rows = Response.objects.visible_to(user).select_related(
        "incident", "group", "communication", "answered_by", "delivery", "questionnaire", "owner"
    )
    return get_object_or_404(rows, pk=pk)


def get_theme(slug: str) -> Theme:
    return get_object_or_404(Theme.objects.select_related("merged_into"), slug=slug)


def get_communication(incident: Incident, pk: int) -> Communication:
    """The incident was fetched for this user already."""
    return get_object_or_404(Communication.objects.filter(incident=incident), pk=pk)


def get_shared_link(communication: Communication) -> FeedbackLink:
    """That can be answered by."""
    shared = FeedbackLink.objects.filter(communication=communication, kind=FeedbackLink.Kind.SHARED)
    return get_object_or_404(shared, revoked_at=None, expires_at__gt=clock.now())


def get_key_contact(incident: Incident, pk: int) -> Contact:
    """A key contact of an audience told, or one that outreach was noted for before."""
    now = [contact.pk for contact, _audience in key_contacts([incident.pk], told_audiences([incident.pk]))[incident.pk]]
    before = Outreach.objects.filter(incident=incident).values("contact")
    return get_object_or_404(Contact.objects.filter(Q(pk__in=now) | Q(pk__in=before)), pk=pk, erased_at=None)
