"""The text as it lies behind the field in which it is written: what is found there is marked at its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from communications.checking import Found
from communications.checks.finding import BLOCKING

# A gap, or a place that is filled in for each recipient. app.js knows the same.
_MARKS = re.compile(r"(\[Missing:[^\]\n]*\])|(\[\[[a-z_]+\]\])")
BAD, WARN, INFO = "f-bad", "f-warn", "f-info"
_WEIGHT = {INFO: 0, WARN: 1, BAD: 2}


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    look: str
    anchor: str = ""  # what a link to it names


def anchor_of(section: int, found: Found) -> str:
    return f"at-{section}-{found.start}-{found.finding.rule}"


def mirrored(text: str, section: int = 0, found: Iterable[Found] = ()) -> SafeString:
    """Where marks overlap, the more serious shows; a link leads to the beginning of each."""
    marks = [*_gaps(text), *_of_findings(section, found)]
    return mark_safe("".join(_pieces(text, marks)) + " ")  # noqa: S308 - every piece of the text is escaped


def _gaps(text: str) -> Iterator[Mark]:
    for found in _MARKS.finditer(text):
        yield Mark(*found.span(), BAD if found[1] else INFO)


def _of_findings(section: int, found: Iterable[Found]) -> Iterator[Mark]:
    for one in found:
        if one.has_place:
            look = INFO if one.is_kept else BAD if one.finding.severity == BLOCKING else WARN
            yield Mark(one.start, one.end, look, anchor_of(section, one))


def _pieces(text: str, marks: list[Mark]) -> Iterator[str]:
    """The text cut at every beginning and end; linear in text and marks but for how many lie over one another."""
    begins: dict[int, list[Mark]] = {}
    ends: dict[int, list[Mark]] = {}
    for mark in marks:
        begins.setdefault(mark.start, []).append(mark)
        ends.setdefault(mark.end, []).append(mark)
    cuts = sorted({0, len(text), *begins, *ends})
    over = dict.fromkeys(_WEIGHT, 0)
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        for mark in ends.get(start, ()):
            over[mark.look] -= 1
        for mark in begins.get(start, ()):
            over[mark.look] += 1
            if mark.anchor:
                yield f'<span id="{mark.anchor}"></span>'
        look = max((look for look, times in over.items() if times), key=_WEIGHT.__getitem__, default="")
        piece = escape(text[start:end])
        yield f'<span class="{look}">{piece}</span>' if look and piece else str(piece)
