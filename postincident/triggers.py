"""Triggers of ours on either engine, each by its name and what follows it in CREATE TRIGGER: `AFTER INSERT ON table …`.

SQLite remakes a table to alter it: its triggers go with the old one, and one that names another table breaks that table's
remake. So each app drops its own before migrations and installs them after.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class Doing:
    """After each row that an `event` (INSERT, UPDATE, DELETE) of a table concerns, these statements."""

    table: str
    event: str
    statements: Sequence[str]
    when: str = ""


def doing(connection: BaseDatabaseWrapper, wanted: Mapping[str, Doing]) -> tuple[dict[str, str], str]:
    """As `install` takes them: PostgreSQL has a trigger call a function, SQLite has its statements within it."""
    found, functions = {}, ""
    for name, one in wanted.items():
        does = "; ".join(one.statements)
        calls = f"BEGIN {does}; END" if connection.vendor == "sqlite" else f"EXECUTE FUNCTION {name}()"
        when = f"WHEN ({one.when})" if one.when else ""
        found[name] = f"AFTER {one.event} ON {one.table} FOR EACH ROW {when} {calls}"
        functions += (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {does}; RETURN NULL; END $$;\n"
        )
    return found, functions


def differs(connection: BaseDatabaseWrapper) -> str:
    """How an engine compares two values of which both may be NULL."""
    return "IS NOT" if connection.vendor == "sqlite" else "IS DISTINCT FROM"


def absent(connection: BaseDatabaseWrapper, names: Iterable[str]) -> list[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        return sorted(set(names) - {row[0] for row in cursor.fetchall()})


def install(connection: BaseDatabaseWrapper, wanted: Mapping[str, str], functions: str = "") -> None:
    """`functions`: what they call on PostgreSQL."""
    drop(connection, wanted)
    with connection.cursor() as cursor:
        if functions and connection.vendor == "postgresql":
            cursor.execute(functions)
        for name, body in wanted.items():
            cursor.execute(f"CREATE TRIGGER {name} {body}")


def drop(connection: BaseDatabaseWrapper, wanted: Mapping[str, str]) -> None:
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for name, body in wanted.items():
            table = body.split(" ON ")[1].split()[0]
            if table in tables:
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
