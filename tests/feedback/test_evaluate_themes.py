"""manage.py evaluate_themes, and what it is made of."""

import pytest
from django.core.management import CommandError, call_command

from feedback.suggestions.evaluating import Labelled, evaluate, trained
from feedback.suggestions.reading import parse_rules

pytestmark = pytest.mark.once
RULES = """
[themes.late]
sure = ["late"]
[themes.vague]
sure = ["vague"]
hint = ["foggy"]
"""
TEXTS = 'text,labels\nSo late,late\n"Late, vague",vague\nfoggy,vague\nHello,\n'


@pytest.fixture
def files(tmp_path):
    for name, content in (("test.csv", TEXTS), ("rules.toml", RULES)):
        (tmp_path / name).write_text(content)
    return tmp_path


def test_it_prints_each_theme_and_the_coverage(files, capsys):
    call_command("evaluate_themes", test=files / "test.csv", rules=files / "rules.toml")
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert rows[1] == ["late", "0.50", "1.00", "0.67", "2", "1"]
    assert rows[2] == ["vague", "1.00", "0.50", "0.67", "1", "2"]
    assert rows[3][0] == "all"
    assert "2 of 3 texts with a label are shown a theme (67%)" in " ".join(rows[4])
    assert "1 of 1 without one are left alone" in " ".join(rows[4])


def test_what_is_often_wrong_becomes_unsure():
    rules = parse_rules(RULES)
    wrong = [Labelled("late", frozenset())] * 10
    assert evaluate(wrong, rules).whole.shown == 10
    assert evaluate(wrong, trained(rules, wrong)).whole.shown == 0
    assert evaluate([Labelled("vague", frozenset())], trained(rules, wrong)).whole.shown == 1


def test_a_hint_that_is_always_right_becomes_sure():
    rules = parse_rules(RULES)
    right = [Labelled("foggy", frozenset({"vague"}))] * 10
    assert evaluate(right, trained(rules, right)).whole.right == 10


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("test.csv", b"words,labels\na,b\n", "no column text"),
        ("test.csv", b"", "no column"),
        ("test.csv", b"text,labels\n\xff,late\n", "UTF-8"),
        ("rules.toml", b"sure = [", "no rules"),
        ("rules.toml", b"\xff", "UTF-8"),
    ],
)
def test_bad_files_are_refused_in_words(files, name, content, sentence):
    (files / name).write_bytes(content)
    with pytest.raises(CommandError, match=sentence):
        call_command("evaluate_themes", test=files / "test.csv", rules=files / "rules.toml")


def test_a_file_that_is_not_there_is_named(files):
    with pytest.raises(CommandError, match=r"none\.csv cannot be read"):
        call_command("evaluate_themes", test=files / "none.csv")


def test_training_needs_no_other_rules(files, capsys):
    call_command("evaluate_themes", test=files / "test.csv", train=files / "test.csv")
    assert "too-late" in capsys.readouterr().out
