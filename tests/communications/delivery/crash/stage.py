"""A database, a mail server and workers as real processes, so that one of them can be killed."""

import json
import os
import signal
import subprocess
import sys
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command

from tests.communications.delivery.crash import warm
from tests.communications.delivery.crash.seed import READER, send_unconfirmed_again
from tests.processes import empty_database, until

HERE = Path(__file__).resolve().parent


def original(folder, seed, size, *, migrate=False):
    """A database with work for so many, made by `seed`. It begins as the tests' own, so that nobody migrates again."""
    database = empty_database(folder, f"crash_{seed.__name__}_{size}")
    environ = environment(folder, database.url)
    if migrate:
        warm.run(environ, call_command, "migrate", "--verbosity=0")
    else:
        database.take_over()
    warm.run(environ, seed, size)
    return database


def environment(folder, url, **more):
    own = {
        "DEBUG": "1",
        "DATABASE_URL": url,
        "VAR_DIR": str(folder / "var"),
        "MAIL_DOMAIN": "northwind.example",
        "LEASE_SECONDS": "1",
        "HOST_AWAY_SECONDS": "3",
        "WORKER_POLL_SECONDS": "0.1",
        "DELIVERY_RETRY_SECONDS": "1",
        "MAIL_PATIENCE_SECONDS": "30",
    }
    return dict(os.environ) | own | more


class Arrivals:
    """What the mail server has noted so far, without the application's own mail to people such as that a release was paused.
    Read on, not again, since it is looked at every millisecond."""

    def __init__(self, path):
        self.path, self.place, self.lines = path, 0, []

    def __call__(self):
        with self.path.open("rb") as file:
            file.seek(self.place)
            whole, end, _rest = file.read().rpartition(b"\n")
        self.place += len(whole) + len(end)
        self.lines += [line for line in whole.decode().splitlines() if line.startswith(READER)]
        return self.lines


class Stage:
    def __init__(self, folder, database, connections=1):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.database, self.connections, self.port = folder, database, connections, 0
        self.mail_patience = 30
        self.url = database.copy(folder)
        self.mail = folder / "mail"
        self.arrivals = Arrivals(self.mail / "received")

    @contextmanager
    def mail_server(self, moods=None):
        self.mail.mkdir()
        for name in ("received", "faults"):
            (self.mail / name).touch()
        (self.mail / "moods.json").write_text(json.dumps(moods or {}))
        command = [sys.executable, str(HERE / "mail_server.py"), str(self.mail)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
        try:
            self.port = int(process.stdout.readline())
            yield
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()

    def start_worker(self, machine=0):
        """`machine`: which of several, each with a folder of journals that the others cannot read."""
        mail = {"EMAIL_URL": f"smtp://127.0.0.1:{self.port}", "EMAIL_CONNECTIONS": str(self.connections)}
        mail["MAIL_PATIENCE_SECONDS"] = str(self.mail_patience)
        environ = environment(self.folder, self.url, JOURNAL_DIR=str(self.folder / f"journal{machine}"), **mail)
        return warm.Forked(environ, warm.worker)

    @contextmanager
    def workers(self, count, machines=(0,)):
        """Those that still live at the end are asked to stop, and must do so cleanly."""
        started = [self.start_worker(machines[number % len(machines)]) for number in range(count)]
        try:
            yield started
            alive = [one for one in started if one.is_alive()]
            for one in alive:
                one.stop()
            for one in alive:
                one.join(60)
            assert [one.exitcode for one in alive] == [0] * len(alive)
        finally:
            for one in started:
                one.kill()
                one.join()

    def kill_when(self, condition):
        with self.workers(1) as (worker,):
            until(condition)
            worker.kill()
            worker.join()

    def work_until(self, condition, workers=1, patience=60):
        with self.workers(workers):
            until(condition, patience, every=0.05)

    def is_finished(self):
        return self.rows("SELECT state FROM communications_release") == [("finished",)]

    def send_unconfirmed_again(self):
        warm.run(environment(self.folder, self.url), send_unconfirmed_again)

    def received(self):
        """recipient → Message-IDs, once for each time."""
        found = defaultdict(list)
        for line in self.arrivals():
            recipient, message_id = line.split()
            found[recipient].append(message_id)
        return found

    def faults(self):
        """recipient → what went wrong."""
        return dict(line.split(" ", 1) for line in (self.mail / "faults").read_text().splitlines())

    def rows(self, query):
        return self.database.rows(self.url, query)

    def states(self):
        found = defaultdict(set)
        for address, state in self.rows("SELECT address, state FROM communications_delivery"):
            found[state].add(address)
        return found
