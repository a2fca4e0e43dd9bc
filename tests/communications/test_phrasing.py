"""Times, durations and lists in the language of the template a text is drawn with."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from communications.drawing.phrasing import Phrasing

START = datetime(2026, 3, 3, 13, 5, tzinfo=UTC)
END = datetime(2026, 3, 3, 14, 40, tzinfo=UTC)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@pytest.mark.parametrize(
    ("language", "day", "resolved", "span", "duration", "names"),
    [
        (
            "en",
            "Tuesday 3 March 2026",
            "15:40 CET on Tuesday 3 March 2026",
            "between 14:05 and 15:40 CET",
            "1 hour 35 minutes",
            "Cards, Payouts and Reports",
        ),
        (
            "da",
            "tirsdag, 3. marts 2026",
            "tirsdag, 3. marts 2026, 15:40 CET",
            "14:05–15:40 CET",
            "1 time 35 minutter",
            "Cards, Payouts, Reports",
        ),
        (
            "de",
            "Dienstag, 3. März 2026",
            "Dienstag, 3. März 2026, 15:40 CET",
            "14:05–15:40 CET",
            "1 Stunde 35 Minuten",
            "Cards, Payouts, Reports",
        ),
    ],
)
def test_it_says_them_in_that_language(language, day, resolved, span, duration, names):
    said = Phrasing(language, COPENHAGEN)
    assert said.day(START) == day
    assert said.clock_and_day(END) == resolved
    assert said.span(START, END) == span
    assert said.duration(END - START) == duration
    assert said.listing(["Cards", "Payouts", "Reports"]) == names


@pytest.mark.parametrize(
    ("language", "open_end", "over_midnight"),
    [
        ("en", "from 14:05 CET", "from 14:05 CET until 00:05 CET on Wednesday 4 March 2026"),
        ("da", "14:05 CET –", "tirsdag, 3. marts 2026, 14:05 CET – onsdag, 4. marts 2026, 00:05 CET"),
    ],
)
def test_a_span_may_be_open_or_pass_midnight(language, open_end, over_midnight):
    said = Phrasing(language, COPENHAGEN)
    assert said.span(None, END) == ""
    assert said.span(START, None) == said.span(START, START - timedelta(minutes=1)) == open_end
    assert said.span(START, START + timedelta(hours=10)) == over_midnight


@pytest.mark.parametrize(
    ("language", "done", "planned"),
    [
        ("en", "Two switches (done on 3 March 2026)", "Two switches, by 1 May 2026"),
        ("da", "Two switches (3. marts 2026)", "Two switches (– 1. maj 2026)"),
    ],
)
def test_improvements_carry_their_days(language, done, planned):
    said = Phrasing(language, COPENHAGEN)
    assert said.done("Two switches", START) == done
    assert said.planned("Two switches", date(2026, 5, 1)) == planned


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (None, ""),
        (timedelta(seconds=5), "1 minute"),
        (timedelta(hours=2), "2 hours"),
        (timedelta(days=1, hours=3, minutes=9), "1 day 3 hours"),
        (timedelta(days=2, minutes=9), "2 days"),
    ],
)
def test_a_duration_is_its_two_largest_units(length, said):
    assert Phrasing("en", COPENHAGEN).duration(length) == said


@pytest.mark.parametrize(("language", "said"), [("en", "our services"), ("da", "Northwind Pay")])
def test_where_no_service_is_named_it_says_whose_they_are(settings, language, said):
    settings.ORGANISATION = "Northwind Pay"
    assert Phrasing(language, COPENHAGEN).listing([]) == said
