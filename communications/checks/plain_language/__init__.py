"""What readers outside would stumble over: words they do not know, sentences too long to hold, and nobody who did it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from communications.checks.context import WHILE_IT_LASTS, Context
from communications.checks.finding import ADVICE, Mark
from communications.checks.plain_language import acronyms, jargon, passive, sentences
from communications.checks.plain_language.names import Names
from communications.checks.text import Text

SEVERITY = ADVICE


def check(text: Text, context: Context) -> Iterator[Mark]:
    if not context.outside or not context.language.startswith("en"):
        return
    names = Names.of(text, context)
    found = (
        jargon.check(text, context, names),
        acronyms.check(text, context, names),
        sentences.check(text, context),
        passive.check(text, names, lasts=context.kind in WHILE_IT_LASTS),
    )
    for mark in chain.from_iterable(found):
        if not (mark.end and text.is_quoted(mark.start, mark.end)):
            yield mark
