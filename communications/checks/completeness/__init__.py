"""What readers of such a message look for and do not find: what happened, to what, for how long; times they can place; an
answer in every section that must be there; how to answer, and when they hear more.

A message is whole when it has sections, or when the circumstances say which it must have; a few sentences alone are only asked for
the zones of their times.
"""

from __future__ import annotations

from collections.abc import Iterator

from communications.checks.completeness import answering, clock, happened, promised, sections, zoned
from communications.checks.context import Context
from communications.checks.finding import ADVICE, Mark
from communications.checks.text import Text

SEVERITY = ADVICE


def check(text: Text, context: Context) -> Iterator[Mark]:
    times = clock.times(text.prose, text.places)
    yield from sections.find(text, context)
    if context.kind != "talking_points" and (context.mandatory or any(part.key for part in text.parts)):
        yield from happened.find(text, context, times)
        yield from answering.find(text, context)
        yield from promised.find(text, context, times)
    yield from zoned.find(text, context, times)
