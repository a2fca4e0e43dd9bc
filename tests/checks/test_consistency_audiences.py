"""Whether a text tells the same as those to other audiences do."""

import pytest

from tests.checks.test_consistency import findings, marks

SHOP = [
    {"internal": "a-1", "public": "Ticket shop"},
    {"internal": "b-1", "public": "Seat maps"},
    {"internal": "c-1", "public": "Waiting list"},
]


def beside(text, zone="UTC", own="Europe/Madrid", **more):
    return {"time_zone": own, "siblings": [{"audience": "Partners", "text": text, "time_zone": zone}], **more}


@pytest.mark.parametrize(
    ("source", "other", "zone", "found"),
    [
        ("We paid the first refund at 11:30.", "The first refund was paid at 08:30 UTC.", "UTC", ("time", "11:30")),
        ("We paid the first refund at 10:30 CEST.", "The first refund was paid at 08:30 UTC.", "UTC", None),
        (
            "Our supplier called back at 3 pm.",
            "The supplier called us back at 16:20.",
            "Europe/Madrid",
            ("time", "3 pm"),
        ),
        (
            "Our supplier called back shortly after 3 pm.",
            "The supplier called us back at 15:10.",
            "Europe/Madrid",
            None,
        ),
        (
            "We found the broken cable in 40 minutes.",
            "The broken cable was found after 1 h 40 min.",
            "UTC",
            ("duration", "40 minutes"),
        ),
        (
            "We found the broken cable in about 100 minutes.",
            "The broken cable was found after 1 h 40 min.",
            "UTC",
            None,
        ),
        ("We have called back 64 patients.", "46 patients were called back by us.", "UTC", ("count", "64")),
        ("We have called back about fifty patients.", "46 patients were called back by us.", "UTC", None),
        ("A third of all trains were late.", "Half of all trains were late.", "UTC", ("count", "A third")),
        ("The cable was replaced on 4 May.", "On Tuesday 5 May the cable was replaced.", "UTC", ("date", "4 May")),
        ("The cable was replaced on 5/5/2026.", "On Tuesday 5 May the cable was replaced.", "UTC", None),
        ("Tickets are refunded until 1 June.", "The cable was replaced on 5 May.", "UTC", None),
        ("The outage began at 10:15.", "The disruption started at 11:45 UTC.", "UTC", ("time", "10:15")),
        (
            "Nobody could sign in between 10:15 and 11:40.",
            "The outage ran from 10:15 to 11:20.",
            "Europe/Madrid",
            ("time", "11:40"),
        ),
        (
            "We told clients by text message at 12:30.",
            "Clients were notified by SMS at 13:10.",
            "Europe/Madrid",
            ("time", "12:30"),
        ),
        ("The first server was restarted at 10:15.", "The last server was restarted at 10:40.", "Europe/Madrid", None),
        ("A technician came to the site at 9:15.", "Our office opens at 8:00.", "Europe/Madrid", None),
        (
            "The outage lasted about three hours.",
            "In total, the disruption went on for 95 minutes.",
            "UTC",
            ("duration", "about three hours"),
        ),
        (
            "It broke off half a minute after it began.",
            "It broke off 90 seconds after it began.",
            "UTC",
            ("duration", "half a minute"),
        ),
        (
            "All mailboxes were restored except seventy.",
            "All mailboxes restored except 17.",
            "UTC",
            ("count", "seventy"),
        ),
        ("Of the suitcases, 68 were brought home.", "We brought 86 suitcases home.", "UTC", ("count", "68")),
        ("The last flight left at 0615 SGT on 21 May.", "The last flight left at 2215 UTC on 20 May.", "UTC", None),
        ("Orders were entered again before noon.", "Clients entered orders again before noon.", "UTC", None),
        ("We answered 340 calls on Monday.", "We answered 410 calls on Tuesday.", "UTC", None),
        (
            "Winners have until 1 March to claim their prize.",
            "Pay out prizes until 31 May.",
            "UTC",
            ("date", "1 March"),
        ),
        ("It took 40 minutes until anybody noticed.", "We noticed after 14 min.", "UTC", ("duration", "40 minutes")),
        ("Recordings are kept for six months.", "We store recordings for 90 days.", "UTC", ("duration", "six months")),
        ("You have 10 days to object.", "Objections are due within 14 days.", "UTC", ("duration", "10 days")),
        ("Backups are kept for 30 days.", "Restoring the backup took nine hours.", "UTC", None),
        ("We check the sensors every ten minutes.", "A sensor was dead for an hour.", "UTC", None),
        (
            "Come on any day until the end of October.",
            "Guests may come until 30 September.",
            "UTC",
            ("date", "end of October"),
        ),
        ("The copy is from the 2. February 2026.", "The last copy: 05.02.2026.", "UTC", ("date", "2. February 2026")),
        ("The talk moves to Tuesday.", "The talk takes place on Thursday.", "UTC", ("date", "Tuesday")),
        (
            "The key expired on 14 May at 7 am Sydney time.",
            "The key expired at 5 pm EDT on May 14.",
            "UTC",
            ("date", "14 May"),
        ),
        ("The key expired on 15 May at 7 am Sydney time.", "The key expired at 5 pm EDT on May 14.", "UTC", None),
        ("The lift was out of order until Wednesday.", "The lift will be inspected on Friday.", "UTC", None),
        ("The paper is sat again on 16 July.", "You may sit the paper on 9 July.", "UTC", ("date", "16 July")),
        (
            "A corrected note followed at 10:47.",
            "08:47 UTC: wrong note. 09:01 UTC: corrected note.",
            "UTC",
            ("time", "10:47"),
        ),
        ("Half of the pumps ran from 7:45.", "50 % of pumps ran at 9:45.", "Europe/Madrid", ("time", "7:45")),
        ("We told the press at noon.", "The minister was informed at 10:40.", "Europe/Madrid", None),
        ("The vaccine van left at 6:40.", "The van came back at 22:15.", "Europe/Madrid", None),
        (
            "One in three samples was taken again.",
            "12.5 % of samples were taken again.",
            "UTC",
            ("count", "One in three"),
        ),
        ("Nine thousand homes had no water.", "6,880 homes had no water.", "UTC", ("count", "Nine thousand")),
        ("The bank wrote off R 96 000.", "R69,000 was written off.", "UTC", ("count", "R 96 000")),
        ("Thirty of the mirrors were stale.", "A third of our 45 mirrors were stale.", "UTC", ("count", "Thirty")),
        ("Twelve of our libraries were hit.", "Seven branches were affected.", "UTC", ("count", "Twelve")),
        ("3,500 litres of milk were lost.", "We lost 5,300 l of milk.", "UTC", ("count", "3,500")),
        ("In Brăila 1,800 flats were dark.", "1,300 flats in Brăila were dark.", "UTC", ("count", "1,800")),
        ("Twelve stores had to close.", "3 stores in Kent opened late.", "UTC", None),
        ("We have written to 340 customers.", "Of the payments, 1,240 were declined.", "UTC", None),
    ],
)
def test_it_compares_with_what_other_audiences_read(source, other, zone, found):
    expected = [(f"{found[0]}_audiences", found[1])] if found else []
    assert marks(source, beside(other, zone)) == expected


@pytest.mark.parametrize(
    ("source", "other", "marked"),
    [
        ("The waiting list failed as well.", "The waiting list worked as usual.", "waiting list failed"),
        ("Seat maps were not affected.", "Seat maps could not be opened.", "Seat maps were not affected"),
        ("Seat maps did not load.", "The waiting list did not load.", "Seat maps did not"),
        ("Only the waiting list failed.", "The waiting list and seat maps failed.", "Only the waiting list failed"),
        ("Seat maps and the ticket shop did not load.", "Seat maps did not load.", None),
        ("Seat maps were available again at noon.", "Seat maps could not be opened.", None),
        ("The ticket shop was down. So were seat maps.", "Seat maps were fine.", "So were seat maps."),
        ("The ticket shop was down. Seat maps were not.", "Seat maps were fine; the ticket shop was down.", None),
        ("Visitors could use neither the ticket shop nor seat maps.", "Seat maps could be used.", "seat maps"),
        (
            "The ticket shop failed. Everything else worked.",
            "The ticket shop and seat maps failed.",
            "Everything else worked",
        ),
        ("Out of action: ticket shop; seat maps.", "Seat maps were on time. The ticket shop failed.", "seat maps"),
        ("Nobody could open seat maps.", "Seat maps did not load.", None),
        ("Seat maps went on without a hiccup.", "Seat maps were both slow and late.", "Seat maps went on"),
        (
            "Unlike the ticket shop, seat maps kept working.",
            "The ticket shop was down. Seat maps were not affected.",
            None,
        ),
        ("Seat maps stayed blank.", "Seat maps showed every seat, as they should.", "Seat maps stayed blank"),
        (
            "Seat maps showed nonsense.",
            "The ticket shop failed. Seat maps were not affected.",
            "Seat maps showed nonsense",
        ),
        (
            "The ticket shop sold tickets all day.",
            "The ticket shop was out of action.",
            "ticket shop sold tickets all day",
        ),
        ("The waiting list mixed up names.", "The waiting list coped.", "waiting list mixed up"),
        ("Two services failed: ticket shop and seat maps.", "The ticket shop failed. Nothing else did.", "seat maps"),
        (
            "Just one thing broke: the ticket shop.",
            "The ticket shop and seat maps failed.",
            "Just one thing broke: the ticket shop",
        ),
        ("Seat maps opened late.", "Seat maps opened an hour late.", None),
        ("Seat maps could be neither seen nor bought.", "Neither seat maps nor tickets were to be had.", None),
        ("Seat maps did not freeze.", "Seat maps froze.", "Seat maps did not freeze"),
        ("The ticket shop was restarted at noon.", "The ticket shop failed.", None),
    ],
)
def test_it_compares_services_with_other_texts_where_the_incident_names_none(source, other, marked):
    assert marks(source, beside(other, other_services=SHOP)) == ([("service_audiences", marked)] if marked else [])


def test_a_service_is_found_however_its_name_is_joined():
    context = {"other_services": [{"internal": "pr", "public": "Issues and pull requests"}]}
    text = "Issues and pull-requests worked."
    assert marks(text, beside("Issues and pull requests failed.", **context)) == [("service_audiences", text[:-1])]


def test_a_word_of_a_name_says_nothing_of_how_it_did():
    services = [{"internal": "om", "public": "Outage map"}, {"internal": "hl", "public": "Hotline"}]
    other = "Callers reached the hotline. The outage map was down."
    assert marks("The hotline was busy and the outage map was down.", beside(other, other_services=services)) == []


@pytest.mark.parametrize(
    ("source", "other"),
    [
        (
            "## Further updates\n\nWe will write to you by 18:00 UTC on 18 September.",
            "## Further updates\n\nWe will write to you by 12:00 UTC on 17 September.",
        ),
        ("We will write to you again by 18:00 UTC.", "We will write to you again by 12:00 UTC."),
        ("You can reach us at any time until 18:00 UTC.", "You can reach us at any time until 12:00 UTC."),
    ],
)
def test_each_audience_hears_again_when_it_is_due_to(source, other):
    assert marks(source, beside(other)) == []


def test_the_message_names_the_audience_and_its_words():
    (found,) = findings("We have called back 64 patients.", beside("46 patients were called back by us."))
    assert "Partners" in found.message
    assert "46" in found.message
