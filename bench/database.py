"""An empty, migrated database, made once and copied for each measurement. Only databases of its own are touched."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import psycopg
from psycopg import sql


class Database(Protocol):
    name: str
    url: str  # of the original, to be migrated

    def copy(self, folder: Path, name: str) -> str: ...

    def drop(self) -> None: ...


class SQLite:
    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        self.path = folder / "original.sqlite3"
        self.url = f"sqlite:///{self.path}"

    def copy(self, folder: Path, name: str) -> str:
        path = folder / f"bench-{name}.sqlite3"
        shutil.copy(self.path, path)
        return f"sqlite:///{path}"

    def drop(self) -> None:
        """The files go with their folder."""


class PostgreSQL:
    """On the server of DATABASE_URL, beside whatever is there, under names of its own."""

    name = "PostgreSQL"

    def __init__(self, server: str) -> None:
        self.server = server
        self.made: list[str] = []
        self.url = self._make("original")

    def _make(self, suffix: str, template: str = "template0") -> str:
        name = f"postincident_bench_{os.getpid()}_{suffix}"
        self._do("CREATE DATABASE {} TEMPLATE {}", name, template)
        self.made.append(name)
        return urlsplit(self.server)._replace(path=f"/{name}").geturl()

    def _do(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def copy(self, folder: Path, name: str) -> str:
        return self._make(name, self.made[0])

    def drop(self) -> None:
        for name in self.made:
            self._do("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def choose(folder: Path) -> Database:
    server = os.environ.get("DATABASE_URL", "")
    return PostgreSQL(server) if server.startswith("postgres") else SQLite(folder)
