"""Sections that stand there and say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _

from communications.checks.completeness.lasting import DAY
from communications.checks.context import Context
from communications.checks.finding import Mark
from communications.checks.span import Part
from communications.checks.text import Text
from communications.checks.words.deeds import DEEDS, OMISSIONS
from communications.checks.words.lists import set_of
from communications.checks.words.unsaid import COURTESIES, ERRAND, HOLLOW, LONGEST, NO_COMMENT, NOTE, TASK

# What is still to be filled in: a pattern, and what must stand in a text in small letters for it to be looked for.
_UNFINISHED = (
    (
        re.compile(
            r"\[(?:(?:missing:|insert|add |enter |fill|tb[dcna]\b|todo|to do|placeholder|name|date|time|contact|link|phone|text|details?|reason|"
            r"cause|summary|describe |explain |thank you|thanks|apolog|give |state |write |paste|copy |list |short |brief |one sentence|root cause|steps|what |why |how |who |x{2,}|\.{2,}|…|\?+|your )[^\[\]\n]{0,200}\](?![(\[\]])"
            r"|[^\[\]\n]{0,80}\b(?:to be|to follow|to come|goes here|here|pending|needed|required|missing)\b[^\[\]\n]{0,80}\](?![(\[\]]))",
            re.IGNORECASE,
        ),
        ("[",),
    ),
    (
        re.compile(r"(?<![^\W_])(?:TBD|TBC|TBA|TODO|FIXME|XXX+|lorem ipsum)(?![^\W_])", re.IGNORECASE),
        ("tbd", "tbc", "tba", "todo", "fixme", "xxx", "lorem"),
    ),
    (
        re.compile(
            r"\b(?:your|insert|add|enter|put|write) (?:\w+ )?(?:text|name|names|details?|number|date|link|wording|content) here\b",
            re.IGNORECASE,
        ),
        (" here",),
    ),
    (
        re.compile(r"(?<!\()\b(?:XX:XX|HH:MM|DD[./-]MM)\b|(?<!\w)_{3,}(?!\w)", re.IGNORECASE),
        ("xx:xx", "hh:mm", "dd.mm", "dd/mm", "dd-mm", "___"),
    ),
    (
        re.compile(
            r"<(?:(?:insert|name|date|time|phone|contact|link|text|tbd)[^<>\n]{0,100}>|<[^<>\n]{1,60}>>)", re.IGNORECASE
        ),
        ("<",),
    ),
    (re.compile(r"\{\{[^{}\n]{0,100}\}\}"), ("{{",)),
)
_OPENS = ("[", "<", "{{")
_ENOUGH = 600  # characters
_PLENTY = 6  # words: no note has so many that tell something
_ENTITY = re.compile(r"&(?:#\d{1,6}|[a-zA-Z]{2,8});")
_SEEN = re.compile(r"[^\W_]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NAMES_NOTHING = re.compile(r"\b(?:no|not|none|never|nothing|nil)\b\W*\w|\bnone\b|n't\b", re.IGNORECASE)
_CLOSES = re.compile(
    r"\bthat(?:'s| is| was) (?:all|it|the (?:last|end|whole))\b|\bthe end\b|\bconclud|\bwrap|\bsigning off\b|\bcase closed\b|\bwe(?:'re| are) done\b|\bover and out\b|\bleave it (?:at that|here|there)\b|\bdraw a line\b|\bend of (?:story|the matter)\b|\bclos(?:e|es|ed|ing)\b|\brest(?:s)? here\b|\blast word\b|\b(?:one-off|one-time|single)\b|\bsaid (?:what|all|everything)\b|\bmatter rests\b|\bconsider (?:it|this)\b|\b(?:that|this)(?: is| was|'s) (?:it|everything)\b|\ball (?:that )?(?:we|i|there|the \w+) (?:have|had|has|can|will|is|was|want|wanted|intend)\b|\b(?:final|last|closing|only|completes?|finished|over)\b|\b(?:if|should|unless) (?:it|this|that|the \w+) (?:happens?|comes? back|returns?|recurs?)\b",
    re.IGNORECASE,
)
_ALL_IS_TOLD = re.compile(
    r"\b(?:told|said|shared|given|written|published|reported|know|knows)\b.{0,20}\b(?:all|everything|whatever|what|as much)\b|\b(?:all|everything|what)\b.{0,20}\b(?:told|said|shared|known|there is to (?:say|know|tell))\b"
    r"|\b(?:at|in|with|after|before|during|on) (?:the|our|your|their|a|an|each|every) (?:next )?(?:[\w'-]+ ){0,2}(?:meetings?|assembly|assemblies|newsletter|bulletin|bill|invoice|statement|hearing|session|conference|gazette|magazine|paper|radio|notice ?board|lesson|lecture|round|visit|shift|stand-?up)\b",
    re.IGNORECASE,
)
_WHERE_IT_IS_TOLD = re.compile(
    r"\[\[\w+\]\]|\b(?:read|follow|followed|subscribe to|tell you|write|report|told|announced) (?:it |us |more |this |everything |all )?(?:(?:on|in|by|at) )?(?:the|our|your) (?:\w+ )?(?:blog|channel|newsletter|feed|page|air|radio|forum|app|timeline|account|bulletin|magazine)\b"
    r"|\A\W*(?:we|you)\b[^.]* (?:when|once|as soon as|after) (?:the|a|our) (?!situation|service|problem|matter|issue|time)[\w-]+ (?:is|has|are|have|was)\b(?! (?:more|new|available))",
    re.IGNORECASE,
)
_STILL_OPEN = re.compile(
    r"\binvestigat|\bawaited\b|\bguess|\bdigging\b|\bsuspect|\bsuspicion|\bunknown\b|\bunclear\b|\bnot (?:yet |been |so far |as yet |fully )*(?:known|clear|found|established|identified|determined|clarified|explained|understood|certain|sure)\b|\bnobody can\b|\ba mystery\b|\bno idea\b|(?<!you )(?<!already )(?<!may )(?<!will )\bknow\b|\blooking into\b|\bunder (?:analysis|examination)\b",
    re.IGNORECASE,
)


def find(text: Text, context: Context) -> Iterator[Mark]:
    for start, end in _unfinished(text.source):
        message = _("This is still to be filled in. Say it, or take it out.")
        yield Mark("section_says_nothing", start, end, message)
    for key in context.mandatory:
        parts = [part for part in text.parts if part.key == key]
        if not parts:
            if text.source.strip():
                yield Mark("section_says_nothing", 0, 0, _absent(key, context), section=key)
        elif all(not _says(text, part) and not _says_fact(text, part, context) for part in parts):
            yield _hollow(text, parts[0])


def _unfinished(source: str) -> Iterator[tuple[int, int]]:
    small = source.lower()
    for pattern, needs in _UNFINISHED:
        if needs[0] in _OPENS:
            yield from _opened(source, pattern, needs[0])
            continue
        for need in needs:
            if need in small:
                yield from (found.span() for found in pattern.finditer(source))
                break


def _opened(source: str, pattern: re.Pattern[str], bracket: str) -> Iterator[tuple[int, int]]:
    """As the pattern finds them, which begins with the bracket. [[names]] are filled in by themselves."""
    at = source.find(bracket)
    while at >= 0:
        found = pattern.match(source, at)
        if found and not found[0].startswith("[["):
            yield found.span()
        at = source.find(bracket, found.end() if found else at + 1)


def _absent(key: str, context: Context) -> str:
    title = next((title for title, named in context.titles.items() if named == key), key.replace("_", " ").capitalize())
    return _("The section “%(title)s” is missing, and readers of such a message look for it. Add it.") % {
        "title": title
    }


def _hollow(text: Text, part: Part) -> Mark:
    message = _("“%(title)s” does not say anything yet. Readers ask for it: answer here, in a sentence of its own.") % {
        "title": part.title
    }
    said = text.source[part.start : part.end]
    start = part.start + len(said) - len(said.lstrip())
    end = part.start + len(said.rstrip())
    if end <= start:
        return Mark("section_says_nothing", 0, 0, message, section=part.key)
    return Mark("section_says_nothing", start, end, message, section=part.key)


def _says(text: Text, part: Part) -> bool:
    if any(part.start <= link.start < part.end for link in text.links):
        return True
    rest = text.prose[part.start : part.end].strip()
    if len(rest) >= LONGEST:
        return _has_words(rest[:_ENOUGH]) or any(map(str.isdigit, rest))
    if _has_words(rest, _PLENTY):
        return True
    for start, end in _unfinished(rest):
        rest = rest[:start] + " " * (end - start) + rest[end:]
    flat = " ".join(_ENTITY.sub(" ", rest).split()).replace("’", "'")
    if not _SEEN.search(flat) or TASK.match(flat) or NO_COMMENT.match(flat):
        return False
    if any(map(str.isdigit, flat)) or _answers(part, flat):
        return True  # no note has a number
    if NOTE.match(flat) or (part.key in _TOLD_AFTERWARDS and ERRAND.match(flat)):
        return False
    if part.key in _OF_DEEDS and (DEEDS.search(flat) or (part.key == "root_cause" and OMISSIONS.search(flat))):
        return True
    return _has_words(_SAYINGS.sub(" ", flat), hollow=HOLLOW if part.key == "appreciation" else _HOLLOW_ELSEWHERE)


def _has_words(said: str, so_many: int = 1, hollow: frozenset[str] = HOLLOW) -> bool:
    """Words that tell something."""
    words = (found[0] for found in _WORD.finditer(said.lower().replace("’", "'")))
    telling = (word for word in words if word not in hollow and word.replace("'", "") not in _SHORTENED)
    return next(islice(telling, so_many - 1, None), None) is not None


def _answers(part: Part, said: str) -> bool:
    """That nothing more follows, or when it does, is an answer, and that the cause is not known."""
    if part.key == "root_cause":
        return _STILL_OPEN.search(said) is not None
    return part.key == "further_updates" and any(
        one.search(said) for one in (DAY, _NAMES_NOTHING, _CLOSES, _ALL_IS_TOLD, _WHERE_IT_IS_TOLD)
    )


def _says_fact(text: Text, part: Part, context: Context) -> bool:
    """A fact that is known is an answer, however few its words are."""
    said = " ".join(text.prose[part.start : part.end].split()).casefold()
    wordings = (wording for fact in context.facts if fact.state == "known" for wording in (fact.plain, fact.technical))
    return any(
        len(_WORD.findall(wording)) > 1 and not NOTE.match(wording) and wording.strip().rstrip(".").casefold() in said
        for wording in wordings
    )


_HOLLOW_ELSEWHERE = HOLLOW | COURTESIES
_SHORTENED = set_of("well ill youll its thats weve well theyll were hasnt isnt wont havent")
_OF_DEEDS = ("root_cause", "resolution", "next_steps", "improvements")
_TOLD_AFTERWARDS = ("summary", "root_cause", "resolution", "appreciation", "assurance")
_SAYINGS = re.compile(
    r"\ba number of\b|\bthird[- ]part(?:y|ies)\b|\bin (?:our|its|their) power\b|\bphone (?:and|or)\b|\broot\b"
    r"|\baround the clock\b|\bround the clock\b|\bday and night\b(?=.{0,30}\b(?:fix|resol|solv|restor|get|bring))|\bwithout (?:undue )?delay\b|\bback online\b|\bdrawn up\b"
    r"|\b(?:something|things?|it|a lot|much|everything) (?:has |have |had )?(?:went|gone|was|were) (?:badly |terribly |very )?wrong\b|\b(?:keep|keeping|kept) (?:a close |a |an )?(?:eye|watch) on (?:it|this|things|the (?:situation|matter|issue|system))\b"
    r"|\b(?:found|identified|located|traced|detected|diagnosed),? and (?:then )?(?:removed|fixed|corrected|eliminated|repaired|resolved)\b|\bcauses? (?:has|have|was|were|is|are) (?:been |now |then |\w+ly )*(?:removed|eliminated|found|fixed)(?: and (?:then )?(?:removed|eliminated|fixed))?\b"
    r"|\b(?:take|takes|took|taken) (?:this|it|the \w+|such \w+) (?:very |extremely )?seriously\b",
    re.IGNORECASE,
)
