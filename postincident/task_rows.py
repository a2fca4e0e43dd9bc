"""The five tasks of one incident as the workspace shows them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from postincident.checklist import TaskState, evaluate, frozen
from postincident.models import ChecklistTask, Incident
from postincident.registry import Clause
from postincident.vocabulary import TaskKey


@dataclass(frozen=True)
class TaskRow:
    task: ChecklistTask
    label: str
    evidence: TaskState
    shown: str  # a state the face knows, finer than the stored one
    word: str
    is_first_open: bool = False  # where the page's one primary button stands

    @property
    def next_steps(self) -> list[Clause]:
        """What is missing and can be done now, each page once."""
        steps = {clause.url: clause for clause in reversed(self.evidence.open_clauses) if clause.url and clause.link}
        return list(reversed(steps.values()))


def task_rows(incident: Incident, now: datetime) -> list[TaskRow]:
    """In their order. A completed incident shows what proved it then; any other what the data says now."""
    order = list(TaskKey)
    tasks = sorted(incident.tasks.select_related("overridden_by"), key=lambda task: order.index(TaskKey(task.key)))
    if incident.completed_at is not None:
        states = {task.key: frozen(task) for task in tasks}
    else:
        states = evaluate([incident], now)[incident.pk]
    rows = [_row(task, states[task.key], now) for task in tasks]
    first = next((at for at, row in enumerate(rows) if row.shown != ChecklistTask.State.DONE and row.next_steps), None)
    return [replace(row, is_first_open=at == first) for at, row in enumerate(rows)]


def _row(task: ChecklistTask, evidence: TaskState, now: datetime) -> TaskRow:
    if task.state != ChecklistTask.State.NOT_NEEDED:
        task.state = ChecklistTask.State.DONE if evidence.done else ChecklistTask.State.OPEN
    shown, word = task.state, task.get_state_display()
    if task.state == ChecklistTask.State.OPEN:
        if task.due_at is not None and task.due_at < now:
            shown, word = "overdue", _("Overdue")
        elif any(clause.figure[:1] in "123456789" for clause in evidence.clauses if clause.figure):
            shown, word = "in_progress", _("Under way")
    return TaskRow(task, str(TaskKey(task.key).label), evidence, shown, word)
