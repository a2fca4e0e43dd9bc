"""One result an incident: its newest record or its best, and the way to the others."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.search.find import Wanted, find
from archive.search.grouping import by_incident, within
from archive.search.query import MOST_TERMS, MOST_TYPED
from tests.archive.factories import make_record
from tests.factories import make_incident

FEW, MANY = "certificate " + "filler " * 60, "certificate certificate certificate"


def on(day, incident, text=FEW, **fields):
    return make_record(incident, text=text, sent_at=datetime(2026, 3, day, tzinfo=UTC), **fields)


@pytest.fixture
def cards(db):
    return make_incident("Cards declined", reference="INC-2026-0001")


@pytest.fixture
def files(db):
    return make_incident("Files late", reference="INC-2026-0002")


def test_each_incident_is_there_once_with_its_newest_record(cards, files, vera):
    on(1, cards)
    late = on(2, files)
    newest = on(3, cards)
    on(4, cards, text="Nothing of the kind", title="", subject="")
    found = by_incident(vera, Wanted("certificate"))
    assert (found.records, found.total) == ([newest, late], 2)
    assert found.further == {newest.pk: 1, late.pk: 0}


def test_best_first_it_is_the_best_record_of_each(cards, files, vera):
    best, other = on(1, cards, MANY), on(2, files)
    on(3, cards)
    assert by_incident(vera, Wanted("certificate", best=True)).records == [best, other]


def test_a_record_of_a_restricted_incident_is_neither_shown_nor_counted(cards, vera, lena):
    hidden = make_incident("Hidden", restricted=True, access=[lena])
    shown = on(1, cards)
    on(2, hidden)
    on(3, hidden)
    found = by_incident(vera, Wanted("certificate"))
    assert (found.records, found.further, found.total) == ([shown], {shown.pk: 0}, 1)
    assert by_incident(lena, Wanted("certificate")).total == 2


def test_pages_go_by_incident(db, vera):
    incidents = {day: make_incident(f"Incident {day}") for day in range(1, 6)}
    newest = [on(day, incident) for day, incident in incidents.items() for _ in range(2)][::-2]
    pages = [by_incident(vera, Wanted(), page, 2).records for page in (1, 2, 3, 4)]
    assert pages == [newest[:2], newest[2:4], newest[4:], []]


@pytest.mark.parametrize(
    ("typed", "narrowed"),
    [
        ("", "in:INC-2026-0001"),
        ("late cards", "in:INC-2026-0001 late cards"),
        ("in:INC-2026-0002 late", "in:INC-2026-0001 late"),
        ('late in:"INC-2026-0002" OR in:x', "in:INC-2026-0001 late  OR"),
        ('"in:x" -in:x', 'in:INC-2026-0001 "in:x" -in:x'),
        ("x" * MOST_TYPED, ""),
    ],
)
def test_the_same_search_of_one_incident(typed, narrowed):
    assert within(typed, "INC-2026-0001") == narrowed


def test_the_further_records_are_those_it_says(cards, files, vera):
    records = [on(day, cards) for day in (1, 2, 3)]
    on(4, files)
    typed = " ".join(f"certificate word{number}" for number in range(MOST_TERMS))
    assert find(vera, Wanted(within("certificate", cards.reference))).records == records[::-1]
    assert "in:INC-2026-0001" not in parsed_out(within(typed, cards.reference))


def parsed_out(typed):
    return Wanted(typed).query.ignored


def test_the_page_names_the_incident_and_leads_to_its_other_records(cards, files, sign_in, vera):
    on(1, cards, services=["Payouts"])
    on(2, cards, services=["Payouts"])
    on(3, files, services=["Payouts"])
    client = sign_in(vera)
    page = client.get(reverse("archive:search"), {"q": "certificate", "by": "incident", "service": "Payouts"})
    assert "3 records of 2 incidents" in " ".join(page.text.split())
    assert "1–2 of 2" in page.text
    assert f'href="{cards.get_absolute_url()}">INC-2026-0001<' in page.text
    further = "?q=in%3AINC-2026-0001+certificate&amp;service=Payouts"
    assert f'<a href="{further}">1 further record of INC-2026-0001</a>' in page.text
    assert page.text.count("further record") == 1
    page = client.get(reverse("archive:search") + further.replace("&amp;", "&"))
    assert "2 records" in page.text


def test_filters_and_facets_stay_by_incident(cards, sign_in, vera):
    on(1, cards)
    page = sign_in(vera).get(reverse("archive:search"), {"q": "certificate", "by": "incident", "order": "best"}).text
    assert '<input type="hidden" name="by" value="incident">' in page
    assert '<input type="hidden" name="order" value="best">' in page
    assert "by=incident&amp;order=best&amp;kind=root_cause" in page


def test_it_takes_as_many_queries_for_many_incidents_as_for_two(cards, files, sign_in, vera):
    client = sign_in(vera)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("archive:search"), {"q": "certificate", "by": "incident"})
        return len(captured)

    for incident in (cards, files):
        on(1, incident)
        on(2, incident)
    queries()
    few = queries()
    for number in range(10):
        incident = make_incident(f"Incident {number}")
        on(3, incident)
        on(4, incident)
    assert queries() == few
