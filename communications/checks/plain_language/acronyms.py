from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from django.utils.translation import gettext as _

from communications.checks import words
from communications.checks.context import Context, Term
from communications.checks.finding import Mark
from communications.checks.plain_language.names import Names, readers_are_technical
from communications.checks.text import Text

# Capitals, perhaps joined to others ("GTFS-RT", "CI/CD") or several of them ("VMs"), or with a small letter within ("DDoS").
_ACRONYM = re.compile(
    r"(?<![\w.@/\\#:-])\d?[A-Z](?:[A-Z&]{1,6}|[A-Z]?[a-z][A-Z]{1,4}|\ds(?!\w))(?:[-/][A-Z]{2,6})?(?:['’]?s)?(?![\w@\\]|[./:-]\w)"
)
_CAPITALS = re.compile(r"(?<!\w)[A-Z][\w&/-]{1,9}")
_IN_BRACKETS = re.compile(r"\w[ \t\n]?\(((?:[^()\s]{1,20}[ ]){0,2}[^()\s]{2,20}(?:[,;:][^()\n]{0,80})?)\)")
_BEFORE_BRACKETS = re.compile(r"(?<!\w)([A-Z][\w&/-]{1,9})[ \t\n]?\([^()\n]{4,120}\)")
_STANDS_FOR = re.compile(r"(?<!\w)([A-Z][\w&/-]{1,9}),?\s(?:stands|is short) for(?!\w)")
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
    ]
)
_NUMBERED = re.compile(r"[ -]\d[\d.]*(?![\w%])")
_SHOUTED = 3  # so many words in capitals on end are shouted, not abbreviated


def check(text: Text, context: Context, names: Names) -> Iterator[Mark]:
    if readers_are_technical(context):
        return
    terms = _terms(context.acronyms + (words.acronyms() if context.with_shipped_words else ()))
    said: set[str] = set()
    explained: frozenset[str] | None = None
    for found in _ACRONYM.finditer(text.prose):
        acronym, start, end = found[0], found.start(), found.end()
        single = re.sub(r"['’]?s\Z", "", acronym)
        if single in said or _is_known(single, acronym, terms, names) or names.hold(start, end):
            continue
        said.add(single)
        explained = _explained(text) if explained is None else explained
        if single in explained or _is_shouted(text.prose, start, end) or _is_name(text.prose, start, end):
            continue
        yield _mark(acronym, terms.get(single.casefold()), start, end)


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
def _terms(terms: tuple[Term, ...]) -> Mapping[str, Term]:
    """The first of equal ones holds."""
    return {term.word.casefold(): term for term in reversed(terms)}


def _is_known(single: str, acronym: str, terms: Mapping[str, Term], names: Names) -> bool:
    if single.casefold() in names.words or single.casefold() in _EMPHATIC:
        return True
    term = terms.get(single.casefold()) or terms.get(acronym.casefold())
    return term is not None and not term.replacement


def _is_shouted(prose: str, start: int, end: int) -> bool:
    around = [*_WORD.findall(prose[max(0, start - 40) : start])[-2:], *_WORD.findall(prose[end : end + 40])[:2]]
    return sum(len(word) > 1 and word.isupper() for word in around) + 1 >= _SHOUTED


def _is_name(prose: str, start: int, end: int) -> bool:
    """A product beside who makes it, one with a number ("NAIP 2011"), or an internet address as everybody says it."""
    if _MAKERS.search(prose[max(0, start - 20) : start]):
        return True
    if _NUMBERED.match(prose, end):
        return True
    return prose[start:end] == "IP" and prose[end : end + 8].lower() == " address"


def _explained(text: Text) -> frozenset[str]:
    """What the text explains somewhere: "network operations centre (NOC)", "NOC (the network centre)", or in words alone."""
    found = {one for inside in _IN_BRACKETS.findall(text.prose) for one in _CAPITALS.findall(inside)[:1]}
    found |= {one for one in _BEFORE_BRACKETS.findall(text.prose)} | {one for one in _STANDS_FOR.findall(text.prose)}
    return frozenset(re.sub(r"['’]?s\Z", "", one) for one in found) | _spelled(text)


def _spelled(text: Text) -> frozenset[str]:
    """First letters of up to six words of one sentence that stand side by side, with the small ones or without."""
    found: set[str] = set()
    for sentence in text.sentences:
        words = [word for word in _WORD.findall(text.prose, sentence.start, sentence.end) if not word[:2].isupper()]
        for chosen in (words, [word for word in words if word.casefold() not in _LINKS]):
            initials = "".join(word[0] for word in chosen).upper()
            found |= {initials[n : n + length] for length in range(3, 7) for n in range(len(initials) - length + 1)}
    return frozenset(found)
