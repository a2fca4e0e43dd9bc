"""The index of words: an FTS5 table on SQLite, a tsvector with a GIN index on PostgreSQL. Rebuildable from the bodies.

One row a record, keyed by its search key, so that newest first is the order of the key on both engines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import connection

from archive.models import Record, RecordBody
from archive.search import vocabulary
from archive.search.stems import stems
from postincident.placeholders import without_placeholders

# PostgreSQL keeps positions up to this one, and 255 of a word.
_LAST_POSITION, _MOST_POSITIONS = 16_383, 255


def indexed_text(record: Record, body: RecordBody) -> str:
    return "\n".join((record.title, body.subject, without_placeholders(body.text), record.services, record.audience))


def as_tsvector(tokens: Sequence[str]) -> str:
    """The literal of a tsvector; tokens are ASCII letters and digits, so nothing needs escaping but by rule."""
    positions: dict[str, list[int]] = defaultdict(list)
    for place, token in enumerate(tokens, start=1):
        if len(positions[token]) < _MOST_POSITIONS:
            positions[token].append(min(place, _LAST_POSITION))
    return " ".join(f"'{token}':{','.join(map(str, dict.fromkeys(at)))}" for token, at in positions.items())


def add(pairs: Iterable[tuple[Record, RecordBody]]) -> None:
    texts = [(record.search_key, indexed_text(record, body)) for record, body in pairs]
    rows = [(key, stems(text)) for key, text in texts]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(
                "INSERT INTO archive_search (rowid, words) VALUES (%s, %s)", [(key, " ".join(w)) for key, w in rows]
            )
        else:
            cursor.executemany(
                "INSERT INTO archive_search (search_key, words) VALUES (%s, %s::tsvector)",
                [(key, as_tsvector(w)) for key, w in rows],
            )
    vocabulary.add(text for _key, text in texts)


def remove(record: Record, body: RecordBody) -> None:
    """Takes a record out of the index. A contentless FTS5 table has to be told what it had been given."""
    text = indexed_text(record, body)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            words = " ".join(stems(text))
            forget = "INSERT INTO archive_search (archive_search, rowid, words) VALUES ('delete', %s, %s)"
            cursor.execute(forget, [record.search_key, words])
        else:
            cursor.execute("DELETE FROM archive_search WHERE search_key = %s", [record.search_key])
    vocabulary.forget(text)


def rebuild() -> int:
    """Forget the index and make it anew from the bodies that are there. Returns how many records it holds."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO archive_search (archive_search) VALUES ('delete-all')")
        else:
            cursor.execute("DELETE FROM archive_search")
    vocabulary.forget_all()
    count, batch = 0, []
    for body in RecordBody.objects.select_related("record").iterator(chunk_size=500):
        batch.append((body.record, body))
        count += 1
        if len(batch) == 500:
            add(batch)
            batch = []
    add(batch)
    return count
