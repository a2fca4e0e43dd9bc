"""What is so from now on, what is left of a number, and what was well, contradict nothing; how services did is told in many words."""

import pytest

from tests.checks.test_consistency_audiences import SHOP, beside
from tests.checks.test_consistency_told import marks

FERRIES = {
    "time_zone": "Europe/Oslo",
    "started_at": "2026-05-12T09:05:00+02:00",
    "resolved_at": "2026-05-12T13:40:00+02:00",
    "services": [{"internal": "x-F", "public": "Ferry tickets"}, {"internal": "x-B", "public": "Berth map"}],
    "other_services": [{"internal": "x-F", "public": "Freight portal"}, {"internal": "x-L", "public": "Lost property"}],
    "timeline": [{"at": "2026-05-12T10:20:00+02:00", "text": "Staff sell tickets at the quay"}],
}


@pytest.mark.parametrize(
    "said",
    [
        "Ferry tickets failed on 12 May. Lost property is open until 9 p.m.",
        "Whoever could not sail that day gets double miles from 20 May to 22 May.",
        "Ferry tickets came back at 13:40. The offer goes on until 23.59 on 14 May.",
        "Staff at the quay worked until 16:30 to refund you.",
        "For Oslo it was the morning of 12 May; for our engineers in Lima it was still the evening of 11 May.",
        "If your ticket was printed before 9 in the morning on 12 May, it is valid.",
        "What broke: ferry tickets. What didn't: the freight portal.",
        "Not down: freight portal, lost property.",
        "The berth map was broken. If your boat stopped, the freight portal came to you by radio.",
        "Ferry tickets failed, yet the freight portal was not one minute late.",
        "You need not do anything about bookings on the freight portal.",
    ],
)
def test_what_is_so_besides_contradicts_no_fact(said):
    assert marks(said, FERRIES) == []


@pytest.mark.parametrize(
    ("said", "rule", "marked"),
    [
        ("Ferry tickets could not be bought until 14:40.", "time_facts", "14:40"),
        ("If your ticket was printed before 11 in the morning on 12 May, it is valid.", "time_facts", "11"),
        ("Ferry tickets failed on 13 May.", "date_facts", "13 May"),
        (
            "The berth map failed. Orders in the freight portal came through late.",
            "service_facts",
            "freight portal came through late",
        ),
        ("What broke: ferry tickets and the freight portal.", "service_facts", "freight portal"),
    ],
)
def test_what_is_told_of_the_incident_does(said, rule, marked):
    assert marks(said, FERRIES) == [(rule, marked)]


def test_a_midday_of_a_day_is_part_of_that_day():
    at_one = {**FERRIES, "started_at": "2026-05-12T13:00:00+02:00", "resolved_at": "2026-05-13T02:40:00+02:00"}
    assert marks("The berth map was down from Tuesday midday until the small hours of Wednesday.", at_one) == []
    assert marks("The berth map was down from noon.", at_one) == [("time_facts", "noon")]


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("The ticket shop gave out seats as usual.", "The ticket shop was out of order."),
        ("The cut took away the seat maps.", "Seat maps were available at all times."),
        ("In the waiting list, searches by name gave nothing.", "The waiting list worked throughout."),
        ("The seat maps showed last week.", "The seat maps were correct."),
        ("The waiting list fell victim to the storm.", "The waiting list came through unscathed."),
        ("Guests saw an empty waiting list.", "The waiting list was complete."),
        ("Not a single name was lost in the waiting list.", "The waiting list was lost."),
    ],
)
def test_how_a_service_did_is_told_in_many_words(said, other):
    assert [rule for rule, _ in marks(said, beside(other, other_services=SHOP))] == ["service_audiences"]


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("Four desks sold no seats. The other eighteen sold them.", "Four of 22 desks sold no seats."),
        ("Paying was impossible, but opening the seat maps was not.", "The seat maps worked throughout."),
    ],
)
def test_what_is_left_and_what_was_not_so_agree(said, other):
    assert marks(said, beside(other, other_services=SHOP)) == []
