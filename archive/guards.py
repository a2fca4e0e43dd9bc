"""What keeps a record from changing: row triggers on both engines.

They are dropped before migrations and installed after them; a system check finds them missing. Only migrations and the test
runner, around a flush, lift them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from postincident import triggers

RECORD, BODY, REDACTION = "archive_record", "archive_recordbody", "archive_redaction"

# Another row has one of these values already: SQLite's REPLACE would delete it without a word.
_TAKEN = {
    RECORD: "id = NEW.id OR number = NEW.number OR digest = NEW.digest OR search_key = NEW.search_key OR origin = NEW.origin",
    BODY: "record_id = NEW.record_id",
    REDACTION: "id = NEW.id OR record_id = NEW.record_id",
}
# Of a redacted record the title may be emptied, and nothing else be touched.
_KEPT = (
    *("id", "number", "incident_id", "kind", "audience", "services", "severity", "sent_at", "source", "origin"),
    *("corrects_id", "search_key", "metadata", "content_digest", "previous_digest", "digest", "filed_at"),
)
_REDACTED = f"EXISTS (SELECT 1 FROM {REDACTION} WHERE record_id = OLD.record_id)"  # noqa: S608 - constant names
_REDACTED_RECORD = f"EXISTS (SELECT 1 FROM {REDACTION} WHERE record_id = OLD.id)"  # noqa: S608 - constant names
_NEVER = "archive: a record never changes"


def _only_the_title(same: str) -> str:
    """`same` is how an engine compares two values of which both may be NULL."""
    return " AND ".join(["NEW.title = ''", *(f"NEW.{name} {same} OLD.{name}" for name in _KEPT), _REDACTED_RECORD])


def _sqlite() -> dict[str, str]:
    found = {}
    for table, taken in _TAKEN.items():
        abort = f"BEGIN SELECT RAISE(ABORT, '{_NEVER}'); END"
        emptied = f"WHEN NOT ({_only_the_title('IS')})" if table == RECORD else ""
        found[f"{table}_no_update"] = f"BEFORE UPDATE ON {table} {emptied} {abort}"
        allowed = f"WHEN NOT {_REDACTED}" if table == BODY else ""
        found[f"{table}_no_delete"] = f"BEFORE DELETE ON {table} {allowed} {abort}"
        exists = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {taken})"  # noqa: S608 - constant names
        found[f"{table}_no_replace"] = f"BEFORE INSERT ON {table} {exists} {abort}"
    return found


def _postgres() -> dict[str, str]:
    found = {}
    for table in _TAKEN:
        refuse = "EXECUTE FUNCTION archive_refuse()"
        delete = "archive_refuse_unless_redacted" if table == BODY else "archive_refuse"
        update = "archive_refuse_unless_emptied" if table == RECORD else "archive_refuse"
        found[f"{table}_no_update"] = f"BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {update}()"
        found[f"{table}_no_delete"] = f"BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {delete}()"
        found[f"{table}_no_truncate"] = f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}"
    return found


_FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION archive_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{_NEVER}'; END $$;
CREATE OR REPLACE FUNCTION archive_refuse_unless_redacted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT {_REDACTED} THEN RAISE EXCEPTION '{_NEVER}'; END IF;
  RETURN OLD;
END $$;
CREATE OR REPLACE FUNCTION archive_refuse_unless_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT ({_only_the_title("IS NOT DISTINCT FROM")}) THEN RAISE EXCEPTION '{_NEVER}'; END IF;
  RETURN NEW;
END $$;
"""


def wanted(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return _sqlite() if connection.vendor == "sqlite" else _postgres()


def install(connection: BaseDatabaseWrapper) -> None:
    triggers.install(connection, wanted(connection), _FUNCTIONS)


def drop(connection: BaseDatabaseWrapper) -> None:
    triggers.drop(connection, wanted(connection))


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """For the test runner's flush and `copy_database` only."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        raw = connection.connection
        raw.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)
        try:
            yield
        finally:
            raw.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, True)
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SET session_replication_role = origin")


def before_migrations(*, using: str, **kwargs: Any) -> None:
    drop(connections[using])


def after_migrations(*, using: str, **kwargs: Any) -> None:
    if RECORD in connections[using].introspection.table_names():
        install(connections[using])


@register(Tags.database)
def check_guards(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    missing: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if RECORD not in connection.introspection.table_names():
            continue
        if absent := triggers.absent(connection, wanted(connection)):
            said = f"The archive is not guarded against change: {', '.join(absent)} missing in {alias!r}."
            hint = "Run `manage.py migrate`, which installs the triggers."
            missing.append(Error(said, hint=hint, id="archive.E001"))
    return missing
