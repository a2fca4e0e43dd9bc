"""What every importer promises, whatever its format. To add one: a row in EXAMPLES."""

import pytest

from archive.importers import FORMATS, recognise
from archive.importers.found import FoundIncident, Problem
from archive.models import Record
from archive.verbs import importing
from postincident.vocabulary import Kind, Severity
from tests.archive.statuspage import api_incident, as_bytes, older_incident

# Format → files of it, each with the number of incidents and of messages in it.
EXAMPLES = {
    "statuspage": [
        (as_bytes(api_incident()), 1, 4),
        (as_bytes(older_incident()), 1, 3),
        (as_bytes(api_incident(), older_incident()), 2, 7),
    ],
}
FILES = [(name, *row) for name, rows in EXAMPLES.items() for row in rows]


def test_every_importer_has_examples():
    assert set(EXAMPLES) == set(FORMATS)


@pytest.mark.parametrize(("name", "data", "incidents", "messages"), FILES)
def test_it_knows_its_own_and_finds_everything(name, data, incidents, messages):
    assert recognise("history", data).name == name
    found = list(FORMATS[name].read("history", data))
    assert all(isinstance(one, FoundIncident) for one in found)
    assert len(found) == incidents
    assert sum(len(one.updates) for one in found) == messages
    for one in found:
        assert one.severity in Severity.values
        assert [update.occurrence for update in one.updates] == list(range(1, len(one.updates) + 1))
        assert all(update.kind in Kind.values and update.at.tzinfo and update.text for update in one.updates)


@pytest.mark.parametrize(("name", "data", "incidents", "messages"), FILES)
@pytest.mark.django_db
def test_a_second_run_brings_in_nothing(name, data, incidents, messages):
    for expected in (messages, 0):
        run = importing.accept(None, importing.stage(None, name, "history", FORMATS[name].read("history", data)))
        assert (run.counts["records"], run.counts["already_there"]) == (expected, messages - expected)
    assert Record.objects.count() == messages


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "data", [b"", b"\x00\xff\xfe", b"[" * 100_000, b"null", b"{}", b"[[], 3, null]", b"\xef\xbb\xbf{}"]
)
def test_nonsense_is_a_problem_with_its_place_and_never_an_error(name, data):
    for one in FORMATS[name].read("history", data):
        assert isinstance(one, Problem)
        assert one.place.startswith("history") and one.sentence
