from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from postincident.copying import copy
from postincident.errors import Refused


class Command(BaseCommand):
    help = (
        "Copy the installation into an empty database: SQLite to PostgreSQL or back. Stop web server and worker first."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="source", required=True, metavar="URL", help="as in DATABASE_URL")
        parser.add_argument("--to", dest="target", required=True, metavar="URL", help="an empty database")

    def handle(self, *args: object, source: str, target: str, **options: Any) -> None:
        try:
            counts = copy(source, target)
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        for table, count in counts.items():
            if count:
                self.stdout.write(f"{count:>9}  {table}")
        self.stdout.write(f"{sum(counts.values())} rows copied, counted and verified.")
