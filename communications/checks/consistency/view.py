"""What a text says that can be compared: times, durations, days and counts, each with the words near it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import islice

from django.utils.translation import gettext as _

from communications.checks.consistency import counts_read
from communications.checks.consistency.counts_read import Count
from communications.checks.context import Context
from communications.checks.quantities import dates, durations, times, zones
from communications.checks.quantities.dates import Day
from communications.checks.quantities.durations import Duration
from communications.checks.quantities.times import Time
from communications.checks.text import Span, Text
from communications.checks.words import consistency as words
from communications.checks.words.common import content

# Sections in which each audience is told something of its own: its next update, its contacts, its deadline for answers.
OWN = frozenset(("further_updates", "support_contacts", "feedback", "workaround"))
MOST = 400  # of each kind that are compared
_CLAUSE = re.compile(
    r"[;:]\s|\s[–—-]\s|,\s(?:and|but|while|whereas|which|who|when|where|so|then|the last)\s|\sand\s(?!\d)(?=(?:\w+\s){0,3}?(?:was|were|had|has|is|are|began|ended|started)\b)"
)


@dataclass(frozen=True, slots=True)
class Place[Value]:
    """`near` are the stems of its clause's words, `around` those of its sentence."""

    value: Value
    start: int
    end: int
    sentence: Span
    near: frozenset[str]
    around: frozenset[str]
    section: str = ""


@dataclass(frozen=True)
class View:
    text: Text
    zone: str
    at: datetime | None

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        return zones.of_zone(self.zone, self.at)

    @cached_property
    def times(self) -> tuple[Place[Time], ...]:
        return self._placed(times.read(self.text.prose, self.offsets))

    @cached_property
    def days(self) -> tuple[Place[Day], ...]:
        return self._placed(dates.read(self.text.prose))

    @cached_property
    def durations(self) -> tuple[Place[Duration], ...]:
        return self._placed(durations.read(self.text.prose))

    @cached_property
    def counts(self) -> tuple[Place[Count], ...]:
        taken = [(one.start, one.end) for one in (*self.times, *self.days, *self.durations)]
        return self._placed(counts_read.read(self.text.prose, taken))

    def _placed[Value: (Time, Day, Duration, Count)](self, values: Iterable[Value]) -> tuple[Place[Value], ...]:
        return tuple(islice(self._places(values), MOST))

    def _places[Value: (Time, Day, Duration, Count)](self, values: Iterable[Value]) -> Iterator[Place[Value]]:
        starts = self._starts
        for value in values:
            at = bisect_right(starts, value.start) - 1
            if at < 0 or self.text.is_quoted(value.start, value.end):
                continue
            sentence = self.text.sentences[at]
            clause = self.clause(value.start, sentence)
            around = content(
                self.text.prose[max(sentence.start, value.start - 400) : min(sentence.end, value.end + 400)]
            )
            near = content(self.text.prose[clause.start : clause.end])
            yield Place(
                value,
                value.start,
                value.end,
                sentence,
                near if len(near) > 1 else around,
                around,
                self.section(value.start),
            )

    def section(self, at: int) -> str:
        return self.text.parts[max(0, bisect_right(self._parts, at) - 1)].key

    @cached_property
    def _parts(self) -> list[int]:
        return [part.start for part in self.text.parts]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.text.sentences]

    def clause(self, at: int, sentence: Span) -> Span:
        start, end = max(sentence.start, at - 400), min(sentence.end, at + 400)
        for found in _CLAUSE.finditer(self.text.prose, start, end):
            if found.end() <= at:
                start = found.end()
            elif found.start() > at:
                end = found.start()
                break
        return Span(start, end)

    def words(self, span: Span) -> str:
        return self.text.prose[span.start : min(span.end, span.start + 1200)].replace("\n", " ").replace("’", "'")


@lru_cache(maxsize=128)
def _view(text: Text, zone: str, at: datetime | None) -> View:
    return View(text, zone, at)


def of(text: Text, zone: str, context: Context) -> View:
    return _view(text, zone, reference(context))


def reference(context: Context) -> datetime | None:
    """An instant near the incident: by it the offset of a zone is known."""
    known = (context.started_at, context.resolved_at, context.detected_at, *(entry.at for entry in context.timeline))
    return next((one for one in known if one), None)


def of_siblings(context: Context) -> Iterator[tuple[str, View]]:
    for sibling in context.siblings:
        yield sibling.audience, of(Text.of(sibling.text, context), sibling.time_zone, context)


def otherwise(here: str, audience: str, there: str) -> str:
    """What is said of a text that contradicts another."""
    told = _("“%(here)s” here, but %(audience)s read “%(there)s”. Find out which is right, and say the same in both.")
    return told % {"here": here, "audience": audience, "there": there}


def is_own[Value](said: View, place: Place[Value]) -> bool:
    """Whether it is one audience's own matter, in which no other text contradicts it."""
    return place.section in OWN or words.OWN.search(said.words(said.clause(place.start, place.sentence))) is not None


def likeness[Value](one: Place[Value], other: Place[Value]) -> float:
    """How much two places seem to tell of the same; 0 where they do not."""
    clause, sentence = one.near & other.near, one.around & other.around
    if one.near and one.near == other.near:
        return len(clause) + 1.0
    least = min(len(one.around), len(other.around))
    nearest = min(len(one.near), len(other.near))
    if not clause or len(sentence) < 2 or (len(sentence) < 0.3 * least and len(clause) < 0.5 * nearest):
        return 0.0
    return len(clause) + 0.5 * len(sentence) + len(clause) / max(1, len(one.near | other.near))


def contradicted[Value](
    said: Iterable[Place[Value]],
    open_: list[Place[Value]],
    theirs: list[Place[Value]],
    agrees: Callable[[Value, Value], bool],
) -> Iterator[tuple[Place[Value], Place[Value]]]:
    """Of what another text says and this one says nowhere: the place, of those still `open_`, that tells of the same, otherwise."""
    said = list(said)
    missing = [their for their in theirs if not any(agrees(one.value, their.value) for one in said)]
    if not missing:
        return
    lone = [one for one in open_ if not any(agrees(one.value, their.value) for their in theirs)]
    for their in missing:
        best, most = None, 0.0
        for one in lone:
            if (like := likeness(one, their)) > most:
                best, most = one, like
        if best:
            yield best, their
