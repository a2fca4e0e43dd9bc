"""Migrates an empty database and asks for drafts: seed_drafts.py AUDIENCES"""

import sys
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[4]))
django.setup()

from django.core.management import call_command  # noqa: E402

from communications.verbs import draft_runs  # noqa: E402
from tests.communications.factories import make_audience, make_group  # noqa: E402
from tests.factories import make_incident, make_user  # noqa: E402


def main(audiences):
    call_command("migrate", verbosity=0)
    lena = make_user("Lena Hoffmann", role="manager")
    incident = make_incident(lead=lena)
    chosen = [make_audience(incident, make_group(always_relevant=True)) for _ in range(audiences)]
    draft_runs.begin(lena, incident, "root_cause", chosen)


if __name__ == "__main__":
    main(int(sys.argv[1]))
