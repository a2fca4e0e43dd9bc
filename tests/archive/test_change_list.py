"""The list of changes: narrowed down by words, kind, person and date, in an order, and as a table."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.models import Change
from archive.verbs.changing import record_change
from tests.factories import make_incident

LIST = reverse("archive:change-list")


def change(user, what, day, kind="process", **more):
    made = record_change(user, kind=kind, what=what, why=f"Because of {what}", **more)
    Change.objects.filter(pk=made.pk).update(at=datetime(2026, 3, day, 12, tzinfo=UTC))
    return made


@pytest.fixture
def changes(db, lena, tomas):
    return [change(lena, "Beta", 1), change(tomas, "Alpha", 2, kind="document"), change(lena, "Gamma", 3)]


@pytest.fixture
def client(sign_in, vera):
    return sign_in(vera)


def shown(client, **asked):
    return [change.what for change in client.get(LIST, asked).context["page"]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Gamma", "Alpha", "Beta"]),
        ({"q": "alpha"}, ["Alpha"]),
        ({"q": "gamma because"}, ["Gamma"]),
        ({"kind": "document"}, ["Alpha"]),
        ({"since": "2026-03-02"}, ["Gamma", "Alpha"]),
        ({"until": "2026-03-02"}, ["Alpha", "Beta"]),
        ({"since": "2026-03-02", "until": "2026-03-02"}, ["Alpha"]),
        ({"sort": "oldest"}, ["Beta", "Alpha", "Gamma"]),
        ({"sort": "what"}, ["Alpha", "Beta", "Gamma"]),
        ({"sort": "person"}, ["Gamma", "Beta", "Alpha"]),
        ({"q": "nothing like it"}, []),
    ],
)
def test_it_is_narrowed_down_and_put_in_order(changes, client, asked, found):
    assert shown(client, **asked) == found


def test_by_person(changes, client, lena, tomas):
    assert shown(client, by=tomas.pk) == ["Alpha"]
    assert shown(client, by=lena.pk, q="beta") == ["Beta"]


def test_days_are_those_of_who_looks(changes, client, vera, lena):
    vera.time_zone = "Pacific/Auckland"  # 13 hours ahead: noon is the day after
    vera.save()
    assert shown(client, since="2026-03-04") == ["Gamma"]


@pytest.mark.parametrize(
    "asked", [{"kind": "x"}, {"by": "x"}, {"since": "soon"}, {"until": "0001-01-01"}, {"sort": "x"}]
)
def test_what_makes_no_sense_is_said_and_narrows_nothing(changes, client, asked):
    page = client.get(LIST, asked)
    assert "The list is not narrowed by it." in page.text
    assert len(page.context["page"]) == 3


def test_who_recorded_only_what_may_not_be_seen_is_not_named(changes, client, sign_in, amara, lena, tomas):
    hidden = make_incident("Hidden", restricted=True, access=[lena])
    change(amara, "Delta", 4, incident=hidden)
    page = client.get(LIST)
    assert [name for _pk, name in page.context["filter"].form["by"].field.choices][1:] == [str(lena), str(tomas)]
    assert len(page.context["page"]) == 3
    assert "The list is not narrowed by it." in client.get(LIST, {"by": amara.pk}).text
    assert shown(sign_in(lena), by=amara.pk) == ["Delta"]
    assert "Delta" not in client.get(LIST, {"export": "csv"}).text


def export(client, **asked):
    response = client.get(LIST, {"export": "csv", **asked})
    assert response["Content-Disposition"] == 'attachment; filename="changes.csv"'
    return list(csv.DictReader(io.StringIO(response.text)))


def test_the_table_has_what_the_list_is_narrowed_to(changes, client, lena):
    incident = make_incident(reference="INC-2026-0001")
    made = change(lena, "=cmd", 5, incident=incident, link="https://example.org/why")
    assert [row["What"] for row in export(client, sort="what", until="2026-03-02")] == ["Alpha", "Beta"]
    assert export(client)[0] == {
        "When": "2026-03-05T12:00:00+00:00",
        "Kind": "Process",
        "What": "'=cmd",
        "Why": "Because of =cmd",
        "Learned from": "",
        "Incident": "INC-2026-0001",
        "By": str(lena),
        "Link": "https://example.org/why",
        "Address": f"http://testserver{made.get_absolute_url()}",
    }


def test_the_table_takes_as_many_queries_for_many_as_for_few(changes, client, lena):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            export(client)
        return len(captured)

    queries()
    few = queries()
    for number in range(20):
        change(lena, f"Change {number}", 6, incident=make_incident())
    assert queries() == few


def test_before_the_first_change_the_page_says_what_goes_there(db, client, lena):
    assert "The first change goes here" in client.get(LIST, {"q": "x"}).text
    change(lena, "Beta", 1)
    page = client.get(LIST, {"q": "x"}).text
    assert "The first change goes here" not in page
    assert "No change matches." in page
