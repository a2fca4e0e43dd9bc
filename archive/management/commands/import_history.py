from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from archive.importers import FORMATS
from archive.importers.bundle import File, is_litter
from archive.importers.found import Problem, tidy
from archive.importers.table import FIELDS, REQUIRED, Columns
from archive.models import Import
from archive.verbs import importing
from archive.verbs.reading import read_files
from postincident.errors import Refused
from postincident.models import User


class Command(BaseCommand):
    help = "Bring history that was said elsewhere into the archive. Run again, it brings in only what is new."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="*", type=Path, metavar="PATH", help="a file, a zip of files, or a folder of them"
        )
        parser.add_argument("--format", default="auto", choices=["auto", *FORMATS])
        parser.add_argument(
            "--audience", default="", help="who was told by texts that do not say it themselves, as Public or Internal"
        )
        parser.add_argument(
            "--as", dest="email", metavar="EMAIL", help="the manager who imports it; else nobody is named"
        )
        parser.add_argument(
            "--columns",
            type=_columns,
            metavar="FIELD=HEADING,…",
            help=f"which column of a table (CSV) holds what: {', '.join(FIELDS)}",
        )
        parser.add_argument(
            "--days",
            default="",
            choices=["day", "month"],
            help="what comes first in dates of tables such as 03/04/2024",
        )
        parser.add_argument("--zone", default="UTC", help="the time zone of times in tables that state none")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--dry-run", action="store_true", help="say what would come of it; keep nothing")
        how.add_argument("--stage", action="store_true", help="stage it only; a manager accepts or discards it later")
        how.add_argument("--accept", type=int, metavar="NUMBER", help="accept what was staged before")
        how.add_argument("--discard", type=int, metavar="NUMBER", help="discard what was staged before")

    def handle(self, *args: object, paths: list[Path], **options: Any) -> None:
        actor = _manager(options["email"])
        number = options["accept"] or options["discard"]
        if number is None:
            self._import(actor, paths, **options)
            return
        if paths:
            raise CommandError("What was staged before needs no path.")
        run = Import.objects.filter(pk=number).first()
        if run is None:
            raise CommandError("There is no import of this number.")
        try:
            self._decide(actor, run, accept=options["discard"] is None)
        except Refused as refused:
            raise CommandError(refused.sentence) from refused

    def _import(
        self,
        actor: User | None,
        paths: list[Path],
        *,
        format: str,
        audience: str,
        dry_run: bool,
        stage: bool,
        **options: Any,
    ) -> None:
        columns = [_said(**options)] if options["columns"] else []
        files = list(_files(paths))
        if not files:
            raise CommandError("There is no file in there.")
        with transaction.atomic():
            names = ", ".join(path.name for path in paths)
            found = read_files(_opened(files), format, columns)
            run = importing.stage(actor, format, names, found, tidy(audience, 200).strip())
            if dry_run:
                self._report(run, "would be imported")
                transaction.set_rollback(True)
                return
        if stage:
            self._report(run, "staged")
            self.stdout.write(f"Import {run.pk} waits for a manager: import_history --accept {run.pk}")
        else:
            self._decide(actor, run, accept=True)

    def _decide(self, actor: User | None, run: Import, *, accept: bool) -> None:
        if accept:
            self._report(importing.accept(actor, run), "imported")
        else:
            importing.discard(actor, run)
            self.stdout.write(f"Import {run.pk} is discarded.")

    def _report(self, run: Import, done: str) -> None:
        for entry in run.entries.exclude(problem="").order_by("pk"):
            self.stdout.write(f"{entry.place}: {entry.problem}")
        self.stdout.write(
            "{records} records of {incidents} incidents {done}, {already_there} already there, {problems} problems, {remarks} remarks".format(
                done=done, **run.counts
            )
        )


def _columns(typed: str) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in typed.split(",")]
    names = {name.strip(): heading.strip() for name, _equals, heading in pairs}
    if unknown := [name for name in names if name not in FIELDS]:
        raise ArgumentTypeError(f"{unknown[0]} is none of {', '.join(FIELDS)}")
    if missing := [name for name in REQUIRED if not names.get(name)]:
        raise ArgumentTypeError(f"a table needs {', '.join(REQUIRED)}; {missing[0]} is missing")
    return names


def _said(*, columns: dict[str, str], days: str, zone: str, **_others: Any) -> Columns:
    if zone not in available_timezones():
        raise CommandError(f"{zone} is no time zone.")
    return Columns(columns, days, zone)


def _manager(email: str | None) -> User | None:
    if email is None:
        return None
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None or not user.can_manage:
        raise CommandError(f"{email} is no manager here.")
    return user


def _files(paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """With their names below the folder that was given."""
    for path in paths:
        if not path.exists():
            raise CommandError(f"{path} does not exist.")
        if path.is_dir():
            for inner in sorted(inner for inner in path.rglob("*") if inner.is_symlink() or not inner.is_dir()):
                if not is_litter(PurePosixPath(inner.relative_to(path))):
                    yield tidy(inner.relative_to(path)), inner
        else:
            yield tidy(path.name), path.resolve()  # a link that was named is meant


def _opened(files: Iterable[tuple[str, Path]]) -> Iterator[File | Problem]:
    for name, path in files:
        try:
            data = _content(path)
        except OSError as error:
            yield Problem(name, f"It cannot be read: {error.strerror}.")
        except Refused as refused:
            yield Problem(name, refused.sentence)
        else:
            yield name, data


def _content(path: Path) -> bytes:
    """No more than an import may be large, whatever the file says of itself."""
    if path.is_symlink():
        raise Refused("link", "It is a link, and was not followed.")
    if not path.is_file():
        raise Refused("no_file", "It is no file, and was not opened.")
    most = settings.IMPORT_BYTES
    too_large = Refused("too_large", f"It is larger than {most >> 20} MB (IMPORT_MB), and was not opened.")
    if path.stat().st_size > most:
        raise too_large
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:  # it grew meanwhile
        raise too_large
    return data
