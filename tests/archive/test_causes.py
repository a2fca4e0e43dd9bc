"""How right `states_a_cause` is on texts that people published, read and labelled one by one.

Of `unseen: false` the pattern was written with the texts in view. Those of `unseen: true` were labelled before it was tried on them and
have not been tuned to since: the figures below are what it may be trusted with. Texts of which a reader cannot say are in neither.
"""

import json
import time
from pathlib import Path

import pytest

from archive.search.causes import states_a_cause
from tests.archive.search_expected import UPDATES

LABELS = [json.loads(line) for line in Path(__file__).with_name("causes.jsonl").read_text().splitlines()]


@pytest.fixture(scope="module")
def texts():
    return {
        path.stem: [json.loads(line)["text"] for line in path.open(encoding="utf-8")]
        for path in UPDATES.glob("*.jsonl")
    }


def rightness(texts, unseen):
    """(precision, recall)"""
    labels = [label for label in LABELS if label["unseen"] is unseen]
    found = [states_a_cause(texts[label["source"]][label["line"]]) for label in labels]
    right = sum(1 for label, said in zip(labels, found, strict=True) if said and label["states"])
    return right / sum(found), right / sum(label["states"] for label in labels)


@pytest.mark.parametrize(("unseen", "precision", "recall"), [(False, 0.9, 0.95), (True, 0.9, 0.75)])
def test_it_is_right_on_published_texts(texts, unseen, precision, recall):
    reached = rightness(texts, unseen)
    assert (reached[0] >= precision, reached[1] >= recall) == (True, True), reached


def test_the_labels_are_many_and_of_both_kinds():
    for unseen, most in ((False, 191), (True, 92)):
        labels = [label["states"] for label in LABELS if label["unseen"] is unseen]
        assert (len(labels), 25 < sum(labels) < len(labels) - 25) == (most, True)


@pytest.mark.parametrize(
    "text",
    [
        "Resolved. The outage was due to an expired certificate.",
        "This was caused by a configuration change that we have rolled back.",
        "A faulty deploy caused logins to fail.",
        "**Cause**\n\nOne of the locators hung while it was published.",
        "The root cause was a full disk.",
        "Card payments failed because the gateway ran at its limit.",
        "An access rule was inadvertently removed.",
    ],
)
def test_it_says_why(text):
    assert states_a_cause(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "This incident has been resolved.",
        "We are investigating the root cause.",
        "The root cause is not yet known.",
        "Logins were slow due to this issue.",
        "The upgrade will cause a short outage.",
        "Some requests may fail because of the planned move.",
        "We have fixed the problem that caused it.",
    ],
)
def test_it_does_not_say_why(text):
    assert not states_a_cause(text)


@pytest.mark.parametrize(
    "piece", ["\n\n ", "the cause of ", "# cause\n", "issue was related ", "due to the ", "*_#> ", "a", "change, "]
)
def test_no_text_takes_it_long(piece):
    begun = time.process_time()
    states_a_cause(piece * (200_000 // len(piece)))
    assert time.process_time() - begun < 5


def test_why_somebody_is_written_to_is_no_cause():
    assert not states_a_cause("You receive this because you are among Engineering of Northwind Payments.")
    assert states_a_cause("Payments were declined because a certificate had run out.")
