"""What the core brings to the story: incidents declared, resolved, explained, improved upon, closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from postincident.checklist import settle
from postincident.demo import incident_numbered, person
from postincident.demo.incidents import incidents
from postincident.demo.services import SERVICES
from postincident.models import ChecklistTask, Fact, Improvement, Service
from postincident.registry import Scene
from postincident.verbs import checklist, facts, improvements
from postincident.verbs import incident as verbs
from postincident.verbs import services as service_verbs


def scenes() -> Iterator[Scene]:
    known = incidents()
    yield min(fields["started"] for fields in known.values()) - timedelta(days=30), _add_services
    for number, fields in known.items():
        yield fields["detected"], partial(_declare, number, fields)
        if "resolved" in fields:
            yield fields["resolved"], partial(_resolve, number, fields)
        yield from _explained(number, fields)
        yield from _settled(number, fields)


def _explained(number: int, fields: dict[str, Any]) -> Iterator[Scene]:
    for at, rows in fields.get("facts", []):
        yield at, partial(_state_facts, number, rows)
    for at, name, key in fields.get("asked_for", []):
        yield at, partial(_ask_for_a_fact, number, name, key)
    rows = fields.get("improvements", [])
    if rows:
        yield fields["improvements_from"], partial(_add_improvements, number, rows)
    for row in rows:
        if "done" in row:
            yield row["done"], partial(_finish, number, row["what"], row["owner"], row["outcome"])


def _settled(number: int, fields: dict[str, Any]) -> Iterator[Scene]:
    for at, key, name, reason in fields.get("confirmed", []):
        yield at, partial(_confirm, number, key, name, reason)
    for at, key, reason in fields.get("not_needed", []):
        yield at, partial(_override, number, key, reason)
    if "closed" in fields:
        yield fields["closed"], partial(_close, number)


def _add_services() -> None:
    for name, fields in SERVICES.items():
        service_verbs.add(person("ade"), name=name, **fields)


def _declare(number: int, fields: dict[str, Any]) -> None:
    lead = person(fields["lead"])
    started: datetime = fields["started"]
    verbs.declare(
        lead,
        reference=f"INC-{started.year}-{number:04d}",
        title=fields["title"],
        public_title=fields["public_title"],
        severity=fields["severity"],
        started_at=started,
        detected_at=fields["detected"],
        services=Service.objects.filter(name__in=fields["services"]),
        lead=lead,
        broad_impact=fields.get("broad_impact", False),
        restricted="access" in fields,
        access=[person(name) for name in fields.get("access", [])],
    )


def _resolve(number: int, fields: dict[str, Any]) -> None:
    incident, lead = incident_numbered(number), person(fields["lead"])
    verbs.resolve(lead, incident, fields["resolved"])
    for at, text, public in fields.get("timeline", []):
        facts.add_entry(lead, incident, happened_at=at, text=text, public=public)


def _state_facts(number: int, rows: list[tuple[str, ...]]) -> None:
    """A contributing factor is always a further one; any other fact is said anew."""
    incident = incident_numbered(number)
    for writer, key, state, plain, technical, *reason in rows:
        user = person(writer)
        have = Fact.objects.filter(incident=incident, key=key).first()
        if have is None or key == Fact.Key.CONTRIBUTING_FACTOR:
            have = facts.add_fact(user, incident, key)
        facts.state_fact(
            user, have, state=state, plain=plain, technical=technical, withheld_reason=reason[0] if reason else ""
        )


def _ask_for_a_fact(number: int, name: str, key: str) -> None:
    facts.add_fact(person(name), incident_numbered(number), key)


def _add_improvements(number: int, rows: list[dict[str, Any]]) -> None:
    names = ("what", "public_wording", "kind", "tracker_url")
    for row in rows:
        fields = {name: row[name] for name in names if name in row}
        owner = person(row["owner"])
        state = row.get("state", Improvement.State.OPEN)
        due_on = timezone.localdate(row["due"])
        improvements.add(owner, incident_numbered(number), owner=owner, due_on=due_on, state=state, **fields)


def _finish(number: int, what: str, owner: str, outcome: str) -> None:
    row = Improvement.objects.get(incident=incident_numbered(number), what=what)
    improvements.change(person(owner), row, version=row.version, state=Improvement.State.DONE, outcome=outcome)


def _confirm(number: int, key: str, name: str, reason: str) -> None:
    incident = incident_numbered(number)
    checklist.confirm(person(name), incident, key, reason)
    settle([incident.pk])


def _override(number: int, key: str, reason: str) -> None:
    task = ChecklistTask.objects.get(incident=incident_numbered(number), key=key)
    checklist.override(person("lena"), task, reason)
    settle([task.incident_id])


def _close(number: int) -> None:
    """Refused while a task is open: the demonstration closes nothing that the data does not prove."""
    incident = incident_numbered(number)
    settle([incident.pk])
    verbs.close(person("lena"), incident)
