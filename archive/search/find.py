"""Finding visible records: words, filters, order, facets and snippets."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat, StrIndex
from django.db.models.lookups import GreaterThan
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from archive.models import Record
from archive.search import vocabulary
from archive.search.query import Query, parse
from archive.search.stems import phrase_places, prefix_places
from postincident.models import User

# Counts and relevance are worked out over the newest so many matches: exact below, "2,000+" above.
NEWEST = 2000


@dataclass
class Wanted:
    """What is looked for. `kind`, `audience`, `service`, `severity` and `source` narrow down when not empty."""

    typed: str = ""
    kind: str = ""
    audience: str = ""
    service: str = ""
    severity: str = ""
    source: str = ""
    since: date | None = None
    until: date | None = None
    best: bool = False
    query: Query = field(init=False)

    def __post_init__(self) -> None:
        self.query = parse(self.typed)


def _day(day: date, add: int = 0) -> datetime:
    return datetime.combine(day + timedelta(days=add), time.min, tzinfo=UTC)


def matching(user: User, wanted: Wanted) -> QuerySet[Record]:
    """Visible records that match, newest first. Visibility is in the same query as the words."""
    records = Record.objects.visible_to(user)
    for name in ("kind", "audience", "severity", "source"):
        if value := getattr(wanted, name):
            records = records.filter(**{name: value})
    if wanted.service:
        records = records.filter(_has_service(wanted.service))
    if wanted.since:
        records = records.filter(sent_at__gte=_day(wanted.since))
    if wanted.until:
        records = records.filter(sent_at__lt=_day(wanted.until, 1))
    vocabulary.widen(wanted.query)
    if not wanted.query.is_empty:
        records = records.filter(search_key__in=_keys(wanted.query))
    elif wanted.query.without:
        records = records.exclude(search_key__in=_unwanted_keys(wanted.query))
    return records.order_by("-search_key")


def _has_service(name: str) -> GreaterThan:
    """The whole name and nothing of another: instr and strpos know the same letters, LIKE has an opinion on case."""
    line = Concat(Value("\n"), "services", Value("\n"), output_field=TextField())
    return GreaterThan(StrIndex(line, Value(f"\n{name}\n")), 0)


_MATCHING = {
    "sqlite": "SELECT rowid FROM archive_search WHERE archive_search MATCH %s",
    "postgresql": "SELECT search_key FROM archive_search WHERE words @@ %s::tsquery",
}


def _keys(query: Query) -> RawSQL:
    said = query.as_fts5 if connection.vendor == "sqlite" else query.as_tsquery
    return RawSQL(_MATCHING[connection.vendor], [said])  # noqa: S611 - a constant, and what was typed is a parameter


def _unwanted_keys(query: Query) -> RawSQL:
    said = query.unwanted_as_fts5 if connection.vendor == "sqlite" else query.unwanted_as_tsquery
    return RawSQL(_MATCHING[connection.vendor], [said])  # noqa: S611


def best_first(keys: list[int], query: Query) -> list[int]:
    """The keys by relevance, newer first among equals. For at most NEWEST keys."""
    if query.is_empty or not keys:
        return keys
    if connection.vendor == "sqlite":
        # Given 2,000 numbers, FTS5 would look each of them up anew: it is asked for their range, which it walks once.
        sql = "SELECT rowid FROM archive_search WHERE archive_search MATCH %s AND rowid BETWEEN %s AND %s ORDER BY bm25(archive_search), rowid DESC"
        parameters: list[Any] = [query.as_fts5, min(keys), max(keys)]
    else:
        marks = ",".join(["%s"] * len(keys))
        sql = f"SELECT search_key FROM archive_search WHERE search_key IN ({marks}) ORDER BY ts_rank(words, %s::tsquery, 1) DESC, search_key DESC"  # noqa: S608
        parameters = [*keys, query.as_tsquery]
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        among = set(keys)
        return [key for (key,) in cursor.fetchall() if key in among]


@dataclass
class Found:
    records: list[Record]
    total: int
    more_than_counted: bool
    facets: dict[str, list[tuple[str, int]]]


FACETS = ("kind", "audience", "severity", "source")


def find(user: User, wanted: Wanted, page: int = 1, per_page: int = 20) -> Found:
    """Two queries for the counts and the page, however much there is."""
    matches = matching(user, wanted)
    rows = list(matches.values_list("search_key", "services", *FACETS)[: NEWEST + 1])
    over = len(rows) > NEWEST
    rows = rows[:NEWEST]
    keys = [row[0] for row in rows]
    if wanted.best:
        keys = best_first(keys, wanted.query)
    start = (page - 1) * per_page
    shown = keys[start : start + per_page]
    by_key = Record.objects.select_related("incident", "body").in_bulk(shown, field_name="search_key")
    return Found([by_key[key] for key in shown], len(rows), over, _facets(rows))


def _facets(rows: list[tuple[Any, ...]]) -> dict[str, list[tuple[str, int]]]:
    counts = {name: Counter(row[i] for row in rows if row[i]) for i, name in enumerate(FACETS, start=2)}
    counts["service"] = Counter(service for row in rows for service in row[1].split("\n") if service)
    return {name: counter.most_common(12) for name, counter in counts.items()}


def snippet(text: str, query: Query, length: int = 260) -> SafeString:
    """A piece of the text around the first match, escaped, with every match in <mark>."""
    hits = sorted(_hits(text, query))
    start = max(0, hits[0][0] - 60) if hits else 0
    if start:
        start = text.rfind(" ", 0, start) + 1
    piece, out, at = text[start : start + length], [], 0
    for begin, end in hits:
        begin, end = begin - start, end - start
        if begin < at or end > len(piece):
            continue
        out += [escape(piece[at:begin]), "<mark>", escape(piece[begin:end]), "</mark>"]
        at = end
    out.append(escape(piece[at:]))
    before, after = "…" if start else "", "…" if start + length < len(text) else ""
    return mark_safe(before + "".join(out) + after)  # noqa: S308 - every piece of the text is escaped above


def _hits(text: str, query: Query) -> set[tuple[int, int]]:
    hits: set[tuple[int, int]] = set()
    for term in query.wanted:
        if term.prefix:
            hits |= set(prefix_places(text, term.tokens[0]))
        else:
            hits |= set(phrase_places(text, list(term.tokens)))
    return hits
