from dataclasses import replace
from datetime import UTC, datetime

import pytest

from communications.checks.context import Context
from tests.checks.whole import findings, marks


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("It began at 14:05 UTC. It was over at 15:40.", ["15:40"]),
        ("It began at 14:05 UTC and was over at 15:40.", []),
        ("Started 14:05, over 15:40, both EET.", []),
        ("Everything below is in UTC. It was over at 15:40.", []),
        ("It was over at 14:05 (Berlin), at 14:10+02:00 to be exact.", []),
        ("It took 1:45 h. We opened at 8:30 h.", ["8:30"]),
        ("Come on Saturday 24 October, 9-13 and 14-18.", ["9", "13", "14", "18"]),
        ("Ask for 9-13 tickets, pages 14-18.", []),
        ("It began at half past midnight.", ["half past midnight"]),
        ("We ring before noon, and all is paid by midnight.", []),
        ("The page said “back at 14:05”.", []),
        (
            "Prices rose to 4.30 euros a month, a rating of 4.20, and the video of 12:30 minutes has an aspect of 16:10.",
            [],
        ),
        ("After 2h30 and again after 5 h the pumps stopped; it took us up to 12h30.", []),
        ("Ecclesiastes 3:10 was read.", []),
        ("Duration: 01:35. Downtime (hh:mm): 00:35.", []),
        ("It was open from 9 to 11 UTC, best of 3 set in 5 most days.", []),
        ("It rang from five to a quarter past nine.", ["five", "a quarter past nine"]),
        ("It was over at 14:05.", ["14:05"]),
        ("It was over at 2 pm on Monday.", ["2 pm"]),
        ("It was over at 10.10pm.", ["10.10pm"]),
        ("It was over at 14.05, not before.", ["14.05"]),
        ("She is there from 8h30 to 17h.", ["8h30", "17h"]),
        ("We look again at noon.", ["noon"]),
        ("It was over before half past three.", ["half past three"]),
        ("It was over by 9 o'clock.", ["9 o'clock"]),
        ("From 14:05 to 15:40 UTC.", []),
        ("It began at 11:20 am and was over by 12:50 pm, both Pacific Time.", []),
        ("It was over at 14:05Z.", []),
        ("It was over at 14:05 (Brasília time).", []),
        ("We look again at noon Central today.", []),
        ("All times are in Central European Time. It was over at 14:05.", []),
        ("Timeline (UTC):\n\n- 14:05 it began\n- 15:40 it was over", []),
        ("Prints came in 4:3 instead of 3:2, at a ratio of 1:1000, with version 9.30 of section 14.2.", []),
        ("It took 2h30, and 1.30 per cent failed.", []),
        ("`14:05`", []),
        ("At 0710 a technician came, since 1310 it works, by 2030 all are new.", ["0710", "1310"]),
        ("- 0915 first alarm\n- 0931 first call", ["0915", "0931"]),
        ("1430 customers called. We answer until 1100 of them are helped.", []),
        ("We write again tomorrow at 9.", ["9"]),
        ("It was dark 14:05-15:40: no light.", ["14:05", "15:40"]),
        ("It began at 8.30 and was over at 9.15.", ["8.30", "9.15"]),
        ("The rate rose to 1.30, we upgraded to 1.31, and prices went from 2.10 to 3.15.", []),
        ("(Hours are stated in Central European Time.) It lasted until 10.20h.", []),
        ("It lasted from 16:13UTC to 18:05UTC, and until 9.45 a.m. in Lisbon.", []),
        ("It ran from twenty past nine to eleven, Brisbane time, in rack 7:12.", []),
        ("Fields were watered at noon. It went on until 14:00 UTC.", []),
        ("Ten to twelve people came.", []),
        ("Time zone: Asia/Singapore. It began at 14:05.", []),
        ("All clock times: Vienna. 14:05 was when it began.", []),
        ("We saw it at 11 o'clock (Vilnius), at 9 a.m. (Buenos Aires) and at 18:40 (local).", []),
        ("It broke at 17:12 (Monday).", ["17:12"]),
        ("It broke at 17:12 Dublin.", []),
        ("Our clock is that of Reykjavik. It broke at 09:20.", []),
        ("We use Singapore time. It broke at 09:20.", []),
        ("The Irish team and the Pacific office noticed at 20:00 that the Central heating was off.", ["20:00"]),
        ("We take your time seriously; it ended at 17:12.", ["17:12"]),
        ("MST-12 broke at 20:00, in prime time.", ["20:00"]),
        ("By 14h00 we had stopped the vans.", ["14h00"]),
        ("The mast grew from 1.25 to 2.40 metres, and between 1100 and 1200 people came.", []),
    ],
)
def test_it_marks_times_without_a_zone(said, marked):
    assert marks(said, Context()) == [("time_without_zone", one) for one in marked]


def test_it_suggests_the_zone_of_the_group():
    assert [one.suggestion for one in findings("Over at 14:05.", Context())] == ["14:05 UTC"]
    paris = Context(time_zone="Europe/Paris", started_at=datetime(2026, 7, 1, tzinfo=UTC))
    assert [one.suggestion for one in findings("Over at 14:05.", paris)] == ["14:05 CEST"]
    assert [one.suggestion for one in findings("Over at 14:05.", replace(paris, time_zone="No/Where"))] == [""]
