"""What all pages of one incident share: its head, its sub-navigation, and the panels of the apps above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from postincident.models import Event, Improvement, Incident, User
from postincident.registry import Panel, SubnavItem, registry


@dataclass(frozen=True)
class ShownPanel:
    panel: Panel
    data: Any


def _own_items(incident: Incident) -> list[tuple[int, SubnavItem]]:
    improvements = Improvement.objects.filter(incident=incident).count()

    def url(name: str) -> str:
        return reverse(f"postincident:{name}", args=[incident.reference])

    return [
        (0, SubnavItem(_("Workspace"), url("incident-detail"), section="workspace")),
        (10, SubnavItem(_("Facts"), url("incident-facts"), section="facts")),
        (60, SubnavItem(_("Improvements"), url("incident-improvements"), count=improvements, section="improvements")),
        (90, SubnavItem(_("Activity"), url("incident-activity"), section="activity")),
    ]


def subnav(user: User, incident: Incident) -> list[SubnavItem]:
    items = _own_items(incident)
    for panel in registry.panels_at("subnav"):
        items += [(panel.order, item) for item in panel.query(user, [incident.pk]).get(incident.pk, [])]
    return [item for _order, item in sorted(items, key=lambda pair: pair[0])]


def incident_context(user: User, incident: Incident, section: str) -> dict[str, Any]:
    """For `postincident/_incident_head.html`: every page of an incident, whatever app it belongs to."""
    return {
        "incident": incident,
        "subnav": subnav(user, incident),
        "section": section,
        "services": list(incident.services.all()),
    }


def panels(user: User, incident: Incident, place: str) -> list[ShownPanel]:
    shown = ((panel, panel.query(user, [incident.pk]).get(incident.pk)) for panel in registry.panels_at(place))
    return [ShownPanel(panel, data) for panel, data in shown if data is not None]


def tell_events(events: list[Event]) -> list[dict[str, Any]]:
    """Events as sentences: who, what, and a link to what it was about, looked up per kind of object, not per event."""
    wanted: dict[str, set[int]] = {}
    for event in events:
        if event.object_id is not None:
            wanted.setdefault(event.object_type, set()).add(event.object_id)
    known = {kind: registry.described[kind](sorted(ids)) for kind, ids in wanted.items() if kind in registry.described}
    told = []
    for event in events:
        words, url = known.get(event.object_type, {}).get(event.object_id or 0, ("", ""))
        actor = str(event.user) if event.user else str(Event.Actor(event.actor).label)
        sentence = str(registry.sentences.get(event.verb, event.verb.replace(".", " ").replace("_", " ")))
        told.append({"event": event, "actor": actor, "sentence": sentence, "object": words, "url": url})
    return told
