"""Atom feeds: times without a year, and what a feed must not be able to do."""

from datetime import UTC, datetime

import pytest

from archive.importers import recognise
from archive.importers.atom import Atom
from archive.importers.found import Problem
from archive.importers.statuspage import Statuspage
from postincident.vocabulary import Kind
from tests.archive.feed import NEW_YEAR, entry, feed, message
from tests.archive.statuspage import api_incident, as_bytes

pytestmark = pytest.mark.once


def read(*entries, **about):
    return list(Atom().read("history.atom", feed(*entries, **about)))


def test_it_gives_each_message_the_year_it_was_written_in():
    (found,) = read(NEW_YEAR)
    assert [one.at for one in found.updates] == [
        datetime(2023, 12, 31, 23, 50, tzinfo=UTC),
        datetime(2023, 12, 31, 23, 50, tzinfo=UTC),
        datetime(2024, 1, 1, 0, 30, tzinfo=UTC),
    ]
    assert [(one.kind, one.text) for one in found.updates] == [
        (Kind.ACKNOWLEDGEMENT, "Payments fail."),
        (Kind.UPDATE, "Still looking."),
        (Kind.RESOLUTION, "Payments work again.\nWe are sorry."),
    ]
    assert (found.title, found.resolved_at) == ("Payments failing", found.updates[-1].at)


def test_an_incident_over_more_than_half_a_year_stays_in_order():
    (found,) = read(
        entry(
            message("Feb 01 10:00", "Resolved", "Over."),
            message("Mar 01 10:00", "Investigating", "Slow."),
            published="2024-02-01T10:00:00Z",
        )
    )
    assert [one.at.year for one in found.updates] == [2023, 2024]


def test_feed_and_api_are_one_history():
    (of_feed,), (of_api,) = read(NEW_YEAR), Statuspage().read("h.json", as_bytes(api_incident("abcd1234efgh")))
    assert of_feed.origin == of_api.origin == "statuspage:abcd1234efgh"


def test_a_message_without_a_time_is_a_problem_and_the_others_stand():
    problem, found = read(
        entry(message("Jan 01 00:30", "Resolved", "Over."), message("Foo 99 10:00", "Update", "When?"))
    )
    assert isinstance(problem, Problem) and len(found.updates) == 1


@pytest.mark.parametrize("bad", [entry(published="soon"), entry(), "<entry/>"])
def test_a_bad_entry_is_a_problem_with_its_place_and_the_next_is_read(bad):
    problem, found = read(bad, NEW_YEAR)
    assert problem.place.startswith("history.atom, entry 1") and len(found.updates) == 3


LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"


@pytest.mark.parametrize(
    ("head", "entries"),
    [
        (LAUGHS, "<entry><title>&b;</title></entry>"),
        ("<!DOCTYPE x SYSTEM 'file:///etc/passwd'>", ""),
        ("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>", "<entry><title>&e;</title></entry>"),
        ("", "<a>" * 5000 + "</a>" * 5000),
        ("", "<entry>"),
    ],
)
def test_what_no_feed_needs_is_refused_with_a_sentence(head, entries):
    (problem,) = read(entries, head=head)
    assert isinstance(problem, Problem) and problem.place == "history.atom" and problem.sentence


def test_it_is_recognised_by_its_name_space():
    assert recognise("x", feed(NEW_YEAR)).name == "atom"
