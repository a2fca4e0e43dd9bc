from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from postincident import work


class Command(BaseCommand):
    help = "Sends what is due and does all other background work. Run as many as you like; stop with SIGTERM or Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("Working. Ctrl-C stops.", ending="\n")
        self.stdout.flush()
        work.run(once=options["once"])
