"""Incidents with everything that belongs to them, in bulk: how many there are is what is measured, not how they came to be."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from itertools import batched
from typing import Any

from django.utils import timezone

from archive.models import Record
from archive.verbs.filing import Filing, file_many
from communications.models import (
    Audience,
    Commitment,
    Communication,
    Delivery,
    Endpoint,
    Release,
    Review,
    Revision,
    Section,
    StakeholderGroup,
)
from feedback.models import Response, Theme, ThemeTag
from postincident.links import hash_address
from postincident.models import ChecklistTask, Event, Fact, Improvement, Incident, IncidentAccess, Service, User
from postincident.vocabulary import Kind, Severity, Source, TaskKey

CHUNK = 500
GROUPS = ("engineering", "support", "customers")
OPEN_ONE_IN = 10  # incidents that still have something to do
RESTRICTED_ONE_IN = 20
TEXT = (
    "A new security certificate was incomplete, so one of two connections to the card networks refused payments. " * 6
)
SEVERITIES = (Severity.CRITICAL, Severity.MAJOR, Severity.MAJOR, Severity.MINOR)


class Growing:
    """`grow(count)` adds incidents until there are so many. Every tenth is open, every twentieth restricted."""

    def __init__(self, leads: list[User]) -> None:
        self.leads = leads
        self.services = list(Service.objects.bulk_create(Service(name=f"service-{n}") for n in range(12)))
        self.groups = list(StakeholderGroup.objects.filter(slug__in=GROUPS))
        self.theme = Theme.objects.order_by("pk")[0]
        self.end = timezone.now() - timedelta(hours=8)
        self.number = 0

    def grow(self, count: int) -> None:
        for numbers in batched(range(self.number, count), CHUNK, strict=False):
            self._incidents(numbers)
        self.number = count

    def _incidents(self, numbers: tuple[int, ...]) -> None:
        incidents = Incident.objects.bulk_create(self._incident(n) for n in numbers)
        through = Incident.services.through
        through.objects.bulk_create(
            through(incident=one, service=self.services[(one.pk + place) % 12]) for one in incidents for place in (0, 5)
        )
        restricted = [one for one in incidents if one.restricted]
        IncidentAccess.objects.bulk_create(IncidentAccess(incident=one, user=one.lead) for one in restricted)
        Fact.objects.bulk_create(
            Fact(incident=one, key=key, state=Fact.State.KNOWN, technical=TEXT, plain=TEXT)
            for one in incidents
            for key in Fact.EXPECTED
        )
        ChecklistTask.objects.bulk_create(self._task(one, key) for one in incidents for key in TaskKey)
        self._events(incidents)
        improvements = Improvement.objects.bulk_create(
            Improvement(
                incident=one, what="Test each connection as a payment uses it", owner=one.lead, due_on=one.resolved_at
            )
            for one in incidents
        )
        self._communications(incidents, dict(zip((one.pk for one in incidents), improvements, strict=True)))

    def _incident(self, n: int) -> Incident:
        resolved = self.end - timedelta(hours=3 * n)
        done = None if n % OPEN_ONE_IN == 0 else resolved + timedelta(days=20)
        return Incident(
            reference=f"INC-{resolved.year}-{n + 1:05d}",
            title=f"Card payments declined in region {n}",
            severity=SEVERITIES[n % 4],
            started_at=resolved - timedelta(minutes=90),
            detected_at=resolved - timedelta(minutes=80),
            resolved_at=resolved,
            lead=self.leads[n % len(self.leads)],
            restricted=n % RESTRICTED_ONE_IN == 7,
            completed_at=done,
            closed_at=done,
            state=Incident.State.CLOSED if done else Incident.State.OPEN,
        )

    def _task(self, incident: Incident, key: TaskKey) -> ChecklistTask:
        state = ChecklistTask.State.DONE if incident.completed_at else ChecklistTask.State.OPEN
        return ChecklistTask(incident=incident, key=key, state=state, due_at=_end(incident) + timedelta(days=5))

    def _events(self, incidents: list[Incident]) -> None:
        Event.objects.bulk_create(
            Event(
                incident=one,
                actor=Event.Actor.USER,
                user=one.lead,
                verb=verb,
                object_type="postincident.incident",
                object_id=one.pk,
                happened_at=_end(one) + timedelta(minutes=place),
            )
            for one in incidents
            for place, verb in enumerate(["incident.declared", "incident.edited", "incident.resolved"] * 3)
        )

    def _communications(self, incidents: list[Incident], improvements: dict[int, Improvement]) -> None:
        audiences = Audience.objects.bulk_create(
            Audience(incident=one, group=group, because="it is told of every incident", told_at=one.resolved_at)
            for one in incidents
            for group in self.groups
        )
        told = Communication.objects.bulk_create(self._communication(one) for one in audiences)
        Section.objects.bulk_create(
            Section(communication=one, key=key, title=key.capitalize(), position=place, body=TEXT, drawn=TEXT)
            for one in told
            for place, key in enumerate(["summary", "root_cause", "resolution"])
        )
        revisions = Revision.objects.bulk_create(self._revision(one) for one in told)
        Review.objects.bulk_create(
            Review(revision=one, reviewer=self.leads[1], decision=Review.Decision.APPROVED, digest=one.digest)
            for one in revisions
            if one.state == Revision.State.APPROVED
        )
        released = [one for one in revisions if one.communication.state == Communication.State.RELEASED]
        records = file_many(None, [self._filing(one.communication) for one in released])
        releases = Release.objects.bulk_create(self._release(*pair) for pair in zip(released, records, strict=True))
        Delivery.objects.bulk_create(self._delivery(one, n) for one in releases for n in range(3))
        Commitment.objects.bulk_create(self._commitment(one, improvements[one.incident_id]) for one in releases)
        self._responses([one.communication for one in releases])

    def _communication(self, audience: Audience) -> Communication:
        incident = audience.incident
        state = Communication.State.RELEASED
        if incident.completed_at is None and audience.group == self.groups[-1]:
            waiting = (Communication.State.DRAFT, Communication.State.IN_REVIEW, Communication.State.APPROVED)
            state = waiting[incident.pk // OPEN_ONE_IN % 3]
        return Communication(
            incident=incident,
            audience=audience,
            kind=Kind.ROOT_CAUSE,
            state=state,
            subject=f"Why payments were declined ({incident.reference})",
            created_by=self.leads[0],
        )

    def _revision(self, communication: Communication) -> Revision:
        reviewing = communication.state == Communication.State.IN_REVIEW
        return Revision(
            communication=communication,
            number=1,
            state=Revision.State.IN_REVIEW if reviewing else Revision.State.APPROVED,
            subject=communication.subject,
            text=TEXT,
            html=TEXT,
            source=[],
            canonical=TEXT,
            digest=hashlib.sha256(TEXT.encode()).hexdigest(),
            editors=[self.leads[0].pk],
            reviewers_needed=1,
            submitted_by=self.leads[0],
        )

    def _filing(self, communication: Communication) -> Filing:
        incident, group = communication.incident, communication.audience.group
        return Filing(
            incident=incident,
            kind=communication.kind,
            audience=group.name,
            audience_kind=group.kind,
            services=[self.services[incident.pk % 12].name],
            severity=incident.severity,
            title=communication.subject,
            sent_at=_end(incident) + timedelta(hours=6, seconds=group.pk),
            source=Source.HERE,
            subject=communication.subject,
            text=TEXT,
        )

    def _release(self, revision: Revision, record: Record) -> Release:
        return Release(
            communication=revision.communication,
            revision=revision,
            incident=revision.communication.incident,
            state=Release.State.FINISHED,
            released_by=self.leads[0],
            record=record,
            first_sent_at=record.sent_at,
            finished_at=record.sent_at,
        )

    def _delivery(self, release: Release, n: int) -> Delivery:
        address = f"reader{n}.{release.pk}@customer.example"
        failed = release.incident.completed_at is None and n == 2
        return Delivery(
            release=release,
            communication=release.communication,
            incident=release.incident,
            kind=Kind.ROOT_CAUSE,
            round=1,
            channel=Endpoint.Kind.MAIL,
            address=address,
            address_hash=hash_address(address),
            name="Ana Ferreira",
            state=Delivery.State.FAILED if failed else Delivery.State.SENT,
            handed_over_at=None if failed else release.first_sent_at,
            server_said="550 5.1.1 No such user" if failed else "250 2.0.0 Ok: queued",
            message_id=f"<{n}.{release.pk}@northwind.example>",
            attempts=1,
        )

    def _commitment(self, release: Release, improvement: Improvement) -> Commitment:
        kept = release.incident.completed_at is not None
        return Commitment(
            incident=release.incident,
            audience=release.communication.audience,
            kind=Commitment.Kind.IMPROVEMENT,
            improvement=improvement,
            text=improvement.what,
            due_at=_end(release.incident) + timedelta(days=30),
            state=Commitment.State.KEPT if kept else Commitment.State.OPEN,
            told_in=release.communication,
            reported_in=release.communication if kept else None,
        )

    def _responses(self, communications: list[Communication]) -> None:
        rows = Response.objects.bulk_create(
            Response(
                incident=one.incident,
                communication=one,
                group=one.audience.group,
                source=Response.Source.LINK,
                clear=one.pk % 5 + 1,
                timely=one.pk % 4 + 1,
                complete=one.pk % 3 + 2,
                words="We heard it from our own shoppers before we heard it from you.",
                said_at=_end(one.incident) + timedelta(days=1),
            )
            for one in communications
        )
        tagged = [row for row in rows if row.incident.completed_at is not None]
        ThemeTag.objects.bulk_create(
            ThemeTag(
                response=row, theme=self.theme, user=self.leads[0], incident_id=row.incident_id, said_at=row.said_at
            )
            for row in tagged
        )
        Response.objects.filter(pk__in=[row.pk for row in tagged]).update(is_tagged=True)


def _end(incident: Incident) -> datetime:
    moment: Any = incident.resolved_at
    return moment
