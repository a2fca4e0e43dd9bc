"""Words that ordinary accounts of technical causes use in their own sense, beside those that blame, make little, hedge or turn away."""

import pytest

from tests.checks.toned import marked

INSIDE = {"kind": "root_cause", "outside": False, "level": "technical"}


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        ("blame", "The culprit PR changed the order in which two modules are loaded."),
        ("blame", "The culprit was a cron job that ran at the same minute on every host."),
        ("blame", "The change was in the lazy-loaded part. Lazy loading kept the old script."),
        ("blame", "Reviewers are asked for changes to code they don't own."),
        ("blame", "None of us noticed the gap between the two dashboards for a month."),
        ("blame", "The regression also impacted customers who had not updated their SDK."),
        ("deflection", "With these steps the service meets the reliability standards that customers expect."),
        ("deflection", "Why was this hard to detect?"),
        ("deflection", "Failures of the SDK are hard to detect from our side, so we add a check."),
        ("deflection", "This was a misconception: the workflow runs with the secrets of the base branch."),
        ("deflection", "We do not get alerts when the SDK fails, and so we relied entirely on reports by customers."),
        ("deflection", "The servers shut themselves down at abnormal temperatures to protect the data."),
        ("hedging", "What could have gone better?"),
        ("hedging", "Our understanding of the trigger was that it runs the code of the main branch."),
        ("hedging", "We do all we can to prevent something like this from happening again."),
        ("hedging", "The controllers detected a potential fault and shut themselves down."),
        ("minimising", "The engineers found a rare problem in the storage engine."),
        ("minimising", "It was caused by a limited number of storage roles that were in an unhealthy state."),
        ("minimising", "A small subset of nodes kept the old configuration."),
        ("minimising", "The partial index covered only a few of the columns that the query needed."),
        ("minimising", "Only some replicas had received the new schema when the job began."),
        ("minimising", "The minor collector ran often, and each major collection took four seconds."),
        ("marketing", "The default of the library was wrong for our trusted network."),
        ("marketing", "The database had to do an incredible amount of reads for each insert."),
    ],
)
def test_an_account_of_a_cause_uses_them_in_their_own_sense(rule, source):
    assert marked(source, rule, **INSIDE) == []


@pytest.mark.parametrize(
    ("rule", "source", "expected"),
    [
        ("blame", "The culprit was an engineer who ran the script.", ["culprit"]),
        ("blame", "The culprit was our supplier.", ["culprit"]),
        ("blame", "A lazy reviewer did not look.", ["lazy"]),
        ("blame", "It broke because of customers who had not updated.", ["customers who had not updated"]),
        ("deflection", "Our work met all applicable safety standards.", ["met all applicable safety standards"]),
        ("deflection", "The fault was hard to detect.", ["hard to detect"]),
        ("deflection", "It is all a misunderstanding.", ["misunderstanding"]),
        ("deflection", "It failed due to abnormal temperatures.", ["abnormal temperatures"]),
        ("hedging", "There was a potential fault.", ["potential fault"]),
        ("minimising", "A small subset of customers was hit.", ["small subset of customers"]),
        ("minimising", "It was a minor outage.", ["minor outage"]),
        ("marketing", "We have an incredible team.", ["incredible"]),
    ],
)
def test_of_people_and_of_us_they_are_what_they_were(rule, source, expected):
    assert marked(source, rule, **INSIDE) == expected


def test_readers_outside_ask_how_few_servers_those_were():
    assert marked("A small subset of servers was hit.", "minimising") == ["small subset"]
