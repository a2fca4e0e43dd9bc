"""Words, reading grade and reading time of a text beside what its group allows. A limit keeps nothing from being submitted:
whoever writes and whoever reviews is told by how much a text is over it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from communications.checks.plain_language.sentences import LEAST_WORDS_FOR_GRADE
from communications.checks.text import Text
from communications.models import Communication, Revision, StakeholderGroup
from communications.pieces import assembled


def limits_of(group: StakeholderGroup, source: str) -> dict[str, Any]:
    text = Text.of(source)
    words = len(text.words())
    grade = round(max(text.grade(), 0.0), 1)
    minutes, seconds = divmod(text.reading_time(), 60)
    return {
        "words": words,
        "word_limit": group.word_limit,
        "words_over": max(words - group.word_limit, 0) if group.word_limit is not None else 0,
        "grade": grade if words >= LEAST_WORDS_FOR_GRADE else None,
        "grade_limit": group.grade_limit,
        "too_hard": group.grade_limit is not None and words >= LEAST_WORDS_FOR_GRADE and grade > group.grade_limit,
        "minutes": minutes,
        "seconds": seconds,
    }


class _Kept(NamedTuple):
    key: str
    title: str
    body: str


def limits_of_revision(revision: Revision, communication: Communication) -> dict[str, Any]:
    """Of the text as it was submitted, by the limits of now; the number that a mail's subject begins with is nobody's words."""
    subject = revision.subject.removeprefix(f"[{communication.incident.reference}] ")
    parts = [_Kept(row["key"], row["title"], row["body"]) for row in revision.source]
    return limits_of(communication.audience.group, assembled(subject, parts).source)
