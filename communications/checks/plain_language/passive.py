"""Sentences that hide who did it, where readers want to know: mistakes, decisions, and what was not done.

A passive is found by its verb ("was", "been" …) and the participle behind it; signs.py says whether readers ask who it was.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from communications.checks.finding import Mark
from communications.checks.plain_language import near, signs
from communications.checks.plain_language.names import Names
from communications.checks.span import Span
from communications.checks.text import Text
from communications.checks.words import passives

_BE = ("was", "were", "been", "got", "wasn", "weren")
_CLAUSE = re.compile(
    r"[;:()–—]|,(?!\d)|\.(?=(?-i:[A-Z][a-z]))|\s-\s|(?<!\w)(?:and|but|because|as|since|so|while|when|after|before|which|who|though|although|if|unless|whether|whereas)(?!\w)",
    re.IGNORECASE,
)
_TURNS = ("why", "how", "no", "ne", "only")  # one of these is in what stands before a turned one
_FAR = 300  # no clause is longer: only so much of an endless sentence is read around a verb
_PARTICIPLE = re.compile(r"[a-z]+(?:-[a-z]+)?", re.IGNORECASE)
_PARTICLE = re.compile(
    r"\s+(?:(?:any|a|all|that|it)\s+)?"
    r"(off|on|out|up|down|into|redundant|over|away|aside|back|in(?:\s+place)?|through|behind|home|public|secret|quiet|right|from|of|with|for\s+granted)(?!\w)",
    re.IGNORECASE,
)
_ADVERBS = re.compile(
    r"(?:,?\s+(?:\w{2,16}ly|not|never|also|then|first|yet|even|all|both|still|only|just|already|later|again|therefore|once|ever|"
    r"seldom|too|so|badly|well|being|been|simply|half|twice|again\s+and\s+again|in\s+(?:time|full|fact|part)|at\s+(?:first|all|once|last)|"
    r"by\s+(?:mistake|accident|error)|in\s+error|for\s+(?:\w+\s+)?(?:weeks|months|years|hours|days)|n['’]t)(?!\w),?){1,4}",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Passive:
    """One of a prose: its verb begins at `start`, its participle stands at `verb`."""

    prose: str
    sentence: Span
    start: int
    verb: Span
    adverbs: str  # in small letters, as all that is read here

    @cached_property
    def word(self) -> str:
        return self.prose[self.verb.start : self.verb.end].lower()

    @cached_property
    def _particle(self) -> re.Match[str] | None:
        found = _PARTICLE.match(self.prose, self.verb.end, self.sentence.end)
        return found if found and self._joined(found) in passives.WITH_PARTICLE else None

    def _joined(self, particle: re.Match[str]) -> str:
        return "_".join([self.word, *particle[1].lower().split()])

    @cached_property
    def whole(self) -> str:
        """With the particle that belongs to it: "switched_off"."""
        return self._joined(self._particle) if self._particle else self.word

    @cached_property
    def end(self) -> int:
        return self._particle.end() if self._particle else self.verb.end

    @cached_property
    def clause(self) -> Span:
        start, end = self.sentence.start, self.sentence.end
        for edge in _CLAUSE.finditer(self.prose, start, end):
            if edge.end() <= self.start:
                start = edge.end()
            elif edge.start() >= self.verb.end:
                end = edge.start()
                break
        while start < self.start and self.prose[start].isspace():
            start += 1
        return Span(start, end)

    @cached_property
    def opening(self) -> str:
        """The sentence before the clause."""
        return self.prose[self.sentence.start : self.clause.start].lower()

    @cached_property
    def before(self) -> str:
        """The clause before the verb."""
        return self.prose[self.clause.start : self.start].lower()

    @cached_property
    def be(self) -> str:
        return self.prose[self.start : self.verb.start].lower()

    @cached_property
    def after(self) -> str:
        """The clause after the participle."""
        return self.prose[self.verb.end : self.clause.end].lower()

    @cached_property
    def rest(self) -> str:
        """The sentence after the participle."""
        return self.prose[self.verb.end : self.sentence.end].lower()

    def is_of(self, verbs: frozenset[str]) -> bool:
        return self.whole in verbs or (self.word in verbs and self.whole not in passives.WITH_PARTICLE)


def check(text: Text, names: Names, *, lasts: bool = False) -> Iterator[Mark]:
    insiders = names.for_technical or bool(names.known) or lasts
    starts = [one.start for one in text.sentences]
    for place in sorted(_verbs(text)):
        at = bisect_right(starts, place) - 1
        if at < 0 or place >= text.sentences[at].end:
            continue
        whole = text.sentences[at]
        sentence = Span(max(whole.start, place - _FAR), min(whole.end, place + _FAR))
        one = _straight(text.prose, sentence, place) or _turned(text.prose, sentence, place)
        if one and not (insiders and signs.is_of_machines(one)) and (end := signs.hidden(one)):
            words = " ".join(text.source[one.start : end].split())
            message = _("“%(words)s” does not say who did it, and readers ask. Name who: “we …”.") % {"words": words}
            yield Mark("passive", one.clause.start, end, message)
    yield from _opinions(text)


def _verbs(text: Text) -> Iterator[int]:
    """Where one may stand: "be" and "being" only behind what makes a reproach of them."""
    starts = text.places.starts
    yield from (place for word in _BE for place in starts.get(word, ()))
    yield from (place for place in starts.get("be", ()) if text.lowered[max(0, place - 3) : place].rstrip() == "to")
    if not starts.keys().isdisjoint(("without", "instead", "despite")):
        yield from starts.get("being", ())


def _straight(prose: str, sentence: Span, place: int) -> Passive | None:
    """ "was not told" """
    at = place + len(_PARTICIPLE.match(prose, place)[0])  # type: ignore[index]
    adverbs = ""
    if prose[at : at + 1] in ("'", "’"):
        adverbs, at = "not", at + 2
    if found := _ADVERBS.match(prose, at, sentence.end):
        adverbs, at = f"{adverbs} {found[0]}".lower(), found.end()
    while at < sentence.end and prose[at].isspace():
        at += 1
    found = _PARTICIPLE.match(prose, at, sentence.end)
    if not found or not _is_participle(found[0].lower()):
        return None
    return Passive(prose, sentence, place, Span(*found.span()), adverbs)


def _turned(prose: str, sentence: Span, place: int) -> Passive | None:
    """ "why were you not told" """
    if prose[place : place + 3].lower() not in ("was", "wer"):
        return None
    before = prose[sentence.start : place].lower()
    if not any(map(before.__contains__, _TURNS)) or not (asked := near.TURNED.search(before)):
        return None
    whom = near.WHOM.match(prose, place, sentence.end)
    if not whom or not _is_participle(whom["verb"].lower()):
        return None
    no = whom["no"] or whom["nt"] or asked["no"]
    return Passive(prose, sentence, place, Span(*whom.span("verb")), f"{'not' if no else ''} {whom['adverbs']}".lower())


def _opinions(text: Text) -> Iterator[Mark]:
    """ "It is felt that" """
    for place in text.places.starts.get("it", ()):
        if found := near.OPINION.match(text.prose, place):
            words = " ".join(found[0].split())
            message = _("“%(words)s” does not say who thinks so, and readers ask. Name who: “we …”.") % {"words": words}
            yield Mark("passive", *found.span(), message)


def _is_participle(word: str) -> bool:
    return (word.endswith("ed") and (len(word) > 4 or word == "used")) or word.rpartition("-")[2] in passives.IRREGULAR
