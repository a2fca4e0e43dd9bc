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
