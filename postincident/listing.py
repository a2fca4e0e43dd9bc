"""Incidents as rows of a table: what the home page and the list share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from postincident.models import ChecklistTask, Incident, User
from postincident.registry import Text, registry
from postincident.vocabulary import TaskKey


@dataclass(frozen=True)
class Row:
    incident: Incident
    cells: Sequence[object]
    next_task: ChecklistTask | None
    late: bool

    @property
    def next_label(self) -> str:
        return TaskKey(self.next_task.key).short if self.next_task else ""


def column_titles() -> list[Text]:
    return [panel.title for panel in registry.panels_at("list")]


def rows_of(user: User, incidents: Sequence[Incident], now: datetime) -> list[Row]:
    """The incidents must come with their tasks prefetched."""
    ids = [incident.pk for incident in incidents]
    columns = [panel.query(user, ids) for panel in registry.panels_at("list")]
    return [_row(incident, [column.get(incident.pk, "") for column in columns], now) for incident in incidents]


def _row(incident: Incident, cells: Sequence[object], now: datetime) -> Row:
    dated = [
        (task.due_at, task)
        for task in incident.tasks.all()
        if task.state == ChecklistTask.State.OPEN and task.due_at is not None
    ]
    due_at, task = min(dated, key=lambda pair: (pair[0], pair[1].pk), default=(None, None))
    return Row(incident, cells, task, late=due_at is not None and due_at < now)
