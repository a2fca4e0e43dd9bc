"""What tests with real processes share: a port, a database of their own, a mail server, waiting for something."""

import itertools
import os
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
OURS = ("DATABASE_URL", "DEBUG", "HOST", "PORT", "BASE_URL", "ALLOWED_HOSTS", "EMAIL_URL", "MAIL_PROVIDER", "VAR_DIR")


def clean_environment():
    """What we were started with, without any setting of an installation."""
    return {name: value for name, value in os.environ.items() if name not in OURS}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(condition, seconds=60, every=0.005):
    """Returns what the condition says as soon as that is true."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        if time.monotonic() > end:
            raise AssertionError(f"still not so after {seconds} s")
        time.sleep(every)
    return found


class SQLite:
    """The original is a file; everybody works on a copy."""

    def __init__(self, folder, name="original"):
        self.path = folder / f"{name}.sqlite3"
        self.url = f"sqlite:///{self.path}"

    def take_over(self):
        """All that the tests' own database holds."""
        self._copy(connection.settings_dict["NAME"], self.path)

    def copy(self, folder):
        self._copy(self.path, folder / "db.sqlite3")
        return f"sqlite:///{folder / 'db.sqlite3'}"

    @staticmethod
    def _copy(source, target):
        """Also what stands in the write-ahead log as yet."""
        with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
            one.backup(other)

    @staticmethod
    def rows(url, query):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=20)) as database:
            return database.execute(query).fetchall()


class PostgreSQL:
    """The original is a database on the server of DATABASE_URL; so are its copies."""

    def __init__(self, folder, name="original"):
        self.name = f"{name}_{os.getpid()}"
        self.numbers = itertools.count(1)
        self._make(self.name)
        self.url = self._url(self.name)

    @staticmethod
    def _url(name):
        return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()

    def _make(self, name, template="template0"):
        with psycopg.connect(self._url("postgres"), autocommit=True) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    def take_over(self):
        """All that the tests' own database holds. Nobody may be connected to what is copied."""
        connection.close()
        connection.close_pool()
        tests = connection.settings_dict["NAME"]
        self.end_sessions(self._url(tests))
        self._make(self.name, tests)

    def copy(self, folder):
        name = f"{self.name}_{next(self.numbers)}"
        self._make(name, self.name)
        return self._url(name)

    def end_sessions(self, url):
        """Of everybody, at once. Returns how many there were."""
        name = urlsplit(url).path.removeprefix("/")
        with psycopg.connect(self._url("postgres"), autocommit=True) as server:
            ended = server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
            return len(ended.fetchall())

    @staticmethod
    def rows(url, query):
        with psycopg.connect(url) as database:
            return database.execute(query).fetchall()


def empty_database(folder, name):
    """A database of its own on the engine the tests run on."""
    return (SQLite if connection.vendor == "sqlite" else PostgreSQL)(folder, name)


@contextmanager
def mail_server(folder):
    """Gives the port of a real SMTP server in a process of its own; `folder` holds what arrived."""
    folder.mkdir(exist_ok=True)
    (folder / "received").touch()
    command = [sys.executable, str(ROOT / "tests" / "smtp_process.py"), str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        yield int(process.stdout.readline())
    finally:
        process.kill()
        process.communicate()
