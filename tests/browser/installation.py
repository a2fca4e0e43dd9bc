"""A whole installation as real processes: `scripts/run.py` with web server and worker, a mail server, a database of its own."""

import email
import email.policy
import secrets
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager

from tests.processes import ROOT, clean_environment, empty_database, free_port, mail_server, until

KEYS = {name: secrets.token_urlsafe(48) for name in ("SECRET_KEY", "LINK_KEY", "ADDRESS_KEY")}


def environment(var, url, **more):
    """Production's settings on loopback, with a worker that looks for work often."""
    own = {
        "DJANGO_SETTINGS_MODULE": "postincident.settings",
        "DEBUG": "0",
        "INSECURE_LOOPBACK": "1",
        "DATABASE_URL": url,
        "VAR_DIR": str(var),
        "ORGANISATION": "Northwind Payments",
        "DEFAULT_FROM_EMAIL": "incidents@northwind.example",
        "WORKER_POLL_SECONDS": "0.1",
    }
    return clean_environment() | KEYS | own | more


def run(environ, *command):
    """Runs a program to its end and returns what it printed."""
    program = [sys.executable, *command]
    return subprocess.run(program, check=True, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True).stdout


class Original:
    """A migrated database with its people: made once, copied for every installation."""

    def __init__(self, folder):
        self.database = empty_database(folder, "browser")
        run(environment(folder / "var", self.database.url), "tests/browser/seed.py")


def answers(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Installation:
    def __init__(self, folder, original):
        self.var, self.mail, self.log = folder / "var", folder / "mail", folder / "server.log"
        self.url = original.database.copy(folder)
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"

    def environment(self, **more):
        return environment(self.var, self.url, PORT=str(self.port), BASE_URL=self.base, **more)

    def run(self, *command):
        """Another program of this installation, such as one that puts rows in its database. Returns what it printed."""
        return run(self.environment(), *command)

    @contextmanager
    def running(self):
        with mail_server(self.mail) as mail_port, self.log.open("w") as log:
            process = subprocess.Popen(
                [sys.executable, "scripts/run.py"],
                cwd=ROOT,
                env=self.environment(EMAIL_URL=f"smtp://127.0.0.1:{mail_port}"),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                until(lambda: "Ctrl-C ends it" in self.said() or process.poll() is not None, every=0.05)
                assert process.poll() is None, self.said()
                yield self
            finally:
                process.send_signal(signal.SIGTERM)  # a shell in the background has SIGINT ignored
                code = process.wait(60)
        assert code == 0, self.said()

    @contextmanager
    def serving(self):
        """The web server without the worker: what a test puts into the database stays as it was put."""
        self.run("manage.py", "collectstatic", "--no-input", "--verbosity", "0")
        address = ["--host", "127.0.0.1", "--port", str(self.port)]
        options = ["--interface", "wsgi", "--workers", "1", "--blocking-threads", "1", "--log-level", "warning"]
        command = [sys.executable, "-m", "granian", *address, *options, "postincident.wsgi:application"]
        with mail_server(self.mail) as mail_port, self.log.open("w") as log:
            environ = self.environment(EMAIL_URL=f"smtp://127.0.0.1:{mail_port}")
            process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=log, stderr=subprocess.STDOUT)
            try:
                until(lambda: answers(self.port) or process.poll() is not None, every=0.05)
                assert process.poll() is None, self.said()
                yield self
            finally:
                process.terminate()
                process.wait(60)

    def said(self):
        """What web server and worker printed so far."""
        return self.log.read_text()

    def messages(self):
        """What arrived at the mail server, oldest first."""
        paths = sorted(self.mail.glob("*.eml"))
        return [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in paths]

    def messages_to(self, address, subject=""):
        return [m for m in self.messages() if m["To"].addresses[0].addr_spec == address and subject in m["Subject"]]

    def message_to(self, address, subject=""):
        """Waits until it has arrived. There must be one and no more."""
        found = until(lambda: self.messages_to(address, subject), seconds=20, every=0.05)
        assert len(found) == 1
        return found[0]
