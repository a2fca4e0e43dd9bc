import pytest

from communications.checks.context import Context
from tests.checks.linear import assert_it_is_linear
from tests.checks.tune import assert_it_reaches
from tests.checks.whole import CONTEXT, findings, marks, message


def test_it_is_silent_about_a_whole_message():
    assert marks(message()) == []


def test_it_asks_less_of_a_few_sentences():
    assert marks("We are investigating.", Context()) == []
    assert marks("", CONTEXT) == marks("", CONTEXT)


def test_it_finds_the_same_twice():
    source = message(summary="It began at 14:05.", resolution="TBD")
    assert findings(source) == findings(source) != []


def test_it_reaches_its_aim_on_cases_that_may_be_read():
    assert_it_reaches("completeness", recall=0.95, category_recall=0.9, false_alarms=0.02)


@pytest.mark.parametrize(
    "piece",
    ["a", "1", ":", "12:30 ", "[", "[missing:", "<", "{{", "one ", "5 h ", "A ", "A b ", "UTC ", "( ", ".", "we could not ", "a@b.c ", "(", "0 0", "today ", "half past ", "\n", "## Summary\n\n", "still ", "9-13 ", "from 8 to ", "we have heard that ", "no ", "not know ", "a day ", "Ask Aa ", "0915\n", "at 9 ", "the cause is ", "had a ", "we are sorry that ", "people got a ", "two sentences ", "was a state of ", "had the ", "call 1 ", "0 (", "see the list "],
)  # fmt: skip
def test_it_takes_as_long_as_a_text_is_long(piece):
    assert_it_is_linear(lambda size: findings("## Summary\n\n" + (piece * (size // len(piece) + 1))[:size]))
