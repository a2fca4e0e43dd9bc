"""Key contacts of the audiences told are given an owner and a day, so that outreach waits on somebody's home page."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction

from feedback.models import Outreach
from feedback.told import key_contacts, told_audiences
from postincident import events
from postincident.models import Incident

DAYS = 5


def sweep(now: datetime) -> int:
    incidents = Incident.objects.with_checklist().filter(completed_at=None).in_bulk()
    told = told_audiences(incidents)
    have = set(Outreach.objects.filter(incident__in=incidents).values_list("incident", "contact"))
    new = [
        Outreach(
            incident_id=pk,
            contact=contact,
            group=audience.group,
            owner=contact.relationship_owner or incidents[pk].lead,
            due_at=(audience.told_at or now) + timedelta(days=DAYS),
        )
        for pk, contacts in key_contacts(incidents, told).items()
        for contact, audience in contacts
        if (pk, contact.pk) not in have
    ]
    with transaction.atomic():
        Outreach.objects.bulk_create(new, ignore_conflicts=True)
        for pk, contacts in Counter(row.incident_id for row in new).items():
            events.record(None, "outreach.prepared", incidents[pk], incident=pk, contacts=contacts)
    return len(new)
