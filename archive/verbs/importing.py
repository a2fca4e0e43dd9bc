"""Bringing in what was said elsewhere: stage what an importer found, then accept it into the archive.

Identity is the origin (incident and occurrence), so an import can be run again: what is there stays as it is. One bad
entry never stops the rest; it is kept with its place and the reason.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from itertools import batched, groupby
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from archive.importers.found import Found, FoundIncident, FoundUpdate, Problem, moment
from archive.models import Head, Import, ImportEntry, Record
from archive.verbs.filing import Filing, file_many
from archive.verbs.placing import place_incidents
from postincident import clock, events
from postincident.errors import Refused
from postincident.events import Actor
from postincident.models import Incident
from postincident.vocabulary import Source

log = logging.getLogger(__name__)
State = ImportEntry.State
AUDIENCE, AUDIENCE_KIND = "Public", "public"  # a status page is read by everybody
INCIDENTS_AT_ONCE = 100
_PROBLEM_LENGTH = 500


def _staged(incident: FoundIncident, update: FoundUpdate) -> dict[str, Any]:
    about = {name: value for name, value in vars(incident).items() if name not in ("updates", "remarks")}
    return {"incident": about, "update": dict(vars(update))}


def origin_of(incident: FoundIncident, update: FoundUpdate) -> str:
    return f"{incident.origin}#{update.occurrence}"


def _entries(run: Import, found: Iterable[Found]) -> Iterator[ImportEntry]:
    seen: set[str] = set()
    for one in found:
        if isinstance(one, Problem):
            yield _problem(run, one.place, one.sentence, one.origin)
            continue
        if len(one.origin) > 190:
            yield _problem(run, one.place, _("Its id is too long."))
            continue
        for number, update in enumerate(one.updates):
            origin = origin_of(one, update)
            entry = ImportEntry(run=run, place=update.place[:300], origin=origin)
            if origin in seen:
                entry.state = State.ALREADY_THERE
            else:
                entry.staged = _staged(one, update)
            entry.problem = " ".join(one.remarks)[:_PROBLEM_LENGTH] if number == 0 else ""
            seen.add(origin)
            yield entry


def _problem(run: Import, place: str, sentence: str, origin: str = "") -> ImportEntry:
    return ImportEntry(
        run=run, place=place[:300], origin=origin[:250], state=State.PROBLEM, problem=sentence[:_PROBLEM_LENGTH]
    )


def _mark_already_there(entries: Sequence[ImportEntry]) -> None:
    """What the archive has stays. Where it now reads otherwise, that is said, and the record does not change."""
    there: dict[str | None, str | None] = {}
    for some in batched((entry.origin for entry in entries if entry.staged), 500, strict=False):
        there |= dict(Record.objects.filter(origin__in=some).values_list("origin", "body__text"))
    for entry in entries:
        if entry.origin not in there or not entry.staged:
            continue
        entry.state = State.ALREADY_THERE
        text = there[entry.origin]
        if text is not None and text != entry.staged["update"]["text"]:
            said = _("It reads otherwise than when it was imported; the record stays as it is.")
            entry.problem = f"{entry.problem} {said}".strip()[:_PROBLEM_LENGTH]
        entry.staged = {}


def stage(actor: Actor, format: str, name: str, found: Iterable[Found]) -> Import:
    """Write down everything found, each with what will become of it. Nothing is filed yet."""
    with transaction.atomic():
        run = Import.objects.create(format=format, name=name[:300], started_by=_user(actor))
        for some in batched(_entries(run, found), 2000, strict=False):
            entries = list(some)
            _mark_already_there(entries)
            for entry in entries:
                entry.staged = _json(entry.staged)
            ImportEntry.objects.bulk_create(entries, batch_size=500)
        events.record(actor, "import.staged", run)
    return run


def _json(value: Any) -> Any:
    """Times as ISO text, all else as it is."""
    if isinstance(value, dict):
        return {key: _json(inner) for key, inner in value.items()}
    return value.isoformat() if hasattr(value, "isoformat") else value


def _user(actor: Actor) -> Any:
    return actor if getattr(actor, "pk", None) else None


def accept(actor: Actor, run: Import) -> Import:
    """File what is staged, some incidents at a time, oldest first; each lot whole or not at all."""
    if run.state != Import.State.STAGED:
        raise Refused("not_staged", _("This import was decided before."))
    waiting = run.entries.filter(state=State.STAGED)
    groups = [list(group) for _origin, group in groupby(waiting.order_by("pk"), key=_incident_origin)]
    groups.sort(key=lambda group: group[0].staged["update"]["at"])
    for lot in batched(groups, INCIDENTS_AT_ONCE, strict=False):
        if not _file_lot(actor, lot):
            for group in lot:
                _file_lot(actor, [group])
    with transaction.atomic():
        run.counts = count(run)
        run.state, run.accepted_by, run.accepted_at = Import.State.ACCEPTED, _user(actor), clock.now()
        run.save()
        events.record(actor, "import.accepted", run, **run.counts)
    return run


def _incident_origin(entry: ImportEntry) -> str:
    return str(entry.staged["incident"]["origin"])


def _file_lot(actor: Actor, lot: Sequence[list[ImportEntry]]) -> bool:
    """False when the lot could not be filed; if it was a single incident, its entries say why."""
    entries = [entry for group in lot for entry in group]
    try:
        with transaction.atomic():
            _file(actor, lot, entries)
    except (DatabaseError, ValueError) as error:
        if len(lot) > 1:
            return False
        log.exception("An entry could not be imported: %s", entries[0].place)
        reason = _("The database refused it: %(why)s") % {"why": type(error).__name__}
        for entry in entries:
            entry.state, entry.problem, entry.record_number = State.PROBLEM, reason, None
        ImportEntry.objects.bulk_update(entries, ["state", "problem", "record_number"], batch_size=500)
        return False
    return True


def _file(actor: Actor, lot: Sequence[list[ImportEntry]], entries: list[ImportEntry]) -> None:
    Head.objects.get_or_create(pk=1)
    Head.objects.select_for_update().get(pk=1)  # one import at a time gives out references and numbers
    incidents = place_incidents(actor, [group[0].staged["incident"] for group in lot])
    file_many(actor, (_filing(entry, incidents[_incident_origin(entry)]) for entry in entries))
    record = Record.objects.filter(origin=OuterRef("origin"))
    for some in batched((entry.pk for entry in entries), 500, strict=False):
        ImportEntry.objects.filter(pk__in=some).update(
            incident=Subquery(record.values("incident")),
            record_number=Subquery(record.values("number")),
            state=State.FILED,
            # The words live in the record from now on, where a redaction finds them.
            staged={},
        )


def _filing(entry: ImportEntry, incident: Incident) -> Filing:
    about, update = entry.staged["incident"], entry.staged["update"]
    at = moment(update["at"])
    if at is None:
        raise ValueError(entry.place)
    return Filing(
        incident=incident,
        kind=update["kind"],
        audience=AUDIENCE,
        audience_kind=AUDIENCE_KIND,
        services=about["services"],
        severity=about["severity"],
        title=about["title"][:300],
        sent_at=at,
        source=Source.IMPORTED,
        origin=entry.origin,
        subject=about["title"][:300],
        text=update["text"],
        extra={"found": update["found"]},
    )


def count(run: Import) -> dict[str, int]:
    """Staged entries count as what they will be."""
    entries = run.entries
    coming = entries.filter(state__in=[State.FILED, State.STAGED])
    return {
        "records": coming.count(),
        "incidents": len({origin.rpartition("#")[0] for origin in coming.values_list("origin", flat=True)}),
        "already_there": entries.filter(state=State.ALREADY_THERE).count(),
        "problems": entries.exclude(problem="").count(),
    }
