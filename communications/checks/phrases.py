"""Phrases in a small language, found in those sentences only that hold their words.

A line is a phrase. `a|b` is either word, `word?` may be missing, `word~` is any word that begins so and `~word` one that ends so, `word+` any regular form of
it (care, cares, cared, caring), `word%` also its plural, `a_b` two words that count as one, `*` any word (`*?` or none), `**` up to four of them and `***` up to twelve.
`!a|b` forbids that one of these words follows or, where a line begins with it, stands before. `&` is a name, a word with a
capital, and `&'s` what is its; what begins with `^` begins a sentence. `@name = a|b` gives a name to words, to be used as `@name`; what stands after `#` is for people.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol

from communications.checks.places import Places
from communications.checks.span import Span
from communications.checks.words.lists import set_of

_HEAD = re.compile(r"[^\W_]+")
# Between two words: anything but another word and what parts sentences. ASCII alone, since a set with other characters takes
# long to compile.
_BETWEEN = r"[^\w.;:!?()\[\]/|<>]{1,4}"
_ANY = r"\w[\w'%]*+(?:[.-]\w++)*+"
_PAIR = re.compile(r"\w++\W{1,4}(\w++)")
_BEFORE = re.compile(r"(\w[\w'’]*)[\s,\"“”‘*–—-]{0,4}\Z")
# How often these stand in ten thousand words; any other word counts as one that stands once. A phrase is looked for where
# the rarest of its words stands.
_OFTEN = {
    word: int(count)
    for word, count in re.findall(
        r"(\w+) (\d+)",
        "the 600 and 206 of 183 on 183 a 172 to 170 we 159 in 150 for 142 was 110 you 104 that 93 at 89 is 89 it 86 are 81 "
        "by 78 from 77 not 72 were 68 our 63 your 58 with 53 had 53 will 52 be 44 have 43 all 43 one 43 again 37 this 35 us 33 "
        "an 32 thank 32 no 32 been 31 minutes 31 as 31 has 29 which 28 could 28 support 28 cause 27 hours 26 may 26 who 26 "
        "every 25 since 25 time 25 day 25 back 25 them 24 before 24 what 22 their 21 its 20 s 20 when 19 out 19 after 19 if 18 "
        "sent 19 sorry 19 without 18 now 17 so 16 night 16 list 16 second 16 did 15 can 15 they 15 first 15 about 15 page 14 or 14 "
        "more 14 up 14 than 14 because 14 last 14 apologise 13 took 12 please 12 wrong 12 off 12 how 12 read 12 morning 13 "
        "do 11 there 11 old 11 days 11 went 11 right 11 report 11 but 10 only 10 t 10 i 10 number 10 people 10 order 10 know 10 "
        "same 10 too 8 most 8 some 8 would 8 should 8 very 8 made 8 left 8 fault 8 told 6 failed 6 part 6 way 6 error 6 nothing 6 "
        "just 6 any 9 don 5 once 5 late 5 need 5 kept 5 customers 9 new 11 help 8 other 10 service 8 found 6 come 6 put 6 see 6",
    )
}
# Words that begin a sentence, or are written with a capital, and are no names of people or houses.
_NO_NAMES = set_of(
    "i we it this that these those there here they you what which who whom whose when where why how nobody nothing none one "
    "everything everybody everyone each all both some many most another other such then since because after before if but and or so "
    "as at in on by for from with without of to the a an our your its their my his her not no never now today yesterday tomorrow "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december program programme system systems server servers machine software app let also however only"
)


@dataclass(frozen=True, eq=False)
class Phrase:
    rule: str
    elements: tuple[str, ...]
    heads: frozenset[str]  # of these one stands in it: those that are rarest
    further: tuple[frozenset[str], ...]  # and of each of these
    firsts: frozenset[str]  # with one of these it begins; empty where it may begin with anything
    seconds: frozenset[str]  # one of these is next; empty where anything may be
    never_after: frozenset[str]
    is_first: bool

    @cached_property
    def whole(self) -> re.Pattern[str]:
        """Made when a text may hold it: most of many thousands never do."""
        pieces = [_element(one, place) for place, one in enumerate(self.elements)]
        if all(map(str.isalpha, self.elements[0].split("|"))):  # it is looked for where one of these stands
            pieces[0] = r"\w++(?!'\w)"
        return re.compile(rf"(?<![\w'])(?<!non-){''.join(pieces)}")

    @classmethod
    def of(cls, rule: str, elements: list[str]) -> Phrase:
        is_first = elements[0] == "^"
        elements = elements[is_first:]
        first = elements[0]
        never_after = frozenset(first[1:].split("|")) if first.startswith("!") else frozenset()
        elements = elements[bool(never_after) :]
        heads, *further = sorted((_heads(one) for one in elements if _is_needed(one)), key=_frequency)
        return cls(
            rule,
            tuple(elements),
            heads,
            tuple(further),
            _begins(elements[0]),
            _goes_on(elements),
            never_after,
            is_first,
        )


class Phrases:
    """Of many rules at once. Each phrase is kept under the rarest of the words that it cannot do without."""

    def __init__(self, lines: Iterable[tuple[str, str]]) -> None:
        """`lines`: a rule and one of its lines."""
        names: dict[str, dict[str, str]] = {}
        self._index: dict[str, list[Phrase]] = {}
        for rule, source in lines:
            line, known = source.partition("#")[0].strip(), names.setdefault(rule, {})
            if line.startswith("@") and " = " in line:
                name, _is, words = line.partition(" = ")
                known[name] = _named(words.strip(), known)
            elif line:
                for elements in _apart([_expanded(_named(element, known)) for element in line.split()]):
                    phrase = Phrase.of(rule, elements)
                    for head in phrase.heads:
                        self._index.setdefault(head, []).append(phrase)
        self._heads = frozenset(self._index)
        # Which of all that phrases need a word is, as bits of a number: so each sentence is asked but once.
        needs = {needed for phrases in self._index.values() for phrase in phrases for needed in phrase.further}
        bits = {needed: 1 << place for place, needed in enumerate(needs)}
        self._bits: dict[str, int] = {}
        for needed, bit in bits.items():
            for word in needed:
                self._bits[word] = self._bits.get(word, 0) | bit
        self._begun = {
            head: tuple((sum({bits[needed] for needed in phrase.further}), phrase) for phrase in phrases)
            for head, phrases in self._index.items()
        }
        self._all, self._known = (1 << len(bits)) - 1, frozenset(self._bits)

    def find(self, text: Read, sentences: Iterable[tuple[Span, frozenset[str]]]) -> Iterator[tuple[str, int, int]]:
        """Rules and where their phrases stand, the longest of those of a rule that begin there; none begins within the one
        before. `sentences`: each with its words."""
        ends: dict[tuple[str, int], int] = {}
        lowered = text.lowered.replace("’", "'")
        for span, words in sentences:
            if hits := self._heads & words:
                there = 0
                for word in self._known & words:
                    there |= self._bits[word]
                lacking = self._all ^ there
                for phrase in {one for hit in hits for needed, one in self._begun[hit] if not needed & lacking}:
                    for start, end in _found(phrase, text, lowered, span, words):
                        ends[phrase.rule, start] = max(end, ends.get((phrase.rule, start), 0))
        past: dict[str, int] = {}
        for (rule, start), end in sorted(ends.items(), key=lambda one: one[0][1]):
            if start >= past.get(rule, 0):
                past[rule] = end
                yield rule, start, end


class Read(Protocol):
    """What is looked through: a prose, the same in small letters, and where its words begin."""

    @property
    def prose(self) -> str: ...
    @property
    def lowered(self) -> str: ...
    @property
    def places(self) -> Places: ...


def _found(phrase: Phrase, text: Read, lowered: str, span: Span, words: frozenset[str]) -> Iterator[tuple[int, int]]:
    for found in _matches(phrase, text, lowered, span, words):
        start = found.start()
        if phrase.is_first and start > span.start:
            continue
        if phrase.whole.groups and not all(
            _is_name(text.prose, *found.span(n)) for n in range(1, phrase.whole.groups + 1)
        ):
            continue
        if phrase.never_after:
            before = _BEFORE.search(lowered, max(span.start, start - 24), start)
            if before and before[1] in phrase.never_after:
                continue
        yield start, found.end()


def _matches(phrase: Phrase, text: Read, lowered: str, span: Span, words: frozenset[str]) -> Iterator[re.Match[str]]:
    if not phrase.firsts:
        yield from phrase.whole.finditer(lowered, span.start, span.end)
        return
    for word in phrase.firsts & words:
        starts = text.places.starts[word]
        for at in range(bisect_left(starts, span.start), len(starts)):
            if starts[at] >= span.end:
                break
            if phrase.seconds and not ((pair := _PAIR.match(lowered, starts[at])) and pair[1] in phrase.seconds):
                continue
            if found := phrase.whole.match(lowered, starts[at], span.end):
                yield found


def _is_name(source: str, start: int, end: int) -> bool:
    return end - start > 1 and source[start].isupper() and source[start:end].casefold() not in _NO_NAMES


@lru_cache(maxsize=1024)
def _begins(element: str) -> frozenset[str]:
    """The words it can begin with, as a text is cut into words."""
    if not _is_needed(element) or element.startswith("~") or "|~" in element:
        return frozenset()
    return frozenset(found[0] for one in element.split("|") if (found := _HEAD.match(one)))


def _goes_on(elements: list[str]) -> frozenset[str]:
    """The words that can be the second, as a text is cut into words; nothing where any word can be, or none need be."""
    seconds: set[str] = set()
    for place, element in enumerate(elements):
        if element.startswith("!"):
            continue
        if element[0] in "&*" or "~" in element:
            return frozenset()
        pieces = _pieces(element.removesuffix("?"))
        if place:
            seconds.update(one[0] for one in pieces)
            if not element.endswith("?"):
                return frozenset(seconds)
        else:
            seconds.update(one[1] for one in pieces if len(one) > 1)
            if all(len(one) > 1 for one in pieces):
                return frozenset(seconds)
    return frozenset()


@lru_cache(maxsize=1024)
def _pieces(element: str) -> list[list[str]]:
    return [[one] if one.isalpha() else _HEAD.findall(one) for one in element.split("|")]


@lru_cache(maxsize=1024)
def _frequency(words: frozenset[str]) -> int:
    return sum(_OFTEN.get(word, 1) for word in words)


def _is_needed(element: str) -> bool:
    return not element.endswith("?") and element[0] not in "!&*" and "~" not in element


@lru_cache(maxsize=1024)  # the names stand in many phrases
def _heads(element: str) -> frozenset[str]:
    """Of each of its words what one can look for in a text that is cut into words: of "third-party" or "in_no_time" the rarest."""
    return frozenset(filter(None, map(_rarest, element.split("|"))))


def _rarest(words: str) -> str:
    if words.isalpha():
        return words
    return min(_HEAD.findall(words), key=lambda word: _OFTEN.get(word, 1), default="")


def _apart(elements: list[str]) -> Iterator[list[str]]:
    """Sayings that have nothing in common are looked for one by one, each where its own rarest word stands."""
    if len(elements) > 1 or "_" not in elements[0]:
        yield elements
    else:
        single = [one for one in elements[0].split("|") if "_" not in one]
        yield from (one.split("_") for one in elements[0].split("|") if "_" in one)
        if single:
            yield ["|".join(single)]


def _named(element: str, names: dict[str, str]) -> str:
    """`@name's` is each of its words so."""
    return re.sub(
        r"(@[a-z]+)('s)?",
        lambda found: "|".join(word + (found[2] or "") for word in names[found[1]].split("|")),
        element,
    )


@lru_cache(maxsize=1024)
def _expanded(element: str) -> str:
    """With the forms of its words that end in "+"."""
    if "+" not in element and "%" not in element:
        return element
    sign, optional = element[: element[0] == "!"], element[-1] == "?"
    words = element.removeprefix("!").removesuffix("?").split("|")
    return sign + "|".join(form for word in words for form in _forms_of(word)) + "?" * optional


def _forms_of(word: str) -> Iterable[str]:
    if word.endswith("+"):
        return _forms(word[:-1])
    if word.endswith("%"):
        return word[:-1], _plural(word[:-1])
    if word.endswith("%'s"):
        return f"{word[:-3]}'s", f"{_plural(word[:-3])}'"
    return (word,)


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def _forms(word: str) -> Iterator[str]:
    """Of a regular verb or noun; some that nobody says are among them and do no harm."""
    head, joint, rest = word.partition("_")
    yield word
    stem = head[:-1] if head[-1] in "ey" else head
    endings = {"e": ("es", "ed", "ing"), "y": ("ies", "ied", "ying", "ys")}.get(head[-1], ("s", "es", "ed", "ing"))
    for ending in endings:
        yield f"{stem}{ending}{joint}{rest}"
    if head[-1] in "bdgklmnprt":
        yield from (f"{head}{head[-1]}{ending}{joint}{rest}" for ending in ("ed", "ing"))


def _element(element: str, place: int) -> str:
    before = _BETWEEN if place else ""
    if element in ("&", "&'s"):
        return rf"{before}(\w++(?:-\w++)*+)" + ("'s" if element == "&'s" else "") + r"(?!\w|'\w)"
    if element == "*?":
        return rf"(?:{before}{_ANY})?"
    if element in ("**", "***"):
        return rf"(?:{before}{_ANY}){{0,{4 if element == '**' else 12}}}?"
    if element == "*":
        return before + _ANY
    if element.startswith("!"):
        return rf"(?!{_BETWEEN}{_words(element[1:])})"
    if element.endswith("?"):
        return rf"(?:{before}{_words(element[:-1])})?"
    return before + _words(element)


def _words(element: str) -> str:
    words = (
        r"\w+" * word.startswith("~") + _word(word.strip("~")) + r"\w*" * word.endswith("~")
        for word in element.split("|")
    )
    return rf"(?:{'|'.join(words)})(?!\w|'\w)"


def _word(word: str) -> str:
    return _BETWEEN.join(map(re.escape, word.split("_")))
