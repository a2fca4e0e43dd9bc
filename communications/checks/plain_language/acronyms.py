from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from django.utils.translation import gettext as _

from communications.checks import words
from communications.checks.context import Context, Glossary, Term
from communications.checks.finding import Mark
from communications.checks.plain_language.names import Names
from communications.checks.text import Text

# Capitals, perhaps joined to others ("GTFS-RT", "CI/CD") or several of them ("VMs"), or with a small letter within ("DDoS").
# It begins with a set of letters, which are looked for quickly.
_ACRONYM = re.compile(
    r"[A-Z\d](?<![\w.@/\\#:-].)(?:(?<=\d)[A-Z]|(?<=[A-Z]))(?:[A-Z&]{1,6}|[A-Z]?[a-z][A-Z]{1,4}|\ds(?!\w))(?:[-/][A-Z]{2,6})?(?:['’]?s)?(?![\w@\\]|[./:-]\w)"
)
_CAPITALS = re.compile(r"(?<!\w)[A-Z][\w&/-]{1,9}")
_IN_BRACKETS = re.compile(
    r"\((?:(?<=\w\()|(?<=\w[ \t\n]\())((?:[^()\s]{1,20}[ ]){0,2}[^()\s]{2,20}(?:[,;:][^()\n]{0,80})?)\)"
)
_BEFORE_BRACKETS = re.compile(r"(?<!\w)([A-Z][\w&/-]{1,9})[ \t\n]?\([^()\n]{4,120}\)")
_STANDS_FOR = re.compile(r"(?<!\w)([A-Z][\w&/-]{1,9}),?\s(?:stands|is short) for(?!\w)")
_OF_HOST = re.compile(r"(?:@|//(?:www\.)?|(?<!\w)www\.)([a-z]{2,6})\.(?=[a-z])", re.IGNORECASE)
_ENDING = re.compile(r"['’]?s\Z")
_WORD = re.compile(r"[^\W\d_]+")
_LINKS = frozenset(["of", "and", "the", "for", "in", "on", "to", "a", "an"])
_MAKERS = re.compile(
    r"(?:AWS|Amazon|Azure|Google|Microsoft|Oracle|IBM|SAP|Apple|Cisco|VMware)(?:['’]s)?\s+(?:Cloud\s+)?\Z"
)
_EMPHATIC = frozenset(
    [
        "not",
        "all",
        "must",
        "only",
        "any",
        "no",
        "do",
        "does",
        "never",
        "will",
        "please",
        "note",
        "notes",
        "update",
        "updates",
        "new",
        "important",
        "warning",
        "and",
        "or",
        "is",
        "are",
        "yes",
        "fixed",
        "resolved",
        "done",
        "down",
        "up",
        "open",
        "closed",
        "now",
        "end",
        "start",
        "begin",
        "day",
        "hour",
        "each",
        "both",
        "very",
        "first",
        "last",
        "full",
        "stop",
        "what",
        "why",
        "when",
        "where",
        "who",
        "how",
        "but",
        "can",
        "may",
        "if",
        "it",
        "we",
        "you",
        "our",
        "your",
        "should",
        "cannot",
        "urgent",
        "alert",
        "maintenance",
        "outage",
        "resolution",
        "status",
        "summary",
        "scheduled",
        "completed",
    ]
)
# Known as a state or a kind of company, and another thing where an article stands before it: "a PLC", "our CA".
_CODES = frozenset(
    [
        "SA",
        "AG",
        "PLC",
        "SRL",
        "AB",
        "CA",
        "CT",
        "DE",
        "FL",
        "GA",
        "IL",
        "KS",
        "KY",
        "MD",
        "MI",
        "MN",
        "MO",
        "MS",
        "MT",
        "NC",
        "ND",
        "NE",
        "NH",
        "NM",
        "NV",
        "NY",
        "PA",
        "RI",
        "SC",
        "SD",
        "TN",
        "TX",
        "UT",
        "VA",
        "VT",
        "WA",
        "WI",
        "WV",
        "WY",
        "SPA",
    ]
)
_ARTICLE = re.compile(
    r"(?<!\w)(?:an?|our|your|their|its|this|that|these|those|each|every|both|another|one|two|three|four|several|any|no|some|which|new|old|spare)\s+\Z",
    re.IGNORECASE,
)
# Who does something, and so is somebody: readers know their name.
_ANY_ARTICLE = re.compile(
    r"(?<!\w)(?:the|an?|our|your|their|its|his|her|this|each|every|new|old)\s+(?:[\w-]+\s+)?\Z", re.IGNORECASE
)
_ACTING = re.compile(
    r"\s+(?:(?:and\s+[A-Z]\w+(?:\s+\w+)?\s+)?(?:(?:will|have|has|had|is|are|was|were)\s+(?:be(?:en)?\s+|now\s+|also\s+|currently\s+|already\s+)?)?"
    r"(?:aware|upgrading|migrating|investigating|performing|planning|reviewing|preparing|conducting|announced|agreed|promised|apologi[sz]e[sd]?|acknowledged|"
    r"advised|decided|said|says|told|asked|confirmed|approved|reviewed|working\s+(?:on|with|to))|staff|employees|headquarters|officials|spokes\w+)(?!\w)"
)
_WITH = re.compile(
    r"(?<!\w)(?:contact(?:ed|ing)?|according\s+to|(?:dialog(?:ue)?|meeting|agreement|contract|talks?|discussions?|conversations?|call|partnership|cooperation|touch|"
    r"ticket|case|working(?:\s+closely|\s+together)?|coordinat\w+|collaborat\w+|liais\w+)\s+with|"
    r"(?:hosted|operated|owned|maintained|sponsored|announced|published|issued|regulated|licensed)\s+by|(?:help|support|news|word)\s+from|escalated\s+to)\s+\Z",
    re.IGNORECASE,
)
_THAT = re.compile(r"(?<!\w)(?:that|which)\s+\Z")
_USES = re.compile(r"\s+(?:uses|operates|owns|manages|maintains)(?!\w)")
_BESIDE = re.compile(
    r"\s+(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)[A-Z][a-z]+[A-Z]?\w*(?!\w)"
)  # a name goes on: "ESRI ArcGIS", "DTS Capitol hosting"
_NUMBERED = re.compile(r"[ -]\d[\d.]*(?![\w%])")
_LABEL = 25  # a link is the explanation of what it says in so few letters
_SHOUTED = 3  # so many words in capitals on end are shouted, not abbreviated


def check(text: Text, context: Context, names: Names) -> Iterator[Mark]:
    if names.for_technical:
        return
    terms = _terms(context.glossary)
    said: set[str] = set()
    left: dict[str, tuple[int, int]] = {}
    for found in _ACRONYM.finditer(text.prose):
        single = _ENDING.sub("", found[0])
        if single in said or (single not in left and _is_known(text.prose, found, single, terms, names)):
            continue
        left.setdefault(single, found.span())
        if names.hold(*found.span()) or _is_name(text.prose, *found.span(), single.casefold() in terms):
            said.add(single)
    unknown = [(single, place) for single, place in left.items() if single not in said]
    explained, initials = (_explained(text, terms), _initials(text)) if unknown else (frozenset(), "")
    for single, (start, end) in unknown:
        if single in explained or (3 <= len(single) <= 6 and single.upper() in initials):
            continue
        if not _is_shouted(text.prose, start, end):
            yield _mark(text.prose[start:end], terms.get(single.casefold()), start, end)


def _mark(acronym: str, term: Term | None, start: int, end: int) -> Mark:
    if term and term.replacement:
        message = _("Readers outside may not know what “%(word)s” stands for. Say what it is: %(instead)s.") % {
            "word": acronym,
            "instead": term.replacement,
        }
        return Mark("acronym", start, end, message, term.replacement if acronym == term.word else "")
    message = _("Readers outside may not know what “%(word)s” stands for. Write it out, or say what it is.") % {
        "word": acronym
    }
    return Mark("acronym", start, end, message)


@lru_cache(maxsize=16)
def _terms(glossary: Glossary) -> Mapping[str, Term]:
    """The first of equal ones holds."""
    terms = glossary.acronyms + (words.acronyms() if glossary.with_shipped_words else ())
    return {term.word.casefold(): term for term in reversed(terms)}


def _is_known(prose: str, found: re.Match[str], single: str, terms: Mapping[str, Term], names: Names) -> bool:
    if single.casefold() in names.words or single.casefold() in _EMPHATIC:
        return True
    if single in _CODES and _ARTICLE.search(prose, max(0, found.start() - 20), found.start()):
        return False
    term = terms.get(single.casefold()) or terms.get(found[0].casefold())
    return term is not None and not term.replacement


def _is_shouted(prose: str, start: int, end: int) -> bool:
    around = [*_WORD.findall(prose[max(0, start - 40) : start])[-2:], *_WORD.findall(prose[end : end + 40])[:2]]
    return sum(len(word) > 1 and word.isupper() for word in around) + 1 >= _SHOUTED


def _is_name(prose: str, start: int, end: int, is_a_term: bool) -> bool:
    """A product beside who makes it, one with a number ("NAIP 2011"), an internet address as everybody says it, or somebody."""
    before = prose[max(0, start - 30) : start]
    if _MAKERS.search(before) or _NUMBERED.match(prose, end):
        return True
    if prose[start:end] == "IP" and prose[end : end + 8].lower() == " address":
        return True
    if is_a_term or _ANY_ARTICLE.search(before):
        return False
    if prose[end - 2 : end - 1] in ("'", "’") or _WITH.search(before):
        return True
    if _THAT.search(before) and _USES.match(prose, end):
        return True
    return bool(_ACTING.match(prose, end) or _BESIDE.match(prose, end))


def _explained(text: Text, terms: Mapping[str, Term]) -> frozenset[str]:
    """In brackets before or behind, by a link, or as the host that readers are sent to."""
    found = {one for inside in _IN_BRACKETS.findall(text.prose) for one in _CAPITALS.findall(inside)[:1]}
    if "(" in text.prose:
        found |= set(_BEFORE_BRACKETS.findall(text.prose))
    if "for" in text.places.starts and not text.places.starts.keys().isdisjoint(("stands", "short")):
        found |= set(_STANDS_FOR.findall(text.prose))
    found |= {one.upper() for one in _OF_HOST.findall(text.source)} - {one.upper() for one in terms}
    short = (link for link in text.links if not link.is_image and link.label_end - link.label_start <= _LABEL)
    found |= {one for link in short for one in _CAPITALS.findall(text.source[link.label_start : link.label_end])}
    return frozenset(_ENDING.sub("", one) for one in found)


def _initials(text: Text) -> str:
    """First letters of the words of each sentence as they stand side by side, with the small words and without."""
    found = []
    for spoken in text.spoken:
        parts = "-".join(spoken).replace("/", "-").split("-")
        words = [word for word in parts if word[:1].isalpha() and not word[:2].isupper()]
        found.append("".join([word[0] for word in words]))
        found.append("".join([word[0] for word in words if word not in _LINKS]))
    return " ".join(found).upper()
