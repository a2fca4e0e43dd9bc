"""What leaves readers of an update without a day: while it lasts, only plain words of putting off, where no time stands beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from communications.checks.commitments import when
from communications.checks.commitments.said import Said, Sentence
from communications.checks.words import soon
from communications.checks.words.families import any_of

_PLAIN = any_of(
    r"\b(?:soon(?:er|ish)?|shortly|a\.?s\.?a\.?p|imminent(?:ly)?|momentarily|eta|later|stay tuned|near future|matter of urgency|due course|forthcoming|further delay)\b",
    r"\bas (?:soon|quickly|fast) as\b|\b(?:as|once|when(?:ever)?) (?!you\b)(?:\w+ ){0,4}?(?:have|has|know|knows|learn|get|gets|can|is|are|becomes?|comes?|available|ready|progress(?:es)?|develops?|continues?)\b",
    r"\b(?:once|when) (?:we|more|further|available|possible)\b",
    r"\b(?:days|weeks|months)\b|\bthis (?:week|month)\b|\b(?:updates?|details|information|report|news|postmortem|post-mortem)\b",
    r"\bno (?:\w+ )?(?:date|estimate|timeline)\b|\b(?:will|give) (?:\w+ )?(?:take|us)\b",
)
# A length that readers can reckon with: "within a couple of hours", "expected to take a week".
_LENGTH = any_of(
    r"\b(?:in|within|for|over|after|about|around|approximately|(?:takes?|taking|lasts?|lasting|need|needs)(?: (?:about|around|approximately|up to))?) (?:the )?(?:next |coming )?"
    r"(?:\W{0,2})(?:\d+|an?|one|two|three|four|five|six|half an?|several|(?:a )?(?:few|couple(?: of)?))(?: more)?(?: ?(?:-|–|to) ?\d+)? ?(?:minutes?|mins?|hours?|hrs?)\b",
    r"\b(?:takes?|taking|lasts?|within|need|needs)(?: (?:about|around|approximately|up to))? (?:the )?(?:next |coming )?\W{0,2}(?:\d+|an?|one|two|three|four|five|six)(?: ?(?:-|–|to) ?\d+)? (?:working |business )?(?:days?|weeks?)\b",
)
_WITHIN = any_of(
    r"\b(?:in|within) (?:about |around |approximately |the next )?(?:\d+|an?|one|two|three) (?:minutes?|mins?|hours?|hrs?)\b|: ?(?:about |around |approximately |~ ?)?\d+ (?:minutes?|mins?|hours?|hrs?)\b"
)
_OF_A_PLAN = any_of(r"\b(?:estimated|expected|scheduled|planned)\b")
_OTHERS_DO = any_of(
    r"\b(?:passengers|riders|motorists|residents|travell?ers|players|students|staff|members|visitors|guests|drivers|patrons|developers|clients|everyone|everybody|administrators|admins|owners|people|they|you)"
    r" (?:should|must|need to|have to|are (?:asked|advised|urged|requested|encouraged)|can|may)\b"
)
_ELSEWHERE = any_of(
    r"stay tuned to (?!this\b|our\b)|as soon as (?:you\b|(?:they|he|she|the \w+) (?:is|are|has|have)\b)"
)
_NEEDS_US = any_of(r"\b(?:days|weeks|months)\b|^(?:when|once|as)\b(?! (?:soon|quickly|fast))")
_US = any_of(r"\b(?:we|us|our|i|updat\w+|post(?:ed|s)?|information|details|news)\b")
# What says of a time that it is to come, in a sentence beside the promise and anywhere in the text.
_TO_COME = any_of(
    r"\b(?:will|shall|should|expect\w*|estimat\w+|eta|until|due|plan\w*|schedul\w+|going to|takes?)\b|'ll\b"
)
_EXPECTED = any_of(
    r"\b(?:eta|estimated (?:time|completion|duration)|expected (?:time|completion|to)|we expect|(?:is|are|was|were) (?:scheduled|planned)|scheduled for|(?:maintenance|outage|change) window)\b"
)
# Who tells that all is well again owes no time, but for a report on it.
_ALL_IS_WELL = any_of(
    r"\ball (?:[\w-]+ ){0,4}?(?:services?|systems?|sites?|instances|regions?|builds?|jobs?|functions?|features?|components|servers) (?:(?:is|are|was|were|has|have|been|now|fully|back|successfully|again) ){1,4}(?:online|up|operational|restored|running|recovered|available|healthy|normal|working|restarted|completed|operating normally)\b"
)
_OVER = any_of(
    r"\bha(?:s|ve) resolved (?:the|this|these)\b|\b(?:has|have|was|were|is|are) (?:(?:been|now|fully|all|successfully|both) ){0,3}(?:resolved|restored|completed?|finished|fixed|over|back (?:to normal|online|up)|restarted)\b(?![^.;!?]{0,120}\b(?:but|except|still|partly|apart from|once|when|until|if)\b)"
)
_EXPECTS = ("eta", "estimated", "expected", "expect", "scheduled", "planned", "window")
_NOT_OVER = any_of(r"\b(?:once|when|until|if|not|after|before|partially|partly|some)\b")
_REPORT = any_of(r"\b(?:post-? ?mortem|report|rca|root cause|write-?up|details|analysis|review|explanation)\b")
_FOR_EVER = any_of(
    r"\b(?:again|happen\w*|recur\w*|re-?occur\w*|occur\w*|repeat\w*|never|guarantee\w*|promis\w+|forever|for ever|for good|once and for all|future|from (?:here|now) on)\b"
)
_NEAR = 2  # sentences on each side
_BEGINS = 3  # sentences that may tell at the beginning that it is over
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


def is_for_ever(words: str) -> bool:
    """Whether it is of what happened: "no stops will be missed" tells of the way of a bus."""
    return _FOR_EVER.search(words) is not None


@dataclass(frozen=True)
class Waited:
    """What is read of a text once, however much it promises."""

    said: Said

    def leaves(self, sentence: Sentence, found: re.Match[str]) -> bool:
        """Whether words of putting off leave readers waiting."""
        if not _PLAIN.search(found[0]) or _is_of_others(sentence.prose, found):
            return False
        at = next(iter(self.said.numbers([sentence.start])))
        if self._has_time_beside(at):
            return False
        return _REPORT.search(sentence.prose) is not None or not self._is_well(at)

    def _has_time_beside(self, at: int) -> bool:
        if _LENGTH.search(self.said.sentence(at).prose) or self._expected - {at}:
            return True
        near = range(max(0, at - _NEAR), min(len(self.said.text.sentences), at + _NEAR + 1))
        return any(one != at and self._tells(one) for one in near)

    @cached_property
    def _expected(self) -> frozenset[int]:
        """The sentences that say when all of it is expected."""
        return frozenset(one for one in self.said.holding_any(_EXPECTS) if self._tells(one, _EXPECTED))

    def _tells(self, at: int, cue: re.Pattern[str] | None = None) -> bool:
        """Whether a sentence names a time to come."""
        if cue and not cue.search(self.said.sentence(at).prose):
            return False
        known = self._told.get(at)
        if known is None:
            known = self._told[at] = _tells_when(self.said.sentence(at).prose)
        return known

    @cached_property
    def _told(self) -> dict[int, bool]:
        return {}

    def _is_well(self, at: int) -> bool:
        """Whether all is well again, in its sentence or in a paragraph at an end of the text that is not its own."""
        sentence = self.said.sentence(at)
        if _ALL_IS_WELL.search(sentence.prose):
            return True
        for one in self._ends - {at}:
            first, second = sorted((sentence, self.said.sentence(one)), key=lambda each: each.start)
            if _PARAGRAPH.search(self.said.text.source, first.start + len(first.prose), second.start):
                return True
        return False

    @cached_property
    def _ends(self) -> frozenset[int]:
        """The sentences at the ends of the text that say so."""
        last = len(self.said.text.sentences) - 1
        ends = {*range(min(_BEGINS, last)), last}
        return frozenset(one for one in ends if _tells_of_the_end(self.said.sentence(one).prose))


def _is_of_others(prose: str, found: re.Match[str]) -> bool:
    """Whether it is what readers do, or what comes about without us: "in the next few days temperatures will drop"."""
    return (
        _OTHERS_DO.search(prose, 0, found.start()) is not None
        or _ELSEWHERE.match(prose, found.start()) is not None
        or (_NEEDS_US.search(found[0]) is not None and _US.search(prose) is None)
    )


def _tells_when(prose: str) -> bool:
    is_due = _TO_COME.search(prose) is not None and (when.is_due(prose) or _LENGTH.search(prose) is not None)
    if not is_due and not _WITHIN.search(prose):
        return False
    told = _OF_A_PLAN.sub(" ", prose)
    return not soon.PAST.search(told) or soon.FUTURE.search(prose) is not None


def _tells_of_the_end(prose: str) -> bool:
    over = _OVER.search(prose)
    return _ALL_IS_WELL.search(prose) is not None or (over is not None and not _NOT_OVER.search(prose, 0, over.start()))
