from django.core.management.base import BaseCommand, CommandError

from archive.models import Head, Record
from archive.verify import faults


class Command(BaseCommand):
    help = "Walk the chain of records and name the first that is not what it was when it was filed."

    def handle(self, *args: object, **options: object) -> None:
        self.total = Record.objects.count()
        for fault in faults(self._walked):
            raise CommandError(f"Record {fault.number} {fault.what}.")
        head = Head.objects.filter(pk=1).first() or Head()
        self.stdout.write(f"{head.number} records verified. Head digest {head.digest}")

    def _walked(self, count: int) -> None:
        """For somebody who watches; the next line is written over it."""
        if self.stderr.isatty():
            self.stderr.write(f"{count:,} of {self.total:,}", ending="\r")
