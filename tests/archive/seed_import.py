"""An accepted import that a worker has yet to file, in a migrated database."""

from archive.importers.statuspage import Statuspage
from archive.verbs import importing
from tests.archive.statuspage import as_bytes, older_incident
from tests.factories import make_user


def seed_accepted(incidents):
    lena = make_user("Lena Hoffmann", role="manager")
    data = as_bytes(*(older_incident(f"incident{number}") for number in range(incidents)))
    run = importing.stage(lena, "statuspage", "history.json", Statuspage().read("history.json", data))
    importing.begin_accepting(lena, run)
