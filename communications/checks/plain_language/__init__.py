"""What readers outside would stumble over: words they do not know, sentences too long to hold, and nobody who did it."""

from __future__ import annotations

from collections.abc import Iterator

from communications.checks.context import Context
from communications.checks.finding import ADVICE, Mark
from communications.checks.plain_language import acronyms, jargon, passive, sentences
from communications.checks.text import Text

SEVERITY = ADVICE


def check(text: Text, context: Context) -> Iterator[Mark]:
    if not context.outside or not context.language.startswith("en"):
        return
    for rule in (jargon.check, acronyms.check, sentences.check, passive.check):
        yield from (mark for mark in rule(text, context) if not (mark.end and text.is_quoted(mark.start, mark.end)))
