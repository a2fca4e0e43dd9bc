import re

import pytest

from communications.checks import run, words
from communications.checks.context import Context
from communications.checks.tone import said
from measure import cases
from tests.checks.linear import assert_it_is_linear


def test_every_name_for_words_is_used_in_its_list():
    for rule in said.RULES:
        lines = [line.partition("#")[0] for line in words.lines(f"{rule}.txt")]
        names = {line.partition(" = ")[0].strip() for line in lines if line.startswith("@") and " = " in line}
        used = {found for line in lines for found in re.findall(r"@\w+", line.partition(" = ")[2] or line)}
        assert names <= used, rule


def test_every_word_of_the_lists_is_one():
    for name in (*said.RULES, "acknowledged", "thanked"):
        for line in words.lines(f"{name}.txt"):
            for element in line.partition("#")[0].split():
                assert element in ("*", "**", "***", "*?", "=", "^", "&") or all(
                    re.search(r"\w", word) for word in element.removesuffix("?").split("|")
                ), line


def test_other_languages_are_not_judged():
    assert run("A minor problem.", Context(language="de"), only=["tone"]) == []


@pytest.mark.parametrize(
    "part",
    [
        "a ",
        "had the would ",
        "Ada ",
        "not very ",
        "may have been of you. ",
        "if the had ",
        "sorry ",
        "no ",
        "the ",
        "we know ",
        "thank ",
        "minor ",
        "customers ",
        "may ",
        "9 ",
        "the program ",
        "if people had ",
        "nobody as ",
        "your help ",
        "no small ",
        "from 10:04 to ",
    ],
)
def test_it_takes_no_longer_for_what_somebody_made_hostile(part):
    assert_it_is_linear(lambda size: run((part * size)[:size], Context(), only=["tone"]))


@pytest.mark.parametrize(
    "part", ["a brief outage but ", "small number of users ", "sorry for any trouble ", "may possibly be "]
)
def test_nor_while_it_lasts(part):
    assert_it_is_linear(lambda size: run((part * size)[:size], Context(kind="update"), only=["tone"]))


def test_the_cases_for_tuning_are_found_and_their_clean_texts_pass():
    judged = [cases.judge(case) for case in cases.read_cases(cases.TUNE, "tone")]
    whole = cases.score(judged)
    assert whole.recall >= 0.98 and whole.alarms < 0.01
    for category, ones in cases.by_category(judged).items():
        assert cases.score(ones).recall >= 0.95, category
