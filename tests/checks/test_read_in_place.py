"""Words that a list knows, where what stands around them tells that they are none of it; and beside each what is."""

import pytest

from communications.checks import run
from communications.checks.context import Context
from tests.checks.linear import assert_it_is_linear

CHECKS = ["commitments", "plain_language", "tone"]


def marks(source, rule):
    return [one.text for one in run(source, Context(), CHECKS) if one.rule == rule]


@pytest.mark.parametrize(
    ("source", "marked"),
    [
        ("The search is not returning any results.", []),
        ("Our lookup isn't returning matches for postcodes.", []),
        ("Requests are never returning 200 records.", []),
        ("The node is not coming back up, so we replace it.", []),
        ("The lookup is not coming back with any rows.", []),
        ("These errors are not returning ever again.", ["are not returning"]),
        ("This is not returning a second time.", ["is not returning"]),
        ("The fault is not coming back with the new valve.", ["is not coming back"]),
    ],
)
def test_what_a_program_returns_comes_not_back(source, marked):
    assert marks(source, "never_again") == marked


@pytest.mark.parametrize(
    ("source", "marked"),
    [
        ("The signing certificate expires soon and must be renewed.", []),
        ("The volume is about to run full.", []),
        ("Connections are accepted and will eventually time out.", []),
        ("Builds will wait and eventually be aborted.", []),
        ("Your trial expires soon.", ["soon"]),
        ("The old mirror will be shut down soon.", ["soon"]),
        ("Lost mails will be found and eventually delivered.", ["will be found and eventually"]),
        ("So if you are unable to publish the next few days, this is why.", []),
        ("So we publish a report in the next few days.", ["in the next few days"]),
    ],
)
def test_how_something_fails_is_no_promise(source, marked):
    assert marks(source, "soon") == marked


@pytest.mark.parametrize(
    ("source", "marked"),
    [
        ("If there are any problems,\n\n- We roll back\n- The upgrade will be rescheduled for a later date", []),
        ("Should the move fail:\n\n1. The old database comes back. A new one comes soon.\n2. We write shortly", []),
        ("If it fails:\n\n- We roll back\n\nWe write shortly.", ["shortly"]),
        (
            "Our plan:\n\n- We roll back\n- The upgrade will be rescheduled for a later date",
            ["rescheduled for a later"],
        ),
        ("If you like tea:\n\n- We roll back\n- We open a shop soon", ["soon"]),
        (f"- If it fails:\n- {'We wait and wait. ' * 30}We write shortly", ["shortly"]),
    ],
)
def test_a_list_of_what_is_done_if_it_fails_promises_nothing(source, marked):
    assert marks(source, "soon") == marked


@pytest.mark.parametrize(
    ("source", "marked"),
    [
        ("The upgrade is complete.\n\nThere is no ETA at the moment.", []),
        ("The migration was successful, and we keep the old disks.\n\nNo ETA yet.", []),
        ("The upgrade is complete, but the export is down. There is no ETA yet.", ["no ETA yet"]),
        ("The restore is complete. There is no ETA yet for the reports.", ["no ETA yet"]),
        ("There is no ETA at the moment.", ["no ETA at the moment"]),
    ],
)
def test_where_all_is_done_nobody_waits_for_a_day(source, marked):
    assert marks(source, "soon") == marked


@pytest.mark.parametrize(
    ("source", "marked"),
    [
        ("We are deploying a fix. The fix that we have deployed works.", []),
        ("A correction is now being deployed, and we deploy two more small changes.", []),
        ("An update for the maps was deployed at ten.", []),
        ("The app is closed for the duration of the works.", []),
        ("We deployed the shop again.", ["deployed"]),
        ("After the update we deployed the shop.", ["deployed"]),
        ("The deployment of the fix failed.", ["deployment"]),
    ],
)
def test_to_deploy_is_plain_of_what_mends(source, marked):
    assert marks(source, "jargon") == marked


@pytest.mark.parametrize(
    ("source", "marked"),
    [
        ("A mitigation had been applied, which stopped all updates.", []),
        ("A temporary fix had been put in place before the parts came.", []),
        ("A new setting had been applied the evening before.", ["A new setting had been applied"]),
        ("The workaround had been removed by mistake.", ["The workaround had been removed"]),
    ],
)
def test_nobody_asks_who_mitigated(source, marked):
    assert marks(source, "passive") == marked


def test_a_clause_with_its_own_subject_lets_the_reader_rest_a_little():
    nine, seventeen = "word because word that word if word who word", " ".join(["word"] * 17)
    assert marks(f"{nine} and we are {seventeen[:-5]}.", "long_sentence") == []
    assert len(marks(f"{nine} and words {seventeen}.", "long_sentence")) == 1
    assert len(marks(f"{nine} and we are {seventeen}.", "long_sentence")) == 1


@pytest.mark.parametrize(
    ("rule", "source", "marked"),
    [
        ("blame", "No trouble is expected (unless a human mistake is made).", []),
        ("blame", "Barring human error, the site stays up.", []),
        ("blame", "We go back at once if a human error happens.", []),
        ("blame", "A human mistake was made.", ["human mistake"]),
        ("blame", "It was human error, unless the logs are wrong.", ["human error"]),
        ("marketing", "The upgrade went well and seems faster than before.", []),
        ("marketing", "We are back, faster than before!", ["back, faster than before"]),
        ("marketing", "Our shop is better than before.", ["better than before"]),
        ("deflection", "The scheduled maintenance has been completed.", []),
        ("deflection", "The planned works were carried out at noon.", []),
        ("deflection", "The scheduled tests have been completed.", []),
        (
            "deflection",
            "All scheduled maintenance had been carried out.",
            ["All scheduled maintenance had been carried"],
        ),
        ("deflection", "The scheduled inspections were carried out.", ["The scheduled inspections were carried"]),
        ("deflection", "The regular maintenance had been done.", ["The regular maintenance had been done"]),
        ("deflection", "The required maintenance was done.", ["The required maintenance was done"]),
    ],
)
def test_news_and_what_may_happen_have_no_such_tone(rule, source, marked):
    assert marks(source, rule) == marked


@pytest.mark.parametrize(
    "unit",
    [
        "and we ",
        "- if it fails: soon\n",
        "is not returning ",
        "a fix that we have ",
        "eventually ",
        "no ETA. ",
        "unless a human error ",
        "mitigation had been applied ",
    ],
)
def test_hostile_texts_take_linear_time(unit):
    assert_it_is_linear(lambda size: run(unit * (size // len(unit)), Context(), CHECKS))
