"""A database, a mail server and workers as real processes, so that one of them can be killed."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from tests.processes import ROOT, empty_database, mail_server, until

HERE = Path(__file__).resolve().parent


def original(folder, size, seed="seed"):
    """A migrated database with work for so many: one release that is due, or what another seed makes."""
    database = empty_database(folder, f"crash_{seed}")
    seed = [sys.executable, str(HERE / f"{seed}.py"), str(size)]
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
        self.mail, self.port = folder / "mail", 0

    @contextmanager
    def mail_server(self):
        with mail_server(self.mail) as self.port:
            yield

    def start_worker(self):
        environ = environment(self.folder, self.url, EMAIL_URL=f"smtp://127.0.0.1:{self.port}")
        return subprocess.Popen(
            [sys.executable, "manage.py", "worker"], cwd=ROOT, env=environ, stdout=subprocess.DEVNULL
        )

    def kill_after(self, count, seconds):
        """kill -9 so long after so many have arrived. Returns how many had arrived when it was dead."""
        self.kill_when(lambda: len(self.received()) >= count, seconds)
        return len(self.received())

    def kill_when(self, condition, seconds=0):
        worker = self.start_worker()
        try:
            until(condition)
            time.sleep(seconds)
        finally:
            worker.send_signal(signal.SIGKILL)
            worker.wait()

    def finish(self):
        self.work_until(lambda: self.rows("SELECT state FROM communications_release") == [("finished",)])

    def work_until(self, condition):
        """Another worker takes over; then it is asked to stop, and must do so cleanly."""
        worker = self.start_worker()
        try:
            until(condition)
        finally:
            worker.send_signal(signal.SIGTERM)
            code = worker.wait(20)
        assert code == 0

    def received(self):
        return (self.mail / "received").read_text().splitlines()

    def rows(self, query):
        return self.database.rows(self.url, query)

    def states(self):
        found = {}
        for address, state in self.rows("SELECT address, state FROM communications_delivery"):
            found.setdefault(state, []).append(address)
        return found
