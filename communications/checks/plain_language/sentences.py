"""Sentences and texts that ask too much at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from communications.checks.context import Context
from communications.checks.finding import Mark
from communications.checks.moments import MOMENT
from communications.checks.span import Span
from communications.checks.text import Text

MOST_WORDS = 25
LEAST_WORDS_FOR_GRADE = 100

# As little a word as the address of a page, which is not prose at all.
_HOST = re.compile(r"(?<![\w.@-])(?:[a-z\d][a-z\d-]*\.){2,}[a-z]{2,}(?![\w-])", re.IGNORECASE)


def check(text: Text, context: Context) -> Iterator[Mark]:
    yield from _long(text)
    yield from _grade(text, context)


def _long(text: Text) -> Iterator[Mark]:
    for sentence, words in zip(text.sentences, text.spoken, strict=True):
        count = len(words)
        if count > MOST_WORDS:
            count -= _words_that_need_no_reading(text, sentence)
        if count > MOST_WORDS:
            message = _("This sentence has %(count)d words; more than %(most)d are hard to follow. Make it two.") % {
                "count": count,
                "most": MOST_WORDS,
            }
            yield Mark("long_sentence", sentence.start, sentence.end, message)


def _words_that_need_no_reading(text: Text, sentence: Span) -> int:
    where = (text.prose, sentence.start, sentence.end)
    moments = sum(max(0, text.count(*found.span()) - 1) for found in MOMENT.finditer(*where))
    return moments + sum(1 for _host in _HOST.finditer(*where))


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
