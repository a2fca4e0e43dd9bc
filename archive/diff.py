"""Two texts compared: word by word as safe HTML, or line by line beside each other."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_PIECE = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)


def words_changed(before: str, after: str) -> SafeString:
    """The text after, with what was taken out in <del> and what was put in in <ins>."""
    old, new = _PIECE.findall(before[:50_000]), _PIECE.findall(after[:50_000])
    parts = []
    for op, a1, a2, b1, b2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a1:a2]), "".join(new[b1:b2])
        if op == "equal":
            parts.append(format_html("{}", gone))
            continue
        if gone:
            parts.append(format_html("<del>{}</del>", gone))
        if come:
            parts.append(format_html("<ins>{}</ins>", come))
    return format_html_join("", "{}", ((part,) for part in parts))


@dataclass(frozen=True)
class Pair:
    """One line of two texts side by side; a text that has no line there has neither number nor words."""

    old_number: int | None
    old: str
    new_number: int | None
    new: str
    changed: bool


def lines_changed(before: str, after: str) -> list[Pair]:
    old, new = before[:50_000].split("\n"), after[:50_000].split("\n")
    pairs = []
    for op, a1, a2, b1, b2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for step in range(max(a2 - a1, b2 - b1)):
            a, b = a1 + step, b1 + step
            in_old, in_new = a < a2, b < b2
            pairs.append(
                Pair(
                    a + 1 if in_old else None,
                    old[a] if in_old else "",
                    b + 1 if in_new else None,
                    new[b] if in_new else "",
                    op != "equal",
                )
            )
    return pairs
