import re

import pytest

from communications.checks import run, words
from communications.checks.context import Context
from communications.checks.phrases import Phrases
from communications.checks.tone import said
from measure import cases
from tests.checks.linear import assert_it_is_linear


def marked(source, rule, **context):
    findings = run(source, Context(**context), only=["tone"])
    assert all(source[one.start : one.end] == one.text for one in findings)
    return [one.text for one in findings if one.rule == rule]


@pytest.mark.parametrize(
    ("rule", "source", "expected"),
    [
        ("blame", "A careless technician left it unplugged.", ["careless technician"]),
        ("blame", "It was human error.", ["human error"]),
        ("blame", "The blame lies with the supplier.", ["The blame lies"]),
        ("blame", "An engineer forgot to renew it.", ["engineer forgot to"]),
        ("blame", "It failed because you clicked twice.", ["because you clicked"]),
        ("blame", "Nobody is at fault, says the *law*: `human error`", ["at fault"]),
        (
            "blame",
            "The error is Jonas's. It failed because Tomasz had not tested it.",
            ["error is Jonas's", "because Tomasz had not tested"],
        ),
        ("blame", "It was Monday's error, and it failed because Windows had no licence.", []),
        ("blame", "The engineer on duty restarted it, and customers could pay again.", []),
        ("blame", "We forgot to renew the certificate.", []),
        ("minimising", "There was a minor problem.", ["minor"]),
        ("minimising", "Only a few customers saw it.", ["Only a few customers"]),
        ("minimising", "On 3 May 2026 at 14:05 UTC it stopped briefly.", ["briefly"]),
        ("minimising", "It stopped briefly, for 40 seconds.", []),
        ("minimising", "A small number of payments, 212 of 80,000, failed.", []),
        ("minimising", "There will be a short interruption.", []),
        ("minimising", "Parents of minors were called.", []),
        ("hedging", "Your order may possibly have been lost.", ["may possibly"]),
        ("hedging", "It appears that some users might have seen it.", ["It appears that some", "might have seen"]),
        ("hedging", "You may ask for a new one, and it could be sent on Monday.", []),
        ("deflection", "This was beyond our control.", ["beyond our control"]),
        ("deflection", "We regret any inconvenience you may have had.", ["any inconvenience"]),
        ("deflection", "We are sorry that you could not pay.", []),
        ("marketing", "Our world-class team is proud to serve you.", ["world-class", "proud to"]),
        ("marketing", "The Pride march passed, and the best route is open again.", []),
    ],
)
def test_phrases(rule, source, expected):
    assert marked(source, rule) == expected


@pytest.mark.parametrize(
    "word",
    [
        "best-in-class",
        "first-class",
        "first-rate",
        "five-star",
        "next-gen",
        "bank-grade",
        "military-grade",
        "super-fast",
        "blazing-fast",
        "ultra-fast",
        "ultra-reliable",
        "top-tier",
        "record-breaking",
        "world-beating",
        "worry-free",
    ],
)
def test_words_of_advertising_with_a_hyphen(word):
    assert marked(f"Our {word} system failed.", "marketing") == [word]
    assert marked(f"Our {word.capitalize()} system failed.", "marketing") == [word.capitalize()]


def test_every_name_for_words_is_used_in_its_list():
    for rule in said.RULES:
        lines = [line.partition("#")[0] for line in words.lines(f"{rule.name}.txt")]
        names = {line.partition(" = ")[0].strip() for line in lines if line.startswith("@") and " = " in line}
        used = {found for line in lines for found in re.findall(r"@\w+", line.partition(" = ")[2] or line)}
        assert names <= used, rule.name


def test_what_others_said_is_not_judged():
    assert marked("They wrote “it is a minor problem”.\n\n> human error\n", "minimising") == []
    assert marked("> human error\n", "blame") == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The pump broke. Thank you for your patience.", [""]),
        ("We appreciate your cooperation.", [""]),
        ("We know that the cause is a pump.", [""]),
        ("We regret to inform you that it broke.", [""]),
        ("We are sorry.", []),
        ("We know how hard this was for you.", []),
        ("Please accept our apologies.", []),
    ],
)
def test_acknowledgement(source, expected):
    assert marked(source, "no_acknowledgement") == expected
    assert marked(source, "no_acknowledgement", outside=False) == []
    assert marked(source, "no_acknowledgement", kind="talking_points") == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Thanks to a second cable it worked. Thankfully nobody was hurt.", [""]),
        ("No thanks to us, it works.", [""]),
        ("Prices appreciate.\n\n## Appreciation\n\nWe are sorry.", [""]),
        ("Thank you.", []),
        ("Thanks to all who helped.", []),
        ("We are grateful to the crew.", []),
    ],
)
def test_thanks(source, expected):
    assert marked(source, "no_thanks", kind="resolution") == expected
    assert marked(source, "no_thanks", kind="update") == []


def test_an_absence_names_its_section():
    findings = run("## Summary\n\nIt broke.\n\n## Appreciation\n\nNone.", Context(kind="root_cause"), only=["tone"])
    assert [(one.rule, one.section) for one in findings] == [
        ("no_acknowledgement", "summary"),
        ("no_thanks", "appreciation"),
    ]


def test_other_languages_are_not_judged():
    assert run("A minor problem.", Context(language="de"), only=["tone"]) == []


@pytest.mark.parametrize(
    ("line", "source", "expected"),
    [
        ("a|b c", "A c, b  c, c", ["A c", "b  c"]),
        ("sorry if?", "sorry. sorry if", ["sorry", "sorry if"]),
        ("apolog~ for", "Apologies for; apologise for", ["Apologies for", "apologise for"]),
        ("not * good", "not very good, not good", ["not very good"]),
        ("if ** not", "if a b not; if a b c d e not", ["if a b not"]),
        ("isn't so", "isn’t so", ["isn’t so"]),
        ("# nothing", "nothing", []),
    ],
)
def test_the_language_of_phrases(line, source, expected):
    assert [source[start:end] for start, end in Phrases.of([line]).find(source)] == expected


def test_names_stand_for_words():
    phrases = Phrases.of(["@who = team|crew", "the @who", "@who|we forgot"])
    assert [*phrases.find("The crew forgot, we forgot")] == [(0, 8), (17, 26)]


@pytest.mark.parametrize(
    "part", ["a ", "if the had ", "sorry ", "no ", "the ", "we know ", "thank ", "minor ", "customers ", "may ", "9 "]
)
def test_it_takes_no_longer_for_what_somebody_made_hostile(part):
    assert_it_is_linear(lambda size: run((part * size)[:size], Context(), only=["tone"]))


def test_the_cases_for_tuning_are_found_and_their_clean_texts_pass():
    judged = [cases.judge(case) for case in cases.read_cases(cases.TUNE, "tone")]
    whole = cases.score(judged)
    assert whole.recall >= 0.68 and whole.alarms < 0.1  # what it reaches now, short of its aims
    for category, ones in cases.by_category(judged).items():
        assert cases.score(ones).recall >= 0.5, category
