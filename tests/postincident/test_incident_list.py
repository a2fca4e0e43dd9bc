from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_incident, make_service

URL = "/incidents/"


@pytest.fixture
def page(sign_in, vera):
    client = sign_in(vera)
    return lambda **query: client.get(URL, query).text


def test_it_filters_by_what_is_open(page):
    future, past = timezone.now() + timedelta(days=3), timezone.now() - timedelta(days=3)
    make_incident("Overdue one").tasks.update(due_at=past)
    make_incident("Coming one").tasks.update(due_at=future)
    make_incident("Settled one").tasks.update(state="done")
    assert "Coming one" in page(tasks="open")
    assert "Settled one" not in page(tasks="open")
    assert "Coming one" not in page(tasks="overdue")
    assert "Overdue one" in page(tasks="overdue")
    assert "Overdue one" not in page(tasks="settled")
    assert "Settled one" in page(tasks="settled")


def test_a_filter_that_makes_no_sense_is_said_and_the_others_hold(page):
    make_incident("Settled one").tasks.update(state="done")
    make_incident("Open one")
    text = page(tasks="settled", severity="nonsense")
    assert "Select a valid choice" in text and "The list is not narrowed by it." in text
    assert "Settled one" in text and "Open one" not in text


def test_it_filters_by_year_state_service_and_source(page):
    make_incident("Old one", started_at=datetime(2024, 5, 1, tzinfo=UTC), resolved_at=None, state="closed")
    service = make_service("card-auth")
    make_incident("New one", services=[service], source="imported", tasks=False)
    for query in ({"year": "2026"}, {"state": "open"}, {"service": service.pk}, {"source": "imported"}):
        text = page(**query)
        assert "New one" in text
        assert "Old one" not in text


def test_it_says_what_comes_next(page):
    make_incident().tasks.update(due_at=timezone.now() - timedelta(days=1))
    assert "Root cause &amp; next steps," in page()
    assert "overdue" in page()


def test_it_pages_and_keeps_the_filter(page):
    for number in range(30):
        make_incident(f"Incident {number:02d}", severity="minor")
    text = page(severity="minor", sort="title")
    assert "1–25 of 30" in text
    assert "Incident 29" not in text
    assert "severity=minor" in text
    assert "Incident 29" in page(severity="minor", sort="title", page=2)


def test_it_says_when_nothing_matches_and_offers_a_way_back(page):
    make_incident()
    text = page(q="nowhere")
    assert "No incident matches" in text
    assert "Show all incidents" in text


def test_an_empty_installation_is_told_what_goes_here(page, sign_in, lena):
    assert "The first incident goes here" in page()
    assert "Write down the first incident" not in page()  # a viewer may not
    assert "Write down the first incident" in sign_in(lena).get(URL).text


def test_restricted_ones_are_in_no_list_count_or_export(page, lena):
    make_incident("Secret", restricted=True, access=[lena])
    make_incident("Known")
    assert "1–1 of 1" in page()
    assert "No incident matches" in page(q="Secret")
    assert "Secret" not in page(export="csv")


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_an_export_is_safe_in_a_spreadsheet(page, title):
    make_incident(title)
    assert f"'{title}" in page(export="csv")


def test_it_asks_strangers_to_sign_in(client, db):
    assert client.get(URL).status_code == 302
    assert client.post(URL).status_code == 405
    assert reverse("postincident:incident-list") == URL
