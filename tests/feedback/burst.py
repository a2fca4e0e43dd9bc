"""Many clients answer at once through real web servers: python -m tests.feedback.burst [--answers 10000] [--clients 20]."""

import argparse
import json
import secrets
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from subprocess import STDOUT, Popen
from sys import executable
from urllib.parse import urlencode

from tests.browser.installation import answers as listens
from tests.browser.installation import environment, run
from tests.processes import ROOT, free_port, until

PERSONAL = 20  # links that every client answers by at the same time
TWICE = 10  # every tenth answer is sent again, as by somebody who presses twice


class Scene:
    """An installation on a copy of `database`, whose servers answer at the ports of `serving`."""

    def __init__(self, folder, database, *, personal=PERSONAL, **settings):
        self.database, self.url, self.var = database, database.copy(folder), folder / "var"
        self.log, self.settings = folder / "server.log", settings
        said = run(self.environment(), "tests/feedback/seed_burst.py", str(personal))
        self.shared, *self.personal = json.loads(said)
        run(self.environment(), "manage.py", "collectstatic", "--no-input", "--verbosity", "0")

    def environment(self):
        return environment(self.var, self.url, **self.settings)

    @contextmanager
    def serving(self, servers=1, workers=2):
        with ExitStack() as running, self.log.open("w") as log:
            yield [running.enter_context(self._server(workers, log)) for _ in range(servers)]

    @contextmanager
    def _server(self, workers, log):
        port = free_port()
        command = [executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
        command += ["--workers", str(workers), "--blocking-threads", "1", "--log-level", "warning"]
        command.append("postincident.wsgi:application")
        with Popen(command, cwd=ROOT, env=self.environment(), stdout=log, stderr=STDOUT) as process:
            try:
                until(lambda: listens(port) or process.poll() is not None, every=0.05)
                assert process.poll() is None, self.log.read_text()
                yield port
            finally:
                process.terminate()

    def rows(self, query):
        return self.database.rows(self.url, query)


class Client:
    """One browser: a connection that is kept, and made anew when the server closed it. It sends the same form again then."""

    def __init__(self, port):
        self.line = HTTPConnection("127.0.0.1", port, timeout=60)

    def post(self, path, **said):
        body = urlencode(said)
        head = {"Content-Type": "application/x-www-form-urlencoded"}
        for _ in range(3):
            try:
                self.line.request("POST", path, body, head)
                answer = self.line.getresponse()
                return answer.status, answer.getheader("Retry-After"), answer.read().decode()
            except ConnectionError:
                self.line.close()
        raise AssertionError("no answer")


def at_once(clients, do):
    """`do(number)` in as many threads, all begun together. Returns what each returned."""
    ready = threading.Barrier(clients)

    def begin(number):
        ready.wait()
        return do(number)

    with ThreadPoolExecutor(clients) as threads:
        return list(threads.map(begin, range(clients)))


def burst(scene, answers, clients=20):
    """Every answer is stored once, and nothing else is; whoever sent one was thanked."""

    def send(number):
        client, shared, personal = Client(port), Counter(), Counter()
        for n in range(number, answers, clients):
            form = {"form": secrets.token_urlsafe(16), "clear": n % 5 + 1, "words": f"Answer {n}."}
            for _ in range(1 + (n % TWICE == 0)):
                shared[client.post(scene.shared, **form)[0]] += 1
        for path in scene.personal:
            personal[client.post(path, words=f"By {number}.")[0]] += 1
        return shared, personal

    begun = time.monotonic()
    with scene.serving() as (port,):
        said = at_once(clients, send)
    took = time.monotonic() - begun
    shared, personal = (sum(counts, Counter()) for counts in zip(*said, strict=True))
    sent = answers + len(range(0, answers, TWICE))
    assert shared == {200: sent}, shared
    assert personal == {200: len(scene.personal), 404: len(scene.personal) * (clients - 1)}, personal
    words = Counter(row[0] for row in scene.rows("SELECT words FROM feedback_response WHERE words LIKE 'Answer %'"))
    assert words == Counter(f"Answer {n}." for n in range(answers))
    own = scene.rows("SELECT link_id, count(*) FROM feedback_response WHERE words LIKE 'By %' GROUP BY link_id")
    assert [count for _link, count in own] == [1] * len(scene.personal)
    events = scene.rows("SELECT count(*) FROM postincident_event WHERE verb = 'response.given'")
    assert events[0][0] == answers + len(scene.personal)
    return took


def main():
    parser = argparse.ArgumentParser(prog="make soak", description=__doc__.partition("\n")[0])
    parser.add_argument("--answers", type=int, default=10_000)
    parser.add_argument("--clients", type=int, default=20)
    asked = parser.parse_args()
    from tests.processes import empty_database

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scene = Scene(folder, empty_database(folder, "burst"), PUBLIC_POSTS_PER_HOUR="1000000")
        took = burst(scene, asked.answers, asked.clients)
    print(f"burst: {asked.answers} answers of {asked.clients} clients, each stored once, {took:.0f} s")  # noqa: T201


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "postincident.settings")
    django.setup()
    main()
