"""What plain language finds in a text: the words marked, and what could stand there."""

from communications.checks import run
from communications.checks.context import Context


def found(source, rule="", **context):
    findings = run(source, Context(**context), only=["plain_language"])
    assert all(source[one.start : one.end] == one.text for one in findings)
    return [(one.text, one.suggestion) for one in findings if not rule or one.rule == rule]


def marked(source, rule, **context):
    return [text for text, _suggestion in found(source, rule, **context)]
