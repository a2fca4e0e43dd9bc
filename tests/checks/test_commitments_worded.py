import pytest

from communications.checks import run
from communications.checks.context import Context
from tests.checks.linear import assert_it_is_linear

HEAD = "## Next steps\n\n"
INSIDE = Context(outside=False, level="technical")


def marks(said, context=None):
    return [(one.rule, one.text) for one in run(HEAD + said, context or Context(), ["commitments"])]


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("The port vouches for the safety of each box.", "vouches for the safety of each box"),
        ("The school pledges flawless reports.", "pledges flawless reports"),
        ("A flood is no longer able to reach the archive.", "is no longer able to reach the archive"),
        ("Not even an earthquake can stop the new pump.", "Not even an earthquake can stop the new pump"),
        ("Thieves won't stand a chance.", "won't stand a chance"),
        ("Confusions of pupils are thereby excluded for the future.", "are thereby excluded for the future"),
        (
            "Never, under any weather, shall we shut the gate again.",
            "Never, under any weather, shall we shut the gate again",
        ),
        ("We promise a term without a single wrong mark.", "promise a term without a single wrong"),
        ("Not one parcel more will go astray.", "Not one parcel more will go astray"),
        ("Whatever happens, your lights stay on.", "Whatever happens, your lights stay on"),
        ("You need fear no outages.", "need fear no outages"),
    ],
)
def test_law_and_figures_of_speech_promise_for_ever_too(said, marked):
    assert [("never_again", marked)] == marks(said)


@pytest.mark.parametrize(
    "said",
    [
        "The auditor vouched for the figures of 3 May.",
        "Old cards are no longer able to open the side door.",
        "Rows without a date are excluded from the import.",
        "Not one of the 40 buses was late on 5 May.",
        "Never send your password by mail.",
        "There was not a single complaint after 9 May.",
        "We had a winter without a single interruption.",
    ],
)
def test_what_is_told_or_bounded_promises_nothing_for_ever(said):
    assert marks(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "- SIS Support: unit tests for the formula, Jan 22",
        "- Porters: ring round of all wards on 3 May",
        "- Ward 5: a paper list of allergies by 9 May",
        "- Curator of coins: new lock on case 7, 12 June",
        "- M.K.: new filter in the air shaft, 9 May",
        "Ozols: exchange pump 2 (14 December).",
        "By 3 May the print shop must reprint the cards.",
        "Before 9 June Network Control should split the roster.",
        "Yards & Berths must renumber crane 4 by 9 June.",
        "Agreed in the review on 6 July:\n\n- Helena (Permits) deletes the test permits, 8 July",
    ],
)
def test_an_office_a_role_or_initials_own_a_step(said):
    assert marks(said, INSIDE) == []


@pytest.mark.parametrize(
    "said",
    [
        "Expiry alerts need to go to the pager by 25 Sept",
        "The valve data need to be migrated by 1 November.",
        "Backups: test of the restore on 4 May",
        "By 9 June the coupon service has to stop calling the till.",
    ],
)
def test_a_thing_owns_none(said):
    assert [rule for rule, _ in marks(said, INSIDE)] == ["not_owned"]


@pytest.mark.parametrize(
    "said",
    [
        "In future we will take greater care when printing.",
        "We'll be doing a ton of stuff under the hood.",
        "Our service culture will be taken to another level.",
    ],
)
def test_care_says_nothing_even_of_a_deed_that_is_named(said):
    assert marks(said) == [("not_specific", said)]


@pytest.mark.parametrize(
    "said",
    [
        "The lamp of the analyser is changed on 2 February.",
        "The council has learnt of the matter on 3 May.",
        "Whoever missed the game can watch it in the archive.",
    ],
)
def test_a_thing_called_after_what_it_does_and_news_are_no_empty_steps(said):
    assert marks(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "Documentation has been given a higher priority.",
        "Accessibility has moved to the top of our agenda.",
        "Lessons have been learned about labelling.",
        "Suitable training shall be provided to the personnel concerned.",
        "A culture of double-checking is what we aspire to.",
        "Due diligence will be exercised in the selection of suppliers.",
        "We've got some exciting work in the oven.",
        "We're gonna level up our testing game big time.",
        "The lessons of this night will stay with us.",
        "Our drivers have been called upon to be considerate.",
        "We vow to listen better.",
        "More love for the login page.",
        "Greater sensitivity in dealing with relatives.",
    ],
)
def test_rank_virtues_and_figures_of_speech_are_no_steps(said):
    assert marks(said) == [("not_specific", said)]


@pytest.mark.parametrize(
    "said",
    [
        "Ambulances have priority at the gate from 1 June on.",
        "High priority: the valve is replaced on 4 May.",
        "Each driver gets two hours of training on the new lift on 5 May.",
        "The samples of the culture are kept for 14 days.",
        "The oven gets a second thermometer on 2 May.",
        "We level the floor of the hall on 3 May.",
        "We will do one thing better: from 1 June a late bus shows in the app.",
    ],
)
def test_the_same_words_may_name_a_thing(said):
    assert marks(said) == []


@pytest.mark.parametrize(
    "unit",
    [
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
    ],
)
def test_hostile_texts_take_linear_time(unit):
    assert_it_is_linear(lambda size: marks(unit * (size // len(unit)), INSIDE))
