"""Phrases that are there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communications.checks import words
from communications.checks.finding import Mark
from communications.checks.moments import MOMENT
from communications.checks.phrases import Phrases
from communications.checks.span import Span
from communications.checks.text import Text

_QUANTITY = re.compile(
    r"(?<![\w.,:/-])\d[\d.,]*(?:\s?%|\s?[½¼¾])?(?![\w:/-])|\d\s?(?:min|h|s|ms|k|m)\b|\d-(?:minute|hour|second|day|week)"
    r"|(?<!\w)(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|dozen|"
    r"hundred|thousand|half\s+an?\s+hour|an\s+hour|one\s+(?:minute|hour|second|day|in)|a\s+(?:third|quarter|minute|day)|per\s+cent|percent)(?!\w)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_TO_COME = re.compile(
    r"(?<!\w)(?:(?:will|would|(?-i:may)|might|should)(?!\s+(?:not\s+)?have(?!\w))|expect|expected|planned|shall|going\s+to)(?!\w)",
    re.I,
)


_NOT_A_PERSON = r"(?!Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Today|Yesterday|Tomorrow|It|That|This|There|Here|What|Let|He|She|Who|One|Every)"
_PERSON = rf"(?<![\w.@/-]){_NOT_A_PERSON}[A-ZÀ-Þ][a-zà-ÿ]+"
# Whose mistake it was, by name; what somebody who is named did or did not do, given as the reason.
_BY_NAME = re.compile(
    rf"{_PERSON}['’]s\s+(?:mistake|fault|error|carelessness|oversight|negligence|blunder|failure\s+to)(?!\w)"
    r"|(?<!\w)(?!(?:it|that|what|there|here|he|she|who|today|yesterday|program|system|server|machine|software|app)['’])[a-z]\w+['’]s?\s+(?:own\s+)?"
    r"(?:fault|carelessness|negligence|blunder|thoughtlessness|incompetence|ignorance|laziness|stupidity)(?!\w)"
    rf"|(?:[Mm]istake|[Ff]ault|[Ee]rror)\s+(?:was|is)\s+{_PERSON}['’]s?(?!\w)"
    rf"|(?:[Bb]ecause|[Ss]ince)\s+(?:of\s+)?{_PERSON}(?:\s+[A-ZÀ-Þ][a-zà-ÿ]+)?\s+(?:(?:had|has|did)\s+not\s+(?:test|check|read|ask|tell|told|notic|follow|"
    r"answer|inform|report|updat|renew|document)\w*|forgot|overlooked|ignored|mistyped|misread|pressed|unplugged|deleted|slept)(?!\w)"
)


@dataclass(frozen=True)
class Rule:
    name: str
    message: str | Promise
    passes: Callable[[Text, Span], bool] = lambda _text, _sentence: True  # whether the sentence may hold a fault
    besides: re.Pattern[str] | None = None  # what phrases cannot say, since case matters


def check(text: Text) -> Iterator[Mark]:
    phrases = _phrases()
    for rule in RULES:
        passed: dict[Span, bool] = {}  # each sentence is asked once, however many phrases stand in it
        named = (found.span() for found in rule.besides.finditer(text.prose)) if rule.besides else ()
        for start, end in (*phrases[rule.name].find(text.prose, text.places), *named):
            sentence = text.sentence_at(start)
            if not sentence or end > sentence.end:
                continue
            if sentence not in passed:
                passed[sentence] = rule.passes(text, sentence)
            if passed[sentence]:
                yield Mark(
                    rule.name, start, end, str(rule.message) % {"words": " ".join(text.source[start:end].split())}
                )


@cache
def _phrases() -> Mapping[str, Phrases]:
    return {rule.name: Phrases.of(words.lines(f"{rule.name}.txt")) for rule in RULES}


def _says_no_quantity(text: Text, sentence: Span) -> bool:
    """Times, dates and years are no quantities. What is still to come may be guessed at."""
    if _TO_COME.search(text.prose, sentence.start, sentence.end):
        return False
    past = sentence.start
    for moment in [*MOMENT.finditer(text.prose, sentence.start, sentence.end), None]:
        until = moment.start() if moment else sentence.end
        for found in _QUANTITY.finditer(text.prose, past, until):
            if not _YEAR.match(found[0]):
                return False
        past = moment.end() if moment else sentence.end
    return True


RULES = (
    Rule(
        "blame",
        _("“%(words)s” puts the blame on somebody. Say what made it possible, and what you do about it."),
        besides=_BY_NAME,
    ),
    Rule(
        "minimising",
        _("“%(words)s” makes little of it, and who was affected may not agree. Say how many, or how long."),
        _says_no_quantity,
    ),
    Rule(
        "hedging",
        _("“%(words)s” leaves readers unsure whether it is so. Say what you know, and what you do not know yet."),
    ),
    Rule(
        "deflection",
        _("“%(words)s” sounds as if it were not yours to answer for. Say what you did, and what you regret."),
    ),
    Rule("marketing", _("“%(words)s” is a word of advertising. Leave it out: readers want to know what happened.")),
)
