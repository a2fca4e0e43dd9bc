"""In an update, which is written while it lasts, only plain words of putting off are marked, where no time stands beside them."""

import pytest

from communications.checks.context import Context
from tests.checks.commitments import marks

UPDATE = Context(kind="update")


@pytest.mark.parametrize(
    "said",
    [
        "We will soon restart the builds, and they should be there within a couple of hours.",
        "To restore access as soon as possible, we move to another host. **We expect it to be online by October 23, 2025.**",
        "The current ETA for the network is 03:30 PT. This post will be updated once we have more information.",
        "It will eventually become the main server, but the move is expected to take a week.",
        "Further cooling is being brought on site over the coming hours.",
        "All services are online and we will provide further updates as more information becomes available.",
        "Our provider has resolved the fault.\n\nWe will provide further updates as soon as possible.",
        "Further updates will be posted.\n\nAll affected builds were successfully restarted.",
        "The storage system is about to be updated.",
        "The disks may time out at some point.",
        "Estimated time to repair: 2 hours. We will update you as soon as possible.",
        "Update in 1 hour. We will restore access as soon as possible.",
        "All passengers must leave the train as soon as possible.",
        "As soon as you can, use another line.",
        "When more seats become available you can book them here.",
        "The buses run as soon as they are full.",
        "In the next few days, temperatures will drop below zero.",
        "Stay tuned to local media for the weather.",
    ],
)
def test_in_an_update_nobody_waits_where_a_time_is_told_or_all_is_well(said):
    assert marks(said, UPDATE) == []


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("We have a fault in the network and will restore it as soon as possible.", "as soon as possible"),
        ("At 14:05 UTC the network failed. We will provide another update shortly.", "shortly"),
        ("The fault has been resolved. A full postmortem will be posted soon.", "soon"),
        ("We have recovered. We look for the cause and will post an update once we have more.", "once we have more"),
        ("Some services are online.\n\nWe will post updates as we know more.", "as we know more"),
        ("Once it has been resolved we tell you.\n\nThe site is down. More updates will be provided.", "More updates will be provided"),
        ("We will change the balancing in the coming weeks.", "in the coming weeks"),
        ("There is no ETA.", "no ETA"),
        ("We restore access as soon as we can.", "as soon as we can"),
        ("Stay tuned for more.", "Stay tuned"),
    ],
)  # fmt: skip
def test_in_an_update_who_waits_still_asks_for_a_day(said, marked):
    assert marks(said, UPDATE) == [("soon", marked)]


def test_afterwards_more_is_asked_for_a_day():
    said = "The storage system is about to be updated."
    assert [rule for rule, _ in marks(said)] == ["soon"]


@pytest.mark.parametrize("said", ["No stops will be missed.", "One lane on the ramp will remain open at all times."])
def test_in_an_update_the_way_of_a_bus_promises_nothing_for_ever(said):
    assert marks(said, UPDATE) == []


def test_in_an_update_what_will_not_happen_again_is_still_promised():
    said = "Rest assured we make sure this does not happen again."
    assert [rule for rule, _ in marks(said, UPDATE)] == ["never_again"]
