"""What is promised for ever, for "soon", or without an end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from communications.checks.commitments import when
from communications.checks.finding import Mark
from communications.checks.text import Text
from communications.checks.words import commitments as words

STEPS = ("next_steps", "improvements")
_AROUND = 300  # how far a clause is looked at, so that one endless sentence costs no more than many

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_MOST = 8  # places looked at in a sentence


@dataclass(frozen=True, slots=True)
class Sentence:
    """`prose` with straight apostrophes; `vocabulary` its words in lower case, so that most sentences need no closer look."""

    start: int
    prose: str
    vocabulary: frozenset[str]
    section: str


def sentences(text: Text) -> Iterator[Sentence]:
    parts = iter(text.parts)
    part = next(parts)
    for one in text.sentences:
        while one.start >= part.end and (following := next(parts, None)):
            part = following
        if not text.is_quoted(one.start, one.end):
            prose = text.prose[one.start : one.end].replace("\n", " ").replace("’", "'")
            yield Sentence(one.start, prose, frozenset(_WORD.findall(prose.lower())), part.key)


def check(text: Text, said: Iterable[Sentence]) -> Iterator[Mark]:
    for sentence in said:
        yield from _never_again(text, sentence)
        yield from _soon(text, sentence)
        if sentence.section in STEPS:
            yield from _not_bounded(text, sentence)


def _never_again(text: Text, sentence: Sentence) -> Iterator[Mark]:
    if not words.may_be_for_ever(sentence.vocabulary) or words.NO_PROMISE.search(sentence.prose):
        return
    for pattern in words.NEVER_AGAIN:
        if (found := pattern.search(sentence.prose)) and not _is_quoted(text, sentence, found):
            yield _mark(
                "never_again",
                sentence,
                found,
                _(
                    "“%(words)s” promises what nobody can know, and the next incident will disprove it. Say what was changed "
                    "and what that makes less likely."
                )
                % {"words": short(found[0])},
            )
            return


def _soon(text: Text, sentence: Sentence) -> Iterator[Mark]:
    if sentence.vocabulary.isdisjoint(words.SOON_WORDS):
        return
    for found in islice(words.SOON.finditer(sentence.prose), _MOST):
        if not _is_quoted(text, sentence, found) and _is_open(*_around(sentence.prose, found)):
            yield _mark(
                "soon",
                sentence,
                found,
                _(
                    "“%(words)s” leaves readers waiting without a day. Name the day, or the day by which you will say more."
                )
                % {"words": short(found[0])},
            )


def _not_bounded(text: Text, sentence: Sentence) -> Iterator[Mark]:
    found = words.UNBOUNDED.search(sentence.prose)
    if found and not _is_quoted(text, sentence, found) and not when.is_bounded(sentence.prose):
        yield _mark(
            "not_bounded",
            sentence,
            found,
            _(
                "“%(words)s” has no end and no measure, so nobody can tell when it is done. Say until when, how often, or what "
                "result ends it."
            )
            % {"words": short(found[0])},
        )


def _is_quoted(text: Text, sentence: Sentence, found: re.Match[str]) -> bool:
    return text.is_quoted(sentence.start + found.start(), sentence.start + found.end())


def _around(prose: str, found: re.Match[str]) -> tuple[str, str, str]:
    """What stands before and after it, and the words themselves."""
    before = prose[max(0, found.start() - _AROUND) : found.start()]
    return before, found[0], prose[found.end() : found.end() + _AROUND]


def _is_open(before: str, said: str, after: str) -> bool:
    """Whether it is our promise, of something to come, and no day is named for it."""
    if words.ASKED.search(before):
        return False
    starts = [one.end() for one in words.CLAUSE.finditer(before)]
    start = starts[-1] if starts else 0
    following = words.CLAUSE.search(after)
    end = following.start() if following else len(after)
    clause = f"{before[start:]} {after[:end]}"
    if words.PAST.search(clause) and not words.FUTURE.search(clause):
        return False
    others = f"{before[:start]} {after[end:]}"
    return not when.is_said(clause) and not (when.is_said(others) and not words.PAST.search(others))


def _mark(rule: str, sentence: Sentence, found: re.Match[str], message: str) -> Mark:
    return Mark(rule, sentence.start + found.start(), sentence.start + found.end(), message)


def short(said: str) -> str:
    said = " ".join(said.split())
    return said if len(said) <= 60 else said[:57].rsplit(" ", 1)[0] + " …"
