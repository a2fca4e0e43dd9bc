"""What every importer promises, whatever its format. To add one: a row in EXAMPLES."""

import json
import logging
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive import importers
from archive.importers import FORMATS, recognise
from archive.importers.found import FoundIncident, Importer, Problem
from archive.models import Record
from archive.verbs import importing
from postincident.vocabulary import FLAGS, Kind, Severity
from tests.archive.feed import NEW_YEAR, feed
from tests.archive.letters import MAILBOX, WHY
from tests.archive.mutations import mutated
from tests.archive.ours import exported, exported_record
from tests.archive.statuspage import MAINTENANCE, POSTMORTEM, api_incident, as_bytes, older_incident
from tests.archive.tables import KNOWN

HISTORIES = Path(__file__).parent / "histories"


def history(path):
    """A file as it was published; where from: histories/README.md."""
    return (HISTORIES / path).read_bytes()


# Format → files of it, each with the number of incidents and of messages in it.
EXAMPLES = {
    "postincident": [(exported(exported_record(1), exported_record(2)), 1, 2)],
    "statuspage": [
        (as_bytes(api_incident()), 1, 4),
        (as_bytes(older_incident()), 1, 3),
        (as_bytes(api_incident(), older_incident()), 2, 7),
        (
            json.dumps(
                {"page": {"id": "p"}, "incidents": [POSTMORTEM], "scheduled_maintenances": [MAINTENANCE]}
            ).encode(),
            2,
            7,
        ),
    ],
    "cstate": [
        (history("cstate/2020-11-12-get-jenkins-io.md"), 1, 5),
        (history("cstate/2021-06-03-no-aci-agents-for-ci-jenkins-io.md"), 1, 2),
        (history("cstate/2021-06-07-repo-jenkins-ci-org.md"), 1, 3),
        (history("cstate/2022-02-10-agents-not-allocating-ci.md"), 1, 3),
        (history("cstate/2022-05-05-artifactory-down.md"), 1, 1),
        (history("cstate/2022-06-13-repo-slow.md"), 1, 2),
    ],
    "ugrc": [
        (history("ugrc/2017-09-07-web-api-email-sending.mdx"), 1, 3),
        (history("ugrc/2018-04-12-iis-app-pool-crash.md"), 1, 1),
        (history("ugrc/2019-04-18-vm-architecture-inaccessible.mdxx"), 1, 3),
    ],
    "json": [(history("json/notify.json"), 2, 4)],
    "markdown": [(history("markdown/PM2021-003.md"), 1, 1), (history("markdown/PM2020-007.md"), 1, 1)],
    "atom": [(feed(NEW_YEAR), 1, 3)],
    "table": [(KNOWN, 2, 4)],
    "mail": [(MAILBOX, 2, 5), (WHY.as_bytes(), 1, 1)],
}
# Named by their place: some are made anew in each process, and never to the byte the same.
FILES = [
    pytest.param(name, *row, id=f"{name}-{place}") for name, rows in EXAMPLES.items() for place, row in enumerate(rows)
]


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


@pytest.mark.once
def test_every_flag_has_a_sentence_and_every_sentence_a_flag():
    sources = "".join(path.read_text() for path in Path(importers.__file__).parent.glob("*.py"))
    raised = set(re.findall(r'\bflag\(\s*"(\w+)"|flags\.append\("(\w+)"\)', sources))
    named = {one or other for one, other in raised} | {
        f"{name}_unreadable" for name in ("started_at", "scheduled_for", "created_at")
    }
    assert named == set(FLAGS)


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


def told(found):
    """Every entry is either an incident with messages or a problem that says where and why."""
    for one in found:
        if isinstance(one, Problem):
            assert one.place.startswith("history") and one.sentence
        else:
            assert one.updates and one.title and one.severity in Severity.values
            assert all(update.kind in Kind.values and update.at.tzinfo and update.text for update in one.updates)


@pytest.mark.once
@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_is_read_as_far_as_it_goes(name, caplog, data):
    damaged = data.draw(mutated([row[0] for row in EXAMPLES[name]]))
    with caplog.at_level(logging.ERROR):
        told(FORMATS[name].read("history", damaged))
    assert not caplog.records, "the importer itself should have foreseen it"


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_is_imported_and_every_entry_of_it_accounted_for(name, data):
    found = list(FORMATS[name].read("history", data.draw(mutated([row[0] for row in EXAMPLES[name]]))))
    run = importing.accept(None, importing.stage(None, name, "history", found))
    expected = sum(1 if isinstance(one, Problem) else len(one.updates) for one in found)
    assert run.entries.count() == expected
    assert not run.entries.filter(problem__contains="The database refused it").exists()


class Careless(Importer):
    name = "careless"

    def finds(self, name, data):
        yield Problem(name, "One.")
        raise KeyError("two")


@pytest.mark.once
def test_what_an_importer_does_not_foresee_ends_in_a_problem_and_in_the_log(caplog):
    first, second = Careless().read("history", b"")
    assert (first.sentence, second.place) == ("One.", "history")
    assert "KeyError" in second.sentence and caplog.records
