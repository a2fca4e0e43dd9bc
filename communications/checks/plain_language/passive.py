"""Sentences that hide who did it, where readers want to know: mistakes, decisions, and what was not done."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from django.utils.translation import gettext as _

from communications.checks.finding import Mark
from communications.checks.places import heads
from communications.checks.span import Span
from communications.checks.text import Text


def _any(words: str) -> str:
    return "|".join(words.split())


_BE = r"(?:was|were|(?:has|have|had)(?:\s+(?:not|never|also|already|only))?\s+been|got)"
_NOT_BE = r"(?:wasn['’]t|weren['’]t|(?:hasn|haven|hadn)['’]t\s+been|(?:has|have|had)\s+(?:not|never)\s+been)"
_BETWEEN = r"(?:\s+(?:[a-z]{2,14}ly|also|then|first|yet|even|all|both|still|in\s+time|in\s+full))?"

# Whoever did these erred, or decided.
_FAULTS = _any(
    "overlooked forgotten neglected ignored misread misjudged underestimated overestimated mishandled miscommunicated "
    "misunderstood misinterpreted misplaced mistyped misrouted misconfigured misapplied mislabelled mislabeled mixed\\s+up "
    "decided assumed skipped bypassed disregarded dismissed botched swapped confused muted silenced"
)
_NOUNS_OF_FAULT = _any(
    "mistakes? errors? decisions? assumptions? choices? misjudge?ments? oversights? misunderstandings? step steps check checks"
)
_NOTHING = _any(
    "carried\\s+out performed done made run planned taken told informed warned undertaken conducted foreseen arranged"
)
_MADE = _any("made taken missed")
# Whoever did these with something wrong, or at the wrong time, erred.
_ACTS = _any(
    "changed applied installed deployed removed deleted introduced configured entered restricted disabled enabled released "
    "published revoked renamed moved replaced unplugged disconnected erased overwritten uploaded imported loaded pushed set "
    "given granted withdrawn cancelled canceled started triggered run executed performed connected selected chosen added "
    "copied attached assigned written ordered stored saved built left printed used unlocked filled marked labelled addressed typed placed fitted wired approved signed\\s+off merged switched\\s+off switched\\s+on turned\\s+off turned\\s+on shut\\s+down "
    "rolled\\s+out put\\s+live put\\s+into\\s+use altered adjusted reset cut dropped lowered raised shared"
)
# Whoever did not do these left something out.
_DUTIES = _any(
    "informed told notified warned alerted contacted consulted asked tested checked reviewed verified validated followed "
    "updated renewed entered replaced noticed escalated communicated documented configured trained considered performed "
    "completed passed\\s+on read applied installed enabled activated removed deleted corrected maintained detected "
    "spotted recognised recognized discovered understood anticipated foreseen planned rehearsed measured reported forwarded "
    "prepared examined inspected questioned included copied added set given done carried\\s+out switched\\s+on turned\\s+on "
    "acted\\s+on followed\\s+up picked\\s+up taken\\s+into\\s+account kept made caught shared raised assigned monitored returned repeated taken\\s+seriously "
    "watched calibrated inspected serviced cleaned labelled labeled thought\\s+of rolled\\s+out"
)
_WRONG = re.compile(
    r"(?<!\w)(?:wrong(?:ly)?|incorrect(?:ly)?|faulty|untested|unchecked|unapproved|unfinished|outdated|out-of-date|"
    r"defective|flawed|mistaken(?:ly)?|invalid|unreviewed|accidental(?:ly)?|inadvertent(?:ly)?|unintentional(?:ly)?|"
    r"improper(?:ly)?|premature(?:ly)?|too\s+(?:early|late|soon|little|few|many|much|long|low|high|short|small|large|big|tight|loose)|insufficient(?:ly)?|open|unlocked|unprotected|without|by\s+(?:mistake|accident|error)|in\s+error|instead\s+of|"
    r"never\s+been|prior\s+approval|erroneous(?:ly)?|unauthorised|unauthorized|carelessly|hastily)(?!\w)",
    re.IGNORECASE,
)
_PASSIVES = (
    re.compile(rf"(?<!\w)(?:{_NOUNS_OF_FAULT})\s+(?:{_BE}|{_NOT_BE}){_BETWEEN}\s+(?:{_MADE})(?!\w)", re.IGNORECASE),
    re.compile(rf"(?<!\w)(?:{_BE}){_BETWEEN}\s+(?:{_FAULTS})(?!\w)", re.IGNORECASE),
    re.compile(
        rf"(?<!\w)(?:no\s+\w+(?:\s+\w+)?|nothing|nobody|no-one)\s+(?:{_BE})\s+(?:{_NOTHING})(?!\w)", re.IGNORECASE
    ),
    re.compile(
        rf"(?<!\w)(?:{_NOT_BE}|(?:was|were)\s+(?:not|never)){_BETWEEN}(?:\s+(?:properly|fully))?\s+(?:{_DUTIES})(?!\w)",
        re.IGNORECASE,
    ),
)
_ACT = re.compile(rf"(?<!\w)(?P<be>{_BE}){_BETWEEN}\s+(?:{_ACTS})(?!\w)", re.IGNORECASE)
# How either begins.
_HEADS = heads(
    "was were has have had got wasn weren hasn haven hadn mistake error decision assumption choice misjudgement oversight "
    "misunderstanding step check"
)
_HAD = re.compile(r"had\s", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[,;:()–—]|\s-\s|(?<!\w)(?:and|but|because|as|since|so|while|when|after|before|which|who)(?!\w)", re.IGNORECASE
)
_BY = re.compile(
    r"(?<!\w)by\s+(?!mistake|accident|error|hand\b|then\b|now\b|noon|midnight|mail|phone|e-?mail|default|far\b|about|around|up\s+to|"
    r"almost|nearly|more|less|the\s+(?:end|time|morning|evening|next|wrong)|\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|several|a\s+few|half)\b|\w+ing\b)",
    re.IGNORECASE,
)
_OURSELVES = re.compile(r"(?<!\w)(?:we|I|us|it\s+is|what)\s*\Z", re.IGNORECASE)


def check(text: Text) -> Iterator[Mark]:
    begun = text.places.beginning(_HEADS)
    for sentence in text.sentences:
        at = bisect_left(begun, sentence.start)
        if at == len(begun) or begun[at] >= sentence.end:
            continue
        for found in _found(text.prose, sentence):
            start, end = _clause(text.prose, sentence, found)
            if _BY.search(text.prose, found.end(), end) or _OURSELVES.search(
                text.prose, max(start - 1, 0), found.start()
            ):
                continue
            message = _("“%(words)s” does not say who did it, and readers ask. Name who: “we …”.") % {
                "words": " ".join(text.source[found.start() : found.end()].split())
            }
            yield Mark("passive", start, found.end(), message)


def _found(prose: str, sentence: Span) -> Iterator[re.Match[str]]:
    for pattern in _PASSIVES:
        yield from pattern.finditer(prose, sentence.start, sentence.end)
    for act in _ACT.finditer(prose, sentence.start, sentence.end):
        start, end = _clause(prose, sentence, act)
        if _HAD.match(act["be"]) or _WRONG.search(prose, start, end):
            yield act


def _clause(prose: str, sentence: Span, found: re.Match[str]) -> tuple[int, int]:
    """From where the clause begins to where it ends."""
    start, end = sentence.start, sentence.end
    for edge in _CLAUSE.finditer(prose, sentence.start, sentence.end):
        if edge.end() <= found.start():
            start = edge.end()
        elif edge.start() >= found.end():
            end = edge.start()
            break
    while start < found.start() and prose[start].isspace():
        start += 1
    return start, end
