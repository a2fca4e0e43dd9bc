import pytest

from communications.checks.text import Text
from communications.checks.words.families import Families, family
from tests.checks.commitments import INSIDE, NEXT, findings, marks
from tests.checks.linear import assert_it_is_linear
from tests.checks.tune import assert_it_reaches


@pytest.mark.parametrize(
    "said",
    [
        "We never lost any points, they were only hidden.",
        "To keep this from happening again, each file is checked before the import since 4 May.",
        "If it happens again, you will hear from us within 15 minutes.",
        "We cannot promise that this will never happen again.",
        "You will not be charged again.",
        "We will share more details on 6 May.",
        "It is no longer possible to delete a calendar with open appointments.",
        "Say what was done, and never that it cannot happen again.",
        "If a payment fails, try it again after a few minutes.",
        "We answered your calls as soon as the phones were back.",
        "Shortly after the alarm we stopped the import.",
        "In the coming weeks, and by 31 October at the latest, you will get a letter.",
        "Please update the app as soon as possible.",
        "We watch the error rate hour by hour until 30 April.",
        "We review the settings once a month, next on 2 March.",
        "You can continue to use the app as before.",
        "No further action is needed.",
        "The alarm for full disks now rings at 80 %.",
        "A sender wrote “this will never happen again”.",
        "No further letter will be sent.",
        "We cannot be 100 % sure of that.",
        "The incident review took place on 4 May.",
        "No other message will follow.",
        "We will refund the fees of March.",
        "Will it happen again? It may, and then a copy takes over within a minute.",
        "It cannot be ruled out that it happens again.",
        "Nobody has to type in their address again.",
        "The office is closed for good.",
        "The old link will not work any more from 4 May.",
        "We promise to answer every letter within two days.",
        "It took as long as it took, and the queue is empty now.",
        "Once the pump runs, on 9 May, you get warm water.",
        "The shop around the corner takes your card.",
        "We look at the level every six hours until 4 May.",
        "We replace the valves branch by branch, the last one on 5 May.",
        "We improve the form by refusing days in the past.",
        "Two engineers review each change to the gateway.",
        "The Oslo site gets a second pump on 3 May.",
        "`we will improve our processes`",
        # What is done has an aim, and nothing is promised.
        "We test it on 4 May to make sure that it does not recur.",
        "We watch the pumps until 4 May, when we are certain it won't recur.",
        "A hardware fault is ruled out as the cause.",
        "It is impossible to say how many calls were lost.",
        # What waits for an event that everybody sees.
        "The next update follows once the rollout is complete.",
        "If the level passes 2 m, the pump is switched on immediately.",
        "Keep the old card for a few days until the new one works.",
        "Trains in the next few days run as planned.",
        # What is so, and no step.
        "The pump now works again.",
        "All trains run on time again.",
        "The investigation ends on 4 May.",
        "The pump runs continuously.",
        "Questions go to the service desk.",
        # What is not said of us, or of what is to come.
        "Retry your jobs once the outage is over.",
        "The incident is over.",
        "The worst of the storm is behind us.",
        "There will be no further updates unless the situation changes.",
        "At the moment they are served from Bergen.",
        "For the moment it holds.",
        "If the upgrade fails, we go back to the old version immediately.",
        "Jobs will start as soon as a runner is available.",
        "Over the next few hours, the level fell to zero.",
        "Pages may load slowly for the next few minutes.",
        "We are on leave until 2 January. Give us some time to rest.",
        "The number may change as the inquiry proceeds.",
        # By when more will be said is named beside it.
        "A new part arrives soon. Next update at 15:30 UTC.",
        "More details will follow shortly. We will post updates every 30 minutes.",
        "New assessments will be issued on 27 January.",
    ],
)
def test_it_is_silent_where_a_step_can_be_kept(said):
    assert marks(NEXT + said) == []


def test_what_others_advise_is_no_promise():
    assert marks("The vendor recommends an update as soon as possible.") == []


def test_what_is_only_looked_for_where_its_words_stand_is_found_there():
    families = Families(family(("soon", "we they"), r"\bwe \w+ soon\b"), family(("again",), r"\bagain\b"))
    found = families.among(Text("We write soon. Soon it works. Again we try."))
    assert {at: [one.pattern for one in patterns] for at, patterns in found.items()} == {
        0: [r"\b(?=[\w'])(?:we \w+ soon\b)"],
        2: [r"\b(?=[\w'])(?:again\b)"],
    }
    assert families.search("we write soon", frozenset({"we", "write", "soon"}))[0] == "we write soon"
    assert families.search("we write soon", frozenset({"soon"})) is None


def test_steps_are_judged_in_sections_that_announce_them():
    assert marks("## Summary\n\nWe will improve our processes. We keep monitoring it.") == []
    assert marks("## Assurance\n\nWe keep watching the payment terminals closely.") == []
    assert marks("## Summary\n\nThe service returns soon.") == [("soon", "soon")]


def test_it_says_the_same_of_the_same_text():
    source = NEXT + "- We will improve our processes soon.\n- Add a host"
    assert findings(source, INSIDE) == findings(source, INSIDE)


@pytest.mark.parametrize(
    "unit",
    [
        "soon ",
        "will not ",
        "- add ",
        "| a ",
        "A",
        "Anna Berg ",
        "a, and ",
        "keep ",
        "no error ",
        "soon. ",
        "we will improve the ",
        "that is never ",
        "when we have ",
        "on 5 May ",
        "is it? ",
        "no more ",
        "rest assured that ",
        "a few days or ",
        "that was done by ",
        "[A] (",
        "Ines, ",
        "vouches for ",
        "Never, ",
        "not even the ",
        "A & B ",
        "By 3 the shop ",
        "whatever happens, ",
        "is no longer ",
        "more things in the ",
        "be more ",
        "care of ",
        "more ",
        "put our backs ",
        "on our toes and ",
        "a good hard ",
        "gets the ",
    ],
)
def test_hostile_texts_take_linear_time(unit):
    assert_it_is_linear(lambda size: findings(NEXT + unit * (size // len(unit)), INSIDE))


def test_it_reaches_its_targets_on_the_cases_that_may_be_read():
    assert_it_reaches("commitments", recall=0.95, category_recall=0.9, false_alarms=0.02)
