"""The words by which texts are compared."""

import pytest

from communications.checks.places import Places
from communications.checks.words import consistency as words
from communications.checks.words.begins import Alternatives
from communications.checks.words.roots import root


@pytest.mark.parametrize(
    "forms",
    [
        "sit sits sat sitting",
        "order orders ordered ordering",
        "deliver delivers delivered delivery deliveries",
        "stop stops stopped stopping",
        "address addresses addressed",
        "replace replaced replacing replacement",
        "cancel cancelled cancels cancellation",
        "expire expires expired expiry",
        "notify notified notification notifications",
        "person people",
        "country countries",
        "process processes processed",
    ],
)
def test_all_forms_of_a_word_have_one_root(forms):
    assert len({root(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("pair", ["letter let", "water wait", "counter count", "meter meet", "paper pap"])
def test_other_words_have_other_roots(pair):
    one, other = pair.split()
    assert root(one) != root(other)


@pytest.mark.parametrize(
    "prose",
    [
        "bookings failed and nobody could pay, though transfers worked as usual.",
        "we couldn't reach it; the page wasn't there, all went dark and stayed dark.",
        "no errors, no trouble with orders: not a single one was lost or late.",
        "a grinding halt. it came to a halt, was cut off, and would not open again.",
        "",
    ],
)
def test_alternatives_are_found_as_the_whole_pattern_finds_them(prose):
    places = Places.of(prose)
    for name, one in vars(words).items():
        if isinstance(one, Alternatives):
            whole = [found.span() for found in one.finditer(prose)]
            assert [found.span() for found in one.within(prose, places, 0, len(prose))] == whole, name


def test_alternatives_may_begin_with_anything():
    one = Alternatives(r"(?<!x )re[ds]? \w+", r"\w{2,4}ing", r"(?:an?|the) end", "o{2}ps")
    prose = "red car, res ipsa; the end, a end, an end, bring, oops"
    found = [each[0] for each in one.within(prose, Places.of(prose), 0, len(prose))]
    assert found == ["red car", "res ipsa", "the end", "a end", "an end", "bring", "oops"]
