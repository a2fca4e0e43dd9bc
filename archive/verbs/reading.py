"""Staging an uploaded file: the worker reads it, some entries a transaction, so that the page can say how far it is.

Reading takes seconds. A worker that takes over from one that was killed begins anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import batched

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from archive import leases
from archive.importers import FORMATS, recognise
from archive.importers.bundle import File, is_bundle, unpacked
from archive.importers.found import Found, Importer, Problem, guarded
from archive.importers.mail import MOST_LETTERS, MailFile, Placed, threads
from archive.importers.table import Columns, TableFile
from archive.models import Import, ImportEntry
from archive.verbs.naming import said_of
from archive.verbs.staging import count, entries_of, write_entries
from postincident import events
from postincident.work import stopping

ENTRIES_AT_ONCE = 1000
MOST_ENTRIES = 500_000


def read_file(name: str, data: bytes, format: str = "auto") -> Iterator[Found]:
    return read_files([(name, data)], format)


def read_files(
    files: Iterable[File | Problem], format: str = "auto", columns: Sequence[Columns] = ()
) -> Iterator[Found]:
    """What is in files, and in the files of zips among them, up to `MOST_ENTRIES`.

    `columns` is what somebody said of tables.
    """
    count = 0
    for one in _read(files, format, columns):
        count += 1 if isinstance(one, Problem) else len(one.updates)
        if count > MOST_ENTRIES:
            yield Problem(
                one.place,
                _("These are more than %(n)s entries; from here on they were left out. Import them in parts.")
                % {"n": MOST_ENTRIES},
            )
            return
        yield one


def _read(files: Iterable[File | Problem], format: str, columns: Sequence[Columns]) -> Iterator[Found]:
    """Letters of several files may be of one thread."""
    letters: list[Placed] = []
    held = 0
    for one in _unpacked(files, format):
        if isinstance(one, Problem):
            yield one
            continue
        name, data = one
        importer = _importer(name, data, format)
        if importer is None:
            yield Problem(name, _("No importer knows this format."))
        elif isinstance(importer, MailFile):
            before = len(letters)
            yield from guarded(name, importer.read_letters(name, data, letters))
            held += sum(len(letter.text) for _place, letter in letters[before:])
            if len(letters) > MOST_LETTERS or held > settings.IMPORT_BYTES:
                yield from threads(letters)
                letters, held = [], 0
        elif isinstance(importer, TableFile):
            yield from guarded(name, importer.by_columns(name, data, columns))
        else:
            yield from importer.read(name, data)
    yield from threads(letters)


def _importer(name: str, data: bytes, format: str) -> Importer | None:
    return recognise(name, data) if format == "auto" else FORMATS[format]


def _unpacked(files: Iterable[File | Problem], format: str) -> Iterator[File | Problem]:
    """A zip is unpacked unless an importer knows it as a whole."""
    for one in files:
        if (
            isinstance(one, Problem)
            or not is_bundle(one[1])
            or ((importer := _importer(*one, format)) and importer.recognises(*one))
        ):
            yield one
        else:
            yield from unpacked(*one)


def work(run_id: int) -> int:
    """Stage what was uploaded, unless another worker does. Returns how many entries were written down."""
    held = leases.take(Import, run_id, Import.State.READING)
    if held is None:
        return 0
    run = Import.objects.select_related("started_by").get(pk=run_id)
    ImportEntry.objects.filter(run=run).delete()  # of a worker that is no more
    written = 0
    for some in batched(entries_of(run, _found(run)), ENTRIES_AT_ONCE, strict=False):
        if stopping.is_set():
            leases.give_back(Import, run_id, held)
            return written
        if (held := _write(run_id, held, some, written)) is None:
            return written
        written += len(some)
    _finish(run, held)
    return written


def sweep(now: datetime) -> int:
    """Uploaded, or dropped by a worker that is no more."""
    return sum(work(pk) for pk in leases.waiting(Import, Import.State.READING, now))


def _found(run: Import) -> Iterator[Found]:
    files = run.files.order_by("pk").values_list("pk", "name")
    opened = ((name, bytes(run.files.values_list("data", flat=True).get(pk=pk))) for pk, name in files)
    yield from read_files(opened, columns=said_of(run))


def _write(run_id: int, held: datetime, some: tuple[ImportEntry, ...], before: int) -> datetime | None:
    """None when the lease was lost, or the upload was discarded meanwhile; nothing is written then."""
    with transaction.atomic():
        longer = leases.renew(Import, run_id, held)
        if longer is not None:
            write_entries(some)
            Import.objects.filter(pk=run_id).update(counts={"read": before + len(some)})
    return longer


def _finish(run: Import, held: datetime) -> None:
    with transaction.atomic():
        done = {"state": Import.State.STAGED, "counts": count(run), "leased_until": None}
        if Import.objects.filter(pk=run.pk, leased_until=held).update(**done):
            run.files.all().delete()
            events.record(run.started_by, "import.staged", run)
