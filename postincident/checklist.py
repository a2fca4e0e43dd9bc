"""The five tasks say what the data says.

Each app registers functions that prove clauses of a task for many incidents at once; here they are put together. A task
is done when it has clauses and every one holds. A person may override a task with a reason (`verbs.checklist`). Once all
five are settled the incident is complete, and a later change of rules or groups never reopens it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from postincident import clock, events
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
    start = incident.resolved_at or incident.created_at or clock.now()
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


def _kept(state: TaskState) -> list[dict[str, Any]]:
    """What is stored of the evidence, so that a completed incident still shows what proved it."""
    return [
        {"code": c.code, "holds": c.holds, "figure": str(c.figure), "sentence": str(c.sentence)} for c in state.clauses
    ]


def frozen(task: ChecklistTask) -> TaskState:
    """What proved a task of a completed incident, whatever the data would say today."""
    return TaskState(task.state == ChecklistTask.State.DONE, [Clause(**kept) for kept in task.evidence])


def _says(task: ChecklistTask, state: TaskState) -> str:
    if task.state == ChecklistTask.State.NOT_NEEDED:
        return task.state
    return ChecklistTask.State.DONE if state.done else ChecklistTask.State.OPEN


def _is_stale(incident: Incident, states: Mapping[str, TaskState]) -> bool:
    tasks = list(incident.tasks.all())
    complete = bool(tasks) and all(_says(task, states[task.key]) != ChecklistTask.State.OPEN for task in tasks)
    return complete or any(
        task.state != _says(task, states[task.key]) or task.evidence != _kept(states[task.key]) for task in tasks
    )


def settle(incident_ids: Iterable[int], now: datetime | None = None) -> int:
    """Store what the data says of these incidents' tasks. Returns how many tasks changed state."""
    now = now or clock.now()
    rows = Incident.objects.with_checklist().filter(pk__in=list(incident_ids), completed_at=None)
    incidents = list(rows.prefetch_related("tasks"))
    states = evaluate(incidents, now)
    return sum(_settle_one(incident.pk, now) for incident in incidents if _is_stale(incident, states[incident.pk]))


@transaction.atomic
def _settle_one(incident_id: int, now: datetime) -> int:
    """Looks again under the lock, so that a proof taken back meanwhile does not complete the incident."""
    incident = Incident.objects.select_for_update(of=("self",)).get(pk=incident_id)
    if incident.completed_at is not None:
        return 0
    states = evaluate([incident], now)[incident.pk]
    tasks = list(ChecklistTask.objects.select_for_update().filter(incident=incident))
    changed = 0
    for task in tasks:
        task.evidence = _kept(states[task.key])
        was, task.state = task.state, _says(task, states[task.key])
        if task.state != was:
            task.done_at = now if task.state == ChecklistTask.State.DONE else None
            events.record(None, f"task.{task.state}", task, incident=incident, key=task.key)
            changed += 1
    ChecklistTask.objects.bulk_update(tasks, ["evidence", "state", "done_at"])
    if tasks and all(task.state != ChecklistTask.State.OPEN for task in tasks):
        incident.completed_at = now
        incident.save(update_fields=["completed_at"])
        events.record(None, "incident.completed", incident, incident=incident)
    return changed


class Sweep:
    """Deadlines pass without anybody pressing anything: look at every incident that is not complete.

    A chunk at a time and for two seconds at most, so that no other work waits long; the next call goes on from there.
    """

    CHUNK = 200
    SECONDS = 2.0

    def __init__(self) -> None:
        self.after = 0

    def __call__(self, now: datetime) -> int:
        changed, begun = 0, time.monotonic()
        rows = Incident.objects.with_checklist().filter(completed_at=None).order_by("pk")
        while True:
            ids = list(rows.filter(pk__gt=self.after).values_list("pk", flat=True)[: self.CHUNK])
            changed += settle(ids, now)
            self.after = ids[-1] if len(ids) == self.CHUNK else 0
            if self.after == 0 or time.monotonic() - begun >= self.SECONDS:
                return changed


sweep = Sweep()
