"""Suggestions of the search box: what may stand at the caret, and that it is read as it was meant."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.search.fields import FIELDS
from archive.search.find import Wanted, find
from archive.search.query import MOST_TYPED
from archive.search.suggest import MOST, suggestions
from archive.verbs.redaction import redact
from postincident.vocabulary import Kind, Severity, Source
from tests.archive.factories import make_record
from tests.factories import make_incident


@pytest.fixture
def records(db):
    incident = make_incident("Cards declined", reference="INC-2025-0042")
    return [
        make_record(
            incident,
            audience="Key accounts",
            services=["Card payments", "Payouts"],
            severity=Severity.CRITICAL,
            sent_at=datetime(2025, 1, 31, 23, 59, tzinfo=UTC),
            sender={"name": "Northwind status", "released_by": "Ade Okoro"},
            approvals=[{"by": "Lena Fischer"}, {"by": "Ravi Rao"}],
        ),
        make_record(
            make_incident("Files were late", reference="INC-2024-0007"),
            audience="Customers",
            services=["Payouts"],
            kind=Kind.UPDATE,
            severity=Severity.NONE,
            source=Source.IMPORTED,
            origin="here:1",
            sent_at=datetime(2024, 11, 3, tzinfo=UTC),
        ),
    ]


# Typed up to the caret, and what is suggested: pieces in their order.
SHOWN = {
    "k": ["kind:"],
    "cert k": ["kind:"],
    "-K": ["kind:"],
    "s": ["service:", "severity:", "since:"],
    "kind": ["kind:"],
    "cert": [],
    "cert ": [],
    "": [],
    "kind:": ["kind:root_cause", "kind:update"],
    "kind:ro": ["kind:root_cause"],
    "kind:next": ["kind:root_cause"],
    "kind:root_cause": [],
    "kind:zzz": [],
    "severity:": ["severity:critical", "severity:none"],
    "from:": ["from:here", "from:import"],
    "from:imp": ["from:import"],
    "group:": ['group:"Key accounts"', "group:Customers"],
    "group:acc": ['group:"Key accounts"'],
    'group:"key a': ['group:"Key accounts"'],
    "GROUP:CUST": ["group:Customers"],
    "service:": ["service:Payouts", 'service:"Card payments"'],
    "service:pay": ["service:Payouts", 'service:"Card payments"'],
    "-service:card": ['service:"Card payments"'],
    "in:": ["in:INC-2025-0042", "in:INC-2024-0007"],
    "in:0042": ["in:INC-2025-0042"],
    "in:late": ["in:INC-2024-0007"],
    "by:l": ['by:"Lena Fischer"'],
    "by:ok": ['by:"Ade Okoro"'],
    "year:": ["year:2025", "year:2024"],
    "before:202": ["before:2025", "before:2024"],
    "since:2024-": ["since:2024-11"],
    "until:2024-1": ["until:2024-11"],
    "until:2024": ["until:2024-11"],
    "nosuch:x": [],
    "kind: x": [],
    '"kind': [],
    "https://k": [],
}


@pytest.mark.parametrize("typed", SHOWN)
def test_it_suggests_what_may_stand_at_the_caret(records, vera, typed):
    assert [one.shown for one in suggestions(vera, typed, len(typed))] == SHOWN[typed]


def test_a_value_comes_with_what_it_reads_as(records, vera):
    assert suggestions(vera, "kind:ro", 7)[0].title == "Root cause & next steps"
    assert suggestions(vera, "in:0042", 7)[0].title == "Cards declined"


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("ki|", "kind:|"),
        ("cert -ki|", "cert -kind:|"),
        ("ki| cert", "kind:| cert"),
        ("cert ki|nd cause", "cert kind:| cause"),
        ("group:cus|", "group:Customers |"),
        ("cert -group:key|tom late", 'cert -group:"Key accounts" |late'),
        ('group:"key| acc" late', 'group:"Key accounts" |late'),
        ("late OR group:cus|", "late OR group:Customers |"),
    ],
)
def test_taken_it_stands_in_place_of_the_piece_and_the_caret_behind_it(records, vera, typed, taken):
    first = suggestions(vera, typed.replace("|", ""), typed.index("|"))[0]
    assert f"{first.typed[: first.at]}|{first.typed[first.at :]}" == taken


@pytest.mark.parametrize("name", FIELDS)
def test_what_is_suggested_is_read_as_a_field(records, vera, name):
    for one in suggestions(vera, f"{name}:", len(name) + 1):
        wanted = Wanted(one.typed)
        find(vera, wanted)
        assert [condition.title for condition in wanted.conditions] == [str(FIELDS[name].title)]
        assert not wanted.query.notes


def test_what_cannot_be_said_in_the_box_is_not_suggested(db, vera):
    make_record(audience='The "quoted" group', services=['Say "hello', '"', ":", "a:b", "/x", "Ünïcode", 'Q"uote'])
    assert suggestions(vera, "group:the", 9) == []
    for one in suggestions(vera, "service:", 8):
        assert find(vera, Wanted(one.typed)).total == 1, one
    shown = {one.shown for one in suggestions(vera, "service:", 8)}
    assert shown == {'service:":"', "service:a:b", 'service:"/x"', "service:Ünïcode", 'service:Q"uote'}


def test_values_of_restricted_incidents_are_suggested_to_nobody_else(db, vera, lena):
    make_record(
        make_incident("Hidden cards", restricted=True, access=[lena], reference="INC-2026-0099"),
        audience="Hidden group",
        services=["Hidden service"],
        severity=Severity.CRITICAL,
        sent_at=datetime(2031, 5, 1, tzinfo=UTC),
        sender={"name": "Hidden sender", "released_by": ""},
    )
    for name in FIELDS:
        assert suggestions(vera, f"{name}:", len(name) + 1) == []
        assert suggestions(lena, f"{name}:", len(name) + 1) != []


def test_a_redacted_record_suggests_nothing_of_its_words(records, vera, ade):
    redact(ade, records[0], "Name")
    assert [one.shown for one in suggestions(vera, "declined", 8)] == []


def test_there_are_only_a_few(db, vera):
    make_record(services=[f"Service {number}" for number in range(30)])
    assert len(suggestions(vera, "service:s", 9)) == MOST


def test_nothing_is_suggested_that_the_box_would_cut_off(records, vera):
    typed = "x" * (MOST_TYPED - 12) + " group:cus"
    assert suggestions(vera, typed, len(typed)) == []


@given(
    typed=st.text(max_size=40) | st.text(alphabet='":-* kindgroupservbyafte20\x00', max_size=30), at=st.integers(-3, 50)
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_input_is_an_error(records, vera, typed, at):
    for one in suggestions(vera, typed, at):
        assert 0 <= one.at <= len(one.typed) <= MOST_TYPED


def ask(client, **typed):
    return client.get(reverse("archive:search-suggest"), typed)


def test_the_page_asks_and_gets_options(records, sign_in, vera):
    response = ask(sign_in(vera), q="cert group:cus late", at="14")
    assert (
        '<li id="suggestion-1" role="option" aria-selected="false" data-typed="cert group:Customers late"'
        in response.text
    )
    assert 'data-at="21"' in response.text


@pytest.mark.parametrize("at", ["", "x", "-1", "99999999999999", "٣"])
def test_where_the_caret_is_may_be_anything(records, sign_in, vera, at):
    assert ask(sign_in(vera), q="group:cus", at=at).status_code == 200


def test_it_takes_one_query_however_many_records_there_are(records, vera):
    def queries():
        counts = []
        for name in FIELDS:
            with CaptureQueriesContext(
                connection,
            ) as captured:
                suggestions(vera, f"{name}:", len(name) + 1)
            counts.append(len(captured))
        return counts

    few = queries()
    for _ in range(20):
        make_record(services=["A", "B"])
    assert queries() == few == [1] * len(FIELDS)
