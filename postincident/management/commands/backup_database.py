from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from postincident.backup import back_up
from postincident.errors import Refused


class Command(BaseCommand):
    help = "Write the whole database into one new file, while it is in use. Keep the keys with it."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="PATH")

    def handle(self, *args: object, path: Path, **options: Any) -> None:
        try:
            size = back_up(path)
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        self.stdout.write(f"{path}: {size:,} bytes")
