"""Triggers of ours on either engine, each by its name and what follows it in CREATE TRIGGER: `AFTER INSERT ON table …`.

SQLite remakes a table to alter it: its triggers go with the old one, and one that names another table breaks that table's
remake. So each app drops its own before migrations and installs them after.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.backends.base.base import BaseDatabaseWrapper


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
