"""Steps made of words that could stand in anybody's letter: "we will improve our processes"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext as _

from communications.checks.commitments import when
from communications.checks.commitments.promises import short
from communications.checks.commitments.said import Said
from communications.checks.finding import Mark
from communications.checks.quantities import dates
from communications.checks.words import hollow
from communications.checks.words import vague as words

_LONGEST = 400
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBER = re.compile(r"\d")
_IN_BRACKETS = re.compile(r"\([^()]{0,80}\)|@[\w.-]{1,60}")
_TO_READERS = re.compile(r"\b(?:you|your|yours|please)\b|^\W*No(?:body|thing|ne|-one)?\b", re.IGNORECASE)
# What is told about the measures is none.
_TELLS = re.compile(
    r"\b(?:share|inform|tell|write|report|publish|send|answer|details|information|update you|contact|nothing|no (?:further|more|other))\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:we|our|us|will)\b|'ll\b", re.IGNORECASE)
_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-Z][\w'’-]*")
_FIRST_NAME = re.compile(r"^\W*[A-Z][\w'’-]* (?:(?:de|van|von|der|da|di|dos|al|el|bin) )*[A-Z][\w'’-]*")
_STOPS = re.compile(r"[.;!?]")
_SMALL, _DONE, _LOOKING, _ANYTHING, _SAID = range(5)
_SLACK = 3  # words of a day or in brackets, which are taken away before it is looked at closely
_REACH = 9  # words from what is done to what it is done to


def not_specific(said: Said) -> Iterator[Mark]:
    if not said.steps:
        return
    for at in sorted(said.steps & said.holding_any(filter(_says_little, said.words))):
        sentence = said.sentence(at)
        prose = sentence.prose
        if (
            len(prose) <= _LONGEST
            and not prose.endswith((":", "?"))
            and is_vague(prose, sentence.vocabulary)
            and not said.text.is_quoted(sentence.start, sentence.start + len(prose))
        ):
            yield Mark(
                "not_specific",
                sentence.start,
                sentence.start + len(prose),
                _(
                    "“%(words)s” does not say what will be different. Name the thing that is added, changed or removed, so that "
                    "readers can see whether it was done."
                )
                % {"words": short(prose)},
            )


def is_vague(prose: str, vocabulary: frozenset[str]) -> bool:
    """Whether it announces something and hardly any of its words says what."""
    kinds = [
        _kind(word) for word in vocabulary if word.isalpha() and word in prose
    ]  # what is large there may be a name
    may_be_empty = kinds.count(_SAID) <= 1 + _SLACK
    may_be_hollow = vocabulary.isdisjoint(hollow.DEEDS) and (
        not vocabulary.isdisjoint(hollow.ACTS) or not vocabulary.isdisjoint(hollow.HOLLOW.words)
    )
    if not (may_be_empty or may_be_hollow) or _TELLS.search(prose):
        return False
    if _TO_READERS.search(prose) and not _OURS.search(prose):
        return False
    bare = _without_names(_without_days(prose) if when.may_be_said(prose, vocabulary) else prose)
    if _NUMBER.search(bare):
        return False
    return (may_be_empty and _is_empty(_WORD.findall(bare))) or (
        may_be_hollow
        and (_is_done_to_anything(bare) or hollow.HOLLOW.search(bare, vocabulary) is not None)
        and not hollow.MEANT.search(bare)
    )


@lru_cache(maxsize=8192)
def _says_little(word: str) -> bool:
    return words.stem(word) in words.VERBS or word in hollow.ACTS or word in hollow.HOLLOW.words


@lru_cache(maxsize=8192)
def _kind(word: str) -> int:
    stem = words.stem(word)
    if stem in words.SMALL or stem in words.WHO:
        return _SMALL
    if stem in words.VERBS:
        return _LOOKING if stem in words.LOOKING else _DONE
    return _ANYTHING if stem in words.ANYTHING else _SAID


def _is_empty(spoken: list[str]) -> bool:
    """Whether hardly a word is left when those are taken away that say nothing by themselves."""
    kinds = [kind for one in spoken if (kind := _kind(one)) != _SMALL]
    if _DONE not in kinds and _LOOKING not in kinds:
        return False
    said = kinds.count(_SAID)
    empty = len(kinds) - said
    return empty >= 2 and said <= (empty >= 3 or _LOOKING in kinds)


def _is_done_to_anything(bare: str) -> bool:
    """ "invest in the stability of the claims portal": what is done could be done to anything, and it is done to what anybody has."""
    for clause in _STOPS.split(bare):
        acted, before = -_REACH, ""
        for at, word in enumerate(one.lower() for one in _WORD.findall(clause)):
            if word in hollow.HEADS and at - acted < _REACH:
                return True
            if word in hollow.BETTER:
                return True
            if word in hollow.ACTS and not (word in hollow.THINGS and before in hollow.BEFORE_THINGS):
                acted = at
            before = word
    return False


def _without_days(prose: str) -> str:
    kept, past = [], 0
    for day in dates.read(prose):
        kept.append(prose[past : day.start])
        past = day.end
    return when.without(" ".join([*kept, prose[past:]]))


def _without_names(prose: str) -> str:
    return _NAME.sub(" ", _FIRST_NAME.sub(" ", _IN_BRACKETS.sub(" ", prose)))
