"""Phrases that are there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communications.checks import words
from communications.checks.context import WHILE_IT_LASTS, Context
from communications.checks.finding import Mark
from communications.checks.phrases import Phrases
from communications.checks.span import Span
from communications.checks.text import Text
from communications.checks.tone.account import is_plain
from communications.checks.tone.hedged import hedges
from communications.checks.tone.little import is_planned, makes_little
from communications.checks.tone.sense import blames_nobody, owns_up

# Below this a list goes on with what only counts in a text that tells what happened. While it lasts, and before planned work, the same
# words mostly say how things are: "requests are slightly slower", "the job worked as intended", "as any node that restarts".
_TOLD = "[told]"
# Who says so of nobody, or of oneself, blames nobody.
_FAULT = re.compile(
    r"(?:(?:his|her|their|your)\s+(?:fault|mistake|error|doing)|to\s+blame|at\s+fault|to\s+be\s+held\s+responsible|culprits?|guilty|scapegoats?|wrongdoers?|offenders?)\Z",
    re.I,
)
# Who says that "our team opened the wrong valve" owns up to it; who says that "our careless intern" did, does not.
_OURS = r"\bour\s(?:own\s)?(?!(?:junior|new|young|former|temporary|external|previous)\b|\w+['’]s\b)"
_OURS_BEFORE = re.compile(_OURS + r"(?:[\w-]+\s){0,3}\Z", re.I)
_OURS_HERE = re.compile(_OURS, re.I)
_SLIP = re.compile(
    r"\b(?:wrong(?:ly)?|faulty|by\s+mistake|by\s+accident|in\s+error|accidentally|mistakenly|inadvertently|unintentionally|incorrect(?:ly)?|erroneously|"
    r"mixed\s+up|overlooked|outdated|skipped|without\s+testing|did\s+not\s+(?:check|see|notice))\b",
    re.I,
)
_BUT_WE = re.compile(r"\b(?:but|and|that|so|because|while)\s+(?:we|I)\b")
_REPROACH = re.compile(
    r"\b(?:simply|yet|again|just|even|blindly|carelessly|never|intern|trainee|apprentice|junior|temp|rushed)\b", re.I
)
# A program that forgets, or does so without asking, has nobody's fault in it.
_THINGS = (
    r"(?:programme?|program|script|system|software|server|machine|app|application|job|tool|update|robot|database|device|printer|page|form|website|site|model|"
    r"algorithm|rule|filter|timer|file|list|sensor|router|firmware|release|version|service|feature|function|queue|index|portal|installer|import|export|pump|"
    r"valve|alarm|detector|lift|gate|door|meter|terminal|scanner|backup|patch|browser|player|engine|cache|disk|table|calendar|clock|counter|template|newsletter|"
    r"plugin|module|library|api|bot|check|test|review|monitor(?:ing)?|process|procedure|plan|rota|manual|contract|letter|notice|message|mail|email|invoice|bill)s?"
)
_THING_DOES = re.compile(
    rf"(?<!\w)(?:the|our|your|an?|its|this|that|each|every|one|these|those|which|release|version)\s+(?:[\w-]+\s+){{0,2}}?{_THINGS}(?:\s+[\d.]+)?(?!\w)(?P<then>[^;:()]*)\Z"
    rf"|(?<!\w)(?:release|version|firmware|build)\s+[\d.]+(?P<so>[^;:()]*)\Z",
    re.I,
)
_SOMEBODY = re.compile(r"(?<!\w)(?:who|whom|he|she|they|you|someone|somebody|nobody|mr|mrs|ms|dr)(?!\w)", re.I)
# What is checked against a list does not go against it.
_COMPARED = re.compile(r"\b(?:check|compar|count|verif|match|weigh|read|test|hold|held)\w*\b.{0,60}\bagainst\b", re.I)
_OF_NOBODY = re.compile(
    r"(?<!\w)(?:nobody|no|none|not|neither|never|we|us|I|ourselves|without|whether|if)(?!\w)|n['’]t(?!\w)", re.I
)
_OWNED = re.compile(
    r"(?<!\w)(?:we|I)\s+(?:should|could|ought\s+to|might)\s+(?:have\s+)?(?:\w+\s+){0,2}\Z|(?<!\w)(?:we|I)\s+should\s+have(?!\w)[^.;:]*\Z",
    re.I,
)
_SORRY = re.compile(r"sorry|apolog|regret", re.I)
# Who says that trouble will be caused, or whom it keeps from what, does not doubt it.
_SAYS_WHOM = re.compile(
    r"\s+(?:that|which|this)\s+(?:will|is\s+going\s+to)\s|(?:\s+have)?\s+caused?\s+(?:to\s+)?[^.;!?]{1,40},\s+(?:who|which)\s",
    re.I,
)
_OF_US = re.compile(
    r"(?<!\w)(?:we|us|I|ourselves|our\s+own|nobody|no|not|without|never)(?:\s+[\w'’-]+){0,4}\s*\Z|(?<!\w)(?:we|I)(?!\s+(?:are|regret|apologi|know|understand))\s[^.;:]{0,60}\b(?:and|but|or|then)\s+\Z",
    re.I,
)


# Who is sorry for the thing itself is so for all that came of it: "for the disruption and any impact".
_FOR_IT = re.compile(r"(?<!\w)(?:the|this|that|these|our)\s+(?:[\w-]+\s+){1,3}and\s+(?:for\s+)?any(?!\w)", re.I)
_WORK = re.compile(
    r"(?<!\w)(?:maintenance|planned|scheduled|(?:will|to|are|is|be|tonight['’]?s|currently|perform\w*|a|an|the|our|this)\s+(?:\w+\s+){0,2}?(?:upgrad\w+|migrat\w+))(?!\w)",
    re.I,
)
_FAULTS = re.compile(
    r"(?<!\w)(?:outages?|incidents?|faults?|fail\w*|errors?|crash\w*|investigat\w*|unexpected\w*|attacks?|brok\w+|problems?|bugs?)(?!\w)",
    re.I,
)


_COULD_CAUSE = re.compile(
    r"\b(?:could|can|may|might|would)\s+(?:also\s+|then\s+)?cause\Z", re.I
)  # nothing has happened


@dataclass(frozen=True)
class Rule:
    name: str
    message: str | Promise
    passes: Callable[[Text, Span, int, int, Context], bool] = lambda *_any: True  # whether it is one, in its sentence
    answers: str = ""  # the rule whose finding it is, where that has another name


def find(text: Text, of: Phrases) -> Iterator[tuple[str, int, int]]:
    """A list's name, and where one of its phrases stands."""
    sentences = zip(text.sentences, text.vocabularies, strict=True)
    return (one for one in of.find(text, sentences) if not text.is_quoted(*one[1:]))


def check(text: Text, context: Context) -> Iterator[Mark]:
    told = context.kind not in WHILE_IT_LASTS
    for name, start, end in find(text, _phrases(told=told)):
        rule = RULES[name]
        sentence = text.sentence_at(start)
        if (
            sentence
            and rule.passes(text, sentence, start, end, context)
            and not (told and is_plain(name, text, sentence, start, end, context))
        ):
            words_ = " ".join(text.source[start:end].split())
            yield Mark(rule.answers or name, start, end, str(rule.message) % {"words": words_})


@cache
def _phrases(*, told: bool) -> Phrases:
    """With those that count only where it is told what happened, or without."""
    return phrases_of(*RULES, told=told)


@cache
def _people() -> frozenset[str]:
    """Those whom the lists speak of, one by one and in numbers."""
    lines = [line for line in words.lines("people.txt") if not line.startswith("@compound")]
    nouns = {noun for line in lines for noun in re.findall(r"(?<=[ |])[a-z]{3,}(?=%?(?:\||$))", line)}
    return frozenset(nouns | {f"{noun}s" for noun in nouns})


def phrases_of(*names: str, told: bool = True) -> Phrases:
    people = [*words.lines("people.txt")]
    return Phrases((name, line) for name in names for line in (*people, *_lines(f"{name}.txt", told)))


def _lines(name: str, told: bool) -> Iterator[str]:
    for line in words.lines(name):
        if line != _TOLD:
            yield line
        elif not told:
            return


def _blames(text: Text, sentence: Span, start: int, end: int, context: Context) -> bool:
    if context.kind in WHILE_IT_LASTS and _COULD_CAUSE.search(text.prose, start, end):
        return False
    if _is_own_slip(text, sentence, start, end) or _BUT_WE.search(text.prose, start, end):
        return False
    if _COMPARED.search(text.prose, start, end):
        return False
    if blames_nobody(text, sentence, start, end, _people()):
        return False
    is_plain = _FAULT.match(text.prose, start, end)
    return not (is_plain and _OF_NOBODY.search(text.prose, max(sentence.start, start - 60), start))


def _is_of_others(text: Text, sentence: Span, start: int, end: int, _context: Context) -> bool:
    """Whoever says it of himself blames nobody, nor who says it of a thing."""
    return (
        not blames_nobody(text, sentence, start, end, _people())
        and not _is_own_slip(text, sentence, start, end)
        and not _OF_US.search(text.prose, max(sentence.start, start - 80), start)
        and not _is_of_things(text, sentence, start)
    )


def _is_of_things(text: Text, sentence: Span, start: int) -> bool:
    found = _THING_DOES.search(text.prose, max(sentence.start, start - 100), start)
    return bool(
        found
        and not _SOMEBODY.search(text.prose, sentence.start, start)
        and _people().isdisjoint(text.lowered[sentence.start : start].split())
    )


def _is_own_slip(text: Text, sentence: Span, start: int, end: int) -> bool:
    if not _SLIP.search(text.prose, start, end) or _REPROACH.search(text.prose, start, end):
        return False
    before = max(sentence.start, start - 48)
    return bool(_OURS_BEFORE.search(text.prose, before, start) or _OURS_HERE.match(text.prose, start))


def _turns_away(text: Text, sentence: Span, start: int, end: int, context: Context) -> bool:
    """Whoever says in the same breath what they should have done does not turn away from it, nor who is sorry for what
    may come of planned work."""
    if _SORRY.match(text.prose, start, end) and (
        (context.kind in WHILE_IT_LASTS and (is_planned(text.prose) or _is_work(text.prose)))
        or _SAYS_WHOM.match(text.prose, end, sentence.end)
        or _FOR_IT.search(text.prose, start, end)
    ):
        return False
    return not (
        _OWNED.search(text.prose, max(sentence.start, start - 60), start) or owns_up(text, sentence, start, end)
    )


@lru_cache(maxsize=4)  # asked for each apology
def _is_work(prose: str) -> bool:
    """Whether it tells of work on purpose, and of no fault."""
    return _WORK.search(prose) is not None and _FAULTS.search(prose) is None


_BLAME = _("“%(words)s” puts the blame on somebody. Say what made it possible, and what you do about it.")

RULES = {
    rule.name: rule
    for rule in (
        Rule(
            "blame",
            _BLAME,
            _blames,
        ),
        Rule("blame_alone", _BLAME, _is_of_others, "blame"),
        Rule(
            "minimising",
            _("“%(words)s” makes little of it, and who was affected may not agree. Say how many, or how long."),
            makes_little,
        ),
        Rule(
            "hedging",
            _("“%(words)s” leaves readers unsure whether it is so. Say what you know, and what you do not know yet."),
            hedges,
        ),
        Rule(
            "deflection",
            _("“%(words)s” sounds as if it were not yours to answer for. Say what you did, and what you regret."),
            _turns_away,
        ),
        Rule("marketing", _("“%(words)s” is a word of advertising. Leave it out: readers want to know what happened.")),
    )
}
