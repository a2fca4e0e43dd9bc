import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext

from archive import guards, verify
from archive.models import Head, Record
from archive.verbs.filing import file, file_many
from archive.verbs.redaction import redact
from archive.verify import faults
from postincident.models import Event
from tests.archive.factories import make_filing, make_record
from tests.factories import make_incident


def test_records_are_numbered_without_gaps_and_chained(db):
    first, second = make_record(), make_record()
    assert (first.number, second.number) == (1, 2)
    assert first.previous_digest == "0" * 64
    assert second.previous_digest == first.digest
    assert Head.objects.get().digest == second.digest
    assert not list(faults())
    assert Event.objects.filter(verb="record.filed").count() == 2


def test_many_are_filed_as_one_by_one(db):
    incident = make_incident()
    records = file_many(None, [make_filing(incident, title=f"Update {n}") for n in range(7)])
    assert [record.number for record in records] == list(range(1, 8))
    assert len({record.search_key for record in records}) == 7
    assert not list(faults())


def test_metadata_is_stored_as_it_is_hashed(db):
    record = make_record(approvals=[{"by": "Amara", "reason": "Soon"}], facts={"impact": "Né"})
    assert json.loads(record.metadata)["approvals"] == [{"by": "Amara"}]
    assert json.loads(record.body.said)["approvals"] == [{"by": "Amara", "reason": "Soon"}]
    for kept in (record.metadata, record.body.said):
        assert kept == json.dumps(json.loads(kept), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


REFUSED = [
    "UPDATE archive_record SET title = 'other'",
    "UPDATE archive_recordbody SET text = 'other'",
    "DELETE FROM archive_recordbody",
    "UPDATE archive_redaction SET why = 'other'",
    "DELETE FROM archive_redaction",
]


def make_all(user):
    make_record()
    redact(user, make_record(), "Held a customer's name")


@pytest.mark.parametrize("sql", REFUSED)
def test_the_database_refuses_to_change_a_record(ade, sql):
    make_all(ade)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_database_refuses_to_delete_a_record(ade):
    make_all(ade)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM archive_record WHERE number = 1")


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="REPLACE is SQLite's own way to overwrite a row")
@pytest.mark.parametrize("column", ["id", "number", "digest", "search_key"])
def test_replace_is_refused_for_every_unique_value(db, column):
    make_record()
    fresh = {"id": 99, "number": 99, "digest": "f" * 64, "search_key": 99, "origin": None}
    columns = [field.column for field in Record._meta.concrete_fields]
    taken = ", ".join(name if name == column or name not in fresh else "%s" for name in columns)
    values = [fresh[name] for name in columns if name in fresh and name != column]
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"REPLACE INTO archive_record ({', '.join(columns)}) SELECT {taken} FROM archive_record", values)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("table", ["archive_record", "archive_recordbody", "archive_redaction"])
def test_truncate_is_refused(db, table):
    make_record()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")


TAMPERED = {
    "title": "'other'",
    "kind": "'update'",
    "audience": "'Nobody'",
    "severity": "'minor'",
    "services": "'x'",
    "metadata": "'{}'",
    "digest": "'" + "a" * 64 + "'",
    "previous_digest": "'" + "a" * 64 + "'",
    "content_digest": "'" + "a" * 64 + "'",
    "sent_at": "'2020-01-01 00:00:00+00:00'",
}


@pytest.mark.parametrize("column", TAMPERED)
def test_every_tampered_column_is_named(db, column):
    make_record()
    second = make_record()
    make_record()
    value = TAMPERED[column]
    if column == "metadata":
        value = "REPLACE(metadata, 'major', 'minor')"
    with guards.lifted(connection), connection.cursor() as cursor:
        cursor.execute(f"UPDATE archive_record SET {column} = {value} WHERE number = 2")
    assert next(faults()).number == second.number


@pytest.mark.parametrize("column", ["subject", "text", "html", "salt"])
def test_a_tampered_body_is_named(db, column):
    make_record()
    with guards.lifted(connection), connection.cursor() as cursor:
        cursor.execute(f"UPDATE archive_recordbody SET {column} = 'other'")
    assert next(faults()).number == 1


def test_a_missing_record_is_named(db):
    make_record()
    make_record()
    make_record()
    with guards.lifted(connection), connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM archive_recordbody WHERE record_id IN (SELECT id FROM archive_record WHERE number = 2)"
        )
        cursor.execute("DELETE FROM archive_record WHERE number = 2")
    assert next(faults()).number == 2


def test_a_cut_off_end_is_named(db):
    make_record()
    make_record()
    with guards.lifted(connection), connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM archive_recordbody WHERE record_id IN (SELECT id FROM archive_record WHERE number = 2)"
        )
        cursor.execute("DELETE FROM archive_record WHERE number = 2")
    assert next(faults()).number == 2


def test_missing_guards_are_found(db):
    assert not guards.check_guards(databases=["default"])
    guards.drop(connection)
    try:
        assert guards.check_guards(databases=["default"])[0].id == "archive.E001"
    finally:
        guards.install(connection)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_two_numbers():
    incident = make_incident()

    def one(n):
        try:
            return file(None, make_filing(incident, title=f"At once {n}")).number
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(8))) == list(range(1, 9))
    assert not list(faults())


def test_what_is_filed_or_redacted_while_it_is_walked_is_no_fault(db, ade, monkeypatch):
    first = make_record()
    make_record()
    each = verify._lots

    def meanwhile():
        yield from list(each())
        make_record()
        redact(ade, first, "A name")

    monkeypatch.setattr(verify, "_lots", meanwhile)
    assert not list(faults())
    monkeypatch.undo()
    assert not list(faults())


def test_walking_asks_as_much_of_few_as_of_many_at_once(db):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert not list(faults())
        return len(queries)

    make_record()
    one = asked()
    file_many(
        None, [make_filing(sent_at=datetime(2026, 3, n % 9 + 1, tzinfo=UTC) + timedelta(minutes=n)) for n in range(40)]
    )
    assert asked() == one


class Terminal(StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(("stream", "said"), [(Terminal, "2 of 3\r3 of 3\r"), (StringIO, "")])
def test_somebody_who_watches_sees_how_far_it_is(db, monkeypatch, stream, said):
    monkeypatch.setattr(verify, "ROWS_AT_ONCE", 2)
    for _ in range(3):
        make_record()
    watched, out = stream(), StringIO()
    call_command("verify_archive", stdout=out, stderr=watched)
    assert watched.getvalue() == said
    assert out.getvalue().startswith("3 records verified. Head digest ")
