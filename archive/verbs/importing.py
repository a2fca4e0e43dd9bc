"""Bringing in what was said elsewhere: stage what an importer found, then accept it into the archive, or discard it.

Identity is the origin (incident and occurrence), so an import can be run again: what is there stays as it is. One bad
entry never stops the rest; it is kept with its place and the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from archive import leases
from archive.importers.found import tidy
from archive.models import Import, ImportEntry, ImportFile
from archive.verbs import accepting
from archive.verbs.staging import count, stage
from postincident import clock, events
from postincident.errors import Refused
from postincident.events import Actor
from postincident.models import User

__all__ = ["accept", "begin_accepting", "count", "discard", "stage", "upload"]


def upload(user: User, files: Sequence[tuple[str, bytes]], audience: str = "") -> Import:
    """Keep what was uploaded until the worker has staged it. Their names are theirs, not ours.

    `audience` is who was told by what does not say so itself.
    """
    names = [tidy(name, 200) for name, _data in files]
    with transaction.atomic():
        run = Import.objects.create(
            format="auto",
            name=", ".join(names)[:300],
            audience=audience,
            started_by=user,
            state=Import.State.READING,
        )
        for name, (_name, data) in zip(names, files, strict=True):
            ImportFile.objects.create(run=run, name=name, data=data)
        events.record(user, "import.uploaded", run, files=len(files))
    return run


def accept(actor: Actor, run: Import) -> Import:
    """Decide that it is taken, and file it here and now. Were this killed, the worker would go on with it."""
    held = leases.until()
    begin_accepting(actor, run, held)
    accepting.work(run.pk, held)
    run.refresh_from_db()
    return run


def begin_accepting(actor: Actor, run: Import, held: datetime | None = None) -> None:
    """Decide that it is taken. Without `held`, the worker files it. Decided once, whoever else looks at an older page."""
    who = actor if isinstance(actor, User) else None
    taken = {"state": Import.State.ACCEPTING, "accepted_by": who, "accepted_at": clock.now()}
    with transaction.atomic():
        if not Import.objects.filter(pk=run.pk, state=Import.State.STAGED).update(**taken, leased_until=held):
            raise Refused("not_staged", _("This import was decided before."))
        events.record(actor, "import.accepted", run)
    run.refresh_from_db()


def discard(actor: Actor, run: Import) -> None:
    """Decide that it is not taken: what was read is deleted; how much it was stays written down."""
    with transaction.atomic():
        states = [Import.State.COLUMNS, Import.State.READING, Import.State.STAGED]
        undecided = Import.objects.filter(pk=run.pk, state__in=states)
        if not undecided.update(state=Import.State.DISCARDED, leased_until=None):
            raise Refused("not_staged", _("This import was decided before."))
        ImportEntry.objects.filter(run=run.pk).delete()
        ImportFile.objects.filter(run=run.pk).delete()
        events.record(actor, "import.discarded", run)
    run.refresh_from_db()
