"""The index: words in an FTS5 table on SQLite, in a tsvector with a GIN index on PostgreSQL; beside them what results are counted by.

One row a record in each, keyed by its search key, so that newest first is the order of the key on both engines. All of it is
rebuildable from records and bodies.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import batched
from typing import NamedTuple

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from archive.models import Record, RecordBody
from archive.search import vocabulary
from archive.search.causes import states_a_cause
from archive.search.newest import given
from archive.search.stems import stem, words
from postincident.placeholders import without_placeholders

# As much of one text is found as PostgreSQL takes: of a word 255 positions, of a text 16,383, and a megabyte of words and positions.
# FTS5 would take more, and then find what the other does not.
MOST_WORDS, MOST_LETTERS, MOST_OF_A_WORD = 16_000, 600_000, 255
# Stands where a word is left out: what follows keeps its place. No token is like it, they are ASCII.
_NOTHING = "\N{EM DASH}"


class Source(NamedTuple):
    """What words are read from."""

    key: int
    title: str
    subject: str
    text: str
    services: str
    audience: str


class Indexed(NamedTuple):
    key: int
    stored: str  # the tokens, as the database takes them
    states_cause: bool


class Stems(dict[str, str]):
    """The stem of each word that was met. Asked for one that was not, it learns it."""

    def __missing__(self, word: str) -> str:
        self[word] = found = stem(word)
        return found


@dataclass
class Noted:
    """What is known of all records only when each has been read."""

    stems: Stems = field(default_factory=Stems)
    stating: list[int] = field(default_factory=list)  # keys of those that state a cause


def _source(record: Record, body: RecordBody) -> Source:
    return Source(record.search_key, record.title, body.subject, body.text, record.services, record.audience)


def indexed(source: Source, stems: Stems) -> Indexed:
    text = without_placeholders(source.text)
    said = words(text)
    found = [*words(f"{source.title}\n{source.subject}"), *said, *words(f"{source.services}\n{source.audience}")]
    tokens = within_bounds([stems[word] for word in found[:MOST_WORDS]])
    stored = " ".join(tokens) if connection.vendor == "sqlite" else as_tsvector(tokens)
    return Indexed(source.key, stored, states_a_cause(text, said))


def within_bounds(tokens: list[str]) -> list[str]:
    """As many as both engines take, with a gap for each that stands there too often. Most texts are far shorter."""
    if len(tokens) <= MOST_OF_A_WORD:  # of which none has a thousand letters
        return tokens
    if sum(map(len, tokens)) > MOST_LETTERS:
        tokens = tokens[: _fitting(tokens)]
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


# The rows that are counted, of all records; to be told by which statement those are found that state a cause.
_COUNTED = (
    "INSERT INTO archive_search_record (search_key, kind, audience, services, severity, source, states_cause)"
    " SELECT search_key, kind, audience, services, severity, source, search_key IN ({stating}) FROM archive_record"
)


def add(pairs: Iterable[tuple[Record, RecordBody]]) -> None:
    """In the order of the keys: FTS5 begins a new part of its index for each that is smaller than the one before."""
    sources, noted = sorted(_source(record, body) for record, body in pairs), Noted()
    with connection.cursor() as cursor:
        _write(cursor, sources, noted)
        stating, those = given(noted.stating), given(source.key for source in sources)
        counted = f"{_COUNTED.format(stating=stating[0])} WHERE search_key IN ({those[0]})"
        cursor.execute(counted, stating[1] + those[1])
    vocabulary.add(noted.stems)


_INSERT = {
    "sqlite": "INSERT INTO archive_search (rowid, words) VALUES (%s, %s)",
    "postgresql": "INSERT INTO archive_search (search_key, words) VALUES (%s, %s::tsvector)",
}


def _write(cursor: CursorWrapper, sources: Iterable[Source], noted: Noted) -> None:
    rows = []
    for source in sources:
        row = indexed(source, noted.stems)
        rows.append((row.key, row.stored))
        if row.states_cause:
            noted.stating.append(row.key)
    cursor.executemany(_INSERT[connection.vendor], rows)


def remove(record: Record, body: RecordBody) -> None:
    """Takes the words of a record out of the index. A contentless FTS5 table has to be told what it had been given."""
    known = Stems()
    gone, key = indexed(_source(record, body), known), record.search_key
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            forget = "INSERT INTO archive_search (archive_search, rowid, words) VALUES ('delete', %s, %s)"
            cursor.execute(forget, [key, gone.stored])
        else:
            cursor.execute("DELETE FROM archive_search WHERE search_key = %s", [key])
        cursor.execute("UPDATE archive_search_record SET states_cause = %s WHERE search_key = %s", [False, key])
    vocabulary.forget(known.values())


_EMPTY = {
    # Parts of the index are put together once, when all are there, and not again and again as they come.
    "sqlite": [
        "INSERT INTO archive_search (archive_search) VALUES ('delete-all')",
        "INSERT INTO archive_search (archive_search, rank) VALUES ('automerge', 0), ('crisismerge', 1000)",
        "DELETE FROM archive_search_record",
    ],
    # Words of many records are put into an index of the database at once many times as fast as one after the other.
    "postgresql": ["DROP INDEX archive_search_words", "TRUNCATE archive_search, archive_search_record"],
}
_FILLED = {
    "sqlite": [
        "INSERT INTO archive_search (archive_search) VALUES ('optimize')",
        "INSERT INTO archive_search (archive_search, rank) VALUES ('automerge', 4), ('crisismerge', 16)",  # as they were
    ],
    "postgresql": ["CREATE INDEX archive_search_words ON archive_search USING gin (words)"],
}


def rebuild() -> int:
    """Forget the index and make it anew from the bodies that are there. Returns how many records it holds."""
    count, noted = 0, Noted()
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in _EMPTY[connection.vendor]:
            cursor.execute(statement)
        vocabulary.forget_all()
        for lot in batched(_sources(), 1000, strict=False):
            _write(cursor, lot, noted)
            count += len(lot)
        vocabulary.add(noted.stems)
        # What is left of a redacted record has no words and is counted all the same.
        stating, parameters = given(noted.stating)
        cursor.execute(_COUNTED.format(stating=stating), parameters)
        for statement in _FILLED[connection.vendor]:
            cursor.execute(statement)
    return count


def _sources() -> Iterator[Source]:
    """In the order of the keys."""
    bodies = RecordBody.objects.order_by("record__search_key")
    names = ("record__search_key", "record__title", "subject", "text", "record__services", "record__audience")
    return (Source(*row) for row in bodies.values_list(*names).iterator(chunk_size=1000))
