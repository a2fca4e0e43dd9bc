"""Whatever single byte of the archive is another, `verify_archive` notices."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from archive import guards
from archive.models import Head, Record, RecordBody
from archive.verbs.filing import file_many, search_key_of
from archive.verbs.redaction import redact
from archive.verify import faults, verified
from tests.archive.factories import make_filing, make_record

SMALL = {"subject": "S", "text": "Is äll well?", "html": "", "facts": {"a": 1}, "title": "Tülle"}


@pytest.fixture
def archive(db, ade):
    """Three records at one time: one of everything, one that corrects it and came from elsewhere, one redacted."""
    first = make_record(
        **SMALL,
        approvals=[{"by": "Amara", "decision": "emergency", "reason": "No time"}],
        overrides=[{"check": "tone", "by": "Lena", "reason": "Asked for"}],
        attachments=[{"name": "a.pdf", "size": 7, "digest": "ab"}],
    )
    make_record(first.incident, **SMALL, corrects=first, origin="elsewhere#1", source="imported")
    redact(ade, make_record(first.incident, **SMALL), "Named a customer")
    return guards


def others(value: str):
    """The same with one byte of another value, at every place; one missing at the end, and one more."""
    for place, letter in enumerate(value):
        other = str((int(letter) + 1) % 10) if letter.isascii() and letter.isdigit() else chr(ord(letter) ^ 1)
        yield value[:place] + other + value[place + 1 :]
    if value:
        yield value[:-1]
    yield value + "1"


def rows_of(model: type[Model]):
    return list(model._meta.base_manager.order_by("pk").values_list("pk", flat=True))


def unnoticed(model: type[Model], column: str):
    """Of one column in every row: what could be written there and was not noticed."""
    table, key = model._meta.db_table, model._meta.pk.column
    everything = list(model._meta.base_manager.order_by("pk").values_list())
    for pk in rows_of(model):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT CAST({column} AS text) FROM {table} WHERE {key} = %s", [pk])
            (value,) = cursor.fetchone()
        for other in others("" if value is None else value):
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", [other, pk])
                    if next(faults(), None) is None and not _reads_alike(model, everything):
                        yield pk, value, other
                    transaction.set_rollback(True)
            except DatabaseError:
                continue  # the database itself refused it


def _reads_alike(model: type[Model], everything: list):
    """Another way to write the same: a blank in JSON, a T in a time."""
    try:
        return list(model._meta.base_manager.order_by("pk").values_list()) == everything
    except (AttributeError, ValueError):
        return False


COLUMNS = [(model, field.column) for model in (Record, RecordBody, Head) for field in model._meta.concrete_fields]


@pytest.mark.parametrize(("model", "column"), COLUMNS, ids=lambda value: getattr(value, "__name__", value))
def test_every_change_of_a_byte_is_noticed(archive, model, column):
    assert not list(faults())
    with guards.lifted(connection):
        assert list(unnoticed(model, column)) == []
    assert not list(faults())


def test_the_test_would_notice_a_column_that_nothing_proves(archive, monkeypatch):
    monkeypatch.setattr("archive.verify._columns_that_differ", lambda *of: iter(()))
    with guards.lifted(connection):
        assert list(unnoticed(Record, "severity")) == []  # the database knows its values
        assert list(unnoticed(Record, "audience"))


def test_a_key_of_the_search_is_the_first_that_was_free(db):
    records = [make_record(text=str(n)) for n in range(3)]
    first = search_key_of(records[0].sent_at)
    assert [record.search_key - first for record in records] == [0, 1, 2]
    assert not list(faults())
    for other in (first + 3, first - 1, first + 10**9):
        with guards.lifted(connection), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE archive_record SET search_key = %s WHERE number = 3", [other])
            assert next(faults()).what == "has a column search_key that contradicts what it was filed with"
            assert verified([records[2].pk]) == set()
            transaction.set_rollback(True)


def test_keys_of_many_records_of_one_instant_are_looked_at_together(db, monkeypatch, django_assert_num_queries):
    """Days apart there are as many: what is asked does not grow with them."""
    days = [datetime(2026, 3, day, tzinfo=UTC) for day in range(1, 28)]
    records = file_many(None, [make_filing(None, sent_at=day, text="") for day in days for _time in range(3)])
    monkeypatch.setattr("archive.verify.ROWS_AT_ONCE", 100)
    with django_assert_num_queries(5):
        assert not list(faults())
    last = records[-1]
    with guards.lifted(connection), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE archive_record SET search_key = search_key + 1 WHERE number = %s", [last.number])
        assert [fault.number for fault in faults()] == [last.number]
        transaction.set_rollback(True)
    with guards.lifted(connection), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE archive_record SET search_key = -search_key WHERE number IN (4, 5)")
        cursor.execute("UPDATE archive_record SET search_key = 1 - search_key WHERE number = 4")
        cursor.execute("UPDATE archive_record SET search_key = -1 - search_key WHERE number = 5")
        assert [fault.number for fault in faults()] == [4], "the one that has another's key, before that one was there"
        transaction.set_rollback(True)
