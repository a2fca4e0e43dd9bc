"""What a text says that can be compared: times, durations, days and counts, each with the words near it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from communications.checks.consistency import counts_read, tenses
from communications.checks.consistency.counts_read import Count
from communications.checks.context import Context, Service
from communications.checks.places import Places
from communications.checks.quantities import dates, durations, times, zones
from communications.checks.quantities.dates import WEEKDAYS, Day
from communications.checks.quantities.durations import Duration
from communications.checks.quantities.times import Time
from communications.checks.text import Span, Text
from communications.checks.words import consistency as words
from communications.checks.words.begins import Alternatives
from communications.checks.words.common import WORD, stem_of
from communications.checks.words.roots import root
from communications.checks.words.vague import SMALL_WORDS

# Sections in which each audience is told something of its own: its next update, its contacts, its deadline for answers.
OWN = frozenset(("further_updates", "support_contacts", "feedback", "workaround"))
MOST = 400  # of each kind that are compared
_FEW = 4  # words beside a place
MOST_SPOKEN = 1200  # letters of a clause that are read
REACH = 400  # how far around a place its words are looked at
_CLAUSE = re.compile(
    # What comes second is looked at first, since most of these letters stand between two words.
    r"[;:,\s](?:\s(?:(?<=[;:]\s)|(?<=,\s)(?:and|but|while|whereas|which|who|when|where|so|then|since|because|although|though|as(?! part)|the last|(?:from|of|in|during|at|after|for) (?:which|whom))\s)"
    r"|[–—-]\s(?<=\s.\s)"
    r"|and\s(?<=\sand\s)(?!\d)(?=(?:\w+\s){0,3}?(?:was|were|had|has|is|are|began|ended|started|came|went|resumed|returned|recovered|became|could|did|got)\b))"
)
_HABITS = frozenset(
    ("every", "each", "always", "usually", "normally", "today", "due", "valid", "planned", "stay", "stays")
)
_VERSION = re.compile(r"(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.]\d)")
_SEASON = re.compile(
    r"\b(?:(?P<summer>CEST|MESZ|BST|WEST|EEST|EDT|CDT|MDT|PDT|AEST|NZST)|CET|MEZ|EET|EST|CST|MST|PST|AEDT|NZDT)\b"
)
_ON_GMT = ("Europe/London", "Europe/Dublin", "Europe/Lisbon", "Atlantic/Canary")  # where it is the time of winter
_STAMPED = re.compile(r"T(?<=\dT)\d")
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)T(?=\d\d:?\d\d)")
_DAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
# Which of several: the first refund is not the last one.
_WHICH = {
    word: frozenset((kind,))
    for kind, line in enumerate(("first initial earliest", "second", "third", "last final latest", "next following", "previous prior earlier"))
    for word in line.split()
}  # fmt: skip


@dataclass(eq=False)
class Clause:
    """What is told together with a quantity; read once for all that stand in it."""

    span: Span
    sentence: Span
    view: View

    @cached_property
    def words(self) -> str:
        return self.view.words(self.span)

    @cached_property
    def stems(self) -> frozenset[str]:
        return self.view.stems(self.sentence, self.span.start, self.span.end)

    @cached_property
    def is_of_trouble(self) -> bool:
        return self.view.has(words.TROUBLE, self.span)

    @cached_property
    def is_to_come(self) -> bool:
        """ "Every" and "always" say so only where nothing is told of the past."""
        found = [one[0] for one in self.view.each(words.TO_COME, self.span)]
        return bool(found) and (not _HABITS.issuperset(found) or not any(map(tenses.is_past, WORD.findall(self.words))))

    @cached_property
    def is_of_before(self) -> bool:
        return "had " in self.words and words.HAD.search(self.words) is not None

    @cached_property
    def is_partly(self) -> bool:
        return self.view.has(words.PARTLY, self.span)

    @cached_property
    def is_own(self) -> bool:
        return self.view.has(words.OWN, self.span)

    @cached_property
    def which(self) -> frozenset[int]:
        return frozenset().union(*(_WHICH[word] for word in self.words.split() if word in _WHICH))

    @cached_property
    def weekdays(self) -> frozenset[int]:
        return frozenset(WEEKDAYS[word] for word in _DAY.findall(self.words))


@dataclass(eq=False)
class Place[Value]:
    """A quantity and the words around it, which are read when they are asked for."""

    value: Value
    start: int
    end: int
    sentence: Span
    view: View

    @cached_property
    def roles(self) -> dict[Any, str]:
        """What it is told as, by what of a context matters to that."""
        return {}

    @cached_property
    def told(self) -> Clause:
        return self.view.clause_at(self.start, self.sentence)

    @property
    def clause(self) -> Span:
        return self.told.span

    @property
    def clause_words(self) -> str:
        return self.told.words

    @cached_property
    def before(self) -> str:
        """The clause up to it, in small letters."""
        return self.view.text.lowered[self.clause.start : self.start]

    @cached_property
    def after(self) -> str:
        return self.view.text.lowered[self.end : self.clause.end]

    @cached_property
    def is_now(self) -> bool:
        return tenses.is_now(self.before, self.after)

    @cached_property
    def around(self) -> frozenset[str]:
        """The stems of its sentence's words."""
        start, end = max(self.sentence.start, self.start - REACH), min(self.sentence.end, self.end + REACH)
        return self.view.stems(self.sentence, start, end)

    @cached_property
    def near(self) -> frozenset[str]:
        """Those of its clause."""
        near = self.told.stems
        return near if len(near) > 1 else self.around

    @cached_property
    def fringe(self) -> frozenset[str]:
        """The roots of the few words right before and after it in its clause, small ones apart: "of the second half"."""
        words = (*WORD.findall(self.before)[-_FEW:], *WORD.findall(self.after)[:_FEW])
        return frozenset(root(word) for word in words if word not in SMALL_WORDS)

    @cached_property
    def section(self) -> str:
        return self.view.section(self.start)

    @property
    def written(self) -> str:
        return " ".join(self.view.text.prose[self.start : self.end].split())


@dataclass(frozen=True, eq=False)
class View:
    text: Text
    zone: str
    at: datetime | None

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        return zones.of_zone(self.zone, self.at)

    @cached_property
    def prose(self) -> str:
        """As the text's, and as long, with "2026-03-03T14:05" as a day and a time."""
        prose = self.text.prose
        return _STAMP.sub(r"\1 ", prose) if _STAMPED.search(prose) else prose

    @cached_property
    def places(self) -> Places:
        return self.text.places if self.prose is self.text.prose else Places.of(self.prose)

    @cached_property
    def times(self) -> tuple[Place[Time], ...]:
        taken = [(one.start, one.end) for one in self.days]
        return self._placed(_outside(times.read(self.prose, self.offsets, self.places, taken), self.days))

    @cached_property
    def _times(self) -> list[int]:
        return [one.start for one in self.times]

    def times_within(self, span: Span) -> tuple[Place[Time], ...]:
        return self.times[bisect_left(self._times, span.start) : bisect_left(self._times, span.end)]

    @cached_property
    def named(self) -> dict[tuple[Service, ...], tuple[re.Match[str], ...]]:
        """Where services are named, by which are looked for."""
        return {}

    @cached_property
    def strange(self) -> dict[tuple[int, ...], list[Place[Time]]]:
        """Times that are none of certain minutes, by those."""
        return {}

    @cached_property
    def first_days(self) -> dict[Any, tuple[Place[Day] | None, bool]]:
        """The first day that may be the incident's, and whether another is, by what of a context matters to that."""
        return {}

    @cached_property
    def days(self) -> tuple[Place[Day], ...]:
        return self._placed(dates.read(self.prose, self.places))

    @cached_property
    def weekdays(self) -> tuple[Place[Day], ...]:
        """Days of the week without a date."""
        return self._placed(dates.weekdays(self.prose, tuple(one.value for one in self.days), self.places))

    @cached_property
    def durations(self) -> tuple[Place[Duration], ...]:
        # "From 14h05" is a time.
        taken = [(one.start, one.end) for one in self.times]
        return self._placed(_outside(durations.read(self.prose, self.places, taken), self.times))

    @cached_property
    def counts(self) -> tuple[Place[Count], ...]:
        read: tuple[Place[Any], ...] = (*self.times, *self.days, *self.durations)
        taken = [(one.start, one.end) for one in read]
        return self._placed(counts_read.read(self.prose, taken, self.places))

    def _placed[Value: (Time, Day, Duration, Count)](self, values: Iterable[Value]) -> tuple[Place[Value], ...]:
        return tuple(islice(self._places(values), MOST))

    def _places[Value: (Time, Day, Duration, Count)](self, values: Iterable[Value]) -> Iterator[Place[Value]]:
        text, has_quotes = self.text, bool(self.text.quotes)
        for value in values:
            sentence = text.sentence_at(value.start)
            if sentence and not (has_quotes and text.is_quoted(value.start, value.end)):
                yield Place(value, value.start, value.end, sentence, self)

    def section(self, at: int) -> str:
        return self.text.parts[max(0, bisect_right(self._parts, at) - 1)].key

    @cached_property
    def _parts(self) -> list[int]:
        return [part.start for part in self.text.parts]

    @cached_property
    def _stems(self) -> dict[int, tuple[list[int], list[str]]]:
        return {}

    def stems(self, sentence: Span, start: int, end: int) -> frozenset[str]:
        """Of the words of a sentence between, those that tell what it is about."""
        known = self._stems.get(sentence.start)
        if known is None:
            lowered = self.text.lowered
            found = list(WORD.finditer(lowered, sentence.start, sentence.end))
            told = [(one.start(), stem_of(one[0])) for one in found]
            if lowered.find("-", sentence.start, sentence.end) >= 0:
                halves = [one for one in found if "-" in one[0]]
                told += [(one.start(), stem_of(half)) for one in halves for half in one[0].split("-") if len(half) > 2]
            if lowered.find(".", sentence.start, sentence.end - 1) >= 0:
                told += [(one.start(), one[0]) for one in _VERSION.finditer(lowered, sentence.start, sentence.end)]
            told.sort()
            known = [start for start, _stem in told], [stem for _start, stem in told]
            self._stems[sentence.start] = known
        starts, stems = known
        return frozenset(stems[bisect_left(starts, start) : bisect_left(starts, end)]) - {""}

    @cached_property
    def starts(self) -> list[int]:
        return [sentence.start for sentence in self.text.sentences]

    def clause(self, at: int, sentence: Span) -> Span:
        start, end = max(sentence.start, at - REACH), min(sentence.end, at + REACH)
        splits = self._splits.get(sentence.start)
        if splits is None:
            found = [one.span() for one in _CLAUSE.finditer(self.text.prose, sentence.start, sentence.end)]
            splits = self._splits[sentence.start] = [one[0] for one in found], [one[1] for one in found]
        before, after = bisect_right(splits[1], at), bisect_right(splits[0], at)
        start = max(start, splits[1][before - 1]) if before else start
        return Span(start, min(end, splits[0][after]) if after < len(splits[0]) else end)

    def clause_at(self, at: int, sentence: Span) -> Clause:
        span = self.clause(at, sentence)
        known = self._clauses.get(span)
        if known is None:
            known = self._clauses[span] = Clause(span, sentence, self)
        return known

    @cached_property
    def _splits(self) -> dict[int, tuple[list[int], list[int]]]:
        return {}

    @cached_property
    def _clauses(self) -> dict[Span, Clause]:
        return {}

    def words(self, span: Span) -> str:
        """In small letters."""
        return self.spoken[span.start : min(span.end, span.start + MOST_SPOKEN)]

    def each(self, said: Alternatives, span: Span) -> Iterator[re.Match[str]]:
        """Where its words hold one of these."""
        return said.within(self.spoken, self.text.places, span.start, min(span.end, span.start + MOST_SPOKEN))

    def has(self, said: Alternatives, span: Span) -> bool:
        """Whether its words hold one of these."""
        return said.is_within(self.spoken, self.text.places, span.start, min(span.end, span.start + MOST_SPOKEN))

    @cached_property
    def spoken(self) -> str:
        """The text in small letters, with plain apostrophes and no ends of lines."""
        return self.text.lowered.replace("\n", " ").replace("’", "'")


def _outside[Value: (Time, Duration)](values: Iterable[Value], places: Sequence[Place[Any]]) -> Iterator[Value]:
    """Those that do not lie where something else was read; both in order."""
    at = 0
    for value in values:
        while at < len(places) and places[at].end <= value.start:
            at += 1
        if at == len(places) or places[at].start >= value.end:
            yield value


@lru_cache(maxsize=128)
def _view(text: Text, zone: str, at: datetime | None) -> View:
    return View(text, zone, at)


def of(text: Text, zone: str, context: Context) -> View:
    return _view(text, zone, reference(text, context))


def reference(text: Text, context: Context) -> datetime | None:
    """An instant near the incident: by it the offset of a zone is known. Where the facts hold none, the texts may tell the month."""
    known = (context.started_at, context.resolved_at, context.detected_at, *(entry.at for entry in context.timeline))
    if at := next((one for one in known if one), None):
        return at
    return _month((text.source, *(sibling.text for sibling in context.siblings)), context.time_zone)


@lru_cache(maxsize=128)
def _month(sources: tuple[str, ...], zone: str) -> datetime | None:
    for source in sources:
        head = source[:20000]
        for day in dates.read(head):
            month, number = day.readings[0]
            return datetime(day.year or 2026, month, min(number, 28), 12, tzinfo=UTC)
        if zone in _ON_GMT and re.search(r"\b(?:GMT|WET)\b", head):
            return datetime(2026, 1, 15, 12, tzinfo=UTC)
        if found := _SEASON.search(head):
            return datetime(2026, 7 if found["summer"] else 1, 15, 12, tzinfo=UTC)
    return None


def of_siblings(context: Context) -> Iterator[tuple[str, View]]:
    for sibling in context.siblings:
        yield sibling.audience, of(Text.of(sibling.text, context), sibling.time_zone, context)


def otherwise(here: str, audience: str, there: str) -> str:
    """What is said of a text that contradicts another."""
    told = _("“%(here)s” here, but %(audience)s read “%(there)s”. Find out which is right, and say the same in both.")
    return told % {"here": here, "audience": audience, "there": there}


def is_own[Value](place: Place[Value]) -> bool:
    """Whether it is one audience's own matter, in which no other text contradicts it."""
    return place.section in OWN or place.told.is_own
