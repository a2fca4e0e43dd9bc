"""Many rows at once, without Django's layers around each value of each: what an import takes longest over is its rows.

Triggers and constraints hold as for any other row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import batched
from typing import Any

from django.db import connection
from django.db.models import Model

ROWS_AT_ONCE = 500


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
    fields = [
        field for field in model._meta.concrete_fields if not (field.generated or field is model._meta.auto_field)
    ]
    prepared = (
        [field.get_db_prep_save(field.pre_save(one, add=True), connection) for field in fields] for one in objects
    )
    write(model._meta.db_table, [str(field.column) for field in fields], prepared)
    if known_by:
        _learn_ids(model, objects, known_by)


def _learn_ids(model: type[Model], objects: Sequence[Model], known_by: str) -> None:
    for some in batched(objects, ROWS_AT_ONCE, strict=False):
        by_value = {getattr(one, known_by): one for one in some}
        found = model._base_manager.filter(**{f"{known_by}__in": list(by_value)}).values_list(known_by, "pk")
        for value, pk in found:
            by_value[value].pk = pk
            by_value[value]._state.adding, by_value[value]._state.db = False, connection.alias
