"""Migrates an empty database and lets one release go: seed.py RECIPIENTS"""

import sys
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[4]))
django.setup()

from django.core.management import call_command  # noqa: E402

from communications.tasks import go  # noqa: E402
from tests.communications.factories import make_delivery, make_release  # noqa: E402


def main(recipients):
    call_command("migrate", verbosity=0)
    release = make_release()
    for number in range(recipients):
        make_delivery(release, f"reader{number}@example.net")
    go.enqueue(release.pk)


if __name__ == "__main__":
    main(int(sys.argv[1]))
