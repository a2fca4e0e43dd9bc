"""Themes suggested by rules: what people say, what they deny, and what has nothing to do with it."""

import csv
from pathlib import Path

import pytest

from feedback.shipped import THEMES
from feedback.suggestions import RulesError, shipped_rules, suggest
from feedback.suggestions.reading import parse_rules

pytestmark = pytest.mark.once
SAID = Path(__file__).resolve().parent.parent.parent / "feedback" / "demo" / "answers.csv"


def themes(text, rules=None):
    return {suggestion.theme for suggestion in suggest(text, rules)}


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("We learnt about it from Twitter.", "too-late"),
        ("It took you three hours to say anything.", "too-late"),
        ("Your mail reached us two days late", "too-late"),
        ("It was terribly vague", "too-vague"),
        ("How many of our orders were lost?", "too-vague"),
        ("Far too much jargon for a florist", "too-technical"),
        ("In plain English please", "too-technical"),
        ("What happens now?", "missing-next-steps"),
        ("How will you prevent this from happening again?", "missing-next-steps"),
        ("What should we have done meanwhile?", "missing-workaround"),
        ("No workaround was mentioned", "missing-workaround"),
        ("It landed in my spam folder", "wrong-channel"),
        ("Text me next time", "wrong-channel"),
        ("We had to chase you for updates", "no-update"),
        ("Complete silence for six hours", "no-update"),
        ("The two statements contradict each other", "contradictory"),
        ("The status page was green while nothing worked", "contradictory"),
        ("It sounded cold and defensive", "tone"),
        ("Sorry for any inconvenience? Really?", "tone"),
        ("Nobody picked up the phone", "support-unreachable"),
        ("I was on hold for an hour", "support-unreachable"),
        ("We expect an SLA credit", "credit-asked"),
        ("Will you refund this month?", "credit-asked"),
        ("Thank you for being so honest", "thanks"),
        ("Clear and honest.", "thanks"),
    ],
)
def test_what_people_say_is_found(text, theme):
    assert theme in themes(text)


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("It was not too technical at all", "too-technical"),
        ("I would not call it vague, nor was it too late", "too-late"),
        ("Never cold or defensive", "tone"),
        ("Not very helpful", "thanks"),
        ("We are not asking for a refund", "credit-asked"),
        ("Thanks for nothing", "thanks"),
        ("No contradiction anywhere", "contradictory"),
    ],
)
def test_what_they_deny_is_not(text, theme):
    assert theme not in themes(text)


def test_a_negation_ends_with_its_clause():
    assert "too-late" in themes("No, it was far too late")
    assert "too-late" in themes("It was not vague but too late")
    assert "too-late" in themes("Not only too late")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "🙂",
        "n/a",
        "How do I change my PIN?",
        "My card has not arrived after two weeks",
        "Can I pay by credit card?",
        "What is the exchange rate today?",
        "Please add a dark mode.",
        "\u202eabc \u200b 'OR 1=1 <script>",
    ],
)
def test_of_other_things_nothing_is_suggested(text):
    assert suggest(text) == []


def test_it_says_which_words_decided():
    text = "Dear all, it came too\nlate."
    (found,) = suggest(text)
    assert (found.theme, found.words) == ("too-late", "came too late")
    assert text[found.start : found.end] == "came too\nlate"
    assert found.marks == ((found.start, found.end),)
    assert found.score >= shipped_rules().threshold


def test_a_very_long_text_is_read_in_part_and_quickly():
    assert "too-late" in themes("It was too late. " + "word " * 200_000)


def test_every_theme_with_signs_ships():
    assert shipped_rules().themes == {slug for slug, *_rest in THEMES}


def test_the_answers_of_the_demonstration_are_shown_few_wrong_themes():
    with SAID.open(newline="", encoding="utf-8") as file:
        rows = [(row["words"], set(row["themes"].split())) for row in csv.DictReader(file)]
    wrong = sum(len(themes(words) - labels) for words, labels in rows)
    assert wrong <= 4 and len(rows) > 30


RULES = """
threshold = 0.7
[negation]
words = ["not"]
[lists]
beast = ["cat", "guinea pig"]
[themes.zoo]
sure = ["@beast .. barks?", "# lions|tigers"]
hint = ["fur", "paw"]
unless = ["stuffed"]
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A cat", True),
        ("Cats", True),
        ("guinea pigs", True),
        ("guinea fowl, pig", False),
        ("3 lions", True),
        ("lions", False),
        ("not a cat", False),
        ("fur", False),
        ("fur and a paw", True),
        ("a stuffed cat", False),
        ("Something stuffed. A cat.", True),
    ],
)
def test_rules_mean_what_they_say(text, found):
    assert bool(suggest(text, parse_rules(RULES))) is found


@pytest.mark.parametrize(
    "content",
    [
        "threshold = ",
        "threshold = 'high'",
        "[themes.zoo]\nsure = ['@nothing']",
        "[themes.zoo]\nsure = ['.. cat']",
        "[themes.zoo]\nsure = ['cat ..']",
        "[themes.zoo]\nsure = ['']",
        "[themes.zoo]\nsure = ['(cat)']",
        "[themes.zoo]\nsure = [1]",
        "[themes.zoo]\nsure = 'cat'",
        "themes = 3",
    ],
)
def test_what_is_no_rule_is_refused_in_words(content):
    with pytest.raises(RulesError, match=r"\."):
        parse_rules(content)
