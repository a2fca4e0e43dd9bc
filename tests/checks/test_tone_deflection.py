import pytest

from tests.checks.toned import marked


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("We had money that was not ours, and it is returned with the next bill.", []),
        ("People missed their hearings through no fault of their own.", []),
        ("Snow fell, and we had planned no other way.", []),
        ("The fault is not ours.", ["fault is not ours"]),
        ("If you were put out in any way, we are sorry to hear it.", ["If you were put out in any way, we are sorry"]),
        ("This was beyond our control.", ["beyond our control"]),
        ("We regret any inconvenience you may have had.", ["regret any inconvenience you may have"]),
        ("Had the town approved it, this would not have occurred.", ["Had the town approved it, this would"]),
        ("The date is set by the landlord, not by us.", ["is set by the landlord", "not by us"]),
        ("New rules prevented us from writing.", ["rules prevented us"]),
        ("We are sorry if you were offended.", ["sorry if you were offended"]),
        ("No insurer in the world covers it all.", ["No insurer in the world covers it all"]),
        ("Even the best pumps fail.", ["Even the best pumps fail"]),
        ("It is drawn up by the ministry, and we merely run it.", ["drawn up by the ministry", "and we merely run"]),
        ("We did warn users in March.", ["We did warn users"]),
        ("Users are responsible for their own copies.", ["Users are responsible for their own"]),
        ("Similar faults occur at every bank.", ["Similar faults occur at every"]),
        ("The maker of the valve is testing it. The contract obliges us to answer.", []),
        ("All services have recovered. We look for problems like this.", []),
        ("It goes without saying that you may cancel.", []),
        ("We are sorry that you could not pay.", []),
        ("We are sorry if you had to wait. You could not have known that.", []),
        ("No bank in the world can promise that.", ["No bank in the world can promise"]),
        ("Bugs happen, it's part of making games.", ["Bugs happen", "it's part of making games"]),
        (
            "Liability is excluded, and the pump had passed every inspection.",
            ["Liability is excluded", "passed every inspection"],
        ),
        ("We should have told you of it when you booked. It was not connected to us.", []),
        ("Nothing we write can undo it. All shops opened, and you can imagine how we felt.", []),
    ],
)
def test_what_turns_away(source, expected):
    assert marked(source, "deflection") == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("We are sorry for any inconvenience this may cause you.", ["sorry for any inconvenience this may"]),
        ("This post will be updated. Sorry for any trouble.", ["Sorry for any trouble"]),
        ("We apologise for the delay this may have caused.", ["apologise for the delay this may"]),
        ("We will upgrade the router on Friday. We are sorry for any inconvenience this may cause.", []),
        ("The hub goes down for a swap at 23:00. We regret any inconvenience.", []),
        ("We are running some network maintenance. We apologize for any disruption.", []),
        ("We start to shut down for tonight's maintenance. Sorry for any inconvenience.", []),
        ("After the maintenance of last night there are errors. Sorry for any trouble.", ["Sorry for any trouble"]),
        ("We apologise for the disruption and any impact to your services.", []),
        ("These things happen.", ["These things happen"]),
        ("These things happen to disks of that age.", []),
        ("To avoid any inconvenience, save your work. We expect no issues; however this may affect old scripts.", []),
        ("The repair is out of our control.", ["out of our control"]),
        ("Tunnels are out of scope of this work, and beyond the control plane.", []),
        ("Down for 26 hours, due to external factors.", ["due to external factors"]),
        ("We run the job for operational reasons.", []),
        ("Nobody could have foreseen it.", ["Nobody could have foreseen"]),
        ("The fault lies entirely with our supplier.", ["fault lies entirely with our supplier"]),
        ("The issue lies with our supplier, and we have written to them.", []),
        ("No system is perfect. Bugs happen.", ["No system is perfect", "Bugs happen"]),
        ("No system is down. Errors happen when the disk is full. Looks like all pods restarted.", []),
        ("As soon as any jobs have ended, it restarts like any other node.", []),
        ("The check worked as intended. Load is within the acceptable range. We take every possible care.", []),
        ("Traffic is unprecedented due to an attack. It comes from a known issue with the router.", []),
        ("Please note that we do not support it. Keep in mind that pages are cached.", []),
        ("Please understand that we cannot answer each letter.", ["Please understand that we"]),
    ],
)
def test_what_turns_away_while_it_lasts(source, expected):
    assert marked(source, "deflection", kind="update") == expected


def test_what_needs_the_noun_that_makes_it_true():
    assert marked("It restarts as soon as any job has ended, like all nodes.", "deflection") == []
    assert marked("We are not entirely sure what broke.", "deflection") == []
    assert marked("We are entirely dependent on the grid.", "deflection") == ["We are entirely dependent on"]
    assert marked("We apologise to any customer whose mail was lost.", "deflection") == []
    assert marked("We expect no issues, however this may take long.", "deflection") == []


def test_who_says_whom_it_hits_or_that_it_will_is_sorry_indeed():
    assert marked("We apologize for any inconvenience that will be caused.", "deflection") == []
    assert marked("We regret the trouble this may cause readers, who find no books.", "deflection") == []
    assert marked("We apologize for the inconvenience this may cause you.", "deflection") == [
        "apologize for the inconvenience this may"
    ]
    assert marked("Please understand that this is going to include a new disk.", "deflection", kind="update") == []
    assert marked("Please understand that this is normal.", "deflection") == ["Please understand that this"]
