"""The incidents that imported records belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models.functions import Length

from archive.importers.found import moment
from archive.models import WithheldIncident
from postincident import bulk, events
from postincident.events import Actor
from postincident.models import Incident, Service
from postincident.vocabulary import Source

_TITLE = Incident._meta.get_field("title").max_length or 200


def place_incidents(actor: Actor, found: Sequence[dict[str, Any]]) -> dict[str, Incident]:
    """By origin: those that are there, and the others written down as found. They owe no tasks and no reminders."""
    origins = [about["origin"] for about in found]
    placed = {str(incident.origin): incident for incident in Incident.objects.filter(origin__in=origins)}
    show_again(placed.values())
    missing = list({about["origin"]: about for about in found if about["origin"] not in placed}.values())
    references = _References()
    created = [_incident(about, references) for about in missing]
    bulk.insert(created, known_by="reference")
    _name_services(zip(created, missing, strict=True))
    events.record_each(actor, "incident.imported", created)
    return placed | {str(incident.origin): incident for incident in created}


def show_again(incidents: Iterable[Incident]) -> int:
    """Those that were withheld with all they had: now something stands in them. Returns how many."""
    hidden = [incident.pk for incident in incidents if incident.restricted]
    if not hidden:
        return 0
    withheld = list(WithheldIncident.objects.filter(incident__in=hidden).values_list("incident", flat=True))
    Incident.objects.filter(pk__in=withheld).update(restricted=False)
    WithheldIncident.objects.filter(incident__in=withheld).delete()
    return len(withheld)


def _incident(about: dict[str, Any], references: _References) -> Incident:
    started = moment(about["started_at"])
    title = about["title"]
    return Incident(
        reference=references.next(started.year if started else 0),
        title=title if len(title) <= _TITLE else title[: _TITLE - 1] + "…",
        severity=about["severity"],
        started_at=started,
        resolved_at=moment(about["resolved_at"]),
        source=Source.IMPORTED,
        origin=about["origin"],
        as_found=about["as_found"],
        flags=about["flags"],
    )


class _References:
    """IMP-2024-0001 and on, by the year an incident started."""

    def __init__(self) -> None:
        self.last: dict[int, int] = {}

    def next(self, year: int) -> str:
        prefix = f"IMP-{year:04d}-"
        if year not in self.last:
            reference = (
                Incident.objects.filter(reference__startswith=prefix, reference__regex=rf"^{prefix}[0-9]{{4,9}}$")
                .order_by(Length("reference").desc(), "-reference")
                .values_list("reference", flat=True)
                .first()
            )
            self.last[year] = int(reference.removeprefix(prefix)) if reference else 0
        self.last[year] += 1
        return f"{prefix}{self.last[year]:04d}"


def _name_services(pairs: Iterable[tuple[Incident, dict[str, Any]]]) -> None:
    """Services by either of their names, whatever the case; one that nobody has written down yet is."""
    services = list(Service.objects.all())
    known = {service.public_name.casefold(): service for service in reversed(services)}
    known |= {service.name.casefold(): service for service in services}
    links = []
    for incident, about in pairs:
        wanted: dict[int, None] = {}
        for name in about["services"]:
            if name.casefold() not in known:
                known[name.casefold()] = Service.objects.create(name=name)
            wanted[known[name.casefold()].pk] = None
        links += [Incident.services.through(incident_id=incident.pk, service_id=pk) for pk in wanted]
    bulk.insert(links)
