import pytest

from communications.checks import run
from communications.checks.consistency import view
from communications.checks.context import read_context
from tests.checks.linear import assert_it_is_linear
from tests.checks.tune import assert_it_reaches

HOTELS = {
    "time_zone": "Europe/Madrid",
    "started_at": "2026-09-09T21:40:00+00:00",
    "detected_at": "2026-09-09T21:52:00+00:00",
    "resolved_at": "2026-09-10T00:25:00+00:00",
    "services": [
        {"internal": "book-core", "public": "Hotel bookings"},
        {"internal": "pts", "public": "Loyalty points"},
    ],
    "other_services": [{"internal": "xfer", "public": "Airport transfers"}, {"internal": "rev", "public": "Reviews"}],
    "facts": [
        {
            "key": "impact",
            "plain": "3,870 bookings at 412 hotels failed. 7 % of guests were charged twice.",
            "technical": "3,870 failed bookings; 29 guests paid twice, EUR 41,300 in all.",
        }
    ],
    "timeline": [{"at": "2026-09-09T22:30:00+00:00", "text": "Bookings by phone are offered"}],
}


def findings(source, context=HOTELS):
    return run(source, read_context(context), ["consistency"])


def marks(source, context=HOTELS):
    found = findings(source, context)
    assert all(source[one.start : one.end] == one.text for one in found)
    return [(one.rule, one.text) for one in found]


@pytest.mark.parametrize(
    ("source", "rule", "marked"),
    [
        ("Bookings failed between 22:40 CEST and 02:25 CEST.", "time_facts", "22:40"),
        ("From 11.40 pm to 3.25 am no hotel could be booked.", "time_facts", "3.25 am"),
        ("Between 2340 and 0325 CEST bookings were declined.", "time_facts", "0325"),
        ("The service was restored at 2:25 UTC.", "time_facts", "2:25"),
        ("Bookings were down from 23:40 until half past three in the morning.", "time_facts", "half past three"),
        ("We noticed the failure at 00:15 CEST.", "time_facts", "00:15"),
        ("Start of the outage: 20:40 UTC", "time_facts", "20:40"),
        ("Disruption: 23:40-02:10 CEST", "time_facts", "02:10"),
        ("During those 95 minutes nobody could book.", "duration_facts", "95 minutes"),
        ("Every fifth guest was charged twice.", "count_facts", "Every fifth"),
        (
            "An error in our airport transfers kept you from booking.",
            "service_facts",
            "airport transfers kept you from",
        ),
        ("Incident date: 8 September 2026", "date_facts", "8 September 2026"),
        ("The outage lasted 1 h 45 min.", "duration_facts", "1 h 45 min"),
        ("Guests could not book for over four hours.", "duration_facts", "over four hours"),
        ("After the 95-minute outage, we checked all bookings.", "duration_facts", "95-minute"),
        ("Total downtime: 2:15 h", "duration_facts", "2:15 h"),
        ("In total, 3,780 bookings failed.", "count_facts", "3,780"),
        ("Nine percent of guests were charged twice.", "count_facts", "Nine percent"),
        ("Around 5,000 bookings failed that night.", "count_facts", "5,000"),
        ("Guests paid EUR 43,100 twice.", "count_facts", "EUR 43,100"),
        ("Airport transfers could not be booked.", "service_facts", "Airport transfers could not"),
        ("Loyalty points were not affected.", "service_facts", "Loyalty points were not affected"),
        ("Affected services: Hotel bookings, Reviews", "service_facts", "Reviews"),
        ("On 10 September at 23:40 CEST, bookings began to fail.", "date_facts", "10 September"),
        ("The outage of 8 September was caused by a disk.", "date_facts", "8 September"),
        ("On Thursday 9 September bookings failed.", "date_facts", "Thursday 9 September"),
        ("On 09/11/2026 between 11:40 pm and 2:25 am, bookings failed.", "date_facts", "09/11/2026"),
        ("The incident began on 10 September 2026.", "date_facts", "10 September 2026"),
        ("Service resumed at 3.25 am.", "time_facts", "3.25 am"),
        ("At 22:50 CEST our hotel bookings went down.", "time_facts", "22:50"),
        ("Fixed at 03:25 CEST.", "time_facts", "03:25"),
        ("Hotel bookings were off from twenty minutes to ten until 02:25.", "time_facts", "twenty minutes to ten"),
        ("Outage window: 2026-09-09T21:40Z to 2026-09-10T01:25Z", "time_facts", "01:25"),
        ("We lost the hotel bookings at 23h40 and had them back at 3h25.", "time_facts", "3h25"),
        ("Bookings by phone were offered at 23:30 CEST.", "time_facts", "23:30"),
        ("The outage, which lasted 3 ¾ hours, hit guests on the road.", "duration_facts", "3 ¾ hours"),
        ("It took us four and a half hours to bring bookings back.", "duration_facts", "four and a half hours"),
        ("Everything worked again after just under two hours.", "duration_facts", "just under two hours"),
        ("Duration of the incident (hh:mm): 01:45", "duration_facts", "01:45"),
        ("Guests were without hotel bookings for five hours 45.", "duration_facts", "five hours 45"),
        ("The outage (23:40 to 02:25 CEST, 3 hours 45) is over.", "duration_facts", "3 hours 45"),
        ("Bookings that failed: 3,780.", "count_facts", "3,780"),
        ("One guest in four was charged twice.", "count_facts", "One guest in four"),
        ("38,700 bookings failed that night.", "count_facts", "38,700"),
        ("92 guests paid twice.", "count_facts", "92"),
        ("Just under 4,500 bookings failed.", "count_facts", "4,500"),
        ("Only hotel bookings were affected.", "service_facts", "Only hotel bookings were affected"),
        ("Reviews fell silent on Wednesday night.", "service_facts", "Reviews fell silent"),
        ("- Affected:\n- Hotel bookings\n- Airport transfers", "service_facts", "Airport transfers"),
        ("No trouble was seen with loyalty points.", "service_facts", "loyalty points"),
        ("In the night from 8 to 9 September bookings failed.", "date_facts", "8"),
        ("Bookings failed on Monday night.", "date_facts", "Monday"),
        ("Guests could not book on the eighth of September.", "date_facts", "eighth of September"),
        ("Bookings were down from 9 until 12 September.", "date_facts", "12 September"),
        ("Bookings ceased to be at 23:40 and rose from the dead at 3:25.", "time_facts", "3:25"),
        ("It began at 23:40 and was gone 95 minutes later.", "duration_facts", "95 minutes"),
        ("The fault kept guests guessing for five hours before we mended it.", "duration_facts", "five hours"),
        ("Your evening of 12 September was spoiled by us.", "date_facts", "12 September"),
        ("Guests stared at our reviews and saw a white page.", "service_facts", "reviews and saw a white page"),
        ("What it touched: hotel bookings, airport transfers.", "service_facts", "airport transfers"),
        ("Guests of 8 October, the night on which bookings failed, are refunded.", "date_facts", "8 October"),
        ("Our own people saw it at 23:31.", "time_facts", "23:31"),
        ("Whoever tried to book any time after 22:40 got an error; it was over at 2:25.", "time_facts", "22:40"),
        ("Bookings failed at 21:40 UTC (that is 22:40 CEST).", "time_facts", "22:40"),
        ("We had the bookings running by 5 am.", "time_facts", "5 am"),
        ("It was two hours before we noticed.", "duration_facts", "two hours"),
        ("Hotel bookings were out of service for six hours while guests had to queue.", "duration_facts", "six hours"),
        ("Nearly five hours is a long time to sit in a lobby.", "duration_facts", "Nearly five hours"),
        ("92 of you paid twice.", "count_facts", "92"),
        ("Sorry about Thursday night, when bookings failed.", "date_facts", "Thursday"),
        ("Friday was a bad day: no bookings.", "date_facts", "Friday"),
        ("Reviews are working again since 2:25.", "service_facts", "Reviews are working again"),
        ("If airport transfers let you down, we are sorry.", "service_facts", "airport transfers let you down"),
        ("Errors had slipped into our reviews.", "service_facts", "reviews"),
    ],
)
def test_it_marks_what_the_facts_tell_otherwise(source, rule, marked):
    assert marks(source) == [(rule, marked)]


@pytest.mark.parametrize(
    "source",
    [
        "Bookings failed between 23:40 CEST on 9 September and 02:25 CEST on 10 September.",
        "From 9:40 pm to 12:25 am UTC, no hotel could be booked.",
        "On Wednesday night, shortly before midnight, bookings began to fail.",
        "Bookings were down from about a quarter to midnight until half past two.",
        "The outage lasted two hours and three quarters.",
        "Hotel bookings were down for nearly three hours.",
        "We noticed after 12 minutes, at 23:52 CEST.",
        "From 00:30 CEST you could book by phone.",
        "In total 3,870 bookings failed, about 3,900 as a first count said.",
        "Guests of more than 400 hotels were affected.",
        "Bookings began to fail at 2,412 tills.",
        "29 guests paid twice; 12 of them have their money back.",
        "One in fourteen guests was charged twice.",
        "Airport transfers worked as usual.",
        "The machine reviews.eu-2.internal failed, and so did eu-2.reviews and reviews-eu-2.",
        "Reviews written that night were not lost.",
        "If reviews fail, please write to us.",
        "A hotel in Bilbao told us of 18 failed bookings.",
        "In the night from 9 to 10 September bookings failed.",
        "On 7 September we had changed a setting of the database.",
        "Our hotline is open from 8 am to 8 pm.",
        "Call +34 91 555 0100 between 9:00 and 18:00.",
        "We write to you again on 18 September at 10:00 CEST.",
        "## Next steps\n\nA test on 14 September ran for two hours without an error.",
        "> Bookings failed at 11 am.",
        "The 23:10 bus to the airport left at 23:15 with guests who could not book.",
        "Bookings could be made again by half past two, in time for the first flight at 5:30.",
        "Hotel bookings went down at 23:40 and came back at 02:25; we had called the supplier at 23:58.",
        "The failed bookings were entered again by 09:00 CEST. The outage lasted from 23:40 to 02:25.",
        "We keep failed bookings for 30 days.",
        "What broke: hotel bookings and loyalty points. What did not: airport transfers.",
        "Failed bookings are entered again within three working days.",
        "Bookings failed from 11:40 pm to 2:25 am; the hotline is open from 8 to 11 p.m.",
        "The clock was moved by fifteen minutes and bookings failed.",
        "More than 400 hotels were hit, and 3,870 bookings failed.",
        "Close to 4,000 bookings failed.",
        "Loyalty points from hotel cards were not affected.",
        "Airport transfers had failed in May, not now.",
        "Nothing was wrong with airport transfers; they kept running.",
        "Nobody in reception knew Wednesday's figures until Thursday.",
        "The sale goes on until the night from 14 to 15 September.",
        "Bookings for 11 September were not touched.",
        "We published a first report on 14 September and will write on 20 September.",
        "Bookings ceased at 23:40. At 23:50 we told our partners.",
        "Three engineers worked on it for seven hours.",
        "A nine o'clock guest was turned away; bookings failed from 23:40.",
        "Bookings fell silent at 11.40 on Wednesday night.",
        "We sent you an e-mail on Thursday, and reviews stay open until 20 September.",
        "Since Friday, 11 September, a second disk is in use and no booking has failed.",
        "Just like hotel bookings, loyalty points failed.",
        "`3,780 bookings failed`",
    ],
)
def test_it_is_silent_where_the_facts_agree_or_do_not_settle_it(source):
    assert marks(source) == []


def test_those_days_are_as_many_as_it_touched():
    context = {**HOTELS, "started_at": "2026-09-09T08:00:00+00:00", "resolved_at": "2026-09-10T15:30:00+00:00"}
    assert marks("On those two days no hotel could be booked.", context) == []


def test_what_the_facts_say_of_a_service_may_be_said():
    fact = {"key": "affected", "plain": "Points from the app; loyalty points from cards were not affected."}
    assert marks("Loyalty points from cards were not affected.", {**HOTELS, "facts": [fact]}) == []


def test_it_suggests_the_time_as_it_was_written():
    (found,) = findings("Bookings failed from 10:40 pm CEST to 2:25 am CEST.")
    assert (found.text, found.suggestion) == ("10:40 pm", "11:40 pm")
    (found,) = findings("Bookings failed between 22:40 CEST and 02:25 CEST.")
    assert found.suggestion == "23:40"


def test_it_knows_no_contradiction_without_facts_or_other_texts():
    assert marks("Bookings failed at 3 pm on 4 May for two hours; 40 guests called.", {}) == []


def test_it_says_the_same_of_the_same_text():
    source = "Bookings failed between 22:40 CEST and 02:25 CEST; 3,780 guests could not book."
    first = findings(source)
    view._view.cache_clear()
    assert findings(source) == first


@pytest.mark.parametrize(
    "unit",
    [
        "14:05 ",
        "3 h ",
        "5 May ",
        "1,240 payments ",
        "one ",
        "9",
        "Hotel bookings ",
        "failed ",
        "from ",
        "a, and ",
        "half ",
        "10 to ",
        "in 5 of ",
        "Monday ",
        "the night from ",
    ],
)
def test_hostile_texts_take_linear_time(unit):
    context = read_context(
        {**HOTELS, "siblings": [{"audience": "Partners", "text": "Bookings failed at 14:05 UTC on 9 May."}]}
    )
    assert_it_is_linear(lambda size: run(unit * (size // len(unit)), context, ["consistency"]))


def test_it_reaches_its_targets_on_the_cases_that_may_be_read():
    assert_it_reaches("consistency", recall=0.95, category_recall=0.9, false_alarms=0.02)


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("Hotel bookings failed.", []),
        ("Hotel bookings were not affected.", ["Hotel bookings were not affected"]),
        ("Guests, hotels and " + "others, " * 60 + "saw it; hotel bookings were not affected.", ["hotel bookings were not affected"]),
        ("Hotel bookings failed. Reviews failed.", ["Reviews failed"]),
    ],
)  # fmt: skip
def test_it_reads_what_is_said_of_the_only_service_of_an_incident(source, wrong):
    only = {**HOTELS, "services": HOTELS["services"][:1]}
    assert [text for rule, text in marks(source, only) if rule == "service_facts"] == wrong


MENDED = {"key": "resolution", "plain": "We made the batches smaller again at 03:05 CEST."}


@pytest.mark.parametrize("at", ["03:05 CEST", "1:05 UTC"])
def test_a_time_that_a_fact_tells_is_one_of_the_incident(at):
    source = f"## Resolution\n\nWe made the batches smaller again at {at}."
    assert [rule for rule, _text in marks(source)] == ["time_facts"]
    assert marks(source, HOTELS | {"facts": [MENDED]}) == []


@pytest.mark.parametrize("source", ["Fixed at 03:05 CEST.", "The bookings were restored at 03:05 CEST."])
def test_yet_the_end_is_not_when_a_fact_tells_of_something_else(source):
    assert marks(source, HOTELS | {"facts": [MENDED]}) == [("time_facts", "03:05")]
