"""Saying which column of an uploaded table holds what, before the worker reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from archive.importers.table import Columns, heading_of
from archive.models import Import, ImportFile
from archive.verbs import importing
from postincident import events
from postincident.errors import Refused
from postincident.models import User


def upload(user: User, files: Sequence[tuple[str, bytes]], audience: str = "") -> Import:
    """As `importing.upload`; where there is a table among the files, it waits until its columns are named."""
    with transaction.atomic():
        run = importing.upload(user, files, audience)
        if any(heading_of(name, data) for name, data in files):
            run.state = Import.State.COLUMNS
            run.save(update_fields=["state"])
    return run


def said_of(run: Import) -> list[Columns]:
    return [Columns(**row | {"heading": tuple(row["heading"])}) for row in run.columns]


def next_table(run: Import) -> tuple[ImportFile, list[str]] | None:
    """The first table of which nothing was said yet, with its heading."""
    said = said_of(run)
    for file in run.files.order_by("pk").iterator(chunk_size=1):
        heading = heading_of(file.name, bytes(file.data))
        if heading and not any(columns.fits(heading) for columns in said):
            return file, heading
    return None


def name_columns(user: User, run: Import, columns: Columns) -> None:
    """Of every table with this heading. When nothing is left to be named, the worker reads."""
    with transaction.atomic():
        locked = Import.objects.select_for_update().filter(pk=run.pk, state=Import.State.COLUMNS).first()
        if locked is None:
            raise Refused("not_open", _("The columns of this import were named before."))
        locked.columns = [*locked.columns, asdict(columns)]
        if next_table(locked) is None:
            locked.state = Import.State.READING
        locked.save(update_fields=["columns", "state"])
        events.record(user, "import.columns_named", locked)
    run.refresh_from_db()
