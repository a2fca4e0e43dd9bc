"""Steps made of words that could stand in anybody's letter: "we will improve our processes"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from communications.checks.commitments import when
from communications.checks.commitments.promises import STEPS, Sentence, short
from communications.checks.finding import Mark
from communications.checks.quantities import dates
from communications.checks.words import vague as words

_LONGEST = 400
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBER = re.compile(r"\d")
_IN_BRACKETS = re.compile(r"\([^()]{0,80}\)|@[\w.-]{1,60}")
_TO_READERS = re.compile(r"\b(?:you|your|yours|please)\b|^\W*No\b", re.IGNORECASE)
# What is told about the measures is none.
_TELLS = re.compile(
    r"\b(?:share|inform|tell|write|report|publish|send|answer|details|information|update you|contact|nothing|no (?:further|more|other))\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:we|our|us|will)\b|'ll\b", re.IGNORECASE)
_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-Z][\w'’-]*")
_FIRST_NAME = re.compile(r"^\W*[A-Z][\w'’-]* (?:(?:de|van|von|der|da|di|dos|al|el|bin) )*[A-Z][\w'’-]*")


def not_specific(said: Iterable[Sentence]) -> Iterator[Mark]:
    for sentence in said:
        prose = sentence.prose
        if sentence.section in STEPS and len(prose) <= _LONGEST and not prose.endswith(":") and is_vague(prose):
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


def is_vague(prose: str) -> bool:
    """Whether it announces something and hardly any of its words says what."""
    if _TO_READERS.search(prose) and not _OURS.search(prose):
        return False
    if _TELLS.search(prose):
        return False
    bare = _without_names(_without_days(prose))
    if _NUMBER.search(bare):
        return False
    counted = [
        word for one in _WORD.findall(bare) if (word := words.stem(one)) not in words.SMALL and word not in words.WHO
    ]
    if not any(word in words.VERBS for word in counted):
        return False
    said = [word for word in counted if word not in words.VERBS and word not in words.ANYTHING]
    empty = len(counted) - len(said)
    return empty >= 2 and len(said) <= (empty >= 3 or any(word in words.LOOKING for word in counted))


def _without_days(prose: str) -> str:
    kept, past = [], 0
    for day in dates.read(prose):
        kept.append(prose[past : day.start])
        past = day.end
    return when.without(" ".join([*kept, prose[past:]]))


def _without_names(prose: str) -> str:
    return _NAME.sub(" ", _FIRST_NAME.sub(" ", _IN_BRACKETS.sub(" ", prose)))
