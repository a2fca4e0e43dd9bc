"""Each statement is held to the facts by itself, whatever else the text says rightly."""

import pytest

from communications.checks import run
from communications.checks.context import read_context

CARDS = {
    "time_zone": "Europe/Copenhagen",
    "started_at": "2026-03-03T13:05:00+00:00",
    "detected_at": "2026-03-03T13:11:00+00:00",
    "resolved_at": "2026-03-03T14:40:00+00:00",
    "services": [
        {"internal": "card-auth", "public": "Card payments"},
        {"internal": "payments-api", "public": "Payment links"},
    ],
    "other_services": [{"internal": "sepa-out", "public": "Bank transfers"}],
    "facts": [
        {"key": "impact", "plain": "One in four card payments was declined: 41,870 payments at 1,164 merchants."},
    ],
}
TEXT = """## Summary

Between 14:05 and 15:40 CET on Tuesday 3 March, one in four card payments was declined. Payment links did not work either.

## What was affected

41,870 payments at 1,164 merchants were declined. The outage lasted 95 minutes. {}

## Next steps

By 31 March we will renew every certificate 30 days before it runs out.
"""


def marks(said, text=TEXT):
    return [(one.rule, one.text) for one in run(text.format(said), read_context(CARDS), ["consistency"])]


@pytest.mark.parametrize(
    ("said", "rule", "marked"),
    [
        ("It ended at 16:10 CET.", "time_facts", "16:10"),
        ("Everything has worked normally since 16:10 CET.", "time_facts", "16:10"),
        ("Since 16:40, everything has worked as usual.", "time_facts", "16:40"),
        ("At 16:20, everything was back to normal.", "time_facts", "16:20"),
        ("The problem began at 13:45.", "time_facts", "13:45"),
        ("From 13:05 CET, card payments failed.", "time_facts", "13:05"),
        ("Card payments were down until 16:40 CET.", "time_facts", "16:40"),
        ("Card payments were down for 3 hours.", "duration_facts", "3 hours"),
        ("For four hours, card payments were declined.", "duration_facts", "four hours"),
        ("It took us three hours to restore card payments.", "duration_facts", "three hours"),
        ("On 21 November, payments failed.", "date_facts", "21 November"),
        ("In total 51,870 payments were declined.", "count_facts", "51,870"),
        ("2,164 merchants were affected in total.", "count_facts", "2,164"),
        ("One in eight card payments was declined.", "count_facts", "One in eight"),
    ],
)
def test_a_right_value_elsewhere_settles_nothing(said, rule, marked):
    assert marks("") == []
    assert marks(said) == [(rule, marked)]


def test_nor_does_the_section_in_which_it_is_said():
    assert [rule for rule, _text in marks("", TEXT + "\nOn 21 November, payments failed. It ended at 16:10 CET.")] == [
        "date_facts",
        "time_facts",
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Payment links were back at 15:10.",
        "From 14:50, some card payments went through again.",
        "Card payments in Norway were back at 15:05.",
        "Some payments were declined until 16:10, because shops had to restart their terminals.",
        "Our call about the outage ended at 17:00.",
        "The trouble with the hotline ended at 17:30.",
        "A similar outage in November lasted 3 hours.",
        "Payouts were out for 2 hours.",
        "On 21 November last year, a similar failure hit card payments.",
        "31,000 payments were declined in the first hour.",
        "In Denmark, 18,000 payments were declined.",
        "For 20 minutes, half of the payments failed.",
        "In total, 300 merchants wrote to us.",
    ],
)
def test_it_is_silent_where_something_else_is_meant(said):
    assert marks(said) == []
