"""Two texts side by side, word by word, as safe HTML."""

from __future__ import annotations

import difflib
import re

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
