"""The five tasks say what the data says.

Each app registers functions that prove clauses of a task for many incidents at once; here they are put together. A task
is done when it has clauses and every one holds. A person may override a task with a reason (`verbs.checklist`). Once all
five are settled the incident is complete, and a later change of rules or groups never reopens it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from postincident import events
from postincident.models import ChecklistTask, Confirmation, Incident
from postincident.registry import Clause, registry
from postincident.vocabulary import Severity, TaskKey

# Days after the incident was resolved by which each task is due, by severity.
DUE_DAYS: dict[str, dict[str, int]] = {
    Severity.CRITICAL: {
        TaskKey.TELL: 3,
        TaskKey.FEEDBACK: 14,
        TaskKey.ARCHIVE: 7,
        TaskKey.IMPROVEMENTS: 30,
        TaskKey.REVIEW: 21,
    },
    Severity.MAJOR: {
        TaskKey.TELL: 5,
        TaskKey.FEEDBACK: 21,
        TaskKey.ARCHIVE: 10,
        TaskKey.IMPROVEMENTS: 45,
        TaskKey.REVIEW: 30,
    },
    Severity.MINOR: {
        TaskKey.TELL: 10,
        TaskKey.FEEDBACK: 28,
        TaskKey.ARCHIVE: 14,
        TaskKey.IMPROVEMENTS: 60,
        TaskKey.REVIEW: 45,
    },
}


@dataclass(frozen=True)
class TaskState:
    done: bool
    clauses: Sequence[Clause]

    @property
    def open_clauses(self) -> list[Clause]:
        return [clause for clause in self.clauses if not clause.holds]

    @property
    def next_step(self) -> Clause | None:
        return next((clause for clause in self.open_clauses if clause.url), None)


def due_dates(incident: Incident) -> dict[TaskKey, datetime]:
    """Counted from the end of the incident; while it lasts, from its declaration."""
    start = incident.resolved_at or incident.created_at or timezone.now()
    if incident.adopted_at:
        start = max(start, incident.adopted_at)
    days = DUE_DAYS.get(incident.severity, DUE_DAYS[Severity.MINOR])
    return {key: start + timedelta(days=days[key]) for key in TaskKey}


def confirmed(incident_ids: Iterable[int], key: str) -> dict[int, Confirmation]:
    """The standing confirmations of this key, by incident."""
    rows = Confirmation.objects.filter(incident__in=list(incident_ids), key=key, withdrawn_at=None).select_related("by")
    return {row.incident_id: row for row in rows}


def evaluate(incidents: Sequence[Incident], now: datetime) -> dict[int, dict[str, TaskState]]:
    """Incident id → task key → what the data says. The number of queries does not depend on how many incidents."""
    states: dict[int, dict[str, TaskState]] = {incident.pk: {} for incident in incidents}
    for key in TaskKey:
        proofs = [evidence(incidents, now) for evidence in registry.evidence.get(key, [])]
        for incident in incidents:
            clauses = sorted(
                (clause for proof in proofs for clause in proof.get(incident.pk, ())), key=lambda c: c.order
            )
            states[incident.pk][key] = TaskState(bool(clauses) and all(clause.holds for clause in clauses), clauses)
    return states


def settle(incident_ids: Iterable[int], now: datetime | None = None) -> int:
    """Store what the data says of these incidents' tasks. Returns how many tasks changed state."""
    now = now or timezone.now()
    incidents = list(Incident.objects.with_checklist().filter(pk__in=list(incident_ids), completed_at=None))
    states = evaluate(incidents, now)
    changed = 0
    for incident in incidents:
        with transaction.atomic():
            changed += _settle_one(incident, states[incident.pk], now)
    return changed


def _settle_one(incident: Incident, states: Mapping[str, TaskState], now: datetime) -> int:
    tasks = list(ChecklistTask.objects.select_for_update().filter(incident=incident))
    changed = 0
    for task in tasks:
        state = states[task.key]
        task.evidence = [
            {k: v for k, v in asdict(c).items() if k in ("code", "holds", "sentence")} for c in state.clauses
        ]
        was = task.state
        if was != ChecklistTask.State.NOT_NEEDED:
            task.state = ChecklistTask.State.DONE if state.done else ChecklistTask.State.OPEN
        if task.state != was:
            task.done_at = now if task.state == ChecklistTask.State.DONE else None
            events.record(None, f"task.{task.state}", task, incident=incident, key=task.key)
            changed += 1
    ChecklistTask.objects.bulk_update(tasks, ["evidence", "state", "done_at"])
    if tasks and all(task.state != ChecklistTask.State.OPEN for task in tasks):
        Incident.objects.filter(pk=incident.pk, completed_at=None).update(completed_at=now)
        events.record(None, "incident.completed", incident, incident=incident)
    return changed


def sweep(now: datetime) -> int:
    """Deadlines pass without anybody pressing anything: look at every incident that is not complete."""
    ids = Incident.objects.with_checklist().filter(completed_at=None).values_list("pk", flat=True)
    return settle(list(ids), now)
