import io
import json
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from communications.checks import registry
from communications.checks.finding import ADVICE, Mark


class Loud:
    """A check that marks each "oops"."""

    SEVERITY = ADVICE

    def check(self, text, context):
        at = text.source.find("oops")
        if at >= 0:
            yield Mark("oops", at, at + 4, f"“oops” is not {context.level}.", "sorry")


@pytest.fixture(autouse=True)
def only_loud(monkeypatch):
    for name in list(registry.CHECKS):
        monkeypatch.delitem(registry.CHECKS, name)
    monkeypatch.setitem(registry.CHECKS, "tone", Loud())


@pytest.fixture
def said(capsys, tmp_path):
    def said(text, *arguments, **context):
        (tmp_path / "text.md").write_text(text)
        if context:
            (tmp_path / "context.json").write_text(json.dumps(context))
            arguments = (*arguments, "--context", str(tmp_path / "context.json"))
        call_command("check_text", *arguments, str(tmp_path / "text.md"))
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return said


def test_it_prints_a_finding_a_line(said):
    assert said("## Summary\n\nWe — oops — failed.") == [
        {
            "check": "tone",
            "rule": "oops",
            "severity": "advice",
            "start": 17,
            "end": 21,
            "text": "oops",
            "message": "“oops” is not plain.",
            "suggestion": "sorry",
            "section": "summary",
        }
    ]


def test_it_prints_nothing_where_nothing_is_found(said):
    assert said("All is well.") == []


def test_the_level_is_the_contexts_unless_one_is_named(said):
    assert said("oops", level="formal")[0]["message"] == "“oops” is not formal."
    assert said("oops", "--level", "summary", level="formal")[0]["message"] == "“oops” is not summary."


@pytest.mark.parametrize("level", ["plain", "summary", "technical", "formal"])
def test_a_technical_text_is_for_inside_unless_the_context_says_otherwise(said, monkeypatch, level):
    class Where(Loud):
        def check(self, text, context):
            yield Mark("where", 0, 0, "outside" if context.outside else "inside")

    def where(*arguments, **context):
        return said("Any text.", *arguments, **context)[0]["message"]

    monkeypatch.setitem(registry.CHECKS, "tone", Where())
    alone = "inside" if level == "technical" else "outside"
    assert where("--level", level) == where(level=level) == where("--level", level, level="plain") == alone
    assert where("--level", level, outside=True) == "outside"
    assert where("--level", level, outside=False) == "inside"


def test_it_exits_with_1_when_one_blocks(said, capsys):
    with pytest.raises(SystemExit) as exit:
        said("oops", severities={"tone": "blocking"})
    assert exit.value.code == 1
    assert json.loads(capsys.readouterr().out)["severity"] == "blocking"


def test_it_reads_standard_input(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO("\ufeffÄ oops".encode())))
    call_command("check_text")
    assert json.loads(capsys.readouterr().out)["start"] == 2


def test_it_ends_quietly_when_nobody_reads_on():
    command = [sys.executable, "manage.py", "check_text", "--level", "plain"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    process.stdout = None
    _out, error = process.communicate(b"The server db-prod-17.internal broke. " * 40, timeout=60)
    assert (process.returncode, error) == (1, b"")


@pytest.mark.parametrize(
    ("context", "sentence"),
    [
        ("{", "it is not JSON"),
        ("[]", "an object is expected"),
        ('{"sevices": []}', "sevices: there is no such name"),
        ('{"facts": [{"key": "impact"}, {"key": 3}]}', "facts[1].key: str is expected"),
        ('{"started_at": "2026-03-03T10:00"}', "started_at: the time has no zone"),
    ],
)
def test_a_bad_context_is_a_sentence_and_2(tmp_path, context, sentence):
    (tmp_path / "context.json").write_text(context)
    with pytest.raises(CommandError, match="is not a context") as error:
        call_command("check_text", "--context", str(tmp_path / "context.json"))
    assert sentence in str(error.value) and error.value.returncode == 2


@pytest.mark.parametrize(("content", "sentence"), [(None, "No such file"), (b"abc\xff", "byte 4 begins no character")])
def test_a_bad_file_is_a_sentence_and_2(tmp_path, content, sentence):
    if content:
        (tmp_path / "text.md").write_bytes(content)
    with pytest.raises(CommandError, match=sentence) as error:
        call_command("check_text", str(tmp_path / "text.md"))
    assert error.value.returncode == 2
