"""Results are read newest first until a page is full, and what may not be seen is left out on the way."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from archive.models import Record
from archive.search import find as finding
from archive.search import newest
from archive.search.find import Wanted, find, matching
from archive.search.newest import of_a_key, span, visible
from archive.verbs.filing import file_many, search_key_of
from postincident.models import IncidentAccess, User
from tests.archive.factories import make_filing
from tests.factories import make_incident, make_user

NEWEST = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def mixed(db, lena):
    """Thirty that match, every third of a restricted incident, in no order of time; and thirty that do not."""
    seen, hidden = make_incident(), make_incident(restricted=True, access=[lena])
    return file_many(
        None,
        [
            make_filing(
                hidden if n % 3 == 1 else seen,
                title=str(n),
                text="certificate" if n % 2 else "nothing",
                subject="",
                kind="update" if n % 4 == 1 else "resolution",
                sent_at=NEWEST - timedelta(hours=n * 37 % 60),
            )
            for n in range(60)
        ],
    )


@pytest.mark.parametrize(
    "typed", ["certificate", "", "-certificate", "certific* kind:update", "certificate since:2026-02-28"]
)
def test_pages_follow_each_other_without_a_gap(mixed, vera, lena, typed):
    for user in (vera, lena):
        wanted, pages = Wanted(typed), []
        for page in range(1, 30):
            found = find(user, wanted, page, 4)
            pages += found.records
            if not found.has_next:
                break
        assert pages == list(matching(user, wanted))
        assert found.total == len(pages)


@pytest.mark.parametrize("latest", [1, 7, 60, 1000])
def test_what_is_not_among_the_latest_is_found_among_the_rest(mixed, vera, monkeypatch, latest):
    monkeypatch.setattr(newest, "LATEST", latest)
    monkeypatch.setattr(newest, "FOR_EACH", 0)
    found = find(vera, Wanted("certificate since:2026-02-27"))
    assert found.records == list(matching(vera, Wanted("certificate since:2026-02-27")))
    assert found.total == len(found.records) > 7


def test_no_page_lies_behind_the_newest_that_are_counted(mixed, lena, monkeypatch):
    monkeypatch.setattr(finding, "NEWEST", 10)
    found = [find(lena, Wanted("certificate"), page, 4) for page in (1, 2, 3, 4)]
    assert [(len(one.records), one.has_next) for one in found] == [(4, True), (4, True), (2, False), (0, False)]
    assert (found[0].total, found[0].more_than_counted) == (10, True)
    assert sum(count for _year, count in found[0].facets["year"]) == 10


def test_the_page_is_one_query_and_the_counts_are_two_when_asked_for(mixed, vera):
    with CaptureQueriesContext(connection) as captured:
        found = find(vera, Wanted("certificate"))
    assert (len(found.records), len(captured)) == (20, 1)
    with CaptureQueriesContext(connection) as captured:
        assert found.total == sum(count for _kind, count in found.facets["kind"]) == 20
    assert len(captured) == 2  # the second for the names of services


def test_what_no_result_shows_is_not_fetched(mixed, vera):
    record = find(vera, Wanted("certificate")).records[0]
    assert {"metadata", "services", "digest"} < record.get_deferred_fields()
    assert record.text == "certificate"


def test_dates_say_where_in_the_index_to_read(db):
    day = datetime(2026, 3, 1, tzinfo=UTC)
    early, late = Q(sent_at__gte=day), Q(sent_at__lt=day + timedelta(days=1))
    key, everything = search_key_of(day), span([])
    assert span([early, late]) == span([early & late]) == (key, key + 86_460_000_000)
    assert span([early | late]) == span([~early]) == span([Q(kind="update")]) == everything
    assert span([(early & late) | Q(kind="update")]) == everything
    assert span([early & ~late & Q(kind="update")]) == (key, everything[1])


def test_what_was_sent_at_one_instant_is_all_within_its_day(db, vera):
    end = datetime(2026, 3, 1, tzinfo=UTC) - timedelta(microseconds=1)
    file_many(None, [make_filing(sent_at=end, text="certificate") for _ in range(5)])
    assert find(vera, Wanted("certificate", until=date(2026, 2, 28))).total == 5
    assert find(vera, Wanted("certificate", since=date(2026, 3, 1))).total == 0


def test_what_may_be_seen_depends_on_nothing_but_who_it_is(db):
    """Or it could not be kept for the next search of the same person."""
    for role in User.Role.values:
        user = make_user(role=role, is_superuser=True)
        assert of_a_key(Record.objects.visible_to(user)) == visible(user.pk)


def test_who_is_let_in_finds_at_once_and_who_is_left_out_no_more(mixed, vera, lena):
    assert find(vera, Wanted("certificate")).total == 20
    access = IncidentAccess.objects.get(user=lena)
    named = IncidentAccess.objects.create(incident=access.incident, user=vera)
    assert find(vera, Wanted("certificate")).total == 30
    named.delete()
    assert find(vera, Wanted("certificate")).total == 20
