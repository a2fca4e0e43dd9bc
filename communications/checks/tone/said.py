"""Phrases that are there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from communications.checks import words
from communications.checks.context import Context
from communications.checks.finding import Mark
from communications.checks.moments import MOMENT
from communications.checks.phrases import Phrases
from communications.checks.span import Span
from communications.checks.text import Text
from communications.checks.tone.hedged import WHILE_IT_LASTS, hedges
from communications.checks.tone.sense import blames_nobody, owns_up

_QUANTITY = re.compile(
    r"(?<![\w.,:/-])\d[\d.,]*(?:\s?%|\s?[½¼¾])?(?![\w:/-])|\d\s?(?:min|h|s|ms|k|m)\b|\d+h\d|\d-(?:minute|hour|second|day|week)"
    r"|(?<!\w)(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|dozen|"
    r"hundred|thousand|half\s+an?\s+hour|an\s+hour|one\s+(?:minute|hour|second|day|in)|a\s+(?:third|quarter|minute|day)|per\s+cent|percent)(?!\w)",
    re.IGNORECASE,
)
# Below this a list goes on with what only counts in a text that tells what happened. While it lasts, and before planned work, the same
# words mostly say how things are: "requests are slightly slower", "the job worked as intended", "as any node that restarts".
_TOLD = "[told]"
# From when until when is how long.
_SPAN = re.compile(
    r"\d{1,2}[:.h]\d\d(?:\s*[ap]\.?m\.?)?(?:\s+\w+)?\s*(?:to|until|till|and|-|–)\s*\d{1,2}[:.h]\d\d", re.I
)
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
# Small whatever is said of it besides; how many, rather than how long.
_ALWAYS = re.compile(
    r"(?:little|tiny|small|minor|slight|mere)\s+(?:glitch|hiccup|blip|hitch|snag|bump|wobble|mishap)|storm|tempest|peanuts|trifle|no\s+big|(?:to\s+worry|to\s+lose)\Z|\ba\s+mere\b"
)
_COUNTS = re.compile(
    r"few|handful|number|share|subset|portion|fraction|minority|percentage|group|couple|proportion|selection|circle|segment|sprinkling"
)
_TIME = re.compile(
    r"(?:an?\s+)?(?:[\d.,½]+|\w+)[\s-]*(?:minutes?|mins?|hours?|hrs?|h|seconds?|secs?|s|days?|weeks?|months?|years?|ms|nights?)(?!\w)",
    re.I,
)
_WITHOUT = re.compile(r"(?<!\w)without\s+(?:an?|any)\s+\Z", re.I)
# "No small matter" is the contrary of a small one; a small thing that may be is not yet one; "hardly anybody could sleep" tells of many.
_SMALL = re.compile(
    r"(?:an?\s+|the\s+)?(?:very\s+)?(?:small|minor|little|slight|mere|trivial|trifling|negligible|insignificant|petty|brief|short|limited|harmless|simple|matter|question)",
    re.I,
)
_NO_SMALL = re.compile(
    r"(?<!\w)(?:no|not|never|hardly|nor|anything\s+but|far\s+from)\s+(?:just\s+|only\s+|merely\s+)?(?:an?\s+|the\s+)?\Z|(?:n['’]t|not)\s+(?:just\s+|only\s+|merely\s+)?an?\s+\Z",
    re.I,
)
_MEANT_SMALL = re.compile(r"(?<!\w)should\s+have\s+(?:been|lasted|taken)\s+(?:only\s+|just\s+)?(?:an?\s+)?\Z", re.I)
_SHOULD_IT_BE = re.compile(r"\A(?:if|even|however|whether|every|each|no\s+matter)(?!\w)[^.!?]*\Z", re.I)
_HARDLY_ANYBODY = re.compile(r"(?:hardly|barely|scarcely)\s+any(?:body|one)?\Z", re.I)
_COULD = re.compile(
    r"(?:\s+(?:of\s+)?(?!could|was|were|got)[\w'’]+){0,3}?\s+(?:could|slept|(?:was|were)\s+(?:able|left|open|running)|got\s+(?:through|home|in|any|an?|their|what))(?!\w)",
    re.I,
)
_IN_A_WHILE = re.compile(r"(?:with)?in\b|soon\b|momentarily\b|shortly\b", re.I)
_WILL = re.compile(r"[^.;:!?]{0,70}?(?<!\w)(?:will|shall|are\s+going|is\s+going)(?!\w)", re.I)
_FAR = 240  # no clause is longer
_NUMBERED = re.compile(
    r"(?<!\w)(?:table|terminal|flight|gate|version|release|update|level|line|route|ward|room|hall|house|block|building|floor|page|article|section|annex|"
    r"paragraph|step|phase|zone|district|region|lane|platform|track|berth|pier|class|grade|form|bus|tram|train|unit|cent(?:re|er)|no\.?|number|season|chapter|"
    r"tier|round|part|freezer|pump|lift|server|node|station|kilomet(?:re|er)|exit|junction|channel|studio|stage|court|coach|car|column|field|patch|firmware)s?\s+\Z",
    re.I,
)
# Where a number belongs to something else.
_CLAUSE = re.compile(r";|,\s+(?:and|but|so|yet|while|whereas|because|since)(?!\w)", re.I)
_TO_COME = re.compile(
    r"(?:(?<!\w)(?:(?:will|(?-i:may)|might|should)(?!\s+(?:not\s+)?have(?!\w))|expect|hoping\s+to|hope\s+to|expected|planned|shall|(?:going|due)\s+to|to\s+follow|give\s+us)(?!\w)|['’]ll(?!\w))"
    r"(?![^.!?]*\b(?:that|which|who)\b[^.!?]*\Z)",
    re.I,
)
_COMES = re.compile(
    r"[\w\s,'’-]{0,60}?\b(?:will|may|might|shall|should|(?:is|are)\s+(?:expected|planned|likely|going)\s+to)\s+(?:also\s+|then\s+|not\s+)?"
    r"(?:occur|happen|follow|begin|start|take\s+place|be\s+(?:necessary|needed|required|unavoidable|possible)|arise|result)(?!\w)"
    r"|[\w\s,'’-]{0,60}?\b(?:is|are)\s+(?:to\s+be\s+)?(?:expected|planned|scheduled|foreseen|announced|possible)(?!\w)",
    re.I,
)
# Planned work is told in advance, and then how short it will be is what readers want to know.
_PLANNED = re.compile(
    r"(?<!\w)(?:(?:planned|scheduled|upcoming)\s+(?:\w+\s+){0,2}(?:maintenance|works?|outage|downtime|interruption|upgrade|update|migration)|maintenance\s+(?:window|will|is|on)|"
    r"(?<!post\s)(?<!page\s)(?<!notice\s)(?<!thread\s)(?<!status\s)(?<!issue\s)(?<!incident\s)(?:will\s+be|(?:is|are)\s+(?:going\s+)?to\s+be)\s+(?:\w+\s+)?(?:upgraded|migrated|updated|moved|restarted|replaced|unavailable|offline|down|carried\s+out)|expected\s+impacts?|"
    r"we(?:['’]ll|\s+will|\s+shall|\s+plan\s+to)\s+(?:perform|upgrade|migrate|carry\s+out|proceed|restart|move|do))(?!\w)",
    re.I,
)
_MAY_COME = re.compile(r"will|may|might|shall|should|is|are")
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
_OF_US = re.compile(
    r"(?<!\w)(?:we|us|I|ourselves|our\s+own|nobody|no|not|without|never)(?:\s+[\w'’-]+){0,4}\s*\Z|(?<!\w)(?:we|I)(?!\s+(?:are|regret|apologi|know|understand))\s[^.;:]{0,60}\b(?:and|but|or|then)\s+\Z",
    re.I,
)


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
    for name, start, end in find(text, _phrases(told=context.kind not in WHILE_IT_LASTS)):
        rule = RULES[name]
        sentence = text.sentence_at(start)
        if sentence and rule.passes(text, sentence, start, end, context):
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


def _blames(text: Text, sentence: Span, start: int, end: int, _context: Context) -> bool:
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


# A few of those whom nothing befalls are no matter; nor is what is to be warded off, or what is said to be grave in the same breath.
_HARM = re.compile(
    r"(?<!\w)(?:affect|impact|fail|err(?:or|ed)|experienc|unable|cannot|could\s+not|can['’]t|delay|tim(?:e|ed|ing)[\s-]?out|issue|problem|slow|lost|los[et]|missing|degrad|"
    r"incorrect|wrong|down(?!load)|offline|unavailable|interrupt|disrupt|without|still|no(?!\w)|not(?!\w)|see(?:ing)?(?!\w)|longer|block|unreach)",
    re.I,
)
_WARDED_OFF = re.compile(
    r"(?<!\w)(?:prevent|avoid|further|resilien\w+\s+(?:to|against)|handle|against|survive|tolerate|cope\s+with|for\s+when|any|no|no\s+more|without)(?:\s+\w+)?\s+\Z",
    re.I,
)
_MOST_SMALL = re.compile(r"(?<!\w)(?:only|just|merely|mere|very|extremely|tiny)(?!\w)", re.I)
_YET_GRAVE = re.compile(
    r"[^.!?]*\b(?:but|yet|although|though|still)\b[^.!?]*\b(?:significant|serious|sever|bad|important|grave|unacceptabl)",
    re.I,
)


def _is_of_no_harm(text: Text, sentence: Span, start: int, end: int) -> bool:
    return bool(
        _WARDED_OFF.search(text.prose, max(sentence.start, start - 40), start)
        or _YET_GRAVE.match(text.prose, end, sentence.end)
        or (
            _COUNTS.search(text.lowered, start, end)
            and not _MOST_SMALL.search(text.prose, max(sentence.start, start - 12), end)
            and (
                "investigat" in text.lowered  # then nobody knows how many
                or not (_HARM.search(text.prose, sentence.start, start) or _HARM.search(text.prose, end, sentence.end))
            )
        )
    )


def _makes_little(text: Text, sentence: Span, start: int, end: int, context: Context) -> bool:
    """What is still to come may be guessed at."""
    said = text.lowered[start:end]
    if _ALWAYS.search(said):
        return True
    if context.kind in WHILE_IT_LASTS and (_is_planned(text.prose) or _is_of_no_harm(text, sentence, start, end)):
        return False
    if _WITHOUT.search(text.prose, max(sentence.start, start - 16), start):
        return False
    if _is_not_little(text, sentence, start, end):
        return False
    if _TO_COME.search(text.prose, max(sentence.start, start - 80), start):
        return False
    if _MAY_COME.search(text.lowered, end, min(sentence.end, end + 90)) and _COMES.match(text.prose, end, sentence.end):
        return False
    first, last = max(sentence.start, start - _FAR), min(sentence.end, end + _FAR)
    begun = max((one.end() for one in _CLAUSE.finditer(text.prose, first, start)), default=first)
    following = _CLAUSE.search(text.prose, end, last)
    last = following.start() if following else last
    counts = bool(_COUNTS.search(said))
    return not (_has_quantity(text.prose, begun, start, counts) or _has_quantity(text.prose, end, last, counts))


def _is_not_little(text: Text, sentence: Span, start: int, end: int) -> bool:
    before = max(sentence.start, start - 40)
    if _SMALL.match(text.prose, start, end) and (
        _NO_SMALL.search(text.prose, before, start)
        or _MEANT_SMALL.search(text.prose, before, start)
        or _SHOULD_IT_BE.match(text.prose[sentence.start : start])
    ):
        return True
    if _HARDLY_ANYBODY.search(text.prose, start, end) and _COULD.match(text.prose, end, sentence.end):
        return True
    return bool(_IN_A_WHILE.match(text.prose, start, end) and _WILL.match(text.prose, end, sentence.end))


@lru_cache(maxsize=4)  # asked for each small word
def _is_planned(prose: str) -> bool:
    return bool(_PLANNED.search(prose))


def _has_quantity(prose: str, start: int, end: int, counts: bool) -> bool:
    """Times, dates, years and what is numbered (gate 7) are no quantities; how long it took is none of those who were hit."""
    if not counts and _SPAN.search(prose, start, min(len(prose), end + 60)):
        return True
    if not _QUANTITY.search(prose, start, end):
        return False
    past = start
    for moment in [*MOMENT.finditer(prose, start, end), None]:
        until = moment.start() if moment else end
        for found in _QUANTITY.finditer(prose, past, until):
            if counts and _TIME.match(prose, found.start(), end):
                continue
            if not _YEAR.match(found[0]) and not _NUMBERED.search(prose, max(start, found.start() - 16), found.start()):
                return True
        past = moment.end() if moment else end
    return False


def _turns_away(text: Text, sentence: Span, start: int, end: int, context: Context) -> bool:
    """Whoever says in the same breath what they should have done does not turn away from it, nor who is sorry for what
    may come of planned work."""
    if context.kind in WHILE_IT_LASTS and _SORRY.match(text.prose, start, end) and _is_planned(text.prose):
        return False
    return not (
        _OWNED.search(text.prose, max(sentence.start, start - 60), start) or owns_up(text, sentence, start, end)
    )


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
            _makes_little,
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
