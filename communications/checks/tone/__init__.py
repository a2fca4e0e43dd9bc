"""What a reader would take amiss: somebody blamed, the matter made small, words that hedge, deflect or advertise, and no word of
regret or thanks."""

from __future__ import annotations

from collections.abc import Iterator

from communications.checks.context import Context
from communications.checks.finding import ADVICE, Mark
from communications.checks.text import Text
from communications.checks.tone import absence, said

SEVERITY = ADVICE


def check(text: Text, context: Context) -> Iterator[Mark]:
    if not context.language.startswith("en"):
        return
    yield from said.check(text, context)
    yield from absence.check(text, context)
