"""The index: words in an FTS5 table on SQLite, in a tsvector with a GIN index on PostgreSQL; beside them what results are counted by.

One row a record in each, keyed by its search key, so that newest first is the order of the key on both engines. All of it is
rebuildable from records and bodies.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import batched
from typing import NamedTuple

from django.db import connection, transaction

from archive.models import Record, RecordBody
from archive.search import vocabulary
from archive.search.causes import states_a_cause
from archive.search.stems import stem, words
from postincident.placeholders import without_placeholders

# As much of one text is found as PostgreSQL takes: of a word 255 positions, of a text 16,383, and a megabyte of words and positions.
# FTS5 would take more, and then find what the other does not.
MOST_WORDS, MOST_LETTERS, MOST_OF_A_WORD = 16_000, 600_000, 255
# Stands where a word is left out: what follows keeps its place. No token is like it, they are ASCII.
_NOTHING = "\N{EM DASH}"


class Source(NamedTuple):
    """What is worked out from."""

    key: int
    title: str
    subject: str
    text: str
    services: str
    audience: str
    kind: str
    severity: str
    source: str


class Indexed(NamedTuple):
    source: Source
    words: list[str]
    tokens: list[str]
    states_cause: bool


def _source(record: Record, body: RecordBody) -> Source:
    return Source(
        record.search_key,
        record.title,
        body.subject,
        body.text,
        record.services,
        record.audience,
        str(record.kind),
        str(record.severity),
        str(record.source),
    )


def indexed(source: Source) -> Indexed:
    text = without_placeholders(source.text)
    found = words("\n".join((source.title, source.subject, text, source.services, source.audience)))
    tokens = within_bounds(list(map(stem, found)))
    found = found[: len(tokens)]
    return Indexed(source, found, tokens, states_a_cause(text, found))


def within_bounds(tokens: list[str]) -> list[str]:
    """As many as both engines take, with a gap for each that stands there too often."""
    tokens = tokens[:MOST_WORDS]
    if sum(map(len, tokens)) > MOST_LETTERS:
        tokens = tokens[: _fitting(tokens)]
    if len(tokens) <= MOST_OF_A_WORD:
        return tokens
    often = {token for token, count in Counter(tokens).items() if count > MOST_OF_A_WORD}
    return _thinned(tokens, often) if often else tokens


def _fitting(tokens: Sequence[str]) -> int:
    letters = 0
    for count, token in enumerate(tokens):
        letters += len(token)
        if letters > MOST_LETTERS:
            return count
    return len(tokens)


def _thinned(tokens: Iterable[str], often: set[str]) -> list[str]:
    seen: Counter[str] = Counter()
    kept = []
    for token in tokens:
        seen[token] += token in often
        kept.append(_NOTHING if seen[token] > MOST_OF_A_WORD else token)
    return kept


def as_tsvector(tokens: Iterable[str]) -> str:
    """The literal of a tsvector; tokens are ASCII letters and digits, so nothing needs escaping but by rule."""
    positions: dict[str, list[int]] = defaultdict(list)
    for place, token in enumerate(tokens, start=1):
        positions[token].append(place)
    positions.pop(_NOTHING, None)
    return " ".join(f"'{token}':{','.join(map(str, at))}" for token, at in positions.items())


def add(pairs: Iterable[tuple[Record, RecordBody]]) -> None:
    rows = _write(_source(record, body) for record, body in pairs)
    vocabulary.add({word for row in rows for word in row.words})


def _write(sources: Iterable[Source]) -> list[Indexed]:
    """In the order of the keys: FTS5 begins a new part of its index for each that is smaller than the one before."""
    rows = [indexed(source) for source in sorted(sources)]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(
                "INSERT INTO archive_search (rowid, words) VALUES (%s, %s)",
                [(row.source.key, " ".join(row.tokens)) for row in rows],
            )
        else:
            cursor.executemany(
                "INSERT INTO archive_search (search_key, words) VALUES (%s, %s::tsvector)",
                [(row.source.key, as_tsvector(row.tokens)) for row in rows],
            )
        cursor.executemany(
            f"INSERT INTO archive_search_record ({_COLUMNS}, states_cause) VALUES (%s, %s, %s, %s, %s, %s, %s)",  # noqa: S608
            [(s.key, s.kind, s.audience, s.services, s.severity, s.source, states) for s, _w, _t, states in rows],
        )
    return rows


def remove(record: Record, body: RecordBody) -> None:
    """Takes the words of a record out of the index. A contentless FTS5 table has to be told what it had been given."""
    gone, key = indexed(_source(record, body)), record.search_key
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            forget = "INSERT INTO archive_search (archive_search, rowid, words) VALUES ('delete', %s, %s)"
            cursor.execute(forget, [key, " ".join(gone.tokens)])
        else:
            cursor.execute("DELETE FROM archive_search WHERE search_key = %s", [key])
        cursor.execute("UPDATE archive_search_record SET states_cause = %s WHERE search_key = %s", [False, key])
    vocabulary.forget(gone.words)


_COLUMNS = "search_key, kind, audience, services, severity, source"
_EMPTY = {
    "sqlite": [
        "INSERT INTO archive_search (archive_search) VALUES ('delete-all')",
        "DELETE FROM archive_search_record",
    ],
    # Words of many records are put into an index of the database at once many times as fast as one after the other.
    "postgresql": ["DROP INDEX archive_search_words", "TRUNCATE archive_search, archive_search_record"],
}
_FILLED = {
    "sqlite": ["INSERT INTO archive_search (archive_search) VALUES ('optimize')"],
    "postgresql": ["CREATE INDEX archive_search_words ON archive_search USING gin (words)"],
}


def rebuild() -> int:
    """Forget the index and make it anew from the bodies that are there. Returns how many records it holds."""
    count, known = 0, set[str]()
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in _EMPTY[connection.vendor]:
            cursor.execute(statement)
        vocabulary.forget_all()
        for lot in batched(_sources(), 1000, strict=False):
            known.update(*(row.words for row in _write(lot)))
            count += len(lot)
        vocabulary.add(known)
        # What is left of a redacted record has no words and is counted all the same.
        cursor.execute(
            f"INSERT INTO archive_search_record ({_COLUMNS}, states_cause) SELECT {_COLUMNS}, %s FROM archive_record AS r"  # noqa: S608
            " WHERE NOT EXISTS (SELECT 1 FROM archive_recordbody WHERE record_id = r.id)",
            [False],
        )
        for statement in _FILLED[connection.vendor]:
            cursor.execute(statement)
    return count


def _sources() -> Iterator[Source]:
    names = ("search_key", "title", "services", "audience", "kind", "severity", "source")
    bodies = RecordBody.objects.order_by("record__search_key")
    rows = bodies.values_list("subject", "text", *(f"record__{name}" for name in names))
    for subject, text, key, title, services, *others in rows.iterator(chunk_size=1000):
        yield Source(key, title, subject, text, services, *others)
