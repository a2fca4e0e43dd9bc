"""JSON of no product: messages with times as people type them, and the fields of post-mortems."""

import json
from datetime import UTC, datetime

import pytest

from archive.importers import recognise
from archive.importers.found import Problem
from postincident.vocabulary import Kind, Severity
from tests.archive.test_importers import history

pytestmark = pytest.mark.once

POSTMORTEM = {
    "title": "Payouts late",
    "severity": "Major",
    "status": "resolved",
    "start_time": "2023-04-26 01:58",
    "start_timezone": "PDT",
    "end_time": "2023-04-26 04:56",
    "end_timezone": "PDT",
    "summary": "Payouts were late.",
    "impact": "N/A",
    "root cause": "A disk was full.",
    "updates": "03:36 PDT on 26 Apr 2023:\nWe look. At 03:20 it began.\n\n04:40 PDT on 26 Apr 2023: Mitigated.",
}


def read(value):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return list(recognise("some.json", data).read("some.json", data))


def test_it_reads_messages_with_times_as_people_type_them():
    first, second = read(history("json/notify.json"))
    assert [(one.kind, one.at) for one in first.updates] == [
        (Kind.ACKNOWLEDGEMENT, datetime(2025, 5, 8, 12, 12, tzinfo=UTC)),
        (Kind.UPDATE, datetime(2025, 5, 8, 12, 35, tzinfo=UTC)),
        (Kind.RESOLUTION, datetime(2025, 5, 8, 13, 7, tzinfo=UTC)),
    ]
    assert first.services == ("File uploads",) and second.flags == ("no_services",)
    assert second.updates[0].at == datetime(2024, 2, 29, 22, tzinfo=UTC)


def test_it_reads_the_fields_of_a_post_mortem_by_id():
    (found,) = read({"abc-1": POSTMORTEM})
    assert (found.origin, found.title, found.severity) == ("json:abc-1", "Payouts late", Severity.MAJOR)
    assert (found.started_at.hour, found.resolved_at.hour) == (8, 11)
    assert [(one.kind, one.text, one.at.hour) for one in found.updates] == [
        (Kind.ACKNOWLEDGEMENT, "We look. At 03:20 it began.", 10),
        (Kind.UPDATE, "Mitigated.", 11),
        (Kind.ROOT_CAUSE, "## Summary\n\nPayouts were late.\n\n## Root cause\n\nA disk was full.", 11),
    ]


@pytest.mark.parametrize("bad", [None, 7, [], {}, {"title": 7}])
def test_a_bad_one_is_a_problem_and_the_next_is_read(bad):
    problem, found = read({"a": bad, "b": POSTMORTEM})
    assert isinstance(problem, Problem) and problem.place == "some.json, incident 1" and len(found.updates) == 3


@pytest.mark.parametrize("when", ["", "soon", "May 08, 2025 - 14:07 IST", 7])
def test_a_time_that_cannot_be_read_is_a_problem_and_no_guess(when):
    updates = [{"posted": when, "body": "One."}, {"posted": "May 08, 2025 - 15:00 UTC", "body": "Two."}]
    problem, found = read([{"name": "Down", "updates": updates}])
    assert isinstance(problem, Problem) and [one.text for one in found.updates] == ["Two."]


def test_without_an_id_title_and_start_are_its_identity():
    incidents = json.loads(history("json/notify.json"))
    there = {one.origin for one in read(incidents)}
    assert {one.origin for one in read(incidents[::-1])} == there and len(there) == 2


def test_other_json_is_not_recognised():
    assert recognise("a.json", b'{"posts": []}') is None
