"""Which words the records hold, each with its stem: the index holds stems only, and "certificat" begins no stem.

For the beginnings of words; never shown to anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db import connection

from archive.search.query import Query, Term
from archive.search.stems import safe

MOST_STEMS = 200


def add(stems: Mapping[str, str]) -> None:
    """Words, each with its stem. In order, so that two who add at once wait for each other instead of crosswise."""
    new = sorted((safe(word), stem) for word, stem in stems.items())
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            insert = "INSERT OR IGNORE INTO archive_search_word (word, stem) VALUES (%s, %s)"
            cursor.executemany(insert, new)
        else:
            insert = "INSERT INTO archive_search_word (word, stem) SELECT * FROM unnest(%s::text[], %s::text[]) ON CONFLICT DO NOTHING"
            cursor.execute(insert, [[word for word, _stem in new], [stem for _word, stem in new]])


def forget(stems: Iterable[str]) -> None:
    """After a text has left the index: words of these stems that no record holds any more."""
    used = {
        "sqlite": "SELECT 1 FROM archive_search WHERE archive_search MATCH %s LIMIT 1",
        "postgresql": "SELECT 1 FROM archive_search WHERE words @@ %s::tsquery LIMIT 1",
    }[connection.vendor]
    quote = '"' if connection.vendor == "sqlite" else "'"
    with connection.cursor() as cursor:
        for gone in sorted(set(stems)):
            cursor.execute(used, [f"{quote}{gone}{quote}"])
            if cursor.fetchone() is None:
                cursor.execute("DELETE FROM archive_search_word WHERE stem = %s", [gone])


def forget_all() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM archive_search_word")


def widen(query: Query) -> None:
    """Tell each beginning of a word which stems are meant. One query for each beginning; none without."""
    query.groups = [[_widened(term) for term in group] for group in query.groups]
    query.without = [_widened(term) for term in query.without]


def _widened(term: Term) -> Term:
    if not term.prefix:
        return term
    begin, end = term.tokens[0], f"{term.tokens[0]}~"  # "~" comes after every letter and digit of ASCII
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT stem FROM archive_search_word WHERE word >= %s AND word < %s"
            " UNION SELECT stem FROM archive_search_word WHERE stem >= %s AND stem < %s ORDER BY stem LIMIT %s",
            [begin, end, begin, end, MOST_STEMS + 1],
        )
        found = tuple(row[0] for row in cursor.fetchall())
    return replace(term, stems=found[:MOST_STEMS], has_all=0 < len(found) <= MOST_STEMS)
