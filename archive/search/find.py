"""Finding visible records: words, filters, order, facets and snippets."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from archive.models import Record
from archive.search import vocabulary
from archive.search.fields import Condition, day_start, has_service, in_year, settle
from archive.search.query import Query, parse
from archive.search.stems import phrase_places, prefix_places
from postincident.models import User

# Counts and relevance are worked out over the newest so many matches: exact below, "2,000+" above.
NEWEST = 2000
# Of one facet; a page names the first twelve, and the others when asked.
MOST_VALUES = 200
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class Wanted:
    """What is looked for. What is chosen beside the words narrows down when not empty, and so do field words typed."""

    typed: str = ""
    kind: str = ""
    audience: str = ""
    service: str = ""
    severity: str = ""
    source: str = ""
    year: int | None = None
    since: date | None = None
    until: date | None = None
    best: bool = False
    query: Query = field(init=False)
    conditions: list[Condition] = field(init=False, default_factory=list)  # what the field words say

    def __post_init__(self) -> None:
        self.query = parse(self.typed)

    def settle(self, visible: QuerySet[Record]) -> None:
        """A field word means what it means among the records that may be seen."""
        self.query = parse(self.typed)
        self.conditions = settle(self.query, visible)
        vocabulary.widen(self.query)


def matching(user: User, wanted: Wanted) -> QuerySet[Record]:
    """Visible records that match, newest first. Visibility is in the same query as the words."""
    records = Record.objects.visible_to(user)
    wanted.settle(records)
    for condition in wanted.conditions:
        records = records.filter(~condition.q if condition.without else condition.q)
    for name in ("kind", "audience", "severity", "source"):
        if value := getattr(wanted, name):
            records = records.filter(**{name: value})
    if wanted.service:
        records = records.filter(has_service(wanted.service))
    if wanted.year:
        records = records.filter(in_year(wanted.year))
    if wanted.since:
        records = records.filter(sent_at__gte=day_start(wanted.since))
    if wanted.until:
        records = records.filter(sent_at__lt=day_start(wanted.until, 1))
    if not wanted.query.is_empty:
        records = records.filter(search_key__in=_keys(wanted.query))
    elif wanted.query.without:
        records = records.exclude(search_key__in=_unwanted_keys(wanted.query))
    return records.order_by("-search_key")


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
    facets: dict[str, list[tuple[str, int]]]  # the most frequent first, years the newest first


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
    facets = {name: counter.most_common(MOST_VALUES) for name, counter in counts.items()}
    years = Counter((EPOCH + timedelta(microseconds=row[0])).year for row in rows)
    return facets | {"year": [(str(year), count) for year, count in sorted(years.items(), reverse=True)]}


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
