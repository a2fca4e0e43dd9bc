"""Colleagues by name: whole, turned round, shortened to an initial, by one name alone where that can mean nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from communications.checks.context import Context
from communications.checks.disclosure.found import Found
from communications.checks.disclosure.view import Token, View, fold
from communications.checks.words.lists import set_of
from communications.checks.words.ordinary import CALENDAR, ORDINARY, PLACES

_PARTICLES = set_of("van von der den de del della di da dos du la le ten ter zu zum af av bin ibn al el mac")
_TITLES = set_of(
    "mr mrs ms miss mx dr prof professor sir dame lord lady herr frau monsieur madame mme senor senora signor signora hr fru"
)
_SUFFIXES = set_of("jr sr ii iii iv phd md esq")
_PIECE = re.compile(r"[^\W_]+")
_HANDLE = re.compile(r"(?<![\w@.])@([^\W_][\w.-]{1,40})")
_GAP = re.compile(r"[ \t]*[-.,'_]?[ \t]*\n?[ \t]*\Z|[\s]+\Z")
# What people do, and things do not.
_ACTS = set_of("""noticed said says wrote writes told tells realised realized decided apologised apologized spotted explained explains
    forgot typed saw knew thought believed asked pressed who discovered confirmed suggested volunteered admitted remembered
    overlooked misread assumed joined phoned emailed mistyped clicked
    """)
_ACTS_TOO = _ACTS | set_of("""found fixed restored restarted rebooted called built deleted deployed rolled merged changed led leads owns reported ran
    reset replaced repaired started stopped pushed took made has had was is and will ordered approved wanted worked works
    looked entered removed switched ran set sent drove checked tested
    """)
_BESIDE = set_of("by contact ask ring phone engineer colleague thank thanks called named developer manager technician")
_OF_PEOPLE = set_of("""mobile phone number team shift idea mistake colleague colleagues manager desk laptop account error oversight analysis
    fix repair work help absence holiday script change quick report notes""")
_OPENERS = set_of("""when after then yesterday today tomorrow our the as while because since before but and so only even if though although
    where later meanwhile once luckily fortunately unfortunately on at by with from to for in however also finally first
    both either neither until without thanks thank please ask contact call ring that this it our colleague engineer what
    who""")
_PLACE_SUFFIXES = set_of("""road street avenue lane square park house hotel university college hill court bridge station airport mountains way
    drive close terrace place centre center building tower club school church island islands bay river lake county city
    valley hospital stadium cathedral museum theatre ltd llp gmbh inc group""")


@dataclass(frozen=True)
class Person:
    first: str
    middle: tuple[str, ...]
    last: tuple[str, ...]  # with its particles

    @property
    def whole(self) -> tuple[str, ...]:
        return ((self.first,) if self.first else ()) + self.middle + self.last

    @property
    def known(self) -> str:
        """The last name without particles."""
        return self.last[-1]


@lru_cache(maxsize=4096)
def _person(name: str) -> Person | None:
    if "," in name:
        family, _comma, given = name.partition(",")
        name = f"{given.strip()} {family.strip()}"
    name = fold(name.split("@")[0] if "@" in name.strip()[1:] else name)
    words: list[tuple[str, ...]] = [tuple(_PIECE.findall(word)) for word in name.split()]
    words = [word for word in words if word and word[0] not in _TITLES and word[-1] not in _SUFFIXES]
    if not words:
        return None
    if len(words) == 1:
        return Person("", (), words[0])
    begin = len(words) - 1
    while begin > 1 and words[begin - 1][0] in _PARTICLES:
        begin -= 1
    first = words[0]
    middle = first[1:] + tuple(piece for word in words[1:begin] for piece in word)
    return Person(first[0], middle, tuple(piece for word in words[begin:] for piece in word))


@lru_cache(maxsize=64)
def _people(staff: tuple[str, ...], public: tuple[str, ...]) -> tuple[Person, ...]:
    known = {person.whole for name in public if (person := _person(name))}
    people = (person for name in staff if (person := _person(name)))
    return tuple(dict.fromkeys(person for person in people if person.whole not in known))


@lru_cache(maxsize=64)
def _alone(public: tuple[str, ...]) -> frozenset[str]:
    """Names of people who are named on purpose: alone they mean those."""
    return frozenset(piece for name in public if (person := _person(name)) for piece in person.whole)


@lru_cache(maxsize=64)
def handles(staff: tuple[str, ...], public: tuple[str, ...]) -> frozenset[str]:
    """What colleagues' mailboxes and handles are made of, folded, with and without marks between."""
    found = set()
    for person in _people(staff, public):
        last = "".join(person.last)
        found.add(last)
        if person.first:
            first = person.first
            for one, other in (
                (first, last),
                (first[0], last),
                (last, first),
                (first, last[0]),
                (last, first[0]),
                (first, person.known),
            ):
                found.update(one + mark + other for mark in ("", ".", "_", "-"))
            if person.middle:
                found.add(first + "".join(person.middle) + last)
                found.update(mark.join(person.whole) for mark in (".", "_", "-"))
                found.update("-".join((first, *person.middle)) + mark + last for mark in (".", "_"))
    return frozenset(one for one in found if len(one) > 2 and one not in ORDINARY)


def find(view: View, context: Context) -> Iterator[Found]:
    people = _people(context.staff, context.public_names)
    if not people:
        return
    public = _alone(context.public_names)
    yield from _handles(view, context, people)
    for person in people:
        yield from _whole(view, person)
        yield from _single(view, person, public)


def _handles(view: View, context: Context, people: tuple[Person, ...]) -> Iterator[Found]:
    known = handles(context.staff, context.public_names) | {person.first for person in people if len(person.first) > 2}
    for found in view.begun(_HANDLE, view.signs("@")):
        if fold(found[1].rstrip(".-_")) in known:
            yield Found("staff", found.start(), found.start() + 1 + len(found[1].rstrip(".-_")))


def _sequence(view: View, pieces: tuple[str, ...]) -> Iterator[tuple[Token, Token]]:
    tokens = view.tokens
    rarest = min(range(len(pieces)), key=lambda at: len(view.places.get(pieces[at], ())))
    for place in view.places.get(pieces[rarest], ()):
        begin = place - rarest
        run = tokens[begin : begin + len(pieces)] if begin >= 0 else []
        if len(run) != len(pieces) or any(
            one.folded != piece for one, piece in zip(run[:-1], pieces[:-1], strict=True)
        ):
            continue
        if run[-1].folded != pieces[-1] and (run[-1].folded != pieces[-1] + "s" or pieces[-1] in ORDINARY):
            continue
        if all(_GAP.match(view.text[one.end : other.start]) for one, other in pairwise(run)):
            yield run[0], run[-1]


def _whole(view: View, person: Person) -> Iterator[Found]:
    if not person.first:
        return
    for first, last in (*_in_full(view, person), *_initials(view, person)):
        yield Found(
            "staff", first.start, last.end + (len(last.folded) == 1 and view.text[last.end : last.end + 1] == ".")
        )
    run_together = person.first + "".join(person.last)
    for joined in (person.first[0] + "".join(person.last), run_together):
        for place in view.places.get(joined, ()):
            token = view.tokens[place]
            if token.folded == joined and (view.in_address(token.start) or joined == run_together):
                yield Found("staff", token.start, token.end)


def _in_full(view: View, person: Person) -> Iterator[tuple[Token, Token]]:
    """With or without the middle names, also last name first."""
    is_word = all(piece in ORDINARY or len(piece) < 3 for piece in (person.first, person.known))
    for order in {
        person.whole,
        (person.first, *person.last),
        (*person.last, person.first),
        (person.first, person.known),
        *([(*person.middle, *person.last), (person.first, *person.middle)] if _has_second(person) else []),
    }:
        for first, last in _sequence(view, order):
            named = _is_capital(view, first) and _is_capital(view, last)
            if not is_word or named or view.in_address(first.start):
                yield first, last


def _has_second(person: Person) -> bool:
    """Two family names, or two given ones."""
    return any(len(piece) > 2 for piece in person.middle)


def _initials(view: View, person: Person) -> Iterator[tuple[Token, Token]]:
    """D. Frost, Rose N., but not: A Frost, Will I"""
    for first, last in _sequence(view, (person.first[0], *person.last)):
        dotted = view.text[first.end] == "."
        spaced = view.text[first.end] == " " and first.folded not in ("a", "i")
        if _is_capital(view, first) and _is_capital(view, last) and (dotted or spaced):
            yield first, last
    for first, last in _sequence(view, (person.first, person.last[0][0])):
        if _is_initial(view, person, first, last):
            yield first, last


def _is_initial(view: View, person: Person, first: Token, last: Token) -> bool:
    if not (
        _is_capital(view, first)
        and view.text[last.start : last.end].isupper()
        and view.text[first.end : last.start] == " "
    ):
        return False
    return view.text[last.end : last.end + 1] == "." or (person.first not in ORDINARY and last.folded not in "ai")


def _single(view: View, person: Person, public: frozenset[str]) -> Iterator[Found]:
    """One of the names alone: as a word with a capital which no other name stands beside."""
    own = set(person.whole)
    for pieces in dict.fromkeys([person.last, (person.first,) if person.first else person.last]):
        if (len(pieces) == 1 and len(pieces[0]) < 3) or public.intersection(pieces):
            continue
        for first, last in _sequence(view, pieces):
            if view.in_address(first.start) or not _is_capital(view, last):
                continue
            if _is_titled(view, first) or _stands_alone(view, own, pieces, first, last):
                yield Found("staff", *_with_title(view, first, last))


def _stands_alone(view: View, own: set[str], pieces: tuple[str, ...], first: Token, last: Token) -> bool:
    text = view.text
    before, after = _before(view, first), _after(view, last)
    if after and after.folded in _PLACE_SUFFIXES | own:
        return False
    if after and text[after.start].isupper() and text[last.end : after.start] == " " and after.folded not in ("i",):
        return False
    begins = view.begins_sentence(first.start)
    if before and not begins and text[before.start].isupper() and text[before.end : first.start] == " ":
        opens = view.begins_sentence(before.start) and before.folded in _OPENERS
        if not opens and before.folded not in _TITLES:
            return False
    possessed = text[last.end : last.end + 2] in ("'s", "' ")
    if before and before.folded in ("in", "near") and not possessed and text[before.end : first.start] == " ":
        return False
    joined = text[last.end : last.end + 1] in ("-", "/", "@") and text[last.end : last.end + 4].lower() != "-san"
    if joined or text[max(0, first.start - 1) : first.start] in ("-", "/", "#"):
        return False
    if len(pieces) > 1:
        return True
    if pieces[0] in CALENDAR or pieces[0] in ORDINARY or view.is_lowered(pieces[0]):
        return _is_clear(view, pieces[0], before, after, begins, possessed)
    return True


def _is_clear(view: View, word: str, before: Token | None, after: Token | None, begins: bool, possessed: bool) -> bool:
    """Whether a word that is not only a name is one here."""
    if possessed:
        owned = _after(view, after) if after and after.folded == "s" else after
        return bool(owned and owned.folded in _OF_PEOPLE)
    if after and after.folded in _ACTS:
        return True
    if begins or word in CALENDAR:
        return False
    if after and after.folded in _ACTS_TOO and word not in PLACES:
        return True
    return bool(before and before.folded in _BESIDE and word not in PLACES and not (after and after.folded.isdigit()))


def _before(view: View, token: Token) -> Token | None:
    place = view.place(token)
    return view.tokens[place - 1] if place else None


def _after(view: View, token: Token) -> Token | None:
    place = view.place(token) + 1
    return view.tokens[place] if place < len(view.tokens) else None


def _is_titled(view: View, token: Token) -> bool:
    before = _before(view, token)
    return bool(before and before.folded in _TITLES and view.text[before.end : token.start] in (" ", ". "))


def _with_title(view: View, first: Token, last: Token) -> tuple[int, int]:
    before = _before(view, first)
    return (before.start if before and _is_titled(view, first) else first.start), last.end


def _is_capital(view: View, token: Token) -> bool:
    return view.text[token.start].isupper()
