from communications.checks import run
from communications.checks.context import Context


def marked(source, rule, **context):
    findings = run(source, Context(**context), only=["tone"])
    assert all(source[one.start : one.end] == one.text for one in findings)
    return [one.text for one in findings if one.rule == rule]
