"""Checks that find one word, so that what happens with findings is tested apart from what checks think of a text."""

import re

from communications.checks import CHECKS
from communications.checks.finding import ADVICE, BLOCKING, Mark


class Finds:
    def __init__(self, severity, rule, word, suggestion=""):
        self.SEVERITY, self.rule, self.word, self.suggestion = severity, rule, word, suggestion

    def check(self, text, context):
        for found in re.finditer(re.escape(self.word), text.source):
            yield Mark(self.rule, *found.span(), "Readers do not know it.", self.suggestion)


class Misses:
    """Says that something is absent, in the section it names."""

    SEVERITY, rule = BLOCKING, "no_what"

    def __init__(self, section):
        self.section = section

    def check(self, text, context):
        yield Mark(self.rule, 0, 0, "It does not say what went wrong.", section=self.section)


def only(monkeypatch, **checks):
    for name in list(reversed(CHECKS)):  # put back in their order, since what was done last is undone first
        monkeypatch.delitem(CHECKS, name)
    for name, check in checks.items():
        monkeypatch.setitem(CHECKS, name, check)


HOST = Finds(BLOCKING, "host_name", "db-prod-3", "one of our databases")
JARGON = Finds(ADVICE, "jargon", "failover", "switch")
