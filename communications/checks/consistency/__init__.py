"""Whether a text tells the same as the facts, and as the texts to other audiences, in the forms people write them."""

from __future__ import annotations

from collections.abc import Iterator

from communications.checks.consistency import counts, days, durations, services, times, view
from communications.checks.context import Context
from communications.checks.finding import BLOCKING, Mark
from communications.checks.text import Text

SEVERITY = BLOCKING


def check(text: Text, context: Context) -> Iterator[Mark]:
    said = view.of(text, context.time_zone, context)
    for kind in (times, durations, counts, services, days):
        yield from kind.check(said, context)
