"""An installation with so many incidents and contacts, in a process of its own: python -m bench.installation COUNT

Says which pages it has, then gets each page whose name it is told and answers how long it took and with how many queries.
"""

from __future__ import annotations

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
def installation(count: int, url: str) -> Iterator[Installation]:
    command = [sys.executable, "-m", "bench.installation", str(count)]
    environ = os.environ | {"DATABASE_URL": url}
    with subprocess.Popen(command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Installation(process)
        finally:
            process.terminate()


def main(count: int) -> None:
    import django

    django.setup()
    from bench.figure import seconds
    from bench.pages import addresses, get, prepare, queries_of, reader

    prepare(count)
    pages, client = addresses(), reader()
    print(json.dumps(list(pages)), flush=True)
    for line in sys.stdin:
        url = pages[line.strip()]
        taken = seconds(lambda url=url: get(client, url))
        print(json.dumps([taken, queries_of(client, url)]), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
