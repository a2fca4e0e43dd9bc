"""What may stand at the caret of the search box: field words, and values that visible records have.

From the newest records that the reader may see and from nothing else: what only a restricted incident has is suggested to nobody
whom it does not name. Words of texts are not suggested.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import F, QuerySet

from archive.models import Record
from archive.search.fields import FIELDS, Names
from archive.search.find import EPOCH, NEWEST
from archive.search.query import MOST_TYPED, as_typed
from postincident.models import User
from postincident.vocabulary import Kind, Severity, Source

MOST = 8


class Value(NamedTuple):
    value: str  # as it is typed
    title: str = ""  # what it reads as, where that is not the same


@dataclass(frozen=True)
class Suggestion:
    shown: str
    title: str
    typed: str  # the whole box once it is taken
    at: int  # and where the caret stands then


_PIECE = re.compile(r'-?(?:(?P<name>[A-Za-z]+):(?:"[^"]*"?|\S*)|"[^"]*"?|\S+)')
_BEGUN = re.compile(r'(?P<minus>-?)(?P<name>[A-Za-z]+)(?::"?(?P<value>[^"]*))?')


def suggestions(user: User, typed: str, at: int) -> list[Suggestion]:
    """For the piece that ends at the caret or goes on behind it: how it may go on. At most MOST, the likeliest first."""
    typed = as_typed(typed)
    piece = next((one for one in _PIECE.finditer(typed) if one.start() < at <= one.end()), None)
    begun = _BEGUN.fullmatch(typed[piece.start() : at]) if piece else None
    if piece is None or begun is None:
        return []
    name = begun["name"].lower()
    if begun["value"] is None:
        rest = typed[piece.end() :]
        found = [
            Suggestion(f"{field}:", str(FIELDS[field].title), *_with(typed, piece, f"{begun['minus']}{field}:", rest))
            for field in FIELDS
            if field.startswith(name) and not piece["name"]
        ]
    else:
        found = list(_values(user, typed, piece, begun))
    return [one for one in found if len(one.typed) <= MOST_TYPED][:MOST]


def _values(user: User, typed: str, piece: re.Match[str], begun: re.Match[str]) -> Iterator[Suggestion]:
    name, wanted = begun["name"].lower(), begun["value"].strip()
    if name not in _OFFERED:
        return
    rest = typed[piece.end() :]
    for value, title in _fitting(_OFFERED[name](Record.objects.visible_to(user), wanted), wanted):
        said = quoted(value)
        if said is not None:
            shown = f"{name}:{said}"
            after = rest if rest.startswith(" ") else f" {rest}"
            text, at = _with(typed, piece, f"{begun['minus']}{shown}", after)
            yield Suggestion(shown, title, text, at + 1)


def _with(typed: str, piece: re.Match[str], said: str, rest: str) -> tuple[str, int]:
    before = typed[: piece.start()] + said
    return before + rest, len(before)


def quoted(value: str) -> str | None:
    """As the box reads it. None where it cannot be said: a quote within quotes has no way to be."""
    if re.fullmatch(r'[^\s":/]\S*', value):
        return value
    return None if '"' in value else f'"{value}"'


def _fitting(values: Iterable[Value], wanted: str) -> list[Value]:
    """Those that begin so, then those of which a word does. What stands there whole already needs no suggestion."""
    asked = wanted.casefold()
    begin = [one for one in values if any(text.casefold().startswith(asked) for text in one)]
    within = [one for one in values if any(re.search(rf"\b{re.escape(asked)}", text.casefold()) for text in one)]
    return [one for one in dict.fromkeys(begin + within) if one.value.casefold() != asked]


def _newest[T](rows: QuerySet[Record, T]) -> QuerySet[Record, T]:
    return rows.order_by("-search_key")[:NEWEST]


def _counted(values: Iterable[str]) -> list[str]:
    return [value for value, _count in Counter(value for value in values if value).most_common()]


type _Offer = Callable[[QuerySet[Record], str], list[Value]]


def _chosen(column: str, choices: Any) -> _Offer:
    def offer(records: QuerySet[Record], _wanted: str) -> list[Value]:
        there = _counted(_newest(records.values_list(column, flat=True)))
        return [_named(_AS_TYPED.get(value, value), str(choices(value).label)) for value in there]

    return offer


def _named(value: str, label: str) -> Value:
    return Value(value, "" if label.casefold() == value else label)


def _lines(column: str) -> _Offer:
    def offer(records: QuerySet[Record], _wanted: str) -> list[Value]:
        texts = _newest(records.values_list(column, flat=True))
        return [Value(line) for line in _counted(line for text in texts for line in text.split("\n"))]

    return offer


def _people(records: QuerySet[Record], _wanted: str) -> list[Value]:
    texts = _newest(records.annotate(names=Names(F("metadata"))).values_list("names", flat=True))
    # One who sent it and released it is one name of this record.
    return [Value(name) for name in _counted(name for text in texts for name in dict.fromkeys(text.split("\n")))]


def _incidents(records: QuerySet[Record], _wanted: str) -> list[Value]:
    rows = _newest(records.filter(incident__isnull=False).values_list("incident__reference", "incident__title"))
    return [Value(*row) for row in dict.fromkeys(rows)]  # the newest first


def _causes(records: QuerySet[Record], _wanted: str) -> list[Value]:
    return [Value("yes"), Value("no")] if records.exists() else []


def _moments(records: QuerySet[Record]) -> list[datetime]:
    return [EPOCH + timedelta(microseconds=key) for key in _newest(records.values_list("search_key", flat=True))]


def _years(records: QuerySet[Record], _wanted: str) -> list[Value]:
    return [Value(str(year)) for year in dict.fromkeys(moment.year for moment in _moments(records))]


def _days(records: QuerySet[Record], wanted: str) -> list[Value]:
    """Years first; months once a year is typed."""
    if len(wanted) < 4:
        return _years(records, wanted)
    return [Value(month) for month in dict.fromkeys(f"{moment:%Y-%m}" for moment in _moments(records))]


_AS_TYPED: dict[str, str] = {Source.IMPORTED: "import"}

_OFFERED: dict[str, _Offer] = {
    "group": _lines("audience"),
    "kind": _chosen("kind", Kind),
    "service": _lines("services"),
    "severity": _chosen("severity", Severity),
    "from": _chosen("source", Source),
    "cause": _causes,
    "by": _people,
    "in": _incidents,
    "year": _years,
    "before": _days,
    "after": _days,
    "since": _days,
    "until": _days,
}
