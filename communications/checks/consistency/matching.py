"""Which place of one text tells of the same as a place of another: by the words that both have, and by what is left when all else agrees."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from communications.checks.consistency.view import Place
from communications.checks.quantities.dates import Day
from communications.checks.words.alike import ADDRESSED, EVENTS, OPPOSITES

# By how much a pair has to be more alike than any other pair of one of its two, where few words are shared.
_CLEAR = 0.6
_LEAST = 1.0
_MOST = 12  # places that are left over and still compared where few words are shared
_COLLIDES = 1.0  # how much more alike than what it agrees with by chance
_PAST = re.compile(r"\b(?:was|were|did|could|had|went|came|took|fell|ran|began|saw|found|\w{2,}ed)\b")
_IS = re.compile(r"\b(?:is|are|can|may|must)\b")
_PAST_BE = re.compile(r"\b(?:was|were|did|could|had|has|have|went|came|took|fell|ran|began)\b")
_ONCE = re.compile(
    r"\b(?:before(?: that| then| the \w+)?|until now|till now|up to now|so far|previously|formerly|used to|instead of|rather than|originally|in the past)\Z|\b(?:until now|till now|up to now|previously|formerly|used to|originally|in the past|instead of|rather than|no longer)\b|\bbefore[.,;)]?\Z"
)
_NOW = re.compile(r"\b(?:now|from now on|in future|in the future|as of today|new)\b")
_PERFECT = re.compile(r"\b(?:has|have|is|are|be) (?:\w+ )?\w+\b")
_TRIAL = re.compile(r"\b(?:drills?|rehears\w*|dry run|exercis\w+|(?:in|as) an? (?:test|trial))\b")
_FUTURE = re.compile(r"\b(?:will|shall|going to|tomorrow|'ll)\b")


def are_apart[Value](one: Place[Value], other: Place[Value]) -> bool:
    """Whether they tell of two things in like words: the first and the last refund, who came and who left, Monday and Tuesday."""
    here, there = one.told, other.told
    if here.which and there.which and here.which.isdisjoint(there.which):
        return True
    if here.weekdays and there.weekdays and here.weekdays.isdisjoint(there.weekdays):
        return not isinstance(one.value, Day)
    if bool(_TRIAL.search(one.clause_words)) != bool(_TRIAL.search(other.clause_words)):
        return True
    if _is_once_and_now(here.words, there.words) or _is_once_and_now(there.words, here.words):
        return True
    return any(
        other_word in other.near and other_word not in one.near and word not in other.near
        for word in one.near & OPPOSITES.keys()
        for other_word in OPPOSITES[word]
    )


def likeness[Value](one: Place[Value], other: Place[Value]) -> float:
    """How much two places seem to tell of the same; 0 where they do not."""
    clause = one.near & other.near
    if one.near and one.near == other.near:
        return 0.0 if are_apart(one, other) else len(clause) + 1.0
    if not clause:
        return 0.0
    sentence = one.around & other.around
    least = min(len(one.around), len(other.around))
    nearest = min(len(one.near), len(other.near))
    if len(sentence) < 2 or (len(sentence) < 0.3 * least and len(clause) < 0.5 * nearest) or are_apart(one, other):
        return 0.0
    beside = len(one.fringe & other.fringe) / 10
    return len(clause) + 0.5 * len(sentence) + len(clause) / max(1, len(one.near | other.near)) + beside


def hint[Value](one: Place[Value], other: Place[Value]) -> float:
    """As `likeness`, where little is shared: enough only if nothing else is left that may be meant. That both tell of somebody
    who was told is not enough: one was the press, and one the minister."""
    if are_apart(one, other) or _do_otherwise(one, other) or _is_past_and_to_come(one, other):
        return 0.0
    clause, sentence = one.near & other.near, one.around & other.around
    if clause and clause <= ADDRESSED and one.near - EVENTS and other.near - EVENTS and not (sentence - EVENTS):
        return 0.0
    if not clause and min(len(one.near), len(other.near)) > 1 and len(one.fringe & other.fringe) < 2:
        return 0.0
    like = len(clause) + 0.5 * len(sentence - clause) + 0.5 * len(one.fringe & other.fringe - sentence)
    return like - 0.5 * (bool(one.told.which) != bool(other.told.which))


def _do_otherwise[Value](one: Place[Value], other: Place[Value]) -> bool:
    """Whether each tells what was done, and not the same: who is told, and who is asked."""
    here, there = one.near & EVENTS, other.near & EVENTS
    return bool(here and there) and here.isdisjoint(there)


def _is_past_and_to_come[Value](one: Place[Value], other: Place[Value]) -> bool:
    here, there = (_tense(place.clause_words, isinstance(place.value, Day)) for place in (one, other))
    return bool(here and there) and here != there


def _is_once_and_now(here: str, there: str) -> bool:
    return _ONCE.search(here) is not None and _ONCE.search(there) is None and _NOW.search(there) is not None


def _tense(clause: str, is_of_day: bool) -> str:
    if _FUTURE.search(clause) or (is_of_day and _IS.search(clause) and not _PAST_BE.search(clause)):
        return "to come"
    return "past" if _PAST.search(clause) and not _PERFECT.search(clause) else ""


def contradicted[Value](
    said: Iterable[Place[Value]],
    open_: list[Place[Value]],
    theirs: list[Place[Value]],
    agrees: Callable[[Place[Value], Place[Value]], bool],
    alike: Callable[[Place[Value], Place[Value]], float] = likeness,
    hinted: Callable[[Place[Value], Place[Value]], float] = hint,
) -> Iterator[tuple[Place[Value], Place[Value]]]:
    """Of what another text says and this one says nowhere: the place, of those still `open_`, that tells of the same, otherwise."""
    said = list(said)
    missing = [their for their in theirs if not any(agrees(one, their) for one in said)]
    if not missing or not open_:
        return
    lone = [one for one in open_ if not any(agrees(one, their) for their in theirs)]
    found = list(paired(lone, missing, alike))
    yield from found
    lone, missing = left(lone, missing, found)
    found = list(clearest(lone, missing, hinted))
    yield from found
    lone, missing = left(lone, missing, found)
    yield from _colliding(open_, missing, theirs, agrees, alike, hinted)


def paired[One, Other](
    lone: list[One], missing: list[Other], alike: Callable[[One, Other], float]
) -> Iterator[tuple[One, Other]]:
    """Each with the one it is most alike to, the most alike first."""
    pairs = [(like, one, their) for their in missing for one in lone if (like := alike(one, their)) > 0]
    used: set[int] = set()
    for _like, one, their in sorted(pairs, key=lambda pair: -pair[0]):
        if id(one) not in used and id(their) not in used:
            used.update((id(one), id(their)))
            yield one, their


def left[One, Other](
    lone: list[One], missing: list[Other], found: list[tuple[One, Other]]
) -> tuple[list[One], list[Other]]:
    used = {id(one) for pair in found for one in pair}
    return [one for one in lone if id(one) not in used], [one for one in missing if id(one) not in used]


def clearest[One, Other](
    lone: list[One], missing: list[Other], hinted: Callable[[One, Other], float]
) -> Iterator[tuple[One, Other]]:
    """Pairs of which each is clearly more alike to the other than to anything else that is left."""
    if len(lone) > _MOST or len(missing) > _MOST:
        return
    hints = {(id(one), id(their)): hinted(one, their) for one in lone for their in missing}
    for one in lone:
        for their in missing:
            like = hints[id(one), id(their)]
            if like < _LEAST:
                continue
            others = (
                *(hints[id(one), id(each)] for each in missing if each is not their),
                *(hints[id(each), id(their)] for each in lone if each is not one),
            )
            if all(other <= like - _CLEAR for other in others):
                yield one, their


def _colliding[Value](
    open_: list[Place[Value]],
    missing: list[Place[Value]],
    theirs: list[Place[Value]],
    agrees: Callable[[Place[Value], Place[Value]], bool],
    alike: Callable[[Place[Value], Place[Value]], float],
    hinted: Callable[[Place[Value], Place[Value]], float],
) -> Iterator[tuple[Place[Value], Place[Value]]]:
    """Places that agree with another place by chance only, since they tell of the same as one that is missing."""
    if len(open_) * len(missing) > _MOST**2:
        return
    for one in open_:
        same = [their for their in theirs if agrees(one, their)]
        if not same:
            continue
        for their in missing:
            if alike(one, their) > 0 and hinted(one, their) >= _COLLIDES + max(hinted(one, each) for each in same):
                yield one, their
                break
