"""Two texts compared: word by word as safe HTML, or line by line beside each other."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

MOST_PAIRS = 500_000
_PIECE = re.compile(r"\s+|\d+(?:[.,:]\d+)+|[^\W_]+|.", re.DOTALL)  # 8,200 and 07:50 are one piece


def _pairs(old: list[str], new: list[str]) -> int:
    """How often a piece of one is compared with the same piece of the other."""
    times = Counter(piece for piece in new if not piece.isspace())
    return sum(times[piece] for piece in old)


def _pieces(before: str, after: str) -> tuple[list[str], list[str]]:
    """Words; or lines, or the whole, where the same words come so often that comparing each with each takes minutes."""
    for split in (_PIECE.findall, lambda text: text.splitlines(keepends=True)):
        old, new = split(before), split(after)
        if _pairs(old, new) < MOST_PAIRS:
            return old, new
    return [before], [after]


def words_changed(before: str, after: str) -> SafeString:
    """The text after, with what was taken out in <del> and what was put in in <ins>."""
    old, new = _pieces(before[:50_000], after[:50_000])
    parts = []
    for op, a1, a2, b1, b2 in difflib.SequenceMatcher(str.isspace, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a1:a2]), "".join(new[b1:b2])
        if op == "equal":
            parts.append(format_html("{}", gone))
            continue
        if gone:
            parts.append(format_html("<del>{}</del>", gone))
        if come:
            parts.append(format_html("<ins>{}</ins>", come))
    return format_html_join("", "{}", ((part,) for part in parts))


def words_beside(one: str, other: str) -> tuple[SafeString, SafeString]:
    """Two texts of equal right, each whole, with the words marked that the other does not have."""
    left, right = _pieces(one[:50_000], other[:50_000])
    shown: tuple[list[SafeString], list[SafeString]] = ([], [])
    for op, a1, a2, b1, b2 in difflib.SequenceMatcher(str.isspace, left, right, autojunk=False).get_opcodes():
        for words, parts in (("".join(left[a1:a2]), shown[0]), ("".join(right[b1:b2]), shown[1])):
            if words:
                parts.append(format_html("{}" if op == "equal" else "<mark>{}</mark>", words))
    return tuple(format_html_join("", "{}", ((part,) for part in parts)) for parts in shown)  # type: ignore[return-value]


def lines_together(one: str, other: str) -> str:
    """What both have once; where they differ, the lines of one and then those of the other, for a person to choose from."""
    left, right = one[:50_000].split("\n"), other[:50_000].split("\n")
    crowded = _pairs(left, right) > MOST_PAIRS
    lines: list[str] = []
    for op, a1, a2, b1, b2 in difflib.SequenceMatcher(str.isspace, left, right, autojunk=crowded).get_opcodes():
        lines += left[a1:a2] if op == "equal" else [*left[a1:a2], *right[b1:b2]]
    return "\n".join(lines)


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
    crowded = _pairs(old, new) > MOST_PAIRS
    for op, a1, a2, b1, b2 in difflib.SequenceMatcher(str.isspace, old, new, autojunk=crowded).get_opcodes():
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
