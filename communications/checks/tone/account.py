"""Words that ordinary accounts of technical causes use in their own sense: "lazy loading", "the culprit was a cron job", "a small subset of nodes"."""

from __future__ import annotations

import re
from collections.abc import Callable

from communications.checks.context import Context
from communications.checks.span import Span
from communications.checks.text import Text

_FAR = 80

# Blame: what loads late, a cause that is no person, whom it hit, code of others, and all of us.
_LAZY = re.compile(
    r"[\s-]+(?:load|eval|init|compil|import|fetch|delet|bind|creat|render|hydrat|match|quantif|seq|valu|connect)\w*",
    re.I,
)
_CULPRIT = re.compile(r"culprits?\Z", re.I)
_IS_A_THING = re.compile(
    r"\s+(?:(?:was|is|were|are|turned\s+out\s+to\s+be|here|this\s+time)\s+)*(?:(?:an?|the|our|one|this)\s+)?(?:(?!who|whom|whose)[\w-]+\s+){0,3}?"
    r"(?:prs?|commits?|changes?|patch|quer(?:y|ies)|jobs?|cron|process|scripts?|config\w*|settings?|flags?|rules?|updates?|upgrades?|versions?|releases?|modules?|librar(?:y|ies)|packages?|"
    r"plugins?|bugs?|leaks?|locks?|timeouts?|disks?|cables?|switch|routers?|servers?|nodes?|pods?|containers?|certificates?|lines?|files?|tables?|index|caches?|defaults?|merges?|"
    r"deployments?|migrations?|features?|drivers?|firmware|loops?|race)(?!\w)(?![^.!?]{0,120}(?<!\w)who(?!\w))",
    re.I,
)
_WHOM_IT_HIT = re.compile(
    r"(?<!\w)(?:affect\w*|impact\w*|hit|hits|reach\w*|concern\w*|for|break\w*|broke)\s+(?:also\s+|even\s+|only\s+|all\s+|any\s+|those\s+|the\s+)*\Z",
    re.I,
)
_WHO_HAD_NOT = re.compile(r"\w+\s+(?:who|that|whose)\s+", re.I)
_OF_US = re.compile(r"(?:none|neither|both|all|some|many|few|one)\s+of\s+us(?!\w)", re.I)
_OWN = re.compile(r"(?:don['’]t|do\s+not|doesn['’]t|does\s+not|didn['’]t|did\s+not)\s+own\Z", re.I)
_WHOSE = re.compile(
    r"(?<!\w)(?:code|files?|services?|parts?|modules?|repositor\w+|machines?|data|components?)\s+(?:that\s+|which\s+)?(?:they|we|you|teams?|people)\s+\Z",
    re.I,
)

# Deflection: what shall be so, and a question that is answered.
_STANDARDS = re.compile(r"(?:meets?|met)\s.*standards\Z", re.I | re.S)
_SHALL_BE = re.compile(
    r"(?<!\w)(?:to|will|shall|should|must|ensur\w+|mak\w+|so\s+that|with\s+th\w+|until|once)(?!\w)[^.;:!?]*\Z", re.I
)
_HARD = re.compile(r"(?:hard|difficult)\s+to\s+(?:detect|spot|see|find|notice|reproduce|diagnose)\Z", re.I)
_ASKED = re.compile(r"\W*(?:why|what|how|where|when)(?!\w)[^.!]{0,120}\?\W{0,4}\Z", re.I)
_SO_WE = re.compile(r"[^.!?]{0,120}(?<!\w)(?:so|therefore|now|since|from\s+now\s+on),?\s+(?:we|a|an|the)(?!\w)", re.I)
_MISCONCEPTION = re.compile(r"mis(?:conception|understanding)s?\Z", re.I)
_OF_WHAT = re.compile(r"\s*(?::|,?\s+(?:of|about|for|because|since|that)(?!\w))", re.I)
_RELIED = re.compile(r"(?:rel|depend)\w+\s+(?:\w+ly|solely)\s+(?:up)?on\Z", re.I)
_OUR_EYES = re.compile(
    r"\s+(?:(?:the|a|an|our|one|single|manual|\w+['’]s?)\s+)*(?:[\w-]+\s+)?(?:feedback|reports?|alerts?|monitoring|tests?|logs?|memory|checks?|checklists?|dashboards?|people|metrics?)(?!\w)",
    re.I,
)
_CONDITIONS = re.compile(r"(?:ab|un)normal|extreme|adverse|exceptional|extraordinary", re.I)
_CAUSE = re.compile(
    r"(?<!\w)(?:due\s+to|because\s+of|owing\s+to|given|despite|caused\s+by|result\s+of|in\s+view\s+of|in\s+the\s+face\s+of)\s+(?:\w+\s+)*\Z",
    re.I,
)
_UNDER = re.compile(r"(?<!\w)(?:at|under|above|below|during|of|for|against)\s+(?:such\s+|these\s+|the\s+)?\Z", re.I)

# Hedging: what a machine suspects, what shall not come again, and what we had in mind.
_UNDERSTANDING = re.compile(r"understanding\b", re.I)
_WAS = re.compile(r"[^.;!?]{0,60}?(?<!\w)(?:was|were|had\s+been)(?!\w)", re.I)
_SOMETHING = re.compile(r"something\s+like\s+(?:this|that)\Z", re.I)
_WARD_OFF = re.compile(r"(?<!\w)(?:prevent|avoid|stop|guard\s+against|catch|detect|survive|repeat)\w*\s+\Z", re.I)
_POSSIBLE = re.compile(r"(?:potential|possible|suspected|likely|presumed)\s", re.I)
_MACHINE_SAW = re.compile(
    r"(?<!\w)(?:detect|flag|report|alert|warn|catch|caught|list|search|scan|look|signal|log)\w*\s+(?:(?:of|for|about|on|us|to)\s+)?(?:an?\s+|any\s+|all\s+|the\s+|every\s+)?\Z",
    re.I,
)

# Minimising: parts of a machine, a kind of thing, and how often something comes.
_PARTS = re.compile(
    r"(?:\s+(?:of\s+)?[\w-]+){0,3}?\s+(?:nodes?|replicas?|roles?|pods?|hosts?|servers?|instances?|shards?|partitions?|columns?|rows?|tables?|disks?|workers?|quer(?:y|ies)|"
    r"files?|index(?:es)?|machines?|containers?|processes|threads?|brokers?|caches?|volumes?|blocks?|keys|fields?|tests?|racks?|zones?|regions?|metrics|builds?|jobs?|packets?|routes?|commits?|lines)(?!\w)",
    re.I,
)
_PARTS_WITHIN = re.compile(_PARTS.pattern + r"\Z", re.I)
_MINOR = re.compile(r"(?:[\w-]+\s+)*minor\Z", re.I)
_KIND = re.compile(
    r"\s+(?:collect(?:or|ion)s?|gcs?|faults|page\s+faults|numbers?|bumps?|compactions?|digits?|upgrades?|versions?|releases?|frames?|modes?|axis)(?!\w)|\s*[.;)]",
    re.I,
)
_RARE = re.compile(r"(?:an?\s+|very\s+)*rare\s", re.I)

# Marketing: what a machine trusts, and how much there was of something.
_TRUSTED = re.compile(
    r"\btrusted\s+(?:[\w-]+\s+)?(?:network|infrastructure|zone|prox(?:y|ies)|cas?|roots?|hosts?|domains?|sources?|origins?|issuers?|certificates?|keys?|clients?|party|parties)\Z",
    re.I,
)
_HOW_MUCH = re.compile(r"\s+(?:amounts?|numbers?|volumes?|loads?|rates?|quantit\w+|lengths?|sizes?)(?!\w)", re.I)


def _blame(text: Text, sentence: Span, start: int, end: int, _context: Context) -> bool:
    prose = text.prose
    before = max(sentence.start, start - _FAR)
    if text.lowered[start:end] == "lazy":
        return _LAZY.match(prose, end, sentence.end) is not None
    if _CULPRIT.search(prose, start, end):
        return _IS_A_THING.match(prose, end, sentence.end) is not None
    if _OF_US.match(prose, start, end):
        return True
    if _OWN.search(prose, start, end):
        return _WHOSE.search(prose, before, start) is not None
    return _WHO_HAD_NOT.match(prose, start, end) is not None and _WHOM_IT_HIT.search(prose, before, start) is not None


def _deflection(text: Text, sentence: Span, start: int, end: int, _context: Context) -> bool:
    prose = text.prose
    before = max(sentence.start, start - _FAR)
    if _STANDARDS.match(prose, start, end):
        return _SHALL_BE.search(prose, before, start) is not None
    if _HARD.search(prose, start, end):
        return (
            _ASKED.match(prose, sentence.start, sentence.end) is not None
            or _SO_WE.match(prose, end, sentence.end) is not None
        )
    if _MISCONCEPTION.match(prose, start, end):
        return _OF_WHAT.match(prose, end, sentence.end) is not None
    if _RELIED.search(prose, start, end):
        return _OUR_EYES.match(prose, end, sentence.end) is not None
    return (
        _CONDITIONS.match(prose, start, end) is not None
        and _UNDER.search(prose, before, start) is not None
        and _CAUSE.search(prose, before, start) is None
    )


def _hedging(text: Text, sentence: Span, start: int, end: int, _context: Context) -> bool:
    prose = text.prose
    before = max(sentence.start, start - _FAR)
    if _ASKED.match(prose, sentence.start, sentence.end):
        return True
    if _UNDERSTANDING.search(prose, start, end):
        return _WAS.match(prose, end, sentence.end) is not None
    if _SOMETHING.match(prose, start, end):
        return _WARD_OFF.search(prose, before, start) is not None
    return _POSSIBLE.match(prose, start, end) is not None and _MACHINE_SAW.search(prose, before, start) is not None


def _minimising(text: Text, sentence: Span, start: int, end: int, context: Context) -> bool:
    prose = text.prose
    if _MINOR.match(prose, start, end):
        return _KIND.match(prose, end, sentence.end) is not None
    if _RARE.match(prose, start, end):
        return True
    if context.outside and context.level != "technical":  # there it is customers who hear of few servers
        return False
    return _PARTS.match(prose, end, sentence.end) is not None or _PARTS_WITHIN.search(prose, start, end) is not None


def _marketing(text: Text, sentence: Span, start: int, end: int, _context: Context) -> bool:
    prose = text.prose
    return _TRUSTED.search(prose, start, end) is not None or (
        end - start < 12
        and text.lowered[start:end].startswith("incredib")
        and _HOW_MUCH.match(prose, end, sentence.end) is not None
    )


_Sense = Callable[[Text, Span, int, int, Context], bool]
_SENSES: dict[str, _Sense] = {
    "blame": _blame,
    "blame_alone": _blame,
    "deflection": _deflection,
    "hedging": _hedging,
    "minimising": _minimising,
    "marketing": _marketing,
}


def is_plain(name: str, text: Text, sentence: Span, start: int, end: int, context: Context) -> bool:
    """Whether words of a rule's list only tell how it came about."""
    return _SENSES[name](text, sentence, start, end, context)
