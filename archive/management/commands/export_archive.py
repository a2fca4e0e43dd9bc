import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.exporting.whole import Whole
from postincident import events


class Command(BaseCommand):
    help = "Write the whole archive into a zip, what is redacted and what is restricted too, for an empty installation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: object, file: Path, **options: Any) -> None:
        whole = Whole()
        try:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.") from error
        try:
            with open(handle, "wb") as written:
                written.writelines(whole.stream())
        except BaseException:
            file.unlink()
            raise
        events.record(None, "archive.exported", None, records=len(whole.ids))
        self.stdout.write(f"{len(whole.ids)} records written to {file}.")
