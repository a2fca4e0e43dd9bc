"""Questions and what we answered, as a section of a communication: Markdown in which nobody's words are marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from feedback.models import Letter, Response
from postincident.models import Incident

_MARKS = re.compile(r"([\\`*_{}\[\]#|])")
_AT_THE_START = re.compile(r"^[ \t]*([-+>=])?", re.MULTILINE)
_LONGEST_QUESTION = 300


def answered(incident: Incident) -> QuerySet[Response]:
    """What has an answer in words, oldest first, each with its letters."""
    said = Letter.objects.exclude(state=Letter.State.FAILED).exclude(words="")
    rows = Response.objects.filter(Exists(said.filter(response=OuterRef("pk"))), incident=incident).exclude(words="")
    letters = Prefetch("letters", queryset=said.order_by("said_at", "pk"), to_attr="said")
    return rows.select_related("group").prefetch_related(letters).order_by("said_at", "pk")


def section_of(responses: Iterable[Response]) -> str:
    return "\n\n".join(f"### {_question(row.words)}\n\n{plain(row.said[-1].words)}" for row in responses)  # type: ignore[attr-defined]


def _question(words: str) -> str:
    line = " ".join(words.split())
    return plain(line if len(line) <= _LONGEST_QUESTION else f"{line[: _LONGEST_QUESTION - 1].rstrip()}…")


def plain(text: str) -> str:
    """Markdown that reads as `text`, in which no name of a value is filled in."""
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    text = _MARKS.sub(r"\\\1", re.sub(r"\[(?=\[)", "[ ", text)).replace("~~", "~&#126;")
    return _AT_THE_START.sub(lambda found: {"": "", "=": "&#61;"}.get(found[1] or "", f"\\{found[1]}"), text)
