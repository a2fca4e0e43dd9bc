"""Copying a whole installation from one database to another, whichever of the two engines each is.

Rows go across with their ids and times as they are. What migrations and start-up put into the target is taken out
first; guards and constraints stay in place, since nothing here changes a row. What is worked out from rows is made anew: by
triggers as they come (`registry.reckoned`), or afterwards by the commands in `registry.upkeep` (the search index).
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import batched
from typing import Any

import environ
from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from postincident.errors import Refused
from postincident.models import Incident, User
from postincident.registry import registry

ROWS_AT_ONCE = 1000


def run_on(url: str, *command: str) -> str:
    """Run a management command of this installation with another database as its own."""
    done = subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, str(settings.BASE_DIR / "manage.py"), *command],
        env=os.environ | {"DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Refused("command", f"manage.py {command[0]}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout.strip()


@contextmanager
def connected(alias: str, url: str) -> Iterator[BaseDatabaseWrapper]:
    """A connection to the database at a URL under a name of its own."""
    config = environ.Env.db_url_config(url)
    if config.get("ENGINE", "") not in ("django.db.backends.sqlite3", "django.db.backends.postgresql"):
        raise Refused("url", _("A database is sqlite:////path/to/file or postgresql://user:password@host/name."))
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20}
    connections.settings = connections.configure_settings({**connections.settings, alias: config})
    try:
        yield connections[alias]
    finally:
        connections[alias].close()
        del connections[alias]
        connections.settings.pop(alias)


def copied_models() -> list[type[models.Model]]:
    """Every table that belongs to a model, each once; not what the target reckons from them."""
    every = apps.get_models(include_auto_created=True)
    own = (model for model in every if model._meta.managed and not model._meta.proxy)
    return [model for model in own if model._meta.label_lower not in registry.reckoned]


def copy(source_url: str, target_url: str) -> dict[str, int]:
    """Copy all rows. Returns how many went into each table. Raises Refused when either end is not as it must be."""
    with connected("source", source_url) as source, connected("target", target_url) as target:
        _check_source(source)
        _check_target_is_empty(target)
        target.close()
        run_on(target_url, "migrate", "--verbosity=0")
        with transaction.atomic("source"), transaction.atomic("target"):
            _see_one_moment(source)
            counts = _copy_rows(source, target)
        _check_counts(source, target, counts)
    for command in registry.upkeep:
        run_on(target_url, command)
    return counts


def _check_source(source: BaseDatabaseWrapper) -> None:
    executor = MigrationExecutor(source)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise Refused("source", _("The source is not up to date. Run `manage.py migrate` on it first."))


def _check_target_is_empty(target: BaseDatabaseWrapper) -> None:
    tables = set(target.introspection.table_names())
    for model in (User, Incident):
        manager = model._base_manager.using(target.alias)
        if model._meta.db_table in tables and manager.exists():
            raise Refused("target", _("The target holds people or incidents already. Give an empty database."))
    if tables and User._meta.db_table not in tables:
        raise Refused("target", _("The target holds the tables of something else. Give an empty database."))


def _see_one_moment(source: BaseDatabaseWrapper) -> None:
    """All tables as of one instant; SQLite does so anyway, since the transaction holds the only right to write."""
    if source.vendor == "postgresql":
        with source.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


def _copy_rows(source: BaseDatabaseWrapper, target: BaseDatabaseWrapper) -> dict[str, int]:
    every = copied_models()
    with target.cursor() as cursor:
        for model in every:
            cursor.execute(f"DELETE FROM {target.ops.quote_name(model._meta.db_table)}")  # noqa: S608
    counts = {model._meta.db_table: _copy_table(model, source, target) for model in every}
    with target.cursor() as cursor:
        for statement in target.ops.sequence_reset_sql(no_style(), every):
            cursor.execute(statement)
    return counts


def _copy_table(model: type[models.Model], source: BaseDatabaseWrapper, target: BaseDatabaseWrapper) -> int:
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    quote = target.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    insert = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    rows = model._base_manager.using(source.alias).order_by("pk").values_list(*(field.attname for field in fields))
    count = 0
    with target.cursor() as cursor:
        for some in batched(rows.iterator(chunk_size=ROWS_AT_ONCE), ROWS_AT_ONCE, strict=False):
            cursor.executemany(insert, [_prepared(fields, row, target) for row in some])
            count += len(some)
    return count


def _prepared(fields: Sequence[models.Field[Any, Any]], row: Sequence[Any], target: BaseDatabaseWrapper) -> list[Any]:
    return [field.get_db_prep_save(value, target) for field, value in zip(fields, row, strict=True)]


def _check_counts(source: BaseDatabaseWrapper, target: BaseDatabaseWrapper, counts: dict[str, int]) -> None:
    for model in copied_models():
        table = model._meta.db_table
        there = [model._base_manager.using(end.alias).count() for end in (source, target)]
        if there != [counts[table]] * 2:
            raise Refused(
                "counts",
                _("%(table)s holds %(source)s rows in the source and %(target)s in the target. Was somebody writing?")
                % {"table": table, "source": there[0], "target": there[1]},
            )
