"""What can be done with an incident. Each verb is one transaction and appends one event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext as _

from postincident import clock, events
from postincident.checklist import due_dates
from postincident.errors import Refused
from postincident.models import ChecklistTask, Fact, Incident, IncidentAccess, Service, User
from postincident.registry import registry
from postincident.vocabulary import Source, TaskKey

# What a person may set with `declare` and `edit`; everything else is moved by a verb of its own.
EDITABLE = ("title", "public_title", "severity", "started_at", "detected_at", "resolved_at", "lead", "broad_impact")


def locked(incident: Incident) -> Incident:
    return Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)


def _next_reference(year: int) -> str:
    prefix = f"INC-{year}-"
    last = (
        Incident.objects.filter(reference__regex=rf"^{prefix}[0-9]{{4,9}}$")
        .order_by(Length("reference").desc(), "-reference")
        .values_list("reference", flat=True)
        .first()
    )
    return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:04d}"


def check_times(started_at: datetime | None, detected_at: datetime | None, resolved_at: datetime | None) -> None:
    if started_at is None:
        raise Refused("no_start", _("Say when the incident started; an estimate is fine."))
    if resolved_at is not None and resolved_at < started_at:
        raise Refused("resolved_before_started", _("Resolved is before started. Check the two times, and their days."))
    if detected_at is not None and resolved_at is not None and detected_at > resolved_at:
        raise Refused("detected_after_resolved", _("Detected is after resolved. Check the two times, and their days."))


def _saved(incident: Incident) -> None:
    for react in registry.incident_saved:
        react(incident)


def open_tasks(incident: Incident) -> None:
    """The gaps of its facts and its five tasks with their due dates."""
    have = set(Fact.objects.filter(incident=incident).values_list("key", flat=True))
    Fact.objects.bulk_create(Fact(incident=incident, key=key) for key in Fact.EXPECTED if key not in have)
    dates = due_dates(incident)
    ChecklistTask.objects.bulk_create(
        (ChecklistTask(incident=incident, key=key, due_at=dates[key]) for key in TaskKey), ignore_conflicts=True
    )


def declare(
    user: User,
    *,
    title: str,
    severity: str,
    started_at: datetime,
    services: Iterable[Service] = (),
    restricted: bool = False,
    access: Iterable[User] = (),
    reference: str = "",
    **fields: Any,
) -> Incident:
    """Write an incident down. Raises Refused for times out of order."""
    check_times(started_at, fields.get("detected_at"), fields.get("resolved_at"))
    fields.setdefault("lead", user)
    with transaction.atomic():
        for _attempt in range(5):
            try:
                with transaction.atomic():
                    incident = Incident.objects.create(
                        reference=reference or _next_reference(timezone.localtime(started_at).year),
                        title=title,
                        severity=severity,
                        started_at=started_at,
                        restricted=restricted,
                        **fields,
                    )
                break
            except IntegrityError:
                if reference:
                    raise
        else:
            raise Refused("busy", _("Many incidents are being written down at once. Press the button again."))
        incident.services.set(services)
        open_tasks(incident)
        if restricted:
            _name(incident, {user, fields["lead"], *access} - {None}, user)
        events.record(user, "incident.declared", incident, incident=incident, severity=severity)
        _saved(incident)
    return incident


def _name(incident: Incident, users: Iterable[User], by: User) -> None:
    IncidentAccess.objects.bulk_create(
        (IncidentAccess(incident=incident, user=user, added_by=by) for user in users), ignore_conflicts=True
    )


def edit(
    user: User, incident: Incident, *, version: int | None, services: Sequence[Service], **fields: Any
) -> Incident:
    """Change what is in EDITABLE. Raises Refused when times are out of order or somebody saved meanwhile."""
    with transaction.atomic():
        current = locked(incident)
        if current.version != version:
            raise Refused("changed_meanwhile", _("Somebody else changed this incident while you were writing."))
        if current.source == Source.HERE:
            check_times(fields.get("started_at"), fields.get("detected_at"), fields.get("resolved_at"))
        changed = [name for name in EDITABLE if name in fields and getattr(current, name) != fields[name]]
        for name in changed:
            setattr(current, name, fields[name])
        if {service.pk for service in services} != set(current.services.values_list("pk", flat=True)):
            current.services.set(services)
            changed.append("services")
        if changed:
            current.version += 1
            current.save()
            if {"resolved_at", "severity"} & set(changed):
                _move_due_dates(current)
            if current.restricted and current.lead:
                _name(current, [current.lead], user)
            events.record(user, "incident.edited", current, incident=current, fields=changed)
            _saved(current)
    return current


def _move_due_dates(incident: Incident) -> None:
    dates = due_dates(incident)
    for task in ChecklistTask.objects.filter(incident=incident, state=ChecklistTask.State.OPEN):
        task.due_at = dates[TaskKey(task.key)]
        task.save(update_fields=["due_at"])


def resolve(user: User, incident: Incident, resolved_at: datetime) -> Incident:
    """The service works again. From now on the five tasks are due."""
    with transaction.atomic():
        current = locked(incident)
        if current.resolved_at is not None:
            raise Refused("resolved_already", _("It was resolved already. Edit the incident to change the time."))
        check_times(current.started_at, current.detected_at, resolved_at)
        current.resolved_at, current.version = resolved_at, current.version + 1
        current.save(update_fields=["resolved_at", "version"])
        _move_due_dates(current)
        events.record(user, "incident.resolved", current, incident=current)
        _saved(current)
    return current


def close(user: User, incident: Incident) -> None:
    """Nothing more will come. Raises Refused, naming what is open, while a task is."""
    with transaction.atomic():
        current = locked(incident)
        still_open = [
            str(TaskKey(key).label)
            for key in current.tasks.filter(state=ChecklistTask.State.OPEN).values_list("key", flat=True)
        ]
        if still_open:
            raise Refused("tasks_open", _("Still open: %(tasks)s.") % {"tasks": "; ".join(still_open)})
        if current.state == Incident.State.CLOSED:
            return
        current.state, current.closed_at = Incident.State.CLOSED, clock.now()
        current.save(update_fields=["state", "closed_at"])
        events.record(user, "incident.closed", current, incident=current)


def reopen(user: User, incident: Incident) -> None:
    with transaction.atomic():
        current = locked(incident)
        if current.state == Incident.State.OPEN:
            return
        current.state, current.closed_at = Incident.State.OPEN, None
        current.save(update_fields=["state", "closed_at"])
        events.record(user, "incident.reopened", current, incident=current)


def adopt(user: User, incident: Incident) -> None:
    """Give an imported incident the five tasks, and somebody who leads it."""
    with transaction.atomic():
        current = locked(incident)
        if current.has_checklist:
            return
        current.adopted_at = clock.now()
        current.lead = current.lead or user
        current.save(update_fields=["adopted_at", "lead"])
        open_tasks(current)
        events.record(user, "incident.adopted", current, incident=current)
        _saved(current)


def restrict(user: User, incident: Incident, people: Iterable[User] = ()) -> None:
    """Only those named, the lead and whoever restricts it see it from now on."""
    with transaction.atomic():
        current = locked(incident)
        keep = {user, *people} | ({current.lead} if current.lead else set())
        current.access.exclude(user__in=keep).delete()
        _name(current, keep, user)
        current.restricted = True
        current.save(update_fields=["restricted"])
        events.record(user, "incident.restricted", current, incident=current, people=len(keep))
        _hidden()


def unrestrict(user: User, incident: Incident) -> None:
    with transaction.atomic():
        current = locked(incident)
        if not current.restricted:
            return
        current.restricted = False
        current.save(update_fields=["restricted"])
        events.record(user, "incident.unrestricted", current, incident=current)


def give_access(user: User, incident: Incident, people: Iterable[User]) -> None:
    """Name more people on a restricted incident. Somebody named already is named once."""
    with transaction.atomic():
        current = locked(incident)
        have = set(current.access.values_list("user", flat=True))
        new = [person for person in people if person.pk not in have]
        _name(current, new, user)
        for person in new:
            events.record(user, "access.given", person, incident=current)


def take_access(user: User, incident: Incident, person: User) -> None:
    """Raises Refused for the lead, and for the last one left: an incident nobody can open would be lost."""
    with transaction.atomic():
        current = locked(incident)
        if person.pk == current.lead_id:
            raise Refused("leads", _("%(name)s leads this incident. Name another lead first.") % {"name": person})
        if not current.access.exclude(user=person).exists():
            raise Refused("last_one", _("Nobody would be left who may see this incident."))
        taken, _rows = current.access.filter(user=person).delete()
        if taken:
            events.record(user, "access.taken", person, incident=current)
            _hidden()


def _hidden() -> None:
    for tell in registry.hidden:
        tell()
