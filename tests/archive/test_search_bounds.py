"""A text of any length is filed, and what is found of it is the same on both engines."""

import pytest

from archive.search import index
from archive.search.find import Wanted, find
from archive.verbs.redaction import redact
from tests.archive.factories import make_record


def lone(n):
    """A word that stands once."""
    return f"x{n}q"


@pytest.fixture
def long(db):
    """One word more than are taken."""
    text = " ".join(lone(n) for n in range(index.MOST_WORDS + 1))
    return make_record(title="", subject="", text=text, services=[], audience="")


def totals(user, *typed):
    return [find(user, Wanted(one)).total for one in typed]


def test_words_are_found_up_to_the_bound(long, vera):
    last = index.MOST_WORDS - 1
    assert totals(vera, lone(last), f'"{lone(last - 1)} {lone(last)}"', lone(last + 1), f"{lone(last + 1)}*") == [
        1,
        1,
        0,
        0,
    ]
    index.rebuild()
    assert totals(vera, f'"{lone(last - 1)} {lone(last)}"', lone(last + 1)) == [1, 0]


def test_all_of_a_long_text_goes_with_its_redaction(long, vera, ade):
    redact(ade, long, "A name")
    assert totals(vera, lone(0), f"{lone(1)}*", lone(index.MOST_WORDS - 1)) == [0, 0, 0]


def test_a_text_of_rare_words_in_many_letters_is_filed(db, vera):
    """Each of them is kept as 602 letters: 16,000 of them are more than a tsvector takes."""
    words = ["".join(chr(0x4E00 + (n + i * i) % 20_000) for i in range(100)) for n in range(3_000)]
    make_record(title="", subject="", text=" ".join(words), services=[], audience="")
    taken = index.MOST_LETTERS // 602
    assert totals(vera, words[0], words[taken - 1], words[taken]) == [1, 1, 0]


def test_a_word_is_found_where_it_stands_up_to_so_often(db, vera):
    most = index.MOST_OF_A_WORD
    pairs = " ".join(f"the {lone(n)}" for n in range(most + 1))
    make_record(title="", subject="", text=pairs, services=[], audience="")
    assert totals(vera, f'"the {lone(most - 1)}"', f'"the {lone(most)}"', f'"{lone(most - 1)} {lone(most)}"') == [
        1,
        0,
        0,
    ]
    assert totals(vera, lone(most), "the") == [1, 1]
