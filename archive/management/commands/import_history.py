from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from archive.importers import FORMATS, recognise
from archive.importers.found import Found, Problem, tidy
from archive.models import Import
from archive.verbs import importing


class Command(BaseCommand):
    help = "Bring history that was said elsewhere into the archive. Run again, it brings in only what is new."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder of files")
        parser.add_argument("--format", default="auto", choices=["auto", *FORMATS])
        parser.add_argument("--dry-run", action="store_true", help="say what would come of it; keep nothing")

    def handle(self, *args: object, paths: list[Path], format: str, dry_run: bool, **options: Any) -> None:
        files = list(_files(paths))
        if not files:
            raise CommandError("There is no file in there.")
        with transaction.atomic():
            run = importing.stage(None, format, ", ".join(path.name for path in paths), _found(files, format))
            run.counts = importing.count(run)
            if dry_run:
                self._report(run, "would be imported")
                transaction.set_rollback(True)
                return
        self._report(importing.accept(None, run), "imported")

    def _report(self, run: Import, done: str) -> None:
        for entry in run.entries.exclude(problem="").order_by("pk"):
            self.stdout.write(f"{entry.place}: {entry.problem}")
        self.stdout.write(
            "{records} records of {incidents} incidents {done}, {already_there} already there, {problems} problems".format(
                done=done, **run.counts
            )
        )


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.exists():
            raise CommandError(f"{path} does not exist.")
        if path.is_dir():
            yield from sorted(inner for inner in path.rglob("*") if inner.is_file())
        else:
            yield path


def _found(files: Iterable[Path], format: str) -> Iterator[Found]:
    for path in files:
        name = tidy(path.name)
        try:
            data = path.read_bytes()
        except OSError as error:
            yield Problem(name, f"It cannot be read: {error.strerror}.")
            continue
        importer = recognise(name, data) if format == "auto" else FORMATS[format]
        if importer is None:
            yield Problem(name, "No importer knows this format.")
        else:
            yield from importer.read(name, data)
