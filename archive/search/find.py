"""Finding visible records: words, filters, order, facets and snippets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, partial
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from archive.models import Record
from archive.search import vocabulary
from archive.search.fields import Condition, day_start, in_year, read, settle, states_cause
from archive.search.newest import Newest, Statement, given, of_a_key, span, visible, with_words, without_words
from archive.search.query import Query
from archive.search.services import counted, has_service
from postincident.models import User

# Counts and relevance are worked out over the newest so many matches: exact below, "2,000+" above.
NEWEST = 2000
# Of one facet; a page names the first twelve, and the others when asked.
MOST_VALUES = 200
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = 86_400_000_000  # in microseconds, as keys are
FACETS = ("kind", "audience", "severity", "source")


@dataclass
class Wanted:
    """What is looked for. What is chosen beside the words narrows down when not empty, and so do field words typed."""

    typed: str = ""
    kind: str = ""
    audience: str = ""
    service: str = ""
    severity: str = ""
    source: str = ""
    cause: str = ""  # "yes" or "no": whether the text says why
    year: int | None = None
    since: date | None = None
    until: date | None = None
    best: bool = False
    query: Query = field(init=False)
    conditions: list[Condition] = field(init=False, default_factory=list)  # what the field words say

    def __post_init__(self) -> None:
        self.query = read(self.typed)

    @cached_property
    def chosen(self) -> list[Q]:
        """What is chosen beside the words."""
        columns = {name: getattr(self, name) for name in ("kind", "audience", "severity", "source")}
        chosen = [Q(**{name: value}) for name, value in columns.items() if value]
        chosen += [has_service(self.service)] if self.service else []
        chosen += [states_cause(self.cause == "yes")] if self.cause else []
        chosen += [in_year(self.year)] if self.year else []
        chosen += [Q(sent_at__gte=day_start(self.since))] if self.since else []
        return chosen + ([Q(sent_at__lt=day_start(self.until, 1))] if self.until else [])

    def settle(self, user: User) -> None:
        """A field word means what it means among the records that may be seen."""
        self.query = read(self.typed)
        self.conditions = settle(self.query, user)
        vocabulary.widen(self.query)


def matching(user: User, wanted: Wanted) -> QuerySet[Record]:
    """Visible records that match, newest first, all of them. For a page of them and their counts there is `find`."""
    wanted.settle(user)
    records = _passing(user, wanted)
    if not wanted.query.is_empty:
        records = records.filter(search_key__in=_keys(wanted.query))
    return records.order_by("-search_key")


def _passing(user: User, wanted: Wanted) -> QuerySet[Record]:
    """Visible records but for the words that have to be there."""
    records: QuerySet[Record] = Record.objects.visible_to(user)
    for condition in wanted.conditions:
        records = records.filter(~condition.q if condition.without else condition.q)
    for q in wanted.chosen:
        records = records.filter(q)
    if wanted.query.is_empty and wanted.query.without:
        records = records.exclude(search_key__in=_unwanted_keys(wanted.query))
    return records


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
class Counts:
    total: int
    more_than_counted: bool
    facets: dict[str, list[tuple[str, int]]]  # the most frequent first and of those by name, years the newest first


@dataclass
class Found:
    """A page of records. What stands beside them is counted when it is asked for, in two queries more."""

    records: list[Record]
    has_next: bool
    count: Callable[[], Counts]

    @cached_property
    def counts(self) -> Counts:
        return self.count()

    @property
    def total(self) -> int:
        return self.counts.total

    @property
    def more_than_counted(self) -> bool:
        return self.counts.more_than_counted

    @property
    def facets(self) -> dict[str, list[tuple[str, int]]]:
        return self.counts.facets


def find(user: User, wanted: Wanted, page: int = 1, per_page: int = 20) -> Found:
    """One query for the page and two for the counts, however much there is; no page lies behind the newest that are counted."""
    matches = _newest(user, wanted)
    start = (page - 1) * per_page
    end = min(start + per_page, NEWEST)
    size = max(0, end - start)
    if wanted.best:
        records = records_by(best_first(matches.keys(NEWEST), wanted.query)[start : end + 1])
    else:
        rows = _shown(matches.some(size + 1, start))
        records = [rows[key] for key in sorted(rows, reverse=True)]
    return Found(records[:size], len(records) > size and end < NEWEST, partial(count, matches, wanted.service))


def newest(user: User, wanted: Wanted, most: int = NEWEST) -> list[int]:
    """The keys of the newest visible matches, newest first."""
    return _newest(user, wanted).keys(most)


# What a list of results shows: the rest of a record is long, and never looked at there. CROSS JOIN: SQLite keeps to this order,
# and looks each key up in one step.
_SHOWN = (
    "SELECT r.id, r.number, r.title, r.kind, r.audience, r.severity, r.sent_at, r.source, r.search_key, r.incident_id, b.text"
    " FROM ({keys}) AS n CROSS JOIN archive_record AS r LEFT JOIN archive_recordbody AS b ON b.record_id = r.id"
    " WHERE r.search_key = n.found"
)


def _shown(keys: Statement) -> dict[int, Record]:
    """By their keys, each with its text."""
    sql, parameters = keys
    return {row.search_key: row for row in Record.objects.raw(_SHOWN.format(keys=sql), parameters)}


def records_by(keys: list[int]) -> list[Record]:
    """In that order."""
    rows = _shown(given(keys))
    return [rows[key] for key in keys]


def _newest(user: User, wanted: Wanted) -> Newest:
    wanted.settle(user)
    if wanted.query.is_empty:
        return without_words(_passing(user, wanted))
    if not wanted.conditions and not wanted.chosen:
        return with_words(visible(user.pk), wanted.query)
    conditions = [condition.q for condition in wanted.conditions if not condition.without]
    return with_words(of_a_key(_passing(user, wanted)), wanted.query, span([*conditions, *wanted.chosen]))


def count(matches: Newest, service: str = "") -> Counts:
    """Exact over the newest, from rows that hold nothing but what is counted. `service`: the one that was chosen."""
    newest, parameters = matches.some(NEWEST + 1)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT d.search_key, d.services, d.states_cause, {', '.join(f'd.{name}' for name in FACETS)}"  # noqa: S608 - constants
            f" FROM ({newest}) AS n CROSS JOIN archive_search_record AS d WHERE d.search_key = n.found",
            parameters,
        )
        rows = cursor.fetchall()
    over = len(rows) > NEWEST
    if over:
        rows.remove(min(rows))  # the oldest: a row begins with its key
    return Counts(len(rows), over, _facets(rows, service))


def _facets(rows: list[tuple[Any, ...]], service: str) -> dict[str, list[tuple[str, int]]]:
    keys, services, stated, *others = zip(*rows, strict=True) if rows else [()] * (3 + len(FACETS))
    counts = {name: Counter(values) for name, values in zip(FACETS, others, strict=True)}
    counts["service"] = counted(Counter(services), service)
    counts["cause"] = Counter()
    for says, times in Counter(stated).items():
        counts["cause"]["yes" if says else "no"] += times
    years: Counter[int] = Counter()
    for day, times in Counter(key // _DAY for key in keys).items():
        years[(EPOCH + timedelta(days=day)).year] += times
    return {name: _most(counter) for name, counter in counts.items()} | {
        "year": [(str(year), times) for year, times in sorted(years.items(), reverse=True)]
    }


def _most(counter: Counter[str]) -> list[tuple[str, int]]:
    counter.pop("", None)
    return sorted(counter.items(), key=lambda one: (-one[1], one[0]))[:MOST_VALUES]
