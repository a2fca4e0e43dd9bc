"""Searching the archive as a viewer does, against tantivy with the same texts in the same run.

Ours: the newest twenty records that a person may see, with their snippets; the counts beside them; the whole page. The records arrive
in no order of time, as imports do, and one of fifty is restricted.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from importlib.util import find_spec
from itertools import batched
from typing import Any
from urllib.parse import urlencode

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from archive.models import Record, RecordBody
from archive.search import index
from archive.search.find import Wanted, find
from archive.search.snippet import snippet
from archive.search.stems import stems
from archive.verbs.filing import search_key_of
from bench.figure import Figure, in_turn, ms, seconds
from bench.pages import analyse
from bench.pinning import last_core, pinned
from bench.sizes import Sizes
from bench.words import COMMON, PHRASE, PREFIX, RARE, TWO, Texts
from postincident.models import Incident, User
from postincident.vocabulary import Kind, Severity, Source

LOT = 2000
NEWEST = datetime(2026, 3, 1, tzinfo=UTC)
SPAN = timedelta(days=5 * 365)
SINCE, UNTIL = date(2024, 3, 1), date(2025, 2, 28)
AUDIENCES = ("Engineering", "Customers", "Partners", "Regulators")
RESTRICTED_ONE_IN = 50
AT_MOST = {"sqlite": "≤ 3", "postgresql": "≤ 5"}


def classes() -> dict[str, Wanted]:
    return {
        "a rare word": Wanted(RARE),
        "a common word (30 %)": Wanted(COMMON),
        "two words": Wanted(" ".join(TWO)),
        "a phrase": Wanted(f'"{PHRASE}"'),
        "a prefix": Wanted(f"{PREFIX}*"),
        "a common word between dates": Wanted(COMMON, since=SINCE, until=UNTIL),
    }


class Archive:
    """Grows by records that are written as they are, without chain and index: what is measured is finding."""

    def __init__(self, count: int) -> None:
        self.texts = Texts()
        self.moments = list(range(count))
        random.Random(3).shuffle(self.moments)  # noqa: S311 - no secret depends on it
        self.step = SPAN / count
        self.there = 0

    def grow(self, to: int) -> None:
        incidents = Incident.objects.bulk_create(
            Incident(
                reference=f"INC-2026-{n:06}",
                title=f"Incident {n}",
                severity=Severity.MAJOR,
                started_at=NEWEST - SPAN,
                restricted=n % RESTRICTED_ONE_IN == 7,
            )
            for n in range(self.there // 4, (to + 3) // 4)
        )
        first = self.there // 4
        for numbers in batched(range(self.there, to), LOT, strict=False):
            records = Record.objects.bulk_create(self._record(n, incidents[n // 4 - first]) for n in numbers)
            RecordBody.objects.bulk_create(
                RecordBody(record=record, subject="What happened", text=self.texts.one(record.number), salt="")
                for record in records
            )
        self.there = to

    def _record(self, n: int, incident: Incident) -> Record:
        sent_at = NEWEST - self.step * self.moments[n]
        return Record(
            number=n,
            incident=incident,
            kind=list(Kind)[n % len(Kind)],
            audience=AUDIENCES[n % 4],
            services=f"service-{n % 12}",
            severity=list(Severity)[n % len(Severity)],
            title=f"What happened in incident {n // 4}",
            sent_at=sent_at,
            source=Source.HERE,
            search_key=search_key_of(sent_at),
            metadata="{}" * 400,
            content_digest="",
            previous_digest="",
            digest=f"{n:064}",
            filed_at=NEWEST,
        )


def texts_by_key() -> Iterator[tuple[int, bool, str]]:
    rows = RecordBody.objects.order_by("record__search_key").values_list(
        "record__search_key", "record__incident__restricted", "text"
    )
    return ((key, not restricted, text) for key, restricted, text in rows.iterator(chunk_size=LOT))


def ours(user: User, wanted: Wanted) -> None:
    for record in find(user, wanted).records:
        snippet(record.text or "", wanted.query)


def between(wanted: Wanted) -> tuple[int, int] | None:
    if not (wanted.since and wanted.until):
        return None
    begin, end = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (wanted.since, wanted.until))
    return search_key_of(begin), search_key_of(end + timedelta(days=1)) - 1


def slowest(call: Callable[[], object], times: int) -> float:
    """What 95 of 100 calls take at most."""
    call()
    taken = sorted(seconds(call) for _ in range(times))
    return taken[min(len(taken) - 1, round(len(taken) * 0.95))]


def measure(sizes: Sizes) -> Iterator[Figure]:
    user = User.objects.create_user("vera@northwind.example", name="Vera", role=User.Role.VIEWER)
    archive = Archive(sizes.records)
    fewer = max(4, sizes.records // 40 * 4)  # a tenth, of whole incidents
    archive.grow(fewer)
    index.rebuild()
    analyse()
    with pinned(last_core()):
        then = {name: slowest(partial(ours, user, wanted), 4 * sizes.times) for name, wanted in classes().items()}
        archive.grow(sizes.records)
        yield rebuilt(sizes)
        analyse()
        yield from searched(user, sizes)
        for name, wanted in classes().items():
            now = slowest(partial(ours, user, wanted), 4 * sizes.times)
            said = f"{name}, p95, {sizes.records:,} : {fewer:,}"
            yield Figure(said, ms(now), ms(then[name]), now / then[name], "≤ 2")
        yield from pages(user, sizes)


def searched(user: User, sizes: Sizes) -> Iterator[Figure]:
    theirs = tantivy()
    for name, wanted in classes().items():
        calls: list[Callable[[], object]] = [partial(ours, user, wanted), find(user, wanted).count]
        calls += [partial(theirs, wanted)] if theirs else []
        mine, counted, *other = in_turn(calls, sizes.times)
        what = f"search {sizes.records:,}: {name}"
        if other:
            yield Figure(what, ms(mine), ms(other[0]), mine / other[0], AT_MOST[connection.vendor])
        else:
            yield Figure(what, ms(mine))
        yield Figure(f"counts beside it: {name}", ms(counted), ms(mine), counted / mine, "≤ 10")


def tantivy() -> Callable[[Wanted], object] | None:
    """None where it is not installed."""
    if find_spec("tantivy") is None:
        return None
    from bench.tantivy_index import TantivyIndex

    built = TantivyIndex(texts_by_key())

    def search(wanted: Wanted) -> list[int]:
        return built.search(wanted.typed, between(wanted))

    user = User.objects.get()
    for name, wanted in classes().items():
        if [record.search_key for record in find(user, wanted).records] != search(wanted):
            raise AssertionError(f"{name}: the two do not find alike")
    return search


def rebuilt(sizes: Sizes) -> Figure:
    """Against an index of nothing but the words of the texts, made by hand in the same order."""
    taken, bare = in_turn([index.rebuild, build_by_hand], sizes.runs)
    return Figure(f"index {sizes.records:,} records anew", f"{taken:.1f} s", f"{bare:.1f} s", taken / bare, "≤ 1.5")


def build_by_hand() -> None:
    begin, insert, end = {
        "sqlite": (
            "CREATE VIRTUAL TABLE by_hand USING fts5(words, content='', tokenize='ascii')",
            "INSERT INTO by_hand (rowid, words) VALUES (%s, %s)",
            "DROP TABLE by_hand",
        ),
        "postgresql": (
            "CREATE TABLE by_hand (search_key bigint PRIMARY KEY, words tsvector NOT NULL)",
            "INSERT INTO by_hand (search_key, words) VALUES (%s, %s::tsvector)",
            "CREATE INDEX by_hand_words ON by_hand USING gin (words)",
        ),
    }[connection.vendor]
    as_stored = " ".join if connection.vendor == "sqlite" else index.as_tsvector
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(begin)
        for lot in batched(texts_by_key(), 1000, strict=False):
            cursor.executemany(insert, [(key, as_stored(stems(text))) for key, _visible, text in lot])
        cursor.execute(end)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS by_hand")


def pages(user: User, sizes: Sizes) -> Iterator[Figure]:
    """The answer to a request, without a network, against the time its queries take."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    for name, wanted in classes().items():
        chosen = {"since": wanted.since, "until": wanted.until} if wanted.since else {}
        url = f"{reverse('archive:search')}?{urlencode({'q': wanted.typed} | chosen)}"
        asked = queries_of(client, url)
        whole, bare = in_turn([partial(client.get, url), partial(ask_again, asked)], sizes.times)
        yield Figure(f"page: {name}", ms(whole), ms(bare), whole / bare, "≤ 3")


def queries_of(client: Client, url: str) -> list[tuple[str, Any]]:
    asked: list[tuple[str, Any]] = []

    def noted(execute: Callable[..., object], sql: str, parameters: Any, *others: Any) -> object:
        asked.append((sql, parameters))
        return execute(sql, parameters, *others)

    with connection.execute_wrapper(noted):
        client.get(url)
    return [(sql, parameters) for sql, parameters in asked if sql.startswith("SELECT")]


def ask_again(asked: list[tuple[str, Any]]) -> None:
    """All rows of each are fetched, which on SQLite is when they are found."""
    with connection.cursor() as cursor:
        for sql, parameters in asked:
            cursor.execute(sql, parameters)
            cursor.fetchall()
