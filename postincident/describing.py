"""How events of the core read in the activity."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from postincident.models import ChecklistTask, Confirmation, Fact, Improvement, Incident, Service, TimelineEntry, User
from postincident.registry import Registry
from postincident.vocabulary import TaskKey

SENTENCES = {
    "incident.declared": _("wrote the incident down"),
    "incident.edited": _("edited the incident"),
    "incident.resolved": _("said the incident is resolved"),
    "incident.closed": _("closed the incident"),
    "incident.reopened": _("opened the incident again"),
    "incident.adopted": _("adopted the imported incident"),
    "incident.restricted": _("restricted who may see it"),
    "incident.unrestricted": _("opened it to everybody here"),
    "incident.completed": _("found all five tasks settled"),
    "access.given": _("gave access to"),
    "access.taken": _("took access from"),
    "fact.stated": _("said what is known of"),
    "fact.added": _("added a fact:"),
    "fact.removed": _("removed a fact"),
    "timeline.added": _("added to the timeline:"),
    "timeline.changed": _("changed the timeline:"),
    "timeline.removed": _("removed a timeline entry"),
    "improvement.added": _("added an improvement:"),
    "improvement.changed": _("changed an improvement:"),
    "task.overridden": _("called a task not needed:"),
    "task.restored": _("took the override back of:"),
    "task.done": _("found a task done by evidence:"),
    "task.open": _("found a task open again:"),
    "confirmation.made": _("confirmed:"),
    "confirmation.withdrawn": _("took a confirmation back:"),
    "service.added": _("added a service:"),
    "service.changed": _("changed a service:"),
    "appearance.changed": _("changed how public pages look"),
    "person.added": _("added a person:"),
    "person.changed": _("changed what a person may do:"),
    "person.preferred": _("changed their preferences:"),
    "person.password_set": _("set the password of"),
}


def describe[M: models.Model](
    model: type[M], words: Callable[[M], object], url: Callable[[M], str] = lambda row: "", *related: str
) -> Callable[[Sequence[int]], Mapping[int, tuple[str, str]]]:
    def look_up(ids: Sequence[int]) -> dict[int, tuple[str, str]]:
        rows = model._default_manager.filter(pk__in=ids)
        if related:
            rows = rows.select_related(*related)
        return {row.pk: (str(words(row)), url(row)) for row in rows}

    return look_up


def _page(name: str, incident: Incident) -> str:
    """A page for reading: whoever may see the activity may open it."""
    return reverse(f"postincident:{name}", args=[incident.reference])


def register(registry: Registry) -> None:
    registry.sentences.update(SENTENCES)
    registry.described |= {
        "postincident.fact": describe(
            Fact,
            lambda fact: fact.get_key_display().lower(),
            lambda fact: f"{_page('incident-facts', fact.incident)}#fact-{fact.pk}",
            "incident",
        ),
        "postincident.timelineentry": describe(TimelineEntry, lambda entry: entry.text),
        "postincident.improvement": describe(
            Improvement,
            lambda row: row.what,
            lambda row: f"{_page('incident-improvements', row.incident)}#improvement-{row.pk}",
            "incident",
        ),
        "postincident.checklisttask": describe(ChecklistTask, lambda task: TaskKey(task.key).label),
        "postincident.confirmation": describe(Confirmation, lambda row: row.get_key_display()),
        "postincident.user": describe(User, str),
        "postincident.service": describe(Service, lambda service: service.name),
    }
