"""Steps made of words that could stand in anybody's letter: "we will improve our processes"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext as _

from communications.checks.commitments import pledged, when
from communications.checks.commitments.promises import short
from communications.checks.commitments.said import Said, Sentence
from communications.checks.finding import Mark
from communications.checks.quantities import dates
from communications.checks.words import figures, hollow
from communications.checks.words import vague as words
from communications.checks.words.families import first

_LONGEST = 400
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBER = re.compile(r"\d")
_IN_BRACKETS = re.compile(r"\([^()]{0,80}\)|@[\w.-]{1,60}")
_TO_READERS = re.compile(r"\b(?:you|your|yours|please)\b|^\W*No(?:body|thing|ne|-one)?\b", re.IGNORECASE)
# What is told about the measures is none.
_TELLS = re.compile(
    r"\b(?:share|inform|tell|write|report|publish|send|answer|details|information|update you|contact|nothing|no (?:further|more|other)|(?:issued|posted|mailed|delivered|refunded) (?:on|by|from|to)|(?:issue|post|mail|deliver) (?:the|your|new|all|each|every|corrected|revised))\b",
    re.IGNORECASE,
)
# What is so, or what comes to pass, is no step.
_STANDS = re.compile(
    r"(?<!\bwe )(?<!\bto )\b(?:works?|runs?|functions?|working|running) (?:again|normally|fine|properly|as (?:before|usual|expected)|on time|smoothly|every)\b|\bnow (?:works?|runs?|functions?)\b(?! (?:on|with|at|to|towards)\b)"
    r"|\b(?:has|have|had)(?: (?!been\b)\w+)? (?:learn(?:ed|t)|heard) (?:of|about|by)\b|\b(?:learn(?:ed|t)|heard) of (?:the|this|it|our)\b|\b(?:took|taken|takes?) note of\b"
    r"|\b(?:is|are) (?:on|in|at) (?:our|the|this) (?:website|web ?site|home ?page|page|intranet|list|appendix|annex|minutes)\b|^\W*(?:the |all |our |these )?(?:[\w-]+ )?trains? (?:is|are|runs?|goes?|stops?|leaves?|arrives?|continues?|turns?)\b|^\W*questions\b|^\W*you(?: (?:will|can|may|need|do)|'ll) not\b|^\W*(?:this|that|which) (?:closes|ends|concludes|completes)\b"
    r"|\b(?:ends?|ended|concludes?|concluded|finishes|finished|took place|takes place|(?:was|were) (?:agreed|presented|discussed|completed|finished|closed|published|approved)) (?:on|in|at|by|before|with|since)\b|\bget(?:s|ting)? (?:[\w-]+ ){1,4}(?:moving|going|running|working)\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:we|our|us|will)\b|'ll\b", re.IGNORECASE)
_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-Z][\w'’-]*")
_FIRST_NAME = re.compile(r"^\W*[A-Z][\w'’-]* (?:(?:de|van|von|der|da|di|dos|al|el|bin) )*[A-Z][\w'’-]*")
_PAST = re.compile(r"\b(?:took|was|were|had|went|came)\b", re.IGNORECASE)
_LABEL = re.compile(r"^(\W*(?:[\w-]+ ){0,2}[\w-]+): ")  # "Communication: to be stepped up"
_SEASON = re.compile(
    r"\b(?:this|next|the coming) (?:spring|summer|autumn|fall|winter|season|year|term)\b", re.IGNORECASE
)
_SIMPLE = re.compile(r"\w+")
_JOINED = re.compile(r"[;(:,–—-] ?")
_CLAUSES = re.compile(  # the sign comes first, so that only where one stands more is tried
    r"[;(),\s](?:(?<=[;()])\s*|(?<=\s)\s*(?:[;()]|[–—-]\s)\s*|(?<=,)\s+(?=(?:(?:and|but|so|while|as|because|since|yet|which is why|on which|therefore|for) )*(?:we|our|us|they|the (?:team|company|bank)|management)\b))",
    re.IGNORECASE,
)
_STOPS = re.compile(r"[.;!?]")
_AGENT = re.compile(
    r"(?i:[iy][sz]|review|examin|train|learn|test|boost|implement|develop|strengthen|sharpen)ers?\Z"
)  # "the lamp of the analyser"
_SMALL, _DONE, _LOOKING, _ANYTHING, _SAID = range(5)
_SLACK = 3  # words of a day or in brackets, which are taken away before it is looked at closely
_IS = ("be", "being", "is", "are", "been")
_REACH = 9  # words from what is done to what it is done to


def not_specific(said: Said, endless: frozenset[int], marked: frozenset[int]) -> Iterator[Mark]:
    """`endless`: sentences of which it is told already that they have no end; `marked`: of which anything is."""
    if said.steps:
        for at in sorted(said.steps):
            if not any(map(_says_little, said.text.vocabularies[at])):
                continue
            sentence = said.sentence(at)
            prose = sentence.prose
            if (
                len(prose) <= _LONGEST
                and not prose.endswith((":", "?"))
                and (
                    is_vague(prose, sentence.vocabulary, at not in endless, at not in marked)
                    or _a_clause_is(prose, at not in marked)
                )
                and not said.text.is_quoted(sentence.start, sentence.start + len(prose))
            ):
                yield _mark(sentence)
    if said.assurances:
        for sentence, patterns in said.among(hollow.MEASURES, said.assurances):
            if first(patterns, sentence.prose) and is_vague(sentence.prose, sentence.vocabulary):
                yield _mark(sentence)


def _mark(sentence: Sentence) -> Mark:
    told = _(
        "“%(words)s” does not say what will be different. Name the thing that is added, changed or removed, so that "
        "readers can see whether it was done."
    )
    return Mark(
        "not_specific",
        sentence.start,
        sentence.start + len(sentence.prose),
        told % {"words": short(sentence.prose)},
    )


def is_vague(prose: str, vocabulary: frozenset[str], whoever_means: bool = False, pledges: bool = True) -> bool:
    """Whether it announces something and hardly any of its words says what. With `whoever_means` it is enough that somebody
    means to do something and names no deed, with `pledges` that a virtue is named and no deed."""
    prose = _LABEL.sub(r"\1 ", prose)
    kinds = [
        _kind(word) for word in vocabulary if word.isalpha() and word in prose
    ]  # what is large there may be a name
    may_be_empty = kinds.count(_SAID) <= 1 + _SLACK
    may_be_hollow = vocabulary.isdisjoint(hollow.DEEDS) and (
        whoever_means or not vocabulary.isdisjoint(hollow.ACTS) or any(hollow.HOLLOW.in_reach(vocabulary))
    )
    figured = [*hollow.EMPTY.in_reach(vocabulary), *(figures.FIGURES.in_reach(vocabulary) if pledges else ())]
    may_be_pledged = pledges and any(map(pledged.may_be, vocabulary))
    if not (may_be_empty or may_be_hollow or figured or may_be_pledged) or _STANDS.search(prose):
        return False
    tells = _TELLS.search(prose) is not None
    if tells and not (may_be_pledged or figured):
        return False
    if _TO_READERS.search(prose) and not _OURS.search(prose):
        return False
    is_pledged = bool(figured and first(figured, prose)) or (
        may_be_pledged and pledged.is_pledged(_without_names(prose))
    )
    if not (may_be_empty or may_be_hollow or is_pledged):
        return False
    has_day = when.may_be_said(prose, vocabulary)
    if (
        whoever_means
        and not (has_day and _names_a_day(prose))
        and not tells
        and _means_nothing_named(prose, vocabulary)
    ):
        return True
    bare = _without_names(_without_days(prose) if has_day else prose)
    if _NUMBER.search(bare):
        return False
    if hollow.MEANT.search(bare):
        return may_be_empty and not tells and not _PAST.search(bare) and _is_empty(_WORD.findall(bare))
    if is_pledged:
        return True
    if tells:
        return False
    return (may_be_empty and not _PAST.search(bare) and _is_empty(_WORD.findall(bare))) or (
        may_be_hollow
        and (
            _is_done_to_anything(bare)
            or hollow.HOLLOW.search(bare, vocabulary) is not None
            or (whoever_means and hollow.WHERE_NEEDED.search(bare) is not None)
        )
    )


def _a_clause_is(prose: str, pledges: bool) -> bool:
    """Beside another that says something: "the doors get a sensor on 8 April (we will also rethink how alarms reach us)"."""
    if not _JOINED.search(prose):
        return False
    clauses = _CLAUSES.split(prose.rsplit(": ", 1)[-1])
    return (len(clauses) > 1 or ": " in prose) and any(
        hollow.OURS.search(one) and is_vague(one, frozenset(_SIMPLE.findall(one.lower())), pledges=pledges)
        for one in clauses
    )


def _names_a_day(prose: str) -> bool:
    """ "by 4 May", not "next winter" """
    return _NUMBER.search(prose) is not None or when.is_said(_SEASON.sub(" ", prose))


def _means_nothing_named(prose: str, vocabulary: frozenset[str]) -> bool:
    """Whether somebody means to do something, with no deed and no number."""
    return (
        vocabulary.isdisjoint(hollow.NAMED) and not hollow.MEANT.search(prose) and hollow.OURS.search(prose) is not None
    )


@lru_cache(maxsize=8192)
def _says_little(word: str) -> bool:
    return (
        words.stem(word) in words.VERBS
        or word in hollow.ACTS
        or word in hollow.HOLLOW.heads
        or word in hollow.EMPTY.heads
        or word in figures.FIGURES.heads
        or pledged.may_be(word)
    )


@lru_cache(maxsize=8192)
def _kind(word: str) -> int:
    stem = words.stem(word)
    if stem in words.SMALL or stem in words.WHO:
        return _SMALL
    if stem in words.VERBS and not _AGENT.search(word):
        return _LOOKING if stem in words.LOOKING else _DONE
    return _ANYTHING if stem in words.ANYTHING else _SAID


def _is_empty(spoken: list[str]) -> bool:
    """Whether hardly a word is left when those are taken away that say nothing by themselves."""
    kinds = [kind for one in spoken if (kind := _kind(one)) != _SMALL]
    if _DONE not in kinds and _LOOKING not in kinds:
        return False
    said = kinds.count(_SAID)
    empty = len(kinds) - said
    if (
        len(kinds) <= 3 and (spoken[0].lower() in hollow.BETTER or _kind(spoken[0]) == _LOOKING) and said <= 1
    ):  # "Review runbooks"
        return True
    return empty >= 2 and said <= (empty >= 3 or _LOOKING in kinds)


def _is_done_to_anything(bare: str) -> bool:
    """ "invest in the stability of the claims portal": what is done could be done to anything, and it is done to what anybody has."""
    for clause in _STOPS.split(bare):
        acted = had = -_REACH
        before = ""
        for at, word in enumerate(one.lower() for one in _WORD.findall(clause)):
            if (word in hollow.HEADS and at - acted < _REACH) or word in hollow.BETTER:
                return True
            if word in hollow.ACTS and (not before or word not in hollow.THINGS or before in hollow.BEFORE_DEEDS):
                acted = at
                if before in _IS and at - had < _REACH:  # "communication is to be stepped up"
                    return True
            if word in hollow.HEADS:
                had = at
            before = word
    return False


def _without_days(prose: str) -> str:
    if not _NUMBER.search(prose):
        return when.without(prose)
    kept, past = [], 0
    for day in dates.read(prose):
        kept.append(prose[past : day.start])
        past = day.end
    return when.without(" ".join([*kept, prose[past:]]))


def _without_names(prose: str) -> str:
    return _NAME.sub(" ", _FIRST_NAME.sub(" ", _IN_BRACKETS.sub(" ", prose)))
