"""What a search found as a table: all of it in the order shown, nothing else, safe in a spreadsheet."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.exporting import listing
from archive.verbs.redaction import redact
from tests.archive.factories import make_record
from tests.factories import make_incident


def export(client, **asked):
    response = client.get(reverse("archive:search"), {"export": "csv", **asked})
    assert response["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(response.text))), response["Content-Disposition"]


def test_every_match_is_in_it_in_the_order_shown(db, sign_in, vera):
    incident = make_incident("Cards declined", reference="INC-2026-0001")
    for number in range(25):
        make_record(incident, title=f"Late {number}", services=["Payouts", "Cards"])
    make_record(incident, title="Other", text="", subject="")
    rows, disposition = export(sign_in(vera), q="late", page="2")
    assert [row["Title"] for row in rows] == [f"Late {number}" for number in reversed(range(25))]
    assert disposition == 'attachment; filename="records.csv"'
    assert rows[0] == {
        "Record": "25",
        "Sent": "2026-03-06T11:20:00+00:00",
        "Kind": "Root cause & next steps",
        "Group": "Customers",
        "Title": "Late 24",
        "Incident": "INC-2026-0001",
        "Incident's title": "Cards declined",
        "Services": "Payouts, Cards",
        "Severity": "Major",
        "Source": "Written here",
        "Corrects record": "",
        "Corrected by record": "",
        "Redacted": "",
        "Digest": incident.records.get(number=25).digest,
        "Address": "http://testserver/archive/records/25/",
    }


def test_best_first_it_is_the_best_that_comes_first(db, sign_in, vera):
    best = make_record(text="certificate certificate", title="a")
    make_record(text="certificate " + "filler " * 60, title="b")
    assert export(sign_in(vera), q="certificate", order="best")[0][0]["Record"] == str(best.number)


def test_filters_hold(db, sign_in, vera):
    make_record(audience="Partners")
    make_record()
    rows, _name = export(sign_in(vera), audience="Partners")
    assert [row["Group"] for row in rows] == ["Partners"]


def test_restricted_records_are_not_in_it_nor_what_they_correct(db, sign_in, vera, lena):
    hidden = make_incident("Hidden", restricted=True, access=[lena])
    first = make_record()
    make_record(hidden, corrects=first)
    rows, _name = export(sign_in(vera))
    assert [(row["Record"], row["Corrected by record"]) for row in rows] == [("1", "")]
    rows, _name = export(sign_in(lena))
    assert [(row["Record"], row["Corrects record"], row["Corrected by record"]) for row in rows] == [
        ("2", "1", ""),
        ("1", "", "2"),
    ]


def test_of_what_was_redacted_no_word_is_in_it(db, sign_in, vera, ade):
    redact(ade, make_record(title="Unmistakable"), "Name")
    rows, _name = export(sign_in(vera))
    assert (rows[0]["Title"], rows[0]["Redacted"]) == ("", "yes")


@pytest.mark.parametrize("begin", "=+-@\t\r")
def test_no_cell_is_a_formula(db, sign_in, vera, begin):
    make_record(title=f"{begin}cmd", audience=f"{begin}group", services=[f"{begin}service"])
    rows, _name = export(sign_in(vera))
    for column in ("Title", "Group", "Services"):
        assert rows[0][column].startswith("'")


def test_beyond_what_is_counted_it_says_so(db, sign_in, vera, monkeypatch):
    monkeypatch.setattr(listing, "NEWEST", 2)
    for _ in range(3):
        make_record()
    rows, disposition = export(sign_in(vera))
    assert [row["Record"] for row in rows] == ["3", "2"]
    assert disposition == 'attachment; filename="records-newest-2.csv"'


def test_it_takes_as_many_queries_for_many_records_as_for_two(db, sign_in, vera):
    client = sign_in(vera)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            export(client, q="certificate")
        return len(captured)

    make_record(corrects=make_record())
    queries()
    few = queries()
    for _ in range(10):
        make_record(corrects=make_record())
    assert queries() == few
