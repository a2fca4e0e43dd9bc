"""Filing what was accepted, some incidents at a time, oldest first; each lot whole or not at all.

A worker that is killed leaves whole lots; another goes on with the rest. No entry is filed twice: each lot looks anew, under
the lock of the head, at what is still waiting and at what the archive has by now.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from itertools import batched, groupby
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from archive import leases
from archive.importers.found import moment
from archive.models import Head, Import, ImportEntry, Record
from archive.verbs.filing import Filing, file_many
from archive.verbs.placing import place_incidents
from archive.verbs.staging import count, mark_already_there
from postincident import events
from postincident.events import Actor
from postincident.models import Incident
from postincident.vocabulary import Source
from postincident.work import stopping

log = logging.getLogger(__name__)
State = ImportEntry.State
INCIDENTS_AT_ONCE = 100
type Keys = tuple[int, ...]  # of the entries of one incident


def work(run_id: int, held: datetime | None = None) -> int:
    """File what is left of an accepted import, unless another works at it. Returns how many lots were settled."""
    held = held or leases.take(Import, run_id, Import.State.ACCEPTING)
    if held is None:
        return 0
    run = Import.objects.select_related("accepted_by").get(pk=run_id)
    settled = 0
    for lot in batched(_incidents(run), INCIDENTS_AT_ONCE, strict=False):
        if stopping.is_set():
            leases.give_back(Import, run_id, held)
            return settled
        if not _file_lot(run, lot):
            for incident in lot:
                _file_lot(run, [incident])
        settled += 1
        if (held := leases.renew(Import, run_id, held)) is None:
            return settled
    _finish(run, held)
    return settled


def sweep(now: datetime) -> int:
    """Accepted in the browser, or dropped by a worker that is no more."""
    return sum(work(pk) for pk in leases.waiting(Import, Import.State.ACCEPTING, now))


def _incidents(run: Import) -> list[Keys]:
    waiting = run.entries.filter(state=State.STAGED).order_by("pk")
    rows = waiting.values_list("pk", "origin", "staged__update__at")
    # Within an incident oldest first, though its messages may come from several files.
    groups = [
        sorted(group, key=lambda row: str(row[2]))
        for _origin, group in groupby(rows, key=lambda row: row[1].rpartition("#")[0])
    ]
    groups.sort(key=lambda group: group[0][2])
    return [tuple(pk for pk, _origin, _at in group) for group in groups]


def _finish(run: Import, held: datetime) -> None:
    with transaction.atomic():
        counts: dict[str, Any] = dict(count(run))
        done = {"state": Import.State.ACCEPTED, "counts": counts, "leased_until": None}
        if Import.objects.filter(pk=run.pk, leased_until=held).update(**done):
            events.record(run.accepted_by, "import.filed", run, **counts)


def _file_lot(run: Import, lot: Sequence[Keys]) -> bool:
    """False when the lot could not be filed; if it was a single incident, its entries say why."""
    try:
        with transaction.atomic():
            _file(run, lot)
    except (DatabaseError, ValueError) as error:
        if len(lot) > 1:
            return False
        log.exception("An incident of import %s could not be filed", run.pk)
        reason = _("The database refused it: %(why)s") % {"why": type(error).__name__}
        for some in batched(lot[0], 500, strict=False):
            run.entries.filter(pk__in=some, state=State.STAGED).update(state=State.PROBLEM, problem=reason)
        return False
    return True


def _file(run: Import, lot: Sequence[Keys]) -> None:
    Head.objects.get_or_create(pk=1)
    Head.objects.select_for_update().get(pk=1)  # one import at a time gives out references and numbers
    entries = _still_waiting(run, [pk for keys in lot for pk in keys])
    actor: Actor = run.accepted_by
    about: dict[str, dict[str, Any]] = {}
    for entry in entries:
        about.setdefault(entry.staged["incident"]["origin"], entry.staged["incident"])
    incidents = place_incidents(actor, list(about.values()))
    file_many(actor, (_filing(entry, incidents[entry.staged["incident"]["origin"]]) for entry in entries))
    record = Record.objects.filter(origin=OuterRef("origin"))
    for some in batched((entry.pk for entry in entries), 500, strict=False):
        ImportEntry.objects.filter(pk__in=some).update(
            incident=Subquery(record.values("incident")),
            record_number=Subquery(record.values("number")),
            state=State.FILED,
            # The words live in the record from now on, where a redaction finds them.
            staged={},
        )


def _still_waiting(run: Import, keys: Sequence[int]) -> list[ImportEntry]:
    """In the order of the keys. What another import brought in since the staging is marked as there."""
    found: dict[int, ImportEntry] = {}
    for some in batched(keys, 500, strict=False):
        found |= {entry.pk: entry for entry in run.entries.filter(pk__in=some, state=State.STAGED)}
    entries = [found[pk] for pk in keys if pk in found]
    if there := mark_already_there(entries):
        ImportEntry.objects.bulk_update(there, ["state", "problem", "staged"], batch_size=500)
    return [entry for entry in entries if entry.state == State.STAGED]


def _filing(entry: ImportEntry, incident: Incident) -> Filing:
    about, update = entry.staged["incident"], entry.staged["update"]
    title = (update.get("title") or about["title"])[:300]
    at = moment(update["at"])
    if at is None:
        raise ValueError(entry.place)
    return Filing(
        incident=incident,
        kind=update["kind"],
        audience=update.get("audience", "")[:200],
        audience_kind=update.get("audience_kind", ""),
        services=about["services"],
        severity=about["severity"],
        title=title,
        sent_at=at,
        source=Source.IMPORTED,
        origin=entry.origin,
        subject=title,
        text=update["text"],
        extra={"found": update["found"]},
        attachments=update.get("attachments", ()),
    )
