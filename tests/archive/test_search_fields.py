from datetime import UTC, datetime

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.search.fields import FIELDS
from archive.search.find import Wanted, find
from archive.search.query import parse
from postincident.vocabulary import Kind, Severity, Source
from tests.archive.factories import make_record
from tests.factories import make_incident


@pytest.fixture
def records(db):
    incident = make_incident(reference="INC-2025-0007")
    common = {"subject": "", "services": [], "audience": "", "severity": Severity.NONE}
    return {
        record.title: record
        for record in (
            make_record(
                incident,
                **common
                | {"title": "cause", "text": "A certificate expired.", "audience": "Customers", "severity": "critical"},
                kind=Kind.ROOT_CAUSE,
                sent_at=datetime(2025, 1, 31, 23, 59, 59, tzinfo=UTC),
                sender={"name": "Northwind status", "address": "status@northwind.example", "released_by": "Ade Okoro"},
                approvals=[{"by": "Lena Fischer"}, {"by": "Ravi Rao"}],
                overrides=[{"by": "Vera", "reason": "nul \x00\x00, \\u0000 and Ömer"}],
            ),
            make_record(
                **common | {"title": "update", "text": "Payments API slow.", "services": ["Payments API", "Git"]},
                kind=Kind.UPDATE,
                sent_at=datetime(2025, 2, 1, tzinfo=UTC),
                source=Source.IMPORTED,
                origin="here:1",
            ),
            make_record(
                **common
                | {"title": "end", "text": "All payments work.", "audience": "Kunden Köln", "services": ["Git Ops"]},
                kind=Kind.RESOLUTION,
                sent_at=datetime(2026, 3, 6, tzinfo=UTC),
                sender={"name": "Ömer", "address": "", "reply_to": "", "released_by": "Ömer"},
            ),
        )
    }


ALL = {"cause", "update", "end"}

# What is typed → what is found, and a piece of what is said about how it was read.
FINDS = {
    "kind:update": ({"update"}, None),
    "KIND:Resolution": ({"end"}, None),
    'kind:"Root cause & next steps"': ({"cause"}, None),
    "kind:root_cause": ({"cause"}, None),
    "kind:root": ({"cause"}, None),
    "kind:rca": ({"cause"}, None),
    "kind:r": (set(), "“r” is no kind, so it was looked for as words."),
    "kind:update kind:resolution": ({"update", "end"}, None),
    "kind:update OR kind:resolution": ({"update", "end"}, None),
    "kind:update,resolution": (set(), "is no kind"),
    "-kind:update": ({"cause", "end"}, None),
    "-kind:update -kind:root_cause": ({"end"}, None),
    "kind:update -payments": (set(), None),
    "payments kind:resolution": ({"end"}, None),
    "kind:payments": ({"update", "end"}, "“payments” is no kind"),
    "-kind:payments": ({"cause"}, "“payments” is no kind"),
    "kind:": (ALL, "Behind “kind:” no value is named, so it was left out."),
    'kind:""': (ALL, "no value is named"),
    'kind:"': (ALL, "no value is named"),
    "kind: payments": ({"update", "end"}, "“payments” is no kind, so it was looked for as words."),
    "kind: update": ({"update"}, None),
    'service:  "payments api" -kind: root': ({"update"}, None),
    "kind: kind:update": ({"update"}, "no value is named"),
    "kind: OR kind:update": ({"update"}, "no value is named"),
    "kind: -payments": ({"cause"}, "no value is named"),
    "From: status@northwind.example": (set(), "is no source"),
    "group:customers": ({"cause"}, None),
    "group:custom*": ({"cause"}, "No record here has the group “custom*”"),
    'group:"KUNDEN Köln"': ({"end"}, None),
    "-group:customers": ({"update", "end"}, None),
    'service:"payments api"': ({"update"}, None),
    "service:git": ({"update"}, None),
    "service:Ops": ({"end"}, "No record here has the service “Ops”, so it was looked for as words."),
    'service:"payments api" OR service:"git ops"': ({"update", "end"}, None),
    "service:payments": ({"update", "end"}, "No record here has the service “payments”"),
    "severity:critical": ({"cause"}, None),
    "severity:crit": ({"cause"}, None),
    'severity:"not stated"': ({"update", "end"}, None),
    "severity:high": (set(), "“high” is no severity"),
    "before:2025-01": (set(), None),
    "before:2025-02": ({"cause"}, None),
    "before:2025-02-01": ({"cause"}, None),
    "before:2026": ({"cause", "update"}, None),
    "after:2025-01": ({"update", "end"}, None),
    "after:2025": ({"end"}, None),
    "after:2025-02-01": ({"end"}, None),
    "since:2025-02": ({"update", "end"}, None),
    "since:2025": (ALL, None),
    "until:2025-01": ({"cause"}, None),
    "until:2025": ({"cause", "update"}, None),
    "since:2025-02 until:2025-12": ({"update"}, None),
    "since:2025-01 since:2026": ({"end"}, None),
    "-before:2026": ({"end"}, None),
    "year:2026": ({"end"}, None),
    "year:2025 kind:update": ({"update"}, None),
    "year:2025 OR year:2026": (ALL, None),
    "before:2025-13": (set(), "“2025-13” is no date such as"),
    "before:2025-02-30": (set(), "is no date"),
    "before:yesterday": (set(), "is no date"),
    "before:0000": (set(), "is no date"),
    "year:٢٠٢٥": (set(), "is no year"),
    "from:import": ({"update"}, None),
    "from:imported": ({"update"}, None),
    "from:here": ({"cause", "end"}, None),
    "from:mars": (set(), "is no source"),
    "by:ade": ({"cause"}, None),
    'by:"ravi rao"': ({"cause"}, None),
    "by:northwind": ({"cause"}, None),
    "by:Ömer": ({"end"}, None),
    "-by:ade": ({"update", "end"}, None),
    "by:Vera": (set(), "No record here was sent or decided on by “Vera”"),
    "in:inc-2025-0007": ({"cause"}, None),
    "-in:INC-2025-0007": ({"update", "end"}, None),
    "in:payments": ({"update", "end"}, "No record here is of “payments”"),
    "sevrity:critical": ({"cause"}, "“sevrity:” was read as “severity:”."),
    "sev:critical": ({"cause"}, "“sev:” was read as “severity:”."),
    "gruop:customers": ({"cause"}, "“gruop:” was read as “group:”."),
    "-services:git": ({"cause", "end"}, "“services:” was read as “service:”."),
    "incident:inc-2025-0007": ({"cause"}, "“incident:” was read as “in:”."),
    "source:import": ({"update"}, "“source:” was read as “from:”."),
    "audience:customers OR to:customers": ({"cause"}, "“audience:” was read as “group:”."),
    "severty:payments": ({"update", "end"}, "“payments” is no severity, so it was looked for as words."),
    "state:open": (set(), "“state:” is none of the field words"),
    "NOT kind:update": ({"cause", "end"}, None),
    "service:“payments api”": ({"update"}, None),
    "payments:work": ({"end"}, "none of the field words"),
    "Payments: slow": ({"update"}, None),
    "https://kind.example/update": (set(), None),
    "OR kind:update": ({"update"}, None),
    "payments OR kind:resolution": ({"end"}, None),
    "certificate OR payments kind:resolution": ({"end"}, None),
    "kind:update OR -kind:resolution": ({"update"}, None),
}


@pytest.mark.parametrize("typed", FINDS)
def test_a_field_word_finds_the_same_on_both_databases_and_a_mistake_is_said(records, vera, typed):
    wanted = Wanted(typed)
    found = {record.title for record in find(vera, wanted).records}
    titles, note = FINDS[typed]
    assert found == titles
    assert note in " ".join(wanted.query.notes) if note else wanted.query.notes == []


@pytest.mark.parametrize(
    ("typed", "left_out"),
    [
        ("payments AND kind:update", ["AND"]),
        ("payments NOT", ["NOT"]),
        ("NOT kind:update", []),
        ("OR kind:update", ["OR"]),
        ("payments OR kind:resolution", ["OR"]),
        ("kind:update OR kind:resolution", []),
        ("before:2025 OR before:2026", ["OR"]),
        ("kind:update OR -kind:resolution", ["OR"]),
        ("kind:update OR", ["OR"]),
    ],
)
def test_an_or_that_joins_nothing_is_left_out_and_said(records, vera, typed, left_out):
    wanted = Wanted(typed)
    find(vera, wanted)
    assert wanted.query.ignored == left_out


def test_field_words_tell_a_stranger_nothing_of_restricted_records(records, vera, lena):
    hidden = make_incident(restricted=True, access=[lena], reference="INC-2025-0666")
    make_record(
        hidden, title="secret", text="", subject="", audience="Board", services=["Vault"], sender={"name": "Mallory"}
    )
    for typed in ("group:board", "service:vault", "by:mallory", "in:INC-2025-0666"):
        seen, strange = Wanted(typed), Wanted(typed)
        assert [record.title for record in find(lena, seen).records] == ["secret"]
        assert find(vera, strange).total == 0
        nobody = typed.replace("0666", "9999").replace("board", "nobody").replace("vault", "nobody")
        nobody = nobody.replace("mallory", "nobody")
        asked = Wanted(nobody)
        find(vera, asked)
        value, other = typed.split(":")[1], nobody.split(":")[1]
        assert [note.replace(value, other) for note in strange.query.notes] == asked.query.notes != []
    assert find(vera, Wanted("-group:nobody -in:INC-2025-0666")).total == 3


@given(
    typed=st.lists(
        st.builds(
            "{}{}:{}".format,
            st.sampled_from(["", "-", "OR ", "x OR "]),
            st.sampled_from([*FIELDS, "foo", ""]),
            st.text(max_size=12)
            | st.sampled_from(["update", "2025", "2025-02", '"a b"', '"', "*", "'", "\\", "%", "here"]),
        ),
        max_size=6,
    ).map(" ".join)
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_field_word_is_an_error(records, vera, typed):
    find(vera, Wanted(typed))
    find(vera, Wanted(typed, best=True))


def test_the_page_says_how_it_was_read(sign_in, vera, records):
    typed = 'certificate -kind:update severity:critical severity:major before:2026-02 by:"ade" kind:nonsense'
    text = sign_in(vera).get(reverse("archive:search"), {"q": typed}).text
    said = " ".join(text.split("Read as:")[1].split("</p>")[0].split())
    assert said.startswith(
        "<strong>certificate</strong>, and <strong>nonsense</strong>, not kind <strong>Update</strong>,"
        " severity <strong>Critical</strong> or <strong>Major</strong>, sent before <strong>1 February 2026</strong>,"
        " sent or decided by <strong>ade</strong>."
    )
    assert "“nonsense” is no kind, so it was looked for as words." in said


def test_field_words_and_chosen_filters_narrow_down_together(sign_in, vera, records):
    client, address = sign_in(vera), reverse("archive:search")
    assert client.get(address, {"q": "from:here", "kind": "resolution"}).context["found"].total == 1
    assert client.get(address, {"q": "from:import", "kind": "resolution"}).context["found"].total == 0


def test_years_stand_beside_the_results_newest_first_and_narrow_down(sign_in, vera, records):
    client, address = sign_in(vera), reverse("archive:search")
    facet = next(f for f in client.get(address).context["facets"] if str(f["title"]) == "Year")
    assert [(row["label"], row["count"], row["query"]) for row in facet["rows"]] == [
        ("2026", 1, "year=2026"),
        ("2025", 2, "year=2025"),
    ]
    response = client.get(address, {"year": "2025"})
    assert {record.title for record in response.context["found"].records} == {"cause", "update"}
    assert '<input type="hidden" name="year" value="2025">' in response.text
    for nonsense in ("0", "99999", "x", "٢٠٢٥", "-2025"):
        assert client.get(address, {"year": nonsense}).status_code == 200


def test_what_is_more_than_counted_says_so_at_each_count(sign_in, vera, records, monkeypatch):
    monkeypatch.setattr("archive.search.find.NEWEST", 2)
    text = sign_in(vera).get(reverse("archive:search")).text
    assert '<span class="n">1+</span>' in text
    assert '<span class="n">1</span>' not in text


def test_values_past_the_twelfth_can_be_reached(sign_in, vera):
    make_record(services=[f"Service {n}" for n in range(15)])
    client, address = sign_in(vera), reverse("archive:search")
    facet = next(f for f in client.get(address).context["facets"] if str(f["title"]) == "Service")
    assert (len(facet["rows"]), len(facet["more"])) == (12, 3)
    assert "<summary>3 more</summary>" in client.get(address).text
    last = facet["more"][-1]["label"]
    chosen = client.get(address, {"service": last}).context["facets"]
    assert next(f for f in chosen if str(f["title"]) == "Service")["rows"][0] | {"query": ""} == {
        "label": last,
        "count": 1,
        "chosen": True,
        "query": "",
    }


def test_reading_alone_asks_nothing_of_the_database():
    assert [word.name for word in parse("kind:update group:x").fields] == ["kind", "group"]


def test_a_filter_in_an_address_that_makes_no_sense_is_said(sign_in, vera, records):
    client, address = sign_in(vera), reverse("archive:search")
    for name, nonsense in {
        "kind": "x",
        "since": "0202-01-01",
        "year": "99999",
        "severity": "high",
        "source": "mars",
    }.items():
        page = client.get(address, {name: nonsense})
        assert page.context["found"].total == 3
        assert "Nothing is narrowed down by it." in page.text, name
    assert "Nothing is narrowed down by it." not in client.get(address, {"q": "x", "year": "2025"}).text


def test_whatever_is_pasted_into_an_address_stays_in_the_box(sign_in, vera, records):
    client, address = sign_in(vera), reverse("archive:search")
    page = client.get(address, {"q": "payments " + "x " * 2000})
    assert page.context["wanted"].typed.startswith("payments x x") and len(page.context["wanted"].typed) <= 1000
    assert client.get(address, {"q": "pay\x00ments"}).context["wanted"].typed == "pay ments"


@pytest.mark.parametrize("typed", ["{number}", " #{number}", "Record {number}", "record{number}"])
def test_a_number_alone_leads_to_that_record_where_it_may_be_seen(sign_in, vera, lena, records, typed):
    hidden = make_record(make_incident(restricted=True, access=[lena]), title="Secret")
    address, record = reverse("archive:search"), records["cause"]
    page = sign_in(vera).get(address, {"q": typed.format(number=record.number)})
    assert f'<a href="{record.get_absolute_url()}">Record {record.number}</a>: cause' in page.text
    asked = {"q": typed.format(number=hidden.number)}
    assert sign_in(lena).get(address, asked).context["named"] == hidden
    assert sign_in(vera).get(address, asked).context["named"] is None
    assert sign_in(vera).get(address, {"q": "9" * 40}).status_code == 200


def test_a_reference_alone_leads_to_that_incident_where_it_may_be_seen(sign_in, vera, lena, records):
    hidden = make_incident("Secret", restricted=True, access=[lena], reference="INC-2025-0666")
    address = reverse("archive:search")
    page = sign_in(vera).get(address, {"q": "inc-2025-0007 "}).text
    assert 'href="?q=in:INC-2025-0007"' in page
    assert "Secret" in sign_in(lena).get(address, {"q": hidden.reference}).text
    assert "Secret" not in sign_in(vera).get(address, {"q": hidden.reference}).text
