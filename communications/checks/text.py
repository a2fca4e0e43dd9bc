"""A text as checks see it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from communications.checks import markdown, reading, sentences
from communications.checks.context import Context
from communications.checks.places import Places, in_small
from communications.checks.span import Link, Part, Span
from communications.shipped import formal, plain, summary

__all__ = ["Link", "Part", "Span", "Text"]

# A title, folded → the key of its section. What a level calls a section gives way to what any section is plainly called.
_SHIPPED = {
    **{title.casefold(): key for words in (plain, summary, formal) for key, title in words.TITLES.items()},
    "summary": "summary",
    "root cause": "root_cause",
    "resolution": "resolution",
    "next steps": "next_steps",
    "further updates": "further_updates",
    "support contacts": "support_contacts",
    "appreciation": "appreciation",
    "improvements": "improvements",
    "assurance": "assurance",
    "feedback": "feedback",
    "what is happening": "summary",
    "where it stands": "summary",
    "status": "summary",
}
_WORD = re.compile(r"[^\W_]++(?:[_'’.,:/@%+&-]++[^\W_]++)*+")
_QUOTED = re.compile(r"“[^“”\n]{1,1000}”|„[^„“”\n]{1,1000}[“”]|«[^«»\n]{1,1000}»|\"(?<!\w\")[^\"\n]{1,1000}\"(?!\w)")


@dataclass(frozen=True)
class Text:
    """All offsets are code points of `source`. Nothing here raises, whatever the source; all is linear in its length."""

    source: str
    titles: tuple[tuple[str, str], ...] = ()  # a title, folded, and the key of its section

    @classmethod
    def of(cls, source: str, context: Context | None = None) -> Text:
        titles = context.titles if context else {}
        return cls(source, tuple(sorted((title.strip().casefold(), key) for title, key in titles.items())))

    @cached_property
    def _read(self) -> markdown.Reading:
        return markdown.read(self.source, {**_SHIPPED, **dict(self.titles)})

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Sections in order; the first is what stands before any heading, often empty."""
        return tuple(self._read.parts)

    @cached_property
    def prose(self) -> str:
        """As long as the source. Code, addresses, tags, placeholders, markers and the sections' own titles are spaces."""
        return self._read.prose

    @cached_property
    def lowered(self) -> str:
        """The prose in small letters, as long as it."""
        return in_small(self.prose)

    @cached_property
    def vocabularies(self) -> tuple[frozenset[str], ...]:
        """Of each sentence its words in small letters, without what joins them: of "third-party" both halves."""
        return tuple([frozenset(self.places.between(one.start, one.end)) for one in self.sentences])

    @cached_property
    def places(self) -> Places:
        return Places.of(self.prose)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        return tuple(self._read.links)

    @cached_property
    def code(self) -> tuple[Span, ...]:
        return tuple(sorted(self._read.code, key=lambda span: span.start))

    @cached_property
    def quotes(self) -> tuple[Span, ...]:
        """What others said: quoted blocks and words between quotation marks."""
        marked = (Span(*found.span()) for found in _QUOTED.finditer(self.prose))
        return tuple(sorted([*self._read.quotes, *marked], key=lambda span: (span.start, span.end)))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Those of the prose, also headings within sections, list items and cells of tables."""
        return tuple(sentences.split(self.prose, self._read.breaks))

    def words(self, start: int = 0, end: int | None = None) -> list[Span]:
        return [Span(*found.span()) for found in _WORD.finditer(self.prose, start, self._end(end))]

    def count(self) -> int:
        """How many words it has: each stands in a sentence."""
        return sum(map(len, self.spoken))

    @cached_property
    def spoken(self) -> tuple[list[str], ...]:
        """The words of each sentence."""
        prose = self.prose
        return tuple([_WORD.findall(prose, one.start, one.end) for one in self.sentences])

    def section_at(self, offset: int) -> Part:
        """A section's heading belongs to the section before it."""
        return self.parts[max(0, bisect_right([part.start for part in self.parts], offset) - 1)]

    def sentence_at(self, offset: int) -> Span | None:
        """The sentence that holds `offset`, if one does."""
        at = bisect_right(self._starts, offset) - 1
        return self.sentences[at] if at >= 0 and offset < self.sentences[at].end else None

    def within(self, part: Part) -> tuple[Span, ...]:
        """The sentences of a section."""
        return self.sentences[bisect_left(self._starts, part.start) : bisect_left(self._starts, part.end)]

    def holding(self, words: frozenset[str]) -> list[Span]:
        """The sentences that have one of the words, which are in small letters, in order."""
        starts = self.places.starts
        held = (self.sentence_at(at) for word in words & starts.keys() for at in starts[word])
        return [one for _start, one in sorted({one.start: one for one in held if one}.items())]

    @cached_property
    def _numbers(self) -> dict[str, set[int]]:
        return {}

    def numbers_of(self, word: str) -> set[int]:
        """Which sentences have the word, which is in small letters: 0 is the first."""
        known = self._numbers
        if word not in known:
            known[word] = {max(0, bisect_right(self._starts, at) - 1) for at in self.places.starts.get(word, ())}
        return known[word]

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether all of it are words of others."""
        if not self.quotes:
            return False
        at = bisect_right(self._quote_starts, start) - 1
        return any(span.start <= start and end <= span.end for span in self.quotes[max(0, at - 1) : at + 1])

    def grade(self, start: int = 0, end: int | None = None) -> float:
        """Flesch-Kincaid's reading grade of the sentences between; 0 where there are none."""
        last = self._end(end)
        whole = [
            words
            for one, words in zip(self.sentences, self.spoken, strict=True)
            if start <= one.start and one.end <= last
        ]
        words = list(chain.from_iterable(whole))
        return reading.grade(len(words), len(whole), sum(map(reading.syllables, words)))

    def reading_time(self) -> int:
        """In seconds."""
        return reading.seconds(self.count())

    @cached_property
    def _starts(self) -> list[int]:
        return _starts(self.sentences)

    @cached_property
    def _quote_starts(self) -> list[int]:
        return _starts(self.quotes)

    def _end(self, end: int | None) -> int:
        return len(self.source) if end is None else end


def _starts(spans: Iterable[Span]) -> list[int]:
    return [span.start for span in spans]
