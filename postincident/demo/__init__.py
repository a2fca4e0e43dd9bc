"""Believable incidents of a company that does not exist. Dates count from the moment of loading, so that "due today" is true."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.utils import timezone

from postincident.checklist import settle
from postincident.models import ChecklistTask, Event, Fact, Incident, Service, User
from postincident.verbs import checklist, facts, improvements
from postincident.verbs import incident as verbs
from postincident.verbs import services as service_verbs
from postincident.vocabulary import TaskKey


def person(name: str) -> User:
    """One of the cast: lena leads, amara reviews, tomas writes, vera reads, ade administers."""
    return User.objects.get(email=f"{name}@northwind.example")


def moment(days_ago: int, clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    day = timezone.now() - timedelta(days=days_ago)
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0)


@contextmanager
def dated(when: datetime) -> Iterator[None]:
    """What verbs record inside is dated as if it had happened then."""
    last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    yield
    Event.objects.filter(pk__gt=last).update(happened_at=when)


def incident_numbered(number: int) -> Incident:
    """INC-<year>-0042, whatever the year of loading is."""
    return Incident.objects.get(reference__endswith=f"-{number:04d}")


def load() -> None:
    from postincident.demo.incidents import INCIDENTS, SERVICES

    ade = person("ade")
    known = {name: service_verbs.add(ade, name=name, **fields) for name, fields in SERVICES.items()}
    for number, fields in sorted(INCIDENTS.items()):
        _load_one(number, fields, known)


def _load_one(number: int, fields: dict, services: dict[str, Service]) -> None:  # type: ignore[type-arg]
    lead = person(fields["lead"])
    started, detected = moment(*fields["started"]), moment(*fields["detected"])
    resolved = moment(*fields["resolved"]) if "resolved" in fields else None
    with dated(detected):
        incident = verbs.declare(
            lead,
            reference=f"INC-{started.year}-{number:04d}",
            title=fields["title"],
            public_title=fields["public_title"],
            severity=fields["severity"],
            started_at=started,
            detected_at=detected,
            services=[services[name] for name in fields["services"]],
            lead=lead,
            broad_impact=fields.get("broad_impact", False),
            restricted="access" in fields,
            access=[person(name) for name in fields.get("access", [])],
        )
        for entry in fields.get("timeline", []):
            facts.add_entry(
                lead, incident, happened_at=moment(*entry["at"]), text=entry["text"], public=entry["public"]
            )
    if resolved:
        with dated(resolved):
            incident = verbs.resolve(lead, incident, resolved)
    with dated((resolved or detected) + timedelta(hours=2)):
        _load_facts(incident, fields.get("facts", []))
        _load_improvements(incident, fields.get("improvements", []))
    Fact.objects.filter(incident=incident).update(changed_at=(resolved or detected) + timedelta(hours=2))
    with dated((resolved or detected) + timedelta(days=2)):
        _settle_by_hand(incident, fields)
    overridden = ChecklistTask.objects.filter(incident=incident, overridden_at__isnull=False)
    overridden.update(overridden_at=(resolved or detected) + timedelta(days=2))


def _load_facts(incident: Incident, rows: list[tuple[str, ...]]) -> None:
    for writer, key, state, plain, technical, *reason in rows:
        user = person(writer)
        gaps = Fact.objects.filter(incident=incident, key=key, state=Fact.State.GAP)
        fact = gaps.first() or facts.add_fact(user, incident, key)
        facts.state_fact(
            user, fact, state=state, plain=plain, technical=technical, withheld_reason=reason[0] if reason else ""
        )


def _load_improvements(incident: Incident, rows: list[dict]) -> None:  # type: ignore[type-arg]
    for row in rows:
        due_on = timezone.localdate() + timedelta(days=row["due_in"])
        fields = {key: value for key, value in row.items() if key not in ("owner", "due_in")}
        improvements.add(person(row["owner"]), incident, owner=person(row["owner"]), due_on=due_on, **fields)


def _settle_by_hand(incident: Incident, fields: dict) -> None:  # type: ignore[type-arg]
    """What was worked through before Postincident was here: its tasks are overridden, with the reason said."""
    lead = person(fields["lead"])
    for key in TaskKey:
        if reason := fields.get("not_needed", {}).get(key):
            checklist.override(lead, ChecklistTask.objects.get(incident=incident, key=key), reason)
    if fields.get("closed"):
        settle([incident.pk], (incident.resolved_at or timezone.now()) + timedelta(days=2))
        verbs.close(lead, incident)


def load_what_is_missing() -> None:
    """Last of all: something nobody has said yet, so that the first look shows what a gap looks like."""
    facts.add_fact(person("tomas"), incident_numbered(42), Fact.Key.DETECTION)
