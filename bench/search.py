"""Searching the archive as a viewer does, against the same words asked of the index by hand.

By hand: the twenty newest keys, straight from the FTS5 table or the tsvector column. Ours: the records a person may see, with
filters, newest first, the page of twenty with its snippets, and the counts beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import batched
from typing import Any

from django.db import connection

from archive.search import index
from archive.search.find import Wanted, find, snippet
from archive.verbs.filing import Filing, file_many, search_key_of
from bench.figure import Figure, in_turn, ms, seconds
from bench.pages import analyse
from bench.sizes import Sizes
from bench.words import COMMON, PHRASE, PREFIX, RARE, TWO, Texts
from postincident.models import Incident, User
from postincident.vocabulary import Kind, Severity, Source

LOT = 2000
NEWEST = datetime(2026, 3, 1, tzinfo=UTC)
SPAN = timedelta(days=5 * 365)
SINCE, UNTIL = date(2024, 3, 1), date(2025, 2, 28)
AUDIENCES = ("Engineering", "Customers", "Partners", "Regulators")
RESTRICTED_ONE_IN = 20

BY_HAND = {
    "sqlite": "SELECT rowid FROM archive_search WHERE archive_search MATCH %s{dates} ORDER BY rowid DESC LIMIT 20",
    "postgresql": "SELECT search_key FROM archive_search WHERE words @@ %s::tsquery{dates} ORDER BY search_key DESC LIMIT 20",
}
DATES = {"sqlite": " AND rowid BETWEEN %s AND %s", "postgresql": " AND search_key BETWEEN %s AND %s"}


def classes() -> dict[str, Wanted]:
    return {
        "a rare word": Wanted(RARE),
        "a common word (30 %)": Wanted(COMMON),
        "two words": Wanted(" ".join(TWO)),
        "a phrase": Wanted(f'"{PHRASE}"'),
        "a prefix": Wanted(f"{PREFIX}*"),
        "a common word between dates": Wanted(COMMON, since=SINCE, until=UNTIL),
    }


def file_records(count: int) -> None:
    """Four of each incident, over five years; arriving in no order of time, as imports do."""
    incidents = Incident.objects.bulk_create(
        Incident(
            reference=f"INC-2026-{n:06}",
            title=f"Incident {n}",
            severity=Severity.MAJOR,
            started_at=NEWEST - SPAN,
            restricted=n % RESTRICTED_ONE_IN == 7,
        )
        for n in range(count // 4 + 1)
    )
    texts, kinds, severities = Texts(), list(Kind), list(Severity)
    step = SPAN / count
    for numbers in batched(range(count), LOT, strict=False):
        file_many(
            None,
            [
                Filing(
                    incident=incidents[n // 4],
                    kind=kinds[n % len(kinds)],
                    audience=AUDIENCES[n % 4],
                    audience_kind="external",
                    services=[f"service-{n % 12}"],
                    severity=severities[n % len(severities)],
                    title=f"What happened in incident {n // 4}",
                    sent_at=NEWEST - step * (n * 7919 % count),
                    source=Source.HERE,
                    subject="What happened",
                    text=texts.one(n),
                )
                for n in numbers
            ],
        )


def ours(user: User, wanted: Wanted) -> int:
    found = find(user, wanted)
    for record in found.records:
        snippet(record.body.text, wanted.query)
    return found.total


def by_hand(wanted: Wanted) -> list[Any]:
    vendor = connection.vendor
    parameters: list[Any] = [wanted.query.as_fts5 if vendor == "sqlite" else wanted.query.as_tsquery]
    dates = ""
    if wanted.since and wanted.until:
        dates = DATES[vendor]
        begin, end = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (wanted.since, wanted.until))
        parameters += [search_key_of(begin), search_key_of(end + timedelta(days=1)) - 1]
    with connection.cursor() as cursor:
        cursor.execute(BY_HAND[vendor].format(dates=dates), parameters)
        return cursor.fetchall()


def measure(sizes: Sizes) -> Iterator[Figure]:
    user = User.objects.create_user("vera@northwind.example", name="Vera", role=User.Role.VIEWER)
    file_records(sizes.records)
    analyse()
    for name, wanted in classes().items():
        total = ours(user, wanted)
        mine, bare = in_turn([partial(ours, user, wanted), partial(by_hand, wanted)], sizes.times)
        found = f"{total:,} found" if total < 2000 else "2,000+ found"
        yield Figure(f"search {sizes.records:,}: {name}, {found}", ms(mine), ms(bare), mine / bare)
    yield rebuilt(sizes)


def rebuilt(sizes: Sizes) -> Figure:
    taken = seconds(index.rebuild)
    return Figure(f"index {sizes.records:,} records anew", f"{taken:.1f} s")
