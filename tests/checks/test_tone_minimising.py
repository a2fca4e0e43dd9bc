import pytest

from tests.checks.toned import marked


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The effects remained of a limited nature.", ["remained of a limited"]),
        ("The mistake was almost at once corrected.", ["mistake was almost at once corrected"]),
        ("Lessons were disturbed for a moment.", ["for a moment"]),
        ("The noise was kept to a minimum.", ["kept to a minimum"]),
        ("No lasting damage was done.", ["No lasting damage"]),
        ("This was no minor matter. Hardly anybody could sleep.", []),
        ("It should have been a matter of minutes. If your bill is wrong by a small amount, write.", []),
        ("Within a short time you will see it. For a short time, from 10:04 to 10:21, it was dark.", []),
        ("Just the odd car got stuck.", ["Just the odd car"]),
        ("It lasted for no time to speak of.", ["no time to speak"]),
        ("Impact was limited to the audit log. The restart takes a few seconds.", []),
        ("There was a minor problem.", ["minor problem"]),
        ("Only a few customers saw it.", ["Only a few customers"]),
        ("On 3 May 2026 at 14:05 UTC it stopped briefly.", ["briefly"]),
        ("The impact on patients was limited.", ["impact on patients was limited"]),
        ("It was not significant in scale.", ["not significant"]),
        ("Table 7 had inconsequential gaps.", ["inconsequential"]),
        ("The trifling gaps will be gone on Friday.", ["trifling"]),
        ("One or two pupils got it, and 3 nurses saw them.", ["One or two pupils"]),
        ("It stopped briefly, for 40 seconds.", []),
        ("A small number of payments, 212 of 80,000, failed.", []),
        ("There will be a short interruption. A brief pause will follow.", []),
        ("Parents of minors were called. It went on without a hitch.", []),
    ],
)
def test_what_makes_little_of_it(source, expected):
    assert marked(source, "minimising") == expected


def test_what_is_planned_may_be_short():
    source = (
        "The switch will be replaced on Friday. Expect a short outage of a few minutes. In March it was a brief one."
    )
    assert marked(source, "minimising", kind="update") == []
    assert marked("There was a short outage.", "minimising", kind="update") == ["short outage"]


def test_what_others_said_is_not_judged():
    assert marked("They wrote “it is a minor problem”.\n\n> human error\n", "minimising") == []
    assert marked("> human error\n", "blame") == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("There are some slight issues with the intranet.", ["slight issues"]),
        ("There were no further hiccups. We hit more than a few snags.", []),
        ("It was just a hiccup.", ["a hiccup"]),
        ("A handful of stations send no values.", ["handful of stations"]),
        ("There is a couple of IP addresses that evade the limit. A couple of jobs failed.", []),
        ("The folder exists on a small number of accounts.", []),
        ("A small number of accounts cannot log in.", ["small number of accounts"]),
        ("A small number of accounts cannot log in. We are investigating.", []),
        ("Only a few accounts cannot log in. We are investigating.", ["Only a few accounts"]),
        ("A small number of accounts cannot log in: 0.2 % of all.", []),
        ("A small error rate remains. We fixed a small problem with fonts.", []),
        ("A hardware glitch is known. We moved it with minimal downtime.", []),
        ("The hour limited the number of customers who lost access.", []),
        ("Only a minority of requests failed, but still this was a serious failure.", []),
        ("We moved it to prevent further short outages. Links now handle brief interruptions.", []),
        ("There was a brief outage.", ["brief outage"]),
        ("A minor bug is fixed, and a small error rate remains.", []),
        ("Recovery is a matter of minutes. It takes a bit longer. You have nothing to worry about.", []),
        ("Hardly anybody noticed.", ["Hardly anybody"]),
    ],
)
def test_what_makes_little_of_it_while_it_lasts(source, expected):
    assert marked(source, "minimising", kind="update") == expected


def test_that_the_post_will_be_updated_announces_no_work():
    assert marked("There was a brief outage. This post will be updated.", "minimising", kind="update") == [
        "brief outage"
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Minor disruptions while we fix the last issues may be expected.", []),
        ("**Impact** Possible short disruption", []),
        ("Browsers usually recover at the cost of a small delay.", []),
        ("There was a small delay.", ["small delay"]),
        ("A minor disruption was seen in Asia between 25 March 2022 00:10 UTC and 25 March 2022 00:16 UTC.", []),
    ],
)
def test_what_may_be_or_mostly_is_makes_little_of_nothing(source, expected):
    assert marked(source, "minimising", kind="update") == expected
