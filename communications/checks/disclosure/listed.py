"""Services, customers and vendors by the names the installation knows them by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from communications.checks.context import Context, Service
from communications.checks.disclosure import machines
from communications.checks.disclosure.found import Found
from communications.checks.disclosure.view import Token, View, fold
from communications.checks.words.lists import set_of
from communications.checks.words.ordinary import CALENDAR, KINDS_OF_COMPANY, ORDINARY, PLACES

_CAMEL = re.compile(r"[^\W\d_]?[^\W\d_A-Z]+|[A-Z]+(?![^\W\d_A-Z])|\d+|[^\W_]")
_PIECE = re.compile(r"[^\W_]+")
_DOMAIN_END = re.compile(r"\.(?:com|net|org|io|ai|app|dev|co|eu|de|cloud|tech)\Z", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:[\w-]*\.)+[a-z]{2,}\b")
_JOINED = re.compile(r"[ \t]*[-_./:&+'’]?[ \t]*\n?[ \t]*\Z")
_SMALL = set_of("and und et og och the a of de du des la le les der die das und i e y for & + von van den")
# What companies do, said in their names.
_TRADES = set_of("""foods food bank clinic air airlines airways solar mobile logistics energy insurance hospital hospitals school schools
    university universite universitat services service systems system solutions partners trading retail health media travel
    hotel hotels gemeinde stadt kommune commune banque banco banca sparkasse city county council ministry department office
    agency institute foundation trust society association union federation college academy sankt saint san santa st
    technologies technology tech software digital data cloud hosting networks network telecom communications consulting
    capital finance financial pharma pharmacy pharmacies medical care labs lab laboratories industries industrial
    engineering construction transport shipping freight lines rail railways express post parcel delivery power electric gas
    water oil steel motors auto automotive foods farms dairy brewery wines sports games studio studios books publishing
    press news radio television international national regional royal central general first united new old great north south
    east west northern southern eastern western upper lower international europe european nordic global world deutsche
    american british swiss french danish swedish norwegian klinik rechenzentrum daughters sons son brothers bros verlag""")
# Parts of programs. Readers have no other use for these words.
_OF_PROGRAMS = set_of("""router relay transcoder proxy worker indexer ingest daemon backend frontend dispatcher resolver orchestrator loader
    poller fetcher broker consumer producer batch syncer processor aggregator listener crawler parser""")
_ACTED = set_of("""confirmed reported told informed acknowledged fixed restored changed refused announced had sent apologised apologized
    rejected failed admitted promised replaced repaired has says said explained notified closed raised upgraded""")
_DOWN = set_of("down unavailable unreachable offline slow unable not failing")
_PLACE_SUFFIXES = set_of("""road street avenue lane square park house hotel university college hill court bridge station airport mountains way
    drive close terrace place tower club church island islands bay river lake county valley stadium cathedral museum theatre
    upon authenticator""")
_SAME = {
    "amazon web services": ("aws",),
    "aws": ("amazon web services",),
    "google cloud": ("gcp", "google cloud platform"),
    "google cloud platform": ("gcp", "google cloud"),
    "gcp": ("google cloud platform", "google cloud"),
    "microsoft azure": ("azure",),
    "azure": ("microsoft azure",),
    "pagerduty": ("pager duty",),
}


def services(view: View, context: Context) -> Iterator[Found]:
    known = (*context.services, *context.other_services)
    covered = _covered(view, context)
    for service in dict.fromkeys(known):
        if _pieces(service.internal) in {_pieces(one.public) for one in known if one.public}:
            continue
        for first, last in _of_service(view, service.internal.strip()):
            if covered.hold(first, last):
                continue
            if machine := machines.named_after(view, first.start, last.end):
                if not view.in_address(first.start):
                    yield Found("host_name", *machine)
            else:
                yield Found("internal_service", first.start, last.end, service.public)


def customers(view: View, context: Context) -> Iterator[Found]:
    yield from _companies(view, context, "customer", context.customers)


def vendors(view: View, context: Context) -> Iterator[Found]:
    others = tuple(name for one in context.vendors for name in _SAME.get(" ".join(_core(one)), ()))
    yield from _companies(view, context, "vendor", (*context.vendors, *others))


class _Spans:
    """Where readers' own names stand. What lies within one of them is no other name."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.points = {at for start, end in spans for at in range(start, end)}

    def hold(self, first: Token, last: Token) -> bool:
        return first.start in self.points and last.end - 1 in self.points


def _covered(view: View, context: Context) -> _Spans:
    names = {one.public for one in (*context.services, *context.other_services) if one.public} | set(
        context.public_names
    )
    spans = [
        (first.start, last.end) for name in names for first, last in _run(view, tuple(_PIECE.findall(fold(name))), True)
    ]
    return _Spans(spans)


@lru_cache(maxsize=8192)
def _pieces(name: str) -> tuple[str, ...]:
    return tuple(_PIECE.findall(fold(name)))


@lru_cache(maxsize=8192)
def _parts(name: str) -> tuple[str, ...]:
    """Also taken apart where a capital or a number begins: PagerDuty, eIDProxy."""
    return tuple(fold(part) for piece in _PIECE.findall(name) for part in _CAMEL.findall(piece))


def _run(view: View, pieces: tuple[str, ...], plural: bool = False) -> Iterator[tuple[Token, Token]]:
    """Where these stand one after another, joined or with a blank; "&" may be "and"."""
    if not pieces:
        return
    tokens = view.tokens
    rarest = min(range(len(pieces)), key=lambda at: len(view.places.get(pieces[at], ())))
    for place in view.places.get(pieces[rarest], ()):
        if rarest and tokens[place].folded != pieces[rarest]:
            continue
        begin = place - rarest
        if begin < 0:
            continue
        run = tokens[begin : begin + len(pieces)]
        if len(run) == len(pieces) and _is_run(view, run, pieces, plural):
            yield run[0], run[-1]


def _is_run(view: View, run: list[Token], pieces: tuple[str, ...], plural: bool) -> bool:
    if any(token.folded != piece for token, piece in zip(run[:-1], pieces[:-1], strict=True)):
        return False
    if run[-1].folded != pieces[-1] and not (plural and run[-1].folded == pieces[-1] + "s"):
        return False
    return all(_JOINED.match(view.text[one.end : other.start]) for one, other in pairwise(run))


def _is_word(piece: str) -> bool:
    return piece in ORDINARY or piece in _TRADES or piece in _SMALL or piece.isdigit()


def _of_service(view: View, name: str) -> Iterator[tuple[Token, Token]]:
    pieces, parts = _pieces(name), _parts(name)
    if not pieces or (len(pieces) == 1 and len(pieces[0]) < 2):
        return
    if len(parts) == 1:
        for first, last in _run(view, pieces, plural=False):
            if _is_single_service(view, name, first):
                yield first, last
        return
    words = all(_is_word(part) for part in parts)
    for form in dict.fromkeys([pieces, parts, ("".join(pieces),)]):
        for first, last in _run(view, form):
            if _is_joined_service(view, name, form, first, last, words):
                yield first, last


def _is_single_service(view: View, name: str, token: Token) -> bool:
    text, word = view.text, view.text[token.start : token.end]
    if _is_code(view, token, token):
        return True
    if _is_beside_name(view, token, token):
        return False
    if token.folded in ORDINARY:
        if view.in_address(token.start):
            return False
        if name.isupper() and len(name) > 2:
            return word.isupper()
        return word[0].isupper() and _is_name_here(view, token, token) and token.folded not in CALENDAR
    if view.in_address(token.start):
        return True
    if word[0].isupper() and view.begins_sentence(token.start) and name[0].islower():
        return True
    if name.isupper():
        return word.isupper() or len(name) > 4
    if name[0].isupper():
        return word[0].isupper() and not (text[token.end : token.end + 1] == "-" and view.begins_sentence(token.start))
    return True


def _is_joined_service(view: View, name: str, form: tuple[str, ...], first: Token, last: Token, words: bool) -> bool:
    said = view.text[first.start : last.end]
    if _is_code(view, first, last) or len(form) == 1:
        return len(form) > 1 or form[0] not in ORDINARY or said == name
    spaced = " " in said or "\n" in said
    camel = len(form) > len(_pieces(name))
    if not spaced:
        return not (words and camel and "-" in said and said.islower())
    if words and not camel and any(part in _OF_PROGRAMS for part in form):
        return True
    if words or camel:
        return all(
            view.text[token.start].isupper() or token.folded in _SMALL for token in _between(view, first, last)
        ) and (not words or not view.begins_sentence(first.start) or len(form) > 1)
    return True


def _between(view: View, first: Token, last: Token) -> list[Token]:
    return view.tokens[view.place(first) : view.place(last) + 1]


def _is_code(view: View, first: Token, last: Token) -> bool:
    return view.text[max(0, first.start - 1) : first.start] == "`" and view.text[last.end : last.end + 1] == "`"


def _is_beside_name(view: View, first: Token, last: Token) -> bool:
    """Phoenix Road, in Phoenix: a place."""
    tokens, text = view.tokens, view.text
    at = view.place(last) + 1
    if at < len(tokens) and text[last.end : tokens[at].start] == " " and tokens[at].folded in _PLACE_SUFFIXES:
        return text[tokens[at].start].isupper() or tokens[at].folded == "upon"
    at = view.place(first) - 1
    if (
        first.folded in PLACES
        and at >= 0
        and tokens[at].folded in ("in", "near", "from", "to", "at", "around", "of", "and")
    ):
        return True
    return (
        at >= 0
        and text[tokens[at].end : first.start] == " "
        and tokens[at].folded in ("saint", "sankt", "mount", "lake", "port")
    )


def _is_name_here(view: View, first: Token, last: Token) -> bool:
    """Whether an ordinary word with a capital is more than the first of its sentence."""
    text, tokens = view.text, view.tokens
    if text[max(0, first.start - 1) : first.start] in ("-", "/", "#") or text[last.end : last.end + 1] in ("-", "/"):
        return False
    if not view.begins_sentence(first.start):
        return not _is_title(view, first, last)
    at = view.place(last) + 1
    if text[last.end : last.end + 2] == "'s":
        return last.folded not in ("it", "today")
    after = tokens[at].folded if at < len(tokens) and text[last.end : tokens[at].start] == " " else ""
    beyond = tokens[at + 1].folded if at + 1 < len(tokens) else ""
    return after in _ACTED or (after in ("was", "is", "were") and beyond in _DOWN)


def _is_title(view: View, first: Token, last: Token) -> bool:
    """One of several words with a capital: part of another name, or of a heading."""
    tokens, text = view.tokens, view.text
    at, before = view.place(last) + 1, view.place(first) - 1
    follows = at < len(tokens) and text[last.end : tokens[at].start] == " " and text[tokens[at].start].isupper()
    leads = before >= 0 and text[tokens[before].end : first.start] == " " and text[tokens[before].start].isupper()
    return bool(follows and tokens[at].folded not in ("i",)) or bool(
        leads and not view.begins_sentence(tokens[before].start)
    )


@lru_cache(maxsize=8192)
def _core(name: str) -> tuple[str, ...]:
    """The name without what sort of company it is."""
    name = _DOMAIN_END.sub("", name.strip())
    pieces = list(_pieces(name.replace("&", " and ").replace("+", " and ")))
    while len(pieces) > 1 and (pieces[-1] in KINDS_OF_COMPANY or len(pieces[-1]) == 1):
        pieces.pop()
    while len(pieces) > 1 and pieces[0] in ("the", "die", "der", "das", "le", "la"):
        pieces.pop(0)
    return tuple(pieces)


def _companies(view: View, context: Context, rule: str, names: tuple[str, ...]) -> Iterator[Found]:
    if not names:
        return
    covered = _covered(view, context)
    for name in dict.fromkeys(names):
        core = _core(name)
        if not core or core == ("",) or sum(map(len, core)) < 2:
            continue
        for first, last in _of_company(view, name, core, rule):
            if not covered.hold(first, last):
                yield Found(rule, first.start, last.end)


def _of_company(view: View, name: str, core: tuple[str, ...], rule: str) -> Iterator[tuple[Token, Token]]:
    is_word = all(_is_word(piece) for piece in core)
    without = tuple(piece for piece in core if piece != "and")
    for form in dict.fromkeys([core, without, _core_parts(name, core), ("".join(core),)]):
        for first, last in _run(view, form, plural=True):
            if _is_company(view, core, form, first, last, is_word) and _is_written(view, name, core, first):
                yield first, last
    if len(core) > 1:
        yield from _alone(view, core)
    else:
        yield from _registered(view, name)
    if rule == "vendor" and len(without) > 2:
        short = "".join(piece[0] for piece in without)
        yield from ((a, b) for a, b in _run(view, (short,)) if view.text[a.start : a.end].isupper())


def _is_written(view: View, name: str, core: tuple[str, ...], first: Token) -> bool:
    """One word that is listed with one capital is no name without it: "sap of the tree"."""
    plain = len(core) == 1 and len(_parts(name)) == len(_pieces(name))
    hosted = view.in_address(first.start) or bool(_DOMAIN.match(view.text, first.end))
    return not plain or hosted or _is_capital(view, first) or name[0].islower()


def _registered(view: View, name: str) -> Iterator[tuple[Token, Token]]:
    """One word with the kind of company it is: The Orchard Group."""
    pieces = _pieces(name)
    for first, last in _run(view, pieces if len(pieces) > 1 else ()):
        if _is_capital(view, first) and _is_capital(view, last):
            yield first, last


def _alone(view: View, core: tuple[str, ...]) -> Iterator[tuple[Token, Token]]:
    word = _distinct(core)
    for first, last in _run(view, (word,) if word else (), plural=True):
        if view.in_address(first.start):
            if view.text[last.end : last.end + 1] in (".", "-") and len(word) > 4:
                yield first, last
        elif _is_capital(view, first) and not _is_beside_name(view, first, last):
            yield first, last


@lru_cache(maxsize=8192)
def _core_parts(name: str, core: tuple[str, ...]) -> tuple[str, ...]:
    parts = list(_parts(name))
    kept: list[str] = []
    for part in parts:
        if len("".join(kept)) >= len("".join(piece for piece in core if piece != "and")):
            break
        kept.append(part)
    return tuple(kept) if "".join(kept) == "".join(piece for piece in core if piece != "and") else core


def _distinct(core: tuple[str, ...]) -> str:
    """The word that names it alone, if one does: the first, initials aside."""
    words = [piece for piece in core if len(piece) > 1]
    first = words[0] if words else ""
    return "" if len(first) < 4 or _is_word(first) or first in KINDS_OF_COMPANY else first


def _is_company(
    view: View, core: tuple[str, ...], form: tuple[str, ...], first: Token, last: Token, is_word: bool
) -> bool:
    if len(core) == 1:
        return _is_single_company(view, core[0], form, first, last)
    if view.in_address(first.start) or not is_word:
        return True
    if len(form) == 1:
        return _is_capital(view, first)
    return _are_capital(view, first, last)


def _is_single_company(view: View, name: str, form: tuple[str, ...], first: Token, last: Token) -> bool:
    if len(form) > 1:  # PagerDuty as Pager Duty
        return _are_capital(view, first, last) or "-" in view.text[first.start : last.end]
    if _is_beside_name(view, first, last):
        return False
    if name not in ORDINARY and name not in _TRADES:
        return True
    if view.in_address(first.start):
        return view.text[last.end : last.end + 4].startswith((".com", ".net", ".io", ".exa"))
    return _is_capital(view, first) and name not in CALENDAR and _is_name_here(view, first, last)


def _are_capital(view: View, first: Token, last: Token) -> bool:
    return all(_is_capital(view, token) or token.folded in _SMALL for token in _between(view, first, last))


def _is_capital(view: View, token: Token) -> bool:
    return view.text[token.start].isupper()


__all__ = ["Service", "customers", "services", "vendors"]
