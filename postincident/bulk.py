"""Rows, and many of them at once, without Django's layers around each value of each: what an import takes longest over is its rows.

Triggers and constraints hold as for any other row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from functools import cache
from itertools import batched
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Field, Model

ROWS_AT_ONCE = 500


def planned() -> CursorWrapper:
    """A cursor by which PostgreSQL keeps what it has planned, for as long as the connection lasts: for words that are asked again
    and again. Django's own sends values as a part of the words, which are new to the server each time."""
    if connection.vendor != "postgresql":
        return connection.cursor()
    from django.db.backends.postgresql.base import ServerBindingCursor

    connection.ensure_connection()
    own: Any = connection.connection
    own.prepare_threshold = 0  # heeded by no cursor of Django's
    cursor: Any = ServerBindingCursor(own)  # type: ignore[call-arg]  # the stubs know another one
    return connection.make_debug_cursor(cursor) if connection.queries_logged else connection.make_cursor(cursor)


def write(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Values as the driver takes them."""
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", list(rows))  # noqa: S608 - our own names
        else:
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)


def insert(objects: Sequence[Model], known_by: str = "") -> None:
    """New objects of one model, in their order. They learn their ids where a unique field tells which is which."""
    if not objects:
        return
    model = type(objects[0])
    fields = _written(model)
    prepared = (
        [field.get_db_prep_save(field.pre_save(one, add=True), connection) for field in fields] for one in objects
    )
    write(model._meta.db_table, [str(field.column) for field in fields], prepared)
    if known_by:
        _learn_ids(model, objects, known_by)


def add(one: Model) -> None:
    """A new object, which learns its id."""
    with planned() as cursor:
        cursor.execute(f"{_adding(type(one))} RETURNING id", _values(one))
        _is_there(one, cursor.fetchone()[0])


def add_both(one: Model, other: Model, names_it: str) -> None:
    """Both or neither; the field of `other` so called is to hold the id of `one`. On PostgreSQL that is one statement, with no
    transaction to begin and to end around it."""
    if connection.vendor == "postgresql":
        values = [*_values(one), *_values(other, besides=names_it)]
        # Within a transaction, what is refused is undone to here, so that whoever called may go on.
        with transaction.atomic() if connection.in_atomic_block else nullcontext(), planned() as cursor:
            cursor.execute(_adding_both(type(one), type(other), names_it), values)
            _is_there(one, cursor.fetchone()[0])
        return
    with transaction.atomic():
        add(one)
        setattr(other, names_it, one.pk)
        add(other)


def _values(one: Model, besides: str = "") -> list[Any]:
    fields = (field for field in _written(type(one)) if field.name != besides)
    return [field.get_db_prep_save(field.pre_save(one, add=True), connection) for field in fields]


def _is_there(one: Model, pk: int) -> None:
    one.pk, one._state.adding, one._state.db = pk, False, connection.alias


@cache
def _adding(model: type[Model], named: str = "", value: str = "") -> str:
    fields = _written(model)
    names = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(value if field.name == named else "%s" for field in fields)
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({values})'  # noqa: S608 - our own names


@cache
def _adding_both(one: type[Model], other: type[Model], names_it: str) -> str:
    beside = _adding(other, names_it, "(SELECT id FROM made)")
    return f"WITH made AS ({_adding(one)} RETURNING id), beside AS ({beside}) SELECT id FROM made"  # noqa: S608


@cache
def _written(model: type[Model]) -> list[Field[Any, Any]]:
    return [field for field in model._meta.concrete_fields if not (field.generated or field is model._meta.auto_field)]


def _learn_ids(model: type[Model], objects: Sequence[Model], known_by: str) -> None:
    for some in batched(objects, ROWS_AT_ONCE, strict=False):
        by_value = {getattr(one, known_by): one for one in some}
        found = model._base_manager.filter(**{f"{known_by}__in": list(by_value)}).values_list(known_by, "pk")
        for value, pk in found:
            by_value[value].pk = pk
            by_value[value]._state.adding, by_value[value]._state.db = False, connection.alias
