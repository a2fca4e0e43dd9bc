from django.core.management.base import BaseCommand

from archive.search import index


class Command(BaseCommand):
    help = "Make the search index anew from the records."

    def handle(self, *args: object, **options: object) -> None:
        count = index.rebuild()
        self.stdout.write(f"{count} records indexed.")
