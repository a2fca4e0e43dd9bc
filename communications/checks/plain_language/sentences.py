"""Sentences and texts that ask too much at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from communications.checks.context import Context
from communications.checks.finding import Mark
from communications.checks.moments import MOMENT
from communications.checks.span import Span
from communications.checks.text import Text

MOST_WORDS = 25
MOST_WITH_A_REST = 30  # where a colon, a semicolon or a dash lets the reader rest after each part
LEAST_WORDS_FOR_GRADE = 100

_TIME = rf"{MOMENT.pattern}|(?<!\w)(?:midnight|noon)(?:\s\(?[A-Z]{{2,4}}\)?)?(?!\w)"
_NUMBER = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty"
_UNIT = "seconds?|minutes?|hours?|days?|weeks?|months?|years?|percent|per\\scent|euros?|pounds?|dollars?|%|km|kg|MB|GB"
# What is taken in at a glance: how many words each counts as.
_GLANCES = (
    # As little a word as the address of a page, which is not prose at all.
    (re.compile(r"(?<![\w.@-])(?:[a-z\d][a-z\d-]*\.){2,}[a-z]{2,}(?![\w-])", re.IGNORECASE), 0),
    (re.compile(rf"(?:{_TIME})(?:,?\s(?:on\s|at\s)?(?:{_TIME}))?", re.IGNORECASE), 1),
    # A quantity with its unit, and an aside of few words: "(Azure VM Gen2)".
    (re.compile(rf"(?<![\w.])(?:\d[\d,.]*|{_NUMBER})\s(?:{_UNIT})(?!\w)", re.IGNORECASE), 1),
    (re.compile(r"\((?:[^()\s]{1,30}\s){0,3}[^()\s]{1,30}\)"), 0),
    # A name of several words, not that which begins the sentence: "Linux Foundation", "Windows Server 2019".
    (re.compile(r"(?<=[\w,] )[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)+(?: \d[\d.]*)?(?!\w)"), 1),
)
_ITEM = r"[^,;:.\s]+(?:\s[^,;:.\s]+){0,3}"
_LIST = re.compile(rf":\s+(?:{_ITEM},\s+){{2,}}(?:(?:and|or)\s)?{_ITEM}(?:\s(?:and|or)\s{_ITEM})?(?=[\s.]*\Z)")
# A full stop after which the space was forgotten, or a colon that ends a line.
_GLUED = re.compile(r"(?<=[a-z)%])\.(?=[A-Z][a-z]*\s)|:[ \t]*\n")
_WORD = re.compile(r"[^\W_]++(?:[_'’.,:/@%+&-]++[^\W_]++)*+")
_REST = re.compile(r"[;:](?=\s)|\s[-–—]\s|—")


def check(text: Text, context: Context) -> Iterator[Mark]:
    yield from _long(text)
    yield from _grade(text, context)


def _long(text: Text) -> Iterator[Mark]:
    for sentence, words in zip(text.sentences, text.spoken, strict=True):
        if len(words) <= MOST_WORDS:
            continue
        for one in _unglued(text.prose, sentence):
            if count := _hard(text, one):
                message = _(
                    "This sentence has %(count)d words; more than %(most)d are hard to follow. Make it two."
                ) % {
                    "count": count,
                    "most": MOST_WORDS,
                }
                yield Mark("long_sentence", one.start, one.end, message)


def _unglued(prose: str, sentence: Span) -> Iterator[Span]:
    edges = [
        sentence.start,
        *(found.end() for found in _GLUED.finditer(prose, sentence.start, sentence.end)),
        sentence.end,
    ]
    return (Span(start, end) for start, end in pairwise(edges))


def _hard(text: Text, sentence: Span) -> int:
    """How many words it has as readers count, or 0 where that is not too many."""
    if len(_WORD.findall(text.prose, sentence.start, sentence.end)) <= MOST_WORDS:
        return 0
    prose = text.prose[sentence.start : sentence.end]
    prose = _LIST.sub(" ", prose)
    for pattern, words in _GLANCES:
        prose = pattern.sub("w" if words else " ", prose)
    parts = [len(_WORD.findall(part)) for part in _REST.split(prose)]
    whole = sum(parts)
    return whole if max(parts) > MOST_WORDS or whole > MOST_WITH_A_REST else 0


def _grade(text: Text, context: Context) -> Iterator[Mark]:
    if context.grade_limit is None or text.count() < LEAST_WORDS_FOR_GRADE:
        return
    grade = text.grade()
    if grade > context.grade_limit:
        message = _(
            "The text asks for %(grade).1f years of school, and this group's limit is %(limit)g. "
            "Shorter sentences and shorter words bring it down."
        ) % {"grade": grade, "limit": context.grade_limit}
        yield Mark("reading_grade", 0, 0, message)
