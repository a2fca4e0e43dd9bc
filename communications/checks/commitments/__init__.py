"""Whether what is announced can be kept and seen to be kept: each step specific, bounded, and inside also owned and dated;
nothing promised for ever, nothing promised for "soon"."""

from __future__ import annotations

from collections.abc import Iterator

from communications.checks.commitments import ownership, promises, vague
from communications.checks.commitments.said import Said
from communications.checks.context import WHILE_IT_LASTS, Context
from communications.checks.finding import ADVICE, Mark
from communications.checks.text import Text

SEVERITY = ADVICE


def check(text: Text, context: Context) -> Iterator[Mark]:
    said = Said(text)
    marks = list(promises.check(said, lasts=context.kind in WHILE_IT_LASTS))
    yield from marks
    endless = {mark.start for mark in marks if mark.rule == "not_bounded"}
    yield from vague.not_specific(said, said.numbers(endless), said.numbers(mark.start for mark in marks))
    yield from ownership.check(text, context)
