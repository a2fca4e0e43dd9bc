"""A database, a mail server and workers as real processes, so that one of them can be killed."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.db import connection

ROOT = Path(__file__).resolve().parents[4]
HERE = Path(__file__).resolve().parent


def until(condition, seconds=60, every=0.005):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"still not so after {seconds} s")
        time.sleep(every)


class SQLite:
    """The original is a file; every stage works on a copy."""

    def __init__(self, folder):
        self.path = folder / "original.sqlite3"
        self.url = f"sqlite:///{self.path}"

    def copy(self, folder):
        shutil.copy(self.path, folder / "db.sqlite3")
        return f"sqlite:///{folder / 'db.sqlite3'}"

    @staticmethod
    def rows(url, query):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=20)) as database:
            return database.execute(query).fetchall()


class PostgreSQL:
    def __init__(self, folder):
        self.name = f"crash_{os.getpid()}"
        self.count = 0
        self._make(self.name)
        self.url = self._url(self.name)

    @staticmethod
    def _url(name):
        return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()

    def _make(self, name, template="template0"):
        with psycopg.connect(self._url("postgres"), autocommit=True) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    def copy(self, folder):
        self.count += 1
        self._make(f"{self.name}_{self.count}", self.name)
        return self._url(f"{self.name}_{self.count}")

    @staticmethod
    def rows(url, query):
        with psycopg.connect(url) as database:
            return database.execute(query).fetchall()


def original(folder, recipients):
    """A migrated database with one release that is due."""
    database = (SQLite if connection.vendor == "sqlite" else PostgreSQL)(folder)
    seed = [sys.executable, str(HERE / "seed.py"), str(recipients)]
    subprocess.run(seed, check=True, cwd=ROOT, env=environment(folder, database.url))
    return database


def environment(folder, url, **more):
    own = {
        "DJANGO_SETTINGS_MODULE": "postincident.settings",
        "DEBUG": "1",
        "DATABASE_URL": url,
        "VAR_DIR": str(folder / "var"),
        "MAIL_DOMAIN": "northwind.example",
        "LEASE_SECONDS": "1",
        "WORKER_POLL_SECONDS": "0.1",
    }
    return os.environ | own | more


class Stage:
    def __init__(self, folder, database):
        self.folder, self.database = folder, database
        self.url = database.copy(folder)
        self.received_file = folder / "received"
        self.received_file.touch()
        self.port = 0

    @contextmanager
    def mail_server(self):
        command = [sys.executable, str(HERE / "smtp_process.py"), str(self.received_file)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            self.port = int(process.stdout.readline())
            yield
        finally:
            process.kill()
            process.communicate()

    def start_worker(self):
        environ = environment(self.folder, self.url, EMAIL_URL=f"smtp://127.0.0.1:{self.port}")
        return subprocess.Popen(
            [sys.executable, "manage.py", "worker"], cwd=ROOT, env=environ, stdout=subprocess.DEVNULL
        )

    def kill_after(self, count, seconds):
        """kill -9 so long after so many have arrived. Returns how many had arrived when it was dead."""
        worker = self.start_worker()
        try:
            until(lambda: len(self.received()) >= count)
            time.sleep(seconds)
        finally:
            worker.send_signal(signal.SIGKILL)
            worker.wait()
        return len(self.received())

    def finish(self):
        """Another worker takes over; then it is asked to stop, and must do so cleanly."""
        worker = self.start_worker()
        try:
            until(lambda: self.rows("SELECT state FROM communications_release") == [("finished",)])
        finally:
            worker.send_signal(signal.SIGTERM)
            code = worker.wait(20)
        assert code == 0

    def received(self):
        return self.received_file.read_text().splitlines()

    def rows(self, query):
        return self.database.rows(self.url, query)

    def states(self):
        found = {}
        for address, state in self.rows("SELECT address, state FROM communications_delivery"):
            found.setdefault(state, []).append(address)
        return found
