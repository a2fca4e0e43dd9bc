"""Questions to the database that strangers have it asked in great numbers: what SQL a queryset becomes is worked out once.

    _ADDRESS = Prepared(lambda: Publication.objects.standing().filter(address=Given("address")).values_list("pk", "record"))
    _ADDRESS.rows(address="2026-11-26-payments")

So what may be seen stays where it is said, in a queryset, and a page does not pay for putting it into words each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Expression, QuerySet

from postincident import bulk


class Given(Expression):
    """A value that is known when the question is asked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


class _Words:
    """A queryset as the database in use hears it, and what makes Python's values of the rows it answers."""

    def __init__(self, queryset: QuerySet[Any, Any]) -> None:
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        self.sql, self.params = compiler.as_sql()
        columns = [column[0] for column in compiler.select[: compiler.col_count]]
        self.converters = [(place, *found) for place, found in compiler.get_converters(columns).items()]

    def values(self, given: dict[str, Any]) -> list[Any]:
        return [_adapted(given[one.name]) if isinstance(one, Given) else one for one in self.params]

    def converted(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        values = list(row)
        for place, converters, expression in self.converters:
            for convert in converters:
                values[place] = convert(values[place], expression, connection)
        return tuple(values)


def _adapted(value: Any) -> Any:
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


class Prepared:
    """`make` returns a queryset of `values_list` in which each `Given` stands for what `rows` is given by that name."""

    def __init__(self, make: Callable[[], QuerySet[Any, Any]]) -> None:
        self.make = make
        self.words: dict[str, _Words] = {}  # by the kind of database

    def rows(self, **given: Any) -> Iterator[tuple[Any, ...]]:
        words = self.words.get(connection.vendor)
        if words is None:
            words = self.words[connection.vendor] = _Words(self.make())
        with bulk.planned() as cursor:
            cursor.execute(words.sql, words.values(given))
            return iter([words.converted(row) for row in cursor.fetchall()])

    def row(self, **given: Any) -> tuple[Any, ...] | None:
        """The first."""
        return next(self.rows(**given), None)
