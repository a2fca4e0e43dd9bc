from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain

from django.utils.translation import gettext as _

from communications.checks import words
from communications.checks.context import WHILE_IT_LASTS, Context, Glossary, Term
from communications.checks.finding import Mark
from communications.checks.plain_language.names import Names
from communications.checks.text import Text
from communications.checks.words import understood

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_HEAD = re.compile(r"\w+")
_SECOND = re.compile(r"\w+(?:['’]\w+)*(?:\s+|[-‑/])(\w+)")
_BETWEEN = re.compile(r"\s+|[-‑/]")
_CLEARS = re.compile(
    r"(?<!\w)(?:clear|empty|delete|refresh|reload)\w*\s+(?:your|their|the)(?:\s+\w+(?:['’]s)?){0,2}\s+\Z", re.IGNORECASE
)
_REMEDY = r"(?:fix(?:es)?|hot-?fix(?:es)?|bug-?fix(?:es)?|patch(?:es)?|correction|corrections|solution|remedy|workaround|repair|change|changes|update|updates|improvements?|versions?|releases?|features?|upgrades?|patches|hardware|equipment|servers?|machines?)(?!\w)(?! freeze| window| pipeline)"
_DEPLOYS = re.compile(r"deploy(?:s|ed|ing)?", re.IGNORECASE)
_A_REMEDY = re.compile(
    rf"\s+(?:out\s+)?(?:an?|the|this|that|our|its|these|another|some|both|two|three|several|further)\s+(?:[\w-]+\s+){{0,3}}?{_REMEDY}",
    re.IGNORECASE,
)
# Who is sent somewhere: "we have deployed additional crews", "engineers were deployed".
_PEOPLE = r"(?:staff|crews?|engineers?|technicians?|teams?|people|personnel|police|soldiers|guards|drivers|nurses|boats?|helicopters?|bus|buses|coaches|vehicles|generators?|pumps|officers?|volunteers?|experts?|workers|divers?|tankers?|ships?)"
_SENDS = re.compile(rf"\s+(?:[\w-]+\s+){{0,4}}?{_PEOPLE}(?!\w)", re.IGNORECASE)
_SENT = re.compile(
    rf"(?<!\w){_PEOPLE}\s+(?:(?:have|has|had|was|were|is|are|will|be|been|being|now|also)\s+){{1,4}}\Z", re.IGNORECASE
)
# "The fix that we have deployed", "a fix for this is now being deployed".
_REMEDY_THAT_IS = re.compile(
    rf"(?<!\w){_REMEDY}\s+(?:(?:that|which)\s+)?(?:for\s+(?:[\w-]+\s+){{1,4}}?)?(?:(?:we|they|our\s+\w+|I)\s+)?(?:(?:have|has|had|was|were|is|are|will|be|been|being|just|now|since|already|to|successfully|also|we['’]ve|then)\s+)*\Z",
    re.IGNORECASE,
)
# "After the update we deployed the cluster" is of something else.
_SOMETHING = re.compile(r"\s+(?:an?|the|our|this|that|these|its|new|another|more|all)(?!\w)", re.IGNORECASE)
# It goes on with a name: "the Docker daemon", "our Ceph Storage cluster".
_OF_A_NAME = re.compile(
    r"(?<=[\w,)][ \t\n])(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Janu|Febru)ary|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber)"
    r"[A-Z][a-z]{2,20}[ \t\n]\Z"
)
_BEFORE_LABEL = re.compile(r"[\W_]*")
_BEHIND_LABEL = re.compile(r"[ \t]*[*_\])]*[ \t]*(?:[:–—-](?!\w)[*_]*|$)", re.MULTILINE)
_VOWELS = "aeiou"

# A term's words in any form that is written, the term, and how the words after its first one begin.
_Entry = tuple[tuple[frozenset[str], ...], Term, tuple[frozenset[str], ...]]


def check(text: Text, context: Context, names: Names) -> Iterator[Mark]:
    lasts = context.kind in WHILE_IT_LASTS and context.grade_limit is None
    among_computers = names.for_technical or (lasts and bool(names.known))
    known = _with_computing(names.known) if among_computers else names.known
    if lasts:
        known = _with_understood(known)
    index = _index(context.glossary, known)
    begun = sorted(_begun(text, index), key=lambda one: one[0])
    past = 0
    for start, entries in begun:
        if start < past:
            continue
        for parts, term, _heads in entries:
            if end := _ends(text.prose, start, parts):
                if (
                    not _is_in_address(text.prose, start, end)
                    and not names.hold(start, end)
                    and not _is_own(text.prose, start, end)
                    and not _is_clear(text.prose, start, end)
                    and not _OF_A_NAME.search(text.prose, max(0, start - 40), start)
                    and not _is_in_image(text, start)
                    and not (lasts and _is_label(text.source, start, end))
                ):
                    yield _mark(text, term, start, end)
                    past = end
                break


def _mark(text: Text, term: Term, start: int, end: int) -> Mark:
    written = text.source[start:end]
    if not term.replacement:
        message = _("Readers outside may not know “%(word)s”. Say it in everyday words.") % {"word": written}
        return Mark("jargon", start, end, message)
    message = _("Readers outside may not know “%(word)s”. Say it in everyday words, such as “%(instead)s”.") % {
        "word": written,
        "instead": term.replacement,
    }
    return Mark("jargon", start, end, message, _suggestion(term, written))


def _suggestion(term: Term, written: str) -> str:
    """Only where it fits as it is: the word stands in the form of the list."""
    if re.sub(r"[\s-]+", " ", written).casefold() != re.sub(r"[\s-]+", " ", term.word).casefold():
        return ""
    return term.replacement[0].upper() + term.replacement[1:] if written[0].isupper() else term.replacement


def _begun(text: Text, index: Mapping[str, list[_Entry]]) -> Iterator[tuple[int, list[_Entry]]]:
    """Where a term may begin: where its first word stands in a text that holds the others too, and its second one behind it."""
    starts = text.places.starts
    for word in starts.keys() & index.keys():
        entries = [one for one in index[word] if not any(starts.keys().isdisjoint(heads) for heads in one[2])]
        if not entries:
            continue
        seconds = (
            None if any(not one[2] for one in entries) else frozenset(chain.from_iterable(one[2][0] for one in entries))
        )
        for start in starts[word]:
            if seconds is None or ((next_one := _SECOND.match(text.lowered, start)) and next_one[1] in seconds):
                yield start, entries


def _ends(prose: str, start: int, parts: tuple[frozenset[str], ...]) -> int:
    """Where the last of the words ends that begin at `start`, or 0 where others stand there."""
    at = 0
    for forms in parts:
        token = _TOKEN.match(prose, start)
        if not token or token[0].casefold() not in forms:
            return 0
        at = token.end()
        between = _BETWEEN.match(prose, at)
        start = between.end() if between else at
    return at


def _is_own(prose: str, start: int, end: int) -> bool:
    """What readers have themselves and are told to empty: the cache of their browser."""
    return prose[start:end].lower() in ("cache", "caches") and bool(_CLEARS.search(prose[max(0, start - 60) : start]))


def _is_clear(prose: str, start: int, end: int) -> bool:
    """A remedy that is deployed is plain to everybody: "we are deploying a fix", "the fix we deployed"; so are people."""
    return bool(
        _DEPLOYS.fullmatch(prose, start, end)
        and (
            _A_REMEDY.match(prose, end)
            or _SENDS.match(prose, end)
            or _SENT.search(prose, max(0, start - 60), start)
            or (_REMEDY_THAT_IS.search(prose, max(0, start - 80), start) and not _SOMETHING.match(prose, end))
        )
    )


def _is_in_address(prose: str, start: int, end: int) -> bool:
    """Part of a host, a path, a mail address or a name in code: "cache.example.com", "eu-west/cluster", "log_level"."""
    before, after = prose[max(0, start - 1) : start], prose[end : end + 2]
    if before and before in "./@\\_#:$":
        return True
    return bool(after) and (after[0] in "@\\_" or (after[0] in "./:" and len(after) > 1 and after[1].isalnum()))


def _is_in_image(text: Text, start: int) -> bool:
    """What stands for a picture, and is its title."""
    return any(link.is_image and link.label_start <= start < link.label_end for link in text.links)


def _is_label(source: str, start: int, end: int) -> bool:
    """Under which an entry stands: "*Postmortem* - …", "Mitigation:"."""
    begins = source.rfind("\n", max(0, start - 12), start) + 1 or max(0, start - 12)
    return (begins == 0 or source[begins - 1] == "\n") and bool(
        _BEFORE_LABEL.fullmatch(source, begins, start) and _BEHIND_LABEL.match(source, end)
    )


@lru_cache(maxsize=64)
def _with_understood(known: frozenset[str]) -> frozenset[str]:
    return understood.in_updates() | known


@lru_cache(maxsize=64)
def _with_computing(known: frozenset[str]) -> frozenset[str]:
    return words.computing() | known


@lru_cache(maxsize=16)
def _index(glossary: Glossary, known: frozenset[str]) -> Mapping[str, list[_Entry]]:
    """First word in any form → the terms that readers do not know; longer ones come first, and of equal ones the first."""
    terms = glossary.jargon + (words.jargon() if glossary.with_shipped_words else ())
    index: dict[str, list[_Entry]] = {}
    for term in terms:
        parts = [part.casefold() for part in _TOKEN.findall(term.word)]
        if not parts or term.word.casefold() in known:
            continue
        inflected = [_forms(part) if n in (0, len(parts) - 1) else {part} for n, part in enumerate(parts)]
        heads = tuple(frozenset(head[0] for form in forms if (head := _HEAD.match(form))) for forms in inflected)
        entry = (tuple(frozenset(forms) for forms in inflected), term, heads[1:])
        for word in heads[0]:
            index.setdefault(word, []).append(entry)
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


_IRREGULAR = {"spin": ("spun",), "tear": ("tore", "torn"), "cut": (), "take": ("took", "taken"), "time": ("timed",)}
_BARE = frozenset(
    [
        "to",
        "of",
        "in",
        "on",
        "for",
        "the",
        "a",
        "an",
        "up",
        "out",
        "down",
        "back",
        "over",
        "by",
        "with",
        "at",
        "and",
        "or",
        "so",
        "as",
        "from",
        "until",
        "this",
        "it",
    ]
)


def _forms(word: str) -> set[str]:
    """A word as it may stand in a text: several, done, being done."""
    forms = {word, *_IRREGULAR.get(word, ())}
    if word in _BARE or len(word) < 3 or not word.isalpha():
        return forms
    if word.endswith("y") and word[-2] not in _VOWELS:
        forms |= {word[:-1] + "ies", word[:-1] + "ied", word + "ing"}
    elif word.endswith("e"):
        forms |= {word + "s", word + "d", word[:-1] + "ing"}
    elif word.endswith(("s", "x", "ch", "sh", "z")):
        forms |= {word + "es", word + "ed", word + "ing"}
    else:
        forms |= {word + "s", word + "ed", word + "ing"}
        if word[-1] not in _VOWELS + "wxy" and word[-2] in _VOWELS and word[-3] not in _VOWELS:
            forms |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return forms | {form + ending for form in (word,) for ending in ("'s", "’s")}
