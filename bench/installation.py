"""An installation with so many of what a measurement needs, in a process of its own: python -m bench.installation COUNT MEASUREMENT

Says which pages it has, then gets each page whose name it is told and answers how long it took and with how many queries.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


class Installation:
    """The other end of the pipe."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.pages: list[str] = []

    def is_ready(self) -> None:
        self.pages = json.loads(self._line())

    def get(self, page: str) -> tuple[float, int]:
        """Seconds, queries."""
        print(page, file=self.process.stdin, flush=True)
        taken, queries = json.loads(self._line())
        return taken, queries

    def _line(self) -> str:
        line = self.process.stdout.readline() if self.process.stdout else ""
        if not line:
            raise RuntimeError("The installation ended; what went wrong stands above.")
        return line


@contextmanager
def installation(count: int, url: str, measurement: str) -> Iterator[Installation]:
    command = [sys.executable, "-m", "bench.installation", str(count), measurement]
    environ = os.environ | {"DATABASE_URL": url}
    with subprocess.Popen(command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Installation(process)
        finally:
            process.terminate()


def main(count: int, measurement: str) -> None:
    import django

    django.setup()
    from bench.figure import seconds
    from bench.pages import get, queries_of, reader

    scene = importlib.import_module(f"bench.{measurement}")
    scene.prepare(count)
    pages, client = scene.addresses(), reader()
    print(json.dumps(list(pages)), flush=True)
    for line in sys.stdin:
        url = pages[line.strip()]
        taken = seconds(lambda url=url: get(client, url))
        print(json.dumps([taken, queries_of(client, url)]), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
