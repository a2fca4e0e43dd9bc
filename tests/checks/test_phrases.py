import pytest

from communications.checks.phrases import Phrases
from communications.checks.text import Text


def found(lines, source):
    text = Text.of(source)
    phrases = Phrases(("rule", line) for line in lines)
    return [
        source[start:end]
        for _rule, start, end in phrases.find(text, zip(text.sentences, text.vocabularies, strict=True))
    ]


@pytest.mark.parametrize(
    ("line", "source", "expected"),
    [
        ("a|b c", "A c, b  c, c", ["A c", "b  c"]),
        ("sorry if?", "sorry. sorry if", ["sorry", "sorry if"]),
        ("apolog~ for", "Apologies for; apologise for", ["Apologies for", "apologise for"]),
        ("may ~ed", "May red, may go, may have", ["May red"]),
        (
            "skip+|care+ it",
            "Skip it, skipped it, caring it, cared it, skipper it",
            ["Skip it", "skipped it", "caring it", "cared it"],
        ),
        ("party%|bus% late", "Parties late, buses late, bussed late", ["Parties late", "buses late"]),
        ("worker%'s fault", "A worker's fault, the workers’ fault, worker fault", ["worker's fault", "workers’ fault"]),
        ("not * good", "not very good, not good", ["not very good"]),
        ("not *? good", "not very good, not good, not so very good", ["not very good", "not good"]),
        ("if ** not", "if a b not; if a b c d e not", ["if a b not"]),
        ("isn't so", "isn’t so", ["isn’t so"]),
        ("in_no_time|at_all", "In no time at all, in time", ["In no time", "at all"]),
        ("minor !version%", "Minor fault, minor version", ["Minor"]),
        ("!we|they forgot", "We forgot. She forgot. They forgot", ["forgot"]),
        ("& forgot", "Ada forgot, who forgot. It forgot. X forgot", ["Ada forgot"]),
        ("fault of &'s", "The fault of Ada's, the fault of hers", ["fault of Ada's"]),
        ("^ enjoy our", "Enjoy our tea. You enjoy our tea", ["Enjoy our"]),
        ("world-class", "World-class, first of the world class", ["World-class"]),
        ("trivial", "Non-trivial, trivially", []),
        ("# nothing", "nothing", []),
    ],
)
def test_the_language_of_phrases(line, source, expected):
    assert found([line], source) == expected


def test_names_stand_for_words():
    assert found(
        ["@who = team|crew", "the @who", "@who|we forgot", "@who's fault"],
        "The crew forgot, we forgot the team's fault",
    ) == [
        "The crew",
        "we forgot",
        "team's fault",
    ]


def test_of_phrases_that_begin_together_the_longest_is_found_and_none_begins_within_another():
    assert found(["one", "one two three", "two"], "One two three two") == ["One two three", "two"]
