"""The newest matches of words: read from the index in the order of its keys, until there are enough.

Each key is asked on the way whether its record may be seen and passes the filters: visibility is in the same query as the words, and
nothing is collected that is not shown. Asked the other way round, either database would list all matches first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import RawSQL

from archive.models import Record
from archive.search.query import Query
from postincident.models import User

type Statement = tuple[str, list[Any]]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST, _LAST = -(2**63), 2**63 - 1
# Keys are counted up where many were sent at one instant: that far behind its time a record may stand.
_COUNTED_UP = timedelta(minutes=1)

# So many of the latest are looked through one after the other, on PostgreSQL: at least, and for each that is wanted.
LATEST, FOR_EACH = 1000, 15
_LATEST = "[latest]"  # stands for the number
_WORDS = {
    "sqlite": (
        "SELECT rowid AS found FROM archive_search WHERE archive_search MATCH %s AND rowid BETWEEN %s AND %s"
        " AND EXISTS ({passes}) ORDER BY rowid DESC"
    ),
    # What is frequent is found among the latest; what is not is looked up among the rest, which is not begun when there is enough.
    # Left to itself PostgreSQL takes one way for all by a guess, and is wrong by a factor of a hundred about phrases and rare words.
    # OFFSET 0 keeps it from asking of all what is to be asked of a few; "+ 0" from listing every key there is.
    "postgresql": (
        "SELECT found FROM ("
        "(SELECT search_key AS found FROM (SELECT search_key, words FROM archive_search WHERE search_key BETWEEN %s AND %s"
        " ORDER BY search_key DESC LIMIT [latest]) AS latest WHERE words @@ %s::tsquery)"
        " UNION ALL "
        "(SELECT search_key FROM archive_search WHERE words @@ %s::tsquery AND search_key BETWEEN %s AND %s AND search_key + 0 <"
        " (SELECT search_key FROM archive_search WHERE search_key BETWEEN %s AND %s ORDER BY search_key DESC LIMIT 1 OFFSET [latest] - 1)"
        " ORDER BY search_key DESC OFFSET 0)"
        ") AS m WHERE EXISTS ({passes} OFFSET 0)"
    ),
}
_GIVEN = {
    "sqlite": "SELECT value AS found FROM json_each(%s)",
    "postgresql": "SELECT json_array_elements_text(%s::json)::bigint AS found",
}
_KEY = {"sqlite": "archive_search.rowid", "postgresql": "m.found"}


@dataclass(frozen=True)
class Newest:
    """The statement for the keys, put together once for a page and the counts beside it."""

    sql: str
    parameters: Sequence[Any]

    def some(self, limit: int, offset: int = 0) -> Statement:
        sql = self.sql.replace(_LATEST, str(max(LATEST, FOR_EACH * (limit + offset))))
        return f"{sql} LIMIT %s OFFSET %s", [*self.parameters, limit, offset]

    def keys(self, limit: int, offset: int = 0) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(*self.some(limit, offset))
            return [key for (key,) in cursor.fetchall()]


def of_a_key(records: QuerySet[Record]) -> Statement:
    """Whether one of these has the key that is being looked at."""
    key = RawSQL(_KEY[connection.vendor], [])  # noqa: S611 - a constant
    sql, parameters = records.order_by().filter(search_key=key).values("pk").query.sql_with_params()
    return sql, list(parameters)


@lru_cache(maxsize=1000)
def visible(user_id: int) -> Statement:
    """Of somebody of whom nothing is known but who they are: it stays the same whatever they are given, and most searches need
    no more. To put it together takes longer than to find."""
    return of_a_key(Record.objects.visible_to(User(pk=user_id)))


def with_words(passes: Statement, query: Query, between: tuple[int, int] = (_FIRST, _LAST)) -> Newest:
    """Of those records that have the words."""
    sql, parameters = passes
    if connection.vendor == "sqlite":
        before = [query.as_fts5, *between]
    else:
        before = [*between, query.as_tsquery, query.as_tsquery, *between, *between]
    return Newest(_WORDS[connection.vendor].format(passes=sql), [*before, *parameters])


def without_words(records: QuerySet[Record]) -> Newest:
    return Newest(*records.order_by("-search_key").values(found=F("search_key")).query.sql_with_params())


def given(keys: Iterable[int]) -> Statement:
    """These keys, as a statement finds them."""
    return _GIVEN[connection.vendor], [json.dumps(list(keys))]


def span(conditions: Iterable[Q]) -> tuple[int, int]:
    """The keys outside of which none of these can hold, so that the index need not be read there."""
    first, last = _FIRST, _LAST
    for condition in conditions:
        begin, end = _span(condition)
        first, last = max(first, begin), min(last, end)
    return first, last


def _span(q: Q) -> tuple[int, int]:
    if q.negated:
        return _FIRST, _LAST
    spans = [_span(child) if isinstance(child, Q) else _span_of(child) for child in q.children]
    if not spans:
        return _FIRST, _LAST
    wide = q.connector != Q.AND
    first, last = ([span[place] for span in spans] for place in (0, 1))
    return (min(first), max(last)) if wide else (max(first), min(last))


def _span_of(condition: Any) -> tuple[int, int]:
    if isinstance(condition, tuple) and condition[0] == "sent_at__gte":
        return _key(condition[1]), _LAST
    if isinstance(condition, tuple) and condition[0] == "sent_at__lt":
        return _FIRST, _key(condition[1] + _COUNTED_UP)
    return _FIRST, _LAST


def _key(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)
