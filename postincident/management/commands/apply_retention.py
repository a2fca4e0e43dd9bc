from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from postincident.retention import forget


class Command(BaseCommand):
    help = "Forget now what is kept only so long. The worker does so by itself, once an hour."

    def handle(self, *args: object, **options: Any) -> None:
        for what, count in forget(timezone.now()).items():
            self.stdout.write(f"{count:>9}  {what}")
