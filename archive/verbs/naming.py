"""Saying which column of an uploaded table holds what, before the worker reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from archive.importers import recognise
from archive.importers.bundle import File, is_bundle, unpacked
from archive.importers.found import Problem
from archive.importers.table import Columns, heading_of, is_named_so
from archive.models import Import
from archive.verbs import importing
from postincident import events
from postincident.errors import Refused
from postincident.models import User

type Table = tuple[str, bytes, list[str]]  # its name, what is in it, its heading


def upload(user: User, files: Sequence[tuple[str, bytes]], audience: str = "") -> Import:
    """As `importing.upload`; where there is a table among the files, or in a zip, it waits until its columns are named."""
    with transaction.atomic():
        run = importing.upload(user, files, audience)
        if any(_tables(files)):
            run.state = Import.State.COLUMNS
            run.save(update_fields=["state"])
    return run


def said_of(run: Import) -> list[Columns]:
    return [Columns(**row | {"heading": tuple(row["heading"])}) for row in run.columns]


def _tables(files: Iterable[File]) -> Iterator[Table]:
    """Those in a zip are known by their names alone: not all that is in it is unpacked for each look at the page."""
    for name, data in files:
        is_packed = is_bundle(data) and recognise(name, data) is None
        for one in unpacked(name, data, is_named_so) if is_packed else [(name, data)]:
            if not isinstance(one, Problem) and (heading := heading_of(*one)):
                yield (*one, heading)


def next_table(run: Import) -> Table | None:
    """The first table of which nothing was said yet."""
    said = said_of(run)
    files = ((file.name, bytes(file.data)) for file in run.files.order_by("pk").iterator(chunk_size=1))
    return next((one for one in _tables(files) if not any(columns.fits(one[2]) for columns in said)), None)


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
