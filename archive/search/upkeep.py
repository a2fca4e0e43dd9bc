"""After migrations: an index that is not there is made. A migration that changes what is worked out empties it."""

from __future__ import annotations

from typing import Any

from django.db import connection

from archive.models import Derived, Record
from archive.search import index


def after_migrations(*, using: str, **kwargs: Any) -> None:
    if using == connection.alias and Derived._meta.db_table in connection.introspection.table_names() and _is_missing():
        index.rebuild()


def _is_missing() -> bool:
    return Record.objects.exists() and not Derived.objects.exists()
