"""Whether a text says why something went wrong, whatever its status word: many a "Resolved" does.

English, as the stems are. How right it is on published texts stands in tests/archive/test_causes.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from archive.search.stems import words

# What is blamed has to be named: "due to an issue" and "the problem causing this" say nothing.
_NOTHING = (
    r"(?:(?:an?|the|this|that|these|those|some|unknown|unforeseen|unexpected|above|same|earlier|previous|ongoing|underlying"
    r"|certain|temporary|minor|current|recent)\s+){0,4}"
    r"(?:issues?|problems?|incidents?|outages?|errors?|this|that|it|something|what|reasons?|circumstances|events?|time-?outs?"
    r"|maintenance|work)\b"
)
_NAMED = rf"(?!{_NOTHING}(?!\s+(?:with|in|on|of|at|between|by|from|affecting)\b))"
_TROUBLE = (
    r"(?:issues?|problems?|outages?|incidents?|errors?|failures?|disruptions?|downtimes?|degradations?|delays?|behaviou?rs?"
    r"|slowness|impact|it|this)"
)
_THING = (
    r"(?:change|deploy\w*|release|update|upgrade|rollout|migration|patch|configuration|misconfiguration|bug|query|load|traffic"
    r"|requests|spike|surge|expiry|expiration|failure|outage|latency|crash|leak|deletion|removal|cleanup|refactoring|maintenance"
    r"|restart|execution|bump|rotation|certificate|bot|crawlers?|attack|limits?|service|server|hosting|provider|content|network"
    r"|hardware|component|errors|manifest|format|step)"
)
_DID = r"(?<!may )(?<!might )(?<!could )(?<!can )(?<!will )(?<!would )(?<!not )"

# How a cause is stated, each with the beginnings of words, of four letters, of which a sentence that does so has one.
_STATED = [
    ("due owin than", rf"\b(?:due|owing|thanks)\s+to\s+{_NAMED}"),
    ("by", rf"\b(?:caused|triggered|prompted|introduced|brought\s+(?:on|about))\s+(?:in\s+part\s+)?by\s+{_NAMED}"),
    ("beca", rf"\bbecause\s+(?:of\s+)?(?!you\s+(?:are|were|asked|signed)\b){_NAMED}(?![^.]{{0,160}},\s+we\b)"),
    ("resu cons", rf"\bas\s+a\s+(?:direct\s+)?(?:result|consequence)\s+of\s+{_NAMED}"),
    ("from", rf"\b(?:result\w*|stemm\w+|stems|arose|arising|originat\w+|came)\s+from\s+{_NAMED}"),
    (
        "caus culp trig reas",
        r"\b(?:root\s+cause|cause|culprit|trigger|reason)\s*(?:\(s\))?\s*(?:(?:of|for|behind)\s+[^.:]{1,80}?)?\s*"
        r"(?:was|were|is|are|has\s+been|had\s+been|turned\s+out|lay)\b"
        r"(?!\s+(?:not|still|yet|being|under|unknown|unclear|now\s+under|to\s+be))",
    ),
    ("caus", rf"\(the\s+cause\s+of\b|\b(?:the|an?|its|one)\s+cause\s+of\s+(?:the|this)\s+{_TROUBLE}\b(?=\s*[,)])"),
    ("trac narr pinn", rf"\b(?:traced|narrowed|pinned|tracked)\s+(?:\w+\s+){{0,4}}?(?:back\s+|down\s+)?to\s+{_NAMED}"),
    (
        "iden dete foun isol attr",
        rf"\b{_TROUBLE}\b[^.]{{0,40}}?\b(?:identified|determined|found|isolated|attributed)\s+(?:to\s+be|as|to|that)\s+{_NAMED}"
        r"(?!\w+\s+(?:it|this|the\s+(?:issue|problem)))",
    ),
    ("iden isol foun", rf"\b(?:identified|isolated|found)\s+(?:the|this)\s+{_TROUBLE}\s+(?:to\s+be|as|to)\s+{_NAMED}"),
    (
        "rela rele relt",
        rf"\b{_TROUBLE}\b[^.]{{0,40}}?\b(?:was|were|is|are|be|been|probably|likely|seems|appears)\s+(?:\w+\s+)?rel\w{{2,6}}ed\s+to"
        rf"\s+{_NAMED}",
    ),
    (
        "prob like seem appa",
        rf"\b(?:probably|likely|seemingly|apparently)\s+(?:related|linked|connected)\s+to\s+{_NAMED}",
    ),
    (
        "attr resp blam",
        r"\b(?:attribut(?:ed|able)\s+to|(?:was|were|is|are)\s+responsible\s+for|(?:was|were)\s+to\s+blame\s+for)\b",
    ),
    (
        "caus led lead resu trig brok prev over exha",
        rf"\b{_THING}\b[^.]{{0,80}}?\b{_DID}(?:caus(?:ed|ing)|led\s+to|leading\s+to|result(?:ed|ing)\s+in|triggered|broke|prevented"
        r"|overload(?:ed|ing)|exhausted)\b",
    ),
    (
        "this",
        r"(?:^|[.\n]\s{0,3})this\s+(?:has\s+|had\s+|in\s+turn\s+)?(?:caused|led\s+to|resulted\s+in|triggered|meant\s+that)\b",
    ),
    (
        "acci inad unin erro mist",
        r"\b(?:accidental|inadvertent|unintentional|unintended|erroneous|mistaken)(?:ly)?\b",
    ),
    (
        "expi",
        r"\b(?:certificate|token|licen[cs]e|domain|credential|key|subscription)s?\b(?:[^.]|\.\w){0,60}?\bexpired\b"
        r"|\bexpired\s+(?:\w+\s+)?(?:certificate|token|licen[cs]e|domain|credentials?|key)",
    ),
    ("ran run runn", r"\b(?:ran|run|running)\s+out\s+of\s+(?!time)\w"),
    (
        "race memo dead bad bug regr huma misc quot over",
        r"\b(?:race\s+condition|memory\s+leak|deadlock|bad\s+deploy|bug\s+in|regression\s+in|human\s+error|misconfigur\w+"
        r"|quota\s+exhaust\w+|overload(?:ing|ed))\b",
    ),
    (
        "fail cras faul powe",
        r"\b(?:had|suffered|experienced)\s+an?\s+(?:\w+\s+){0,3}(?:failure|crash|fault|power\s+cut)\b",
    ),
    (
        "fail",
        r"\b(?:balancer|disk|drive|switch|router|power|array|controller|cable|generator|firewall)s?\b[^.]{0,60}?(?<!to )\bfailed\b",
    ),
    (
        "dele rena wron inco impr",
        r"\b(?:has|have|was|were)\s+(?:been\s+)?(?:deleted|renamed|wrongly|incorrectly|improperly)\b",
    ),
]
# By each beginning, the ways to look for.
_WAYS: dict[str, list[re.Pattern[str]]] = {}
for _begin, _way in _STATED:
    for _one in _begin.split():
        _WAYS.setdefault(_one, []).append(re.compile(_way, re.IGNORECASE))

# A heading, and something below or behind it.
_HEADING = re.compile(
    r"^[ #*_>-]{0,8}(?:(?:(?:root|probable|direct|underlying)\s)?causes?\b[*_:. ]{0,4}|why\s(?:it|this|did|was|were|the|\w+\s\w+)|what\s(?:caused|went\swrong))"
    r"(?:[^\n]{15}|[^\n]{0,40}\n{1,3}[^\n]{15})",
    re.IGNORECASE | re.MULTILINE,
)
# What is planned, feared or looked for has no cause yet.
_OPEN = re.compile(
    r"\b(?:investigat\w+|identify(?:ing)?|determin(?:e|ing)|find(?:ing)?|understand\w*|look\w*\s+(?:for|into)|establish\w*"
    r"|search\w*\s+for|analy[sz]\w+|until|know)\b[^.]{0,40}\bcauses?\b"
    r"|\bcauses?\b[^.]{0,30}\b(?:unknown|unclear|undetermined|investigat\w+|later|soon|not\s+yet)\b"
    r"|\b(?:will|would|going\s+to|expect(?:ed)?|planned|scheduled|in\s+order\s+to|may|might|could)\b(?!\s+have\s+been\b)[^.]{0,120}"
    r"\b(?:due\s+to|because|caus\w+|result\w*|as\s+a\s+(?:result|consequence)|lead\w*\s+to)\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://\S+|`[^`\n]*`")
_SENTENCE = re.compile(r"[.!?]\s+(?=[A-Z*\[(#-])|\n[ \t]{0,8}(?=[-*]\s)|\n\n")
MOST_LETTERS, _LONGEST = 100_000, 1_000
_HEADED = {"caus", "why", "what"}


@lru_cache(maxsize=50_000)
def _mattering(word: str) -> str:
    """The beginning of a word that matters here; most do not."""
    return word[:4] if word[:4] in _WAYS or word[:4] in _HEADED else ""


def states_a_cause(text: str, said: Iterable[str] | None = None) -> bool:
    """Of one text, of which no more than MOST_LETTERS are read. `said`: its folded words, where they are known already."""
    begins = set(map(_mattering, words(text[:MOST_LETTERS]) if said is None else said))
    ways = list({way for begin in sorted(begins & _WAYS.keys()) for way in _WAYS[begin]})
    if not ways and begins.isdisjoint(_HEADED):
        return False
    plain = _LINK.sub(" ", text[:MOST_LETTERS])
    if any(not _OPEN.search(match.group()) for match in _HEADING.finditer(plain)):
        return True
    pieces = (piece for sentence in _SENTENCE.split(plain) for piece in _pieces(sentence)) if ways else ()
    return any(_states(piece, ways) for piece in pieces)


def _pieces(sentence: str) -> Iterator[str]:
    return (sentence[at : at + _LONGEST] for at in range(0, len(sentence), _LONGEST))


def _states(sentence: str, ways: list[re.Pattern[str]]) -> bool:
    return any(way.search(sentence) for way in ways) and not _OPEN.search(sentence)
