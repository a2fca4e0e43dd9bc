"""Sentences and texts that ask too much at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from communications.checks.context import WHILE_IT_LASTS, Context
from communications.checks.finding import Mark
from communications.checks.plain_language import clauses, glances
from communications.checks.span import Span
from communications.checks.text import Text

MOST_WORDS = 25
MOST_WITH_A_REST = 30  # where a colon, a semicolon or a dash lets the reader rest after each part
MOST_WHILE_IT_LASTS = 30  # in an update, whose readers want its one piece of news
MOST_WITH_A_PAUSE = 28  # where commas part it, and no part is long
SHORT = 18
MOST_WITH_A_PAUSE_WHILE_IT_LASTS = 32
SHORT_WHILE_IT_LASTS = 20
MOST_WHERE_STRAIGHT = 30  # where few clauses hang on each other
FEW_CLAUSES = 2
MOST_WHERE_SINGLE = 33  # where it is but one clause
LEAST_OF_SMALL_LETTERS = 0.4  # of the words of a sentence; stops, sizes and names in a row are none
LEAST_WORDS_FOR_GRADE = 100

_STARTS = (
    r"(?:We|The|This|These|If|Please|You|Your|Our|All|An?|It|There|Users?|Customers?|Update|Some|Many|When|After|Once|To|As|No|Thank|Thanks|Sorry|"
    r"During|Due|For|In|On|At|From|Both|New|Better|More|Also|Now|Next)(?!\w)"
)
# A full stop after which the space was forgotten or a small letter stands, a colon that ends a line, a short line before a new beginning or
# a very long one, a line that begins as sentences do, with a time or with a label, and the bars of a table.
_GLUED = re.compile(
    r"(?<=[\w)%][\w)%])\.(?=[A-Z][a-z’']*\s)"
    r"|(?<=[a-z]{3})\.\s+(?=(?:e\.g|i\.e)\.|[a-z]{3,})(?<!approx. )(?<!incl. )(?<!excl. )(?<!etc. )"
    r"|:[ \t]*\n|(?:(?<=\n)|\A)(?:[^\n]{1,60}\n(?=[ \t]*[A-Z\d])|[^\n]{100,400}\n(?=[ \t]*[A-Z]))"
    r"|[ \t]\|[ \t]|\n(?=[^\n|]{1,60}[ \t]\|[ \t])"
    rf"|\n(?=[ \t]*(?:\{{:|\d\d?[:.h]\d\d(?!\d)|{_STARTS}|[A-Z][\w -]{{1,30}}:\s))"
)
# A line that is broken, and a sentence that begins with code.
_BREAK = re.compile(r"<br\s{0,3}/?>|(?<=[\w)`])\.\s(?=`)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]++(?:[_'’.,:/@%+&-]++[^\W_]++)*+")


def check(text: Text, context: Context) -> Iterator[Mark]:
    yield from _long(text, lasts=context.kind in WHILE_IT_LASTS)
    yield from _grade(text, context)


def _long(text: Text, *, lasts: bool) -> Iterator[Mark]:
    most = MOST_WHILE_IT_LASTS if lasts else MOST_WORDS
    for sentence, words in zip(text.sentences, text.spoken, strict=True):
        if len(words) <= MOST_WORDS:
            continue
        for one in _unglued(text, sentence):
            if (count := _hard(text, one, lasts=lasts)) > most:
                message = _(
                    "This sentence has %(count)d words; more than %(most)d are hard to follow. Make it two."
                ) % {
                    "count": count,
                    "most": MOST_WORDS,
                }
                yield Mark("long_sentence", one.start, one.end, message)


def _unglued(text: Text, sentence: Span) -> Iterator[Span]:
    whole = text.prose[sentence.start : sentence.end]
    ends = [found.end() for found in _GLUED.finditer(whole)]
    if "<" in text.source or "`" in text.source:
        broken = _BREAK.finditer(text.source, sentence.start, sentence.end)
        ends = sorted({*ends, *(found.end() - sentence.start for found in broken)})
    for start, end in pairwise([0, *ends, len(whole)]):
        piece = whole[start:end]
        begin = sentence.start + start + len(piece) - len(piece.lstrip())
        yield Span(begin, begin + len(piece.strip()))


def _hard(text: Text, sentence: Span, *, lasts: bool) -> int:
    """How many words it has as readers count, or 0 where that is not too many."""
    written = _WORD.findall(text.prose, sentence.start, sentence.end)
    if len(written) <= MOST_WORDS or sum(word[0].islower() for word in written) < LEAST_OF_SMALL_LETTERS * len(written):
        return 0
    whole, at_once, in_a_breath = glances.counted(text.prose[sentence.start : sentence.end])
    if at_once <= MOST_WORDS and whole <= MOST_WITH_A_REST:
        return 0
    if in_a_breath <= SHORT and whole <= MOST_WITH_A_PAUSE:
        return 0
    if lasts and in_a_breath <= SHORT_WHILE_IT_LASTS and whole <= MOST_WITH_A_PAUSE_WHILE_IT_LASTS:
        return 0
    if whole <= MOST_WHERE_SINGLE and clauses.is_single(text.prose[sentence.start : sentence.end]):
        return 0
    if whole <= MOST_WHERE_STRAIGHT and clauses.tangled(text.prose[sentence.start : sentence.end]) <= FEW_CLAUSES:
        return 0
    return whole


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
