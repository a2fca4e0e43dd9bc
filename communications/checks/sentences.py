"""Where sentences begin and end. Abbreviations, decimals, versions and names of hosts end none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from communications.checks.span import Span


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Never last in a sentence.
_LEADS_ON = _set("""
e.g eg i.e ie viz cf vs mr mrs ms dr prof st messrs rev gen col capt sgt approx ca circa fig figs eq art para paras
ref refs tel ext w.e.f incl excl resp esp op vol vols pp ed eds nr nos
""")
# Last in a sentence only where another begins plainly.
_MAY_END = _set("""
a.m p.m am pm etc inc ltd co corp llc plc gmbh jr sr u.s u.k e.u u.n min mins sec secs hr hrs dept est jan feb mar
apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun bros intl univ assn ave blvd rd
""")
_GOES_ON = _set("""
utc gmt cet cest bst est edt cst cdt mst mdt pst pdt ist eet eest wet west aest aedt jst sgt hkt nzst nzdt eastern
central pacific mountain coordinated greenwich london berlin paris local monday tuesday wednesday thursday friday
saturday sunday january february march april may june july august september october november december
""")
_MONTHS = _set("january february march april may june july august september october november december")
_LONG = 1 + max(map(len, _LEADS_ON | _MAY_END))  # no abbreviation has so many letters
_STARTS = _set("""
we the this that these those it its you your our they their there he she his her if in on at from for to as a an all
no not some most many each every and but so since after before when while by with please thank thanks sorry users
customers service services i my what why how who where until during one two
""")
# As r"(?:[.!?…]++|[。！？]++)…", but begins with a set of signs, which is looked for quickly.
_STOP = re.compile(r"[.!?…。！？](?:(?<=[.!?…])[.!?…]*+|[。！？]*+)[\"'”’»)\]]*+")
_BEFORE = re.compile(r"[\w.]{1,12}\Z")
_NEXT = re.compile(r"\s*([\"'“‘«(\[]*+)(\w*)")


def split(prose: str, breaks: Iterable[int]) -> Iterator[Span]:
    """Sentences of each block; `breaks` are where blocks begin."""
    edges = sorted({0, len(prose), *(one for one in breaks if 0 <= one <= len(prose))})
    for start, end in pairwise(edges):
        begin = start
        for stop in _STOP.finditer(prose, start, end):
            if stop.end() == end or _ends(prose, stop, end):
                if one := _trimmed(prose, begin, stop.end()):
                    yield one
                begin = stop.end()
        if begin < end and (one := _trimmed(prose, begin, end)):
            yield one


def _trimmed(prose: str, start: int, end: int) -> Span | None:
    piece = prose[start:end].rstrip()
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece)) if piece else None


def _ends(prose: str, stop: re.Match[str], end: int) -> bool:
    if stop[0][0] in "。！？":
        return True
    if not prose[stop.end()].isspace():
        return False
    following = _NEXT.match(prose, stop.end(), end)
    word = following[2] if following else ""
    if not word:
        return True
    if word[0].islower():
        return False
    if stop[0][0] != "." or stop[0].startswith(".."):
        return True
    return _ends_after(prose, stop.start(), word)


def _ends_after(prose: str, at: int, following: str) -> bool:
    """Whether a full stop at `at`, before a word that could begin a sentence, ends one."""
    if at >= _LONG and prose[at - _LONG : at].isalpha():
        return True
    found = _BEFORE.search(prose, max(0, at - 12), at)
    before = found[0].lower() if found else ""
    next_word = following.casefold()
    if before in _LEADS_ON:
        return False
    if before == "no":  # "No. 7", but "We said no. Then"
        return not following[0].isdigit()
    if before.isdecimal() and len(before) <= 2 and next_word in _MONTHS:  # "by 12. February"
        return False
    if before in _MAY_END:
        return next_word in _STARTS or not (next_word in _GOES_ON or following.isupper() or following[0].isdigit())
    if len(before) == 1 and before.isalpha() and found and found[0].isupper():  # an initial: "J. Smith"
        return next_word in _STARTS
    return True
