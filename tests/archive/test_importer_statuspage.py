import json
from datetime import UTC, datetime

import pytest

from archive.importers import recognise
from archive.importers.found import FoundIncident, Problem
from archive.importers.plain import to_plain
from archive.importers.statuspage import Statuspage
from postincident.vocabulary import Kind, Severity
from tests.archive.statuspage import (
    MAINTENANCE,
    POSTMORTEM,
    api_incident,
    api_update,
    as_bytes,
    older_incident,
    older_update,
)


def read(*incidents):
    return list(Statuspage().read("history.json", as_bytes(*incidents)))


def test_it_reads_both_shapes_oldest_first():
    api, older = read(api_incident(), older_incident())
    assert [(u.occurrence, u.kind) for u in api.updates] == [
        (1, Kind.ACKNOWLEDGEMENT),
        (2, Kind.UPDATE),
        (3, Kind.UPDATE),
        (4, Kind.RESOLUTION),
    ]
    assert api.updates[0].text == "Card payments fail for some."
    assert [u.kind for u in older.updates] == [Kind.ACKNOWLEDGEMENT, Kind.UPDATE, Kind.RESOLUTION]
    assert (older.severity, older.services) == (Severity.MINOR, ("Payouts",))


def test_it_takes_the_creation_as_the_start_when_none_is_stated():
    (older,) = read(older_incident())
    assert older.started_at == datetime(2021, 1, 5, 8, tzinfo=UTC)
    assert "started_at" not in older.as_found


def test_ties_keep_the_order_of_the_file_in_its_direction():
    at = "2024-05-02T10:00:00.000Z"
    (api,) = read(api_incident(updates=[api_update("update", at, text) for text in ("third", "second", "first")]))
    (older,) = read(older_incident(updates=[older_update(0, "update", at, text) for text in ("first", "second")]))
    assert [u.text for u in api.updates] == ["first", "second", "third"]
    assert [u.text for u in older.updates] == ["first", "second"]


def test_identical_updates_stay_apart():
    at = "2024-05-02T10:00:00.000Z"
    (found,) = read(api_incident(updates=[api_update("update", at)] * 3))
    assert [u.occurrence for u in found.updates] == [1, 2, 3]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("investigating", Kind.UPDATE),
        ("identified", Kind.UPDATE),
        ("monitoring", Kind.UPDATE),
        ("update", Kind.UPDATE),
        ("something else", Kind.UPDATE),
        ("resolved", Kind.RESOLUTION),
        ("postmortem", Kind.ROOT_CAUSE),
    ],
)
def test_the_kind_follows_the_status_once_acknowledged(status, kind):
    first, second = "2024-05-02T10:00:00Z", "2024-05-02T11:00:00Z"
    (found,) = read(api_incident(updates=[api_update(status, second), api_update("investigating", first)]))
    assert [u.kind for u in found.updates] == [Kind.ACKNOWLEDGEMENT, kind]


def test_it_keeps_and_flags_an_incident_resolved_before_it_started():
    (found,) = read(api_incident(started_at="2024-05-03T00:00:00Z"))
    assert found.flags == ("resolved_before_started", "no_services")
    assert found.started_at > found.resolved_at
    assert "before it started" in found.remarks[0]


BROKEN = [
    ("no object", "x"),
    ("no text", api_update("update", "2024-05-02T10:10:00Z", None)),
    ("empty text", api_update("update", "2024-05-02T10:10:00Z", " <br /> ")),
    ("too long", api_update("update", "2024-05-02T10:10:00Z", "x" * 200_001)),
    ("no time", api_update("update", "yesterday")),
    ("a number for a time", api_update("update", 12)),
    ("a time out of range", api_update("update", "0001-01-01T00:00:00+14:00")),
]


@pytest.mark.parametrize("update", [row[1] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_bad_update_is_reported_and_keeps_its_number(update):
    good = api_incident()["incident_updates"]
    problem, found = read(api_incident(updates=[*good[:3], update, good[3]]))
    assert isinstance(problem, Problem)
    assert problem.place.startswith("history.json, incident 1 (aaaa1111bbbb), update ")
    assert problem.sentence
    assert len(found.updates) == 4
    number = int(problem.place.rpartition(" ")[2])
    assert {u.occurrence for u in found.updates} == {1, 2, 3, 4, 5} - {number}


@pytest.mark.parametrize("raw", [None, 3, "x", [], {}, {"id": 7}, {"id": "a"}, {"id": "a", "incident_updates": {}}])
def test_a_bad_incident_is_reported_and_the_next_is_read(raw):
    problem, found = read(raw, older_incident())
    assert isinstance(problem, Problem)
    assert isinstance(found, FoundIncident)


@pytest.mark.parametrize("odd", [5, "x", True, {"name": "API"}, [5, {"name": 7}, None]])
def test_one_odd_value_costs_nothing_else(odd):
    first, second = read(api_incident(components=odd), older_incident())
    assert (len(first.updates), len(second.updates)) == (4, 3)


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe\x00", b"[" * 100_000, b'{"incident_updates": '])
def test_what_is_not_json_is_a_problem(data):
    (problem,) = Statuspage().read("history.json", data)
    assert problem.place == "history.json"


def test_characters_no_database_can_hold_are_left_out():
    (found,) = read(api_incident(name="A\x00b\ud800", updates=[api_update("update", "2024-05-02T10:00:00Z", "c\x00d")]))
    assert (found.title, found.updates[0].text) == ("Ab", "cd")


@pytest.mark.parametrize("wrap", [lambda i: {"page": {}, "incidents": [i]}, lambda i: {"incident": i}, lambda i: i])
def test_it_reads_the_envelopes_of_the_api(wrap):
    (found,) = Statuspage().read("one.json", json.dumps(wrap(api_incident())).encode())
    assert len(found.updates) == 4


def read_document(document):
    data = json.dumps(document).encode()
    assert recognise("api.json", data).name == "statuspage"
    return list(Statuspage().read("api.json", data))


def test_it_reads_scheduled_maintenances_beside_incidents():
    summary = {"page": {"name": "Payments"}, "incidents": [api_incident()], "scheduled_maintenances": [MAINTENANCE]}
    incident, maintenance = read_document(summary)
    assert len(incident.updates) == 4
    assert [(one.kind, one.text) for one in maintenance.updates] == [
        (Kind.ACKNOWLEDGEMENT, "On Sunday."),
        (Kind.RESOLUTION, "Done."),
    ]
    assert maintenance.started_at == datetime(2024, 6, 2, 1, tzinfo=UTC) and maintenance.severity == Severity.NONE
    assert maintenance.as_found["scheduled_until"] == "2024-06-02T04:00:00Z"
    assert "severity_unknown" not in maintenance.flags
    assert len(read_document({"scheduled_maintenance": MAINTENANCE})) == 1


def test_it_reads_several_answers_of_the_api_in_one_list():
    pages = [{"page": {}, "incidents": [api_incident(str(number))]} for number in range(3)]
    found = read_document([*pages, {"page": {}, "scheduled_maintenances": [MAINTENANCE]}, older_incident()])
    assert [one.origin for one in found[:3]] == ["statuspage:0", "statuspage:1", "statuspage:2"] and len(found) == 5
    assert [one.place.partition(" (")[0] for one in found] == [f"api.json, incident {n}" for n in range(1, 6)]


def test_a_page_on_which_nothing_happened_says_so():
    (problem,) = read_document({"page": {"id": "p"}, "incidents": []})
    assert problem.sentence == "It names no incident."


def test_a_post_mortem_that_is_a_field_is_a_message_once_it_was_published():
    (found,) = read_document([POSTMORTEM])
    last = found.updates[-1]
    assert (last.kind, last.occurrence, last.text) == (Kind.ROOT_CAUSE, 5, "A certificate had **expired**.")
    assert last.at == datetime(2024, 5, 6, 9, tzinfo=UTC)
    told = api_update("postmortem", "2024-05-06T09:00:00Z", "A certificate had expired.")
    (found,) = read_document([POSTMORTEM | {"incident_updates": [told, *POSTMORTEM["incident_updates"]]}])
    assert [one.kind for one in found.updates].count(Kind.ROOT_CAUSE) == 1
    (draft,) = read_document([POSTMORTEM | {"postmortem_published_at": None}])
    assert len(draft.updates) == 4 and draft.remarks == ("Its post-mortem was never published, so it was left out.",)


def test_only_what_it_knows_is_recognised():
    assert recognise("a.json", as_bytes(api_incident())).name == "statuspage"
    assert recognise("a.json", b'{"posts": []}') is None


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("One<br />two<br/>\nthree", "One\ntwo\n\nthree"),
        ("<p>One</p><p>two</p>", "One\n\ntwo"),
        ('See <a href="https://a.example/x" target="_blank">the page</a>.', "See the page (https://a.example/x)."),
        ('<a href="https://a.example/x">https://a.example/x</a>', "https://a.example/x"),
        ('<a href="javascript:alert(1)">here</a>', "here"),
        ("errors < 1% &amp; falling <br />", "errors < 1% & falling"),
        ("<script>alert(1)</script>fine", "fine"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("plain {{ x }} {% y %}", "plain {{ x }} {% y %}"),
    ],
)
def test_html_becomes_text(source, text):
    assert to_plain(source) == text
