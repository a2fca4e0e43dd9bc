"""python -m bench [NAMES] [--contacts N] [--many N] [--incidents N] [--responses N] [--records N] [--updates N] [--requests N] [--times N] [--audiences N] [--runs N]"""

from __future__ import annotations

import argparse
import json
import os
import platform
import secrets
import subprocess
import sys
import tempfile
from dataclasses import asdict, fields
from pathlib import Path

from bench.database import Database, choose
from bench.figure import Figure, heading
from bench.one import COMPARE_TWO, MEASUREMENTS
from bench.sizes import Sizes

ROOT = Path(__file__).resolve().parent.parent


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Ratios against a baseline of the same run.")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"of {', '.join(MEASUREMENTS)}; all when none is given"
    )
    for field in fields(Sizes):
        parser.add_argument(f"--{field.name}", type=int, default=field.default)
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(MEASUREMENTS):
        parser.error(f"{', '.join(sorted(unknown))}: not one of {', '.join(MEASUREMENTS)}")
    return arguments


def environment(folder: Path) -> dict[str, str]:
    """A production installation of its own on loopback; nothing of the caller's settings but the machine's."""
    own = {
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "VAR_DIR": str(folder),
        "DEBUG": "0",
        "INSECURE_LOOPBACK": "1",
        "ALLOWED_HOSTS": "127.0.0.1",
        "ORGANISATION": "Northwind Payments",
        "DEFAULT_FROM_EMAIL": "incidents@northwind.example",
        "WORKER_POLL_SECONDS": "0.1",
        "LOG_LEVEL": "ERROR",
        **{name: secrets.token_urlsafe(48) for name in ("SECRET_KEY", "LINK_KEY", "ADDRESS_KEY")},
    }
    kept = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH")
    return {name: os.environ[name] for name in kept if name in os.environ} | own


def prepare(database: Database, environ: dict[str, str]) -> None:
    for command in (["migrate", "--verbosity", "0"], ["collectstatic", "--no-input", "--verbosity", "0"]):
        subprocess.run(
            [sys.executable, "manage.py", *command], check=True, cwd=ROOT, env=environ | {"DATABASE_URL": database.url}
        )


def measure(name: str, environ: dict[str, str], sizes: Sizes) -> int:
    """In a process of its own; prints each figure as it comes."""
    command = [sys.executable, "-m", "bench.one", name, json.dumps(asdict(sizes))]
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            print(Figure(**json.loads(line)).as_row(), flush=True)
    return process.returncode


def databases(database: Database, folder: Path, name: str) -> dict[str, str]:
    """A fresh one for each measurement; two for what compares two installations."""
    urls = {"DATABASE_URL": database.copy(folder, name)}
    return urls | ({"OTHER_DATABASE_URL": database.copy(folder, f"{name}_other")} if name in COMPARE_TWO else {})


def main() -> int:
    arguments = read_arguments()
    sizes = Sizes(**{field.name: getattr(arguments, field.name) for field in fields(Sizes)})
    failed = 0
    with tempfile.TemporaryDirectory(prefix="postincident-bench-") as path:
        folder = Path(path)
        database = choose(folder)
        environ = environment(folder)
        try:
            prepare(database, environ)
            load = os.getloadavg()[0]
            print(
                f"\n{database.name}, {os.cpu_count()} cores, {platform.machine()}, load {load:.2f} before\n\n{heading()}"
            )
            for name in dict.fromkeys(arguments.names or MEASUREMENTS):
                failed |= measure(name, environ | databases(database, folder, name), sizes)
        finally:
            database.drop()
    return failed


if __name__ == "__main__":
    sys.exit(main())
