import pytest

from tests.checks.commitments import NEXT, marks


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("We'll write to you again shortly.", "shortly"),
        ("The report will be ready within weeks.", "within weeks"),
        ("Your refund arrives in the next few days.", "in the next few days"),
        ("We will tell you as soon as we know more.", "as soon as we know more"),
        ("The report follows in due course.", "in due course"),
        ("It won't be long before the lift runs.", "n't be long"),
        ("We work through the rest as fast as our printers allow.", "as fast as our printers allow"),
        ("The map follows in a future release.", "in a future release"),
        ("Early next year we open a second desk.", "Early next year"),
        ("The date will be announced.", "date will be announced"),
        ("We'll write when we have it.", "when we have it"),
        ("Give us a little while and the map is right.", "Give us a little while"),
        ("The results of 13 March follow at the earliest opportunity.", "at the earliest opportunity"),
        ("Further details will be announced.", "Further details will be announced"),
        ("The bridge opens once repairs permit.", "once repairs permit"),
        ("The last routers are about to be replaced.", "are about to be"),
        ("A solution is in sight.", "is in sight"),
        ("Bear with us for a few more days.", "a few more days"),
        ("It will take a while until all pictures show.", "will take a while"),
        ("Milan merges it in his next free slot.", "his next free slot"),
        ("Expect a call from us in a week or so.", "a week or so"),
        ("The credit appears on one of your next bills.", "one of your next"),
        ("There is no date for this yet.", "no date for this yet"),
        ("Line 4 may be back at any moment.", "at any moment"),
        ("When will it be back? Not long.", "Not long."),
        ("Pending cases shall be answered in a timely manner.", "shall be answered in a timely manner"),
        ("It won't be long before the lab opens.", "n't be long"),
        ("Version 4.7 isn't far off.", "n't far off"),
        ("We will tar the road once the ground has dried.", "once the ground has"),
        ("We ask for a little more patience until it opens.", "a little more patience"),
        ("The date of the reopening is still open.", "date of the reopening is still open"),
        ("We share details as they become known.", "share details as they become known"),
        ("We'll tell you more as the work progresses.", "tell you more as the work progresses"),
    ],
)
def test_nothing_is_promised_for_some_day(said, marked):
    assert marks(NEXT + said) == [("soon", marked)]


@pytest.mark.parametrize(
    "said",
    [
        "We are about to reboot the switch and will post here when it is back.",
        "Jobs that cannot finish in time are rejected.",
        "High latencies should return to normal over the next few hours.",
        "This process may take a few business days.",
        "The copy usually takes a couple of hours.",
        "We will keep a close eye on the queues over the next few days.",
        "The restore is almost done; we expect to be back in approx 20 minutes.",
        "We expect to finish within 1-2 hours.",
        "The script did not warn us of the imminent failure.",
        "All services will be better off in the long run.",
        "Mail is routed via a second server so that it is delivered without delay.",
        "Once one of the links goes down we will switch routers ASAP.",
        "The job picks up where it left off in a few minutes.",
        "The certificate was renewed shortly before it expired.",
        "Reads may be slow at times over the next few days while caches warm up.",
        "We are about to start this work. We will update this page once it is done.",
        "One of the upcoming tasks is a new kernel. This upgrade will begin on Wednesday, 14 May.",
        "### Update\n\nThe fix is in 4.2.\n\n### Original Post\n\nWe will post more as soon as we know more.",
        "- 1:30: It begins\n- 2:40: The site goes offline shortly\n- 9:50: All is back",
    ],
)
def test_nobody_waits_for_what_is_now_or_bounded_or_past(said):
    assert marks(said) == []


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("We are about to send the letters.", "are about to send"),
        ("It will take some more time before the host is back.", "will take some more time"),
        ("One of the upcoming tasks is a new kernel.", "One of the upcoming"),
        ("We get it back online ASAP.", "ASAP"),
        ("A repair is imminent.", "imminent"),
        ("The parts come over time.", "over time"),
        ("We watch the queues and mend the pump over the next few days.", "over the next few days"),
        ("The letters follow shortly. This upgrade was done on 14 May.", "shortly"),
    ],
)
def test_who_waits_still_asks_for_a_day(said, marked):
    assert ("soon", marked) in marks(said)


@pytest.mark.parametrize(
    "said",
    [
        "We hope to fix this soon.\n\n## Update 2\n\nThe site is back.",
        "We fix this as soon as possible.\n\nUpdates:\n\n- Tue Oct 11 12:24 UTC: the queue drains.",
        "**April 17 @ 22:45** We look into it and hope to mend it soon.\n\n**April 18 @ 01:00** We mended it.",
        "***Resolved***\n\n- All is back.\n\n***Investigating***\n\n- We will write again as soon as possible.",
        "There is no ETA for a repair. Follow the progress on https://status.example.org/42.",
        "We are investigating why the cluster state broke at some point.",
        "This will be tracked upstream shortly.",
    ],
)
def test_nobody_waits_for_what_was_told_before_or_can_be_followed(said):
    assert marks(said) == []


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("**Resolved**: All is back. A report will follow.", "report will follow"),
        ("## Update 2\n\nWe hope to fix this soon.", "soon"),
        ("The fix comes soon.\n\nUpdate ··", "soon"),
        ("There is no ETA for a repair.", "no ETA for a "),
        ("The cluster will be restored at some point.", "at some point"),
    ],
)
def test_the_newest_entry_still_leaves_readers_waiting(said, marked):
    assert ("soon", marked) in marks(said)
