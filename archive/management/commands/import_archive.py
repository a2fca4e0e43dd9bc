from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.core.management.base import BaseCommand, CommandError

from archive.verbs.restoring import restore
from postincident.errors import Refused


class Command(BaseCommand):
    help = "Bring a whole archive, as export_archive wrote it, into an installation that has no records: the same records and digests."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: object, file: Path, **options: Any) -> None:
        try:
            with ZipFile(file) as archive:
                head = restore(archive)
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        except (OSError, BadZipFile, KeyError, TypeError, ValueError) as error:
            raise CommandError(
                f"{file} is not an archive that was exported whole: {error!r}. Nothing was kept."
            ) from error
        self.stdout.write(f"{head.number} records brought in and verified. Head digest {head.digest}")
