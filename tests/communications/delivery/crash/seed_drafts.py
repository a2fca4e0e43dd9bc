"""Asks for drafts in a migrated database."""

from communications.verbs import draft_runs
from tests.communications.factories import make_audience, make_group
from tests.factories import make_incident, make_user


def seed_drafts(audiences):
    lena = make_user("Lena Hoffmann", role="manager")
    incident = make_incident(lead=lena)
    chosen = [make_audience(incident, make_group(always_relevant=True)) for _ in range(audiences)]
    draft_runs.begin(lena, incident, "root_cause", chosen)
