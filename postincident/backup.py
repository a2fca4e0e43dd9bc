"""A copy of the whole database in one file, taken while it is in use."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext as _

from postincident.errors import Refused


def back_up(path: Path) -> int:
    """Write the backup, readable by this user only. Returns its size in bytes. Raises Refused with nothing left behind."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError as error:
        raise Refused("exists", _("%(path)s is there already. Give a new name.") % {"path": path}) from error
    except OSError as error:
        raise Refused("path", f"{path}: {error.strerror}") from error
    try:
        (_back_up_sqlite if connection.vendor == "sqlite" else _back_up_postgresql)(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path.stat().st_size


def _back_up_sqlite(path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    with closing(sqlite3.connect(path)) as copy:
        (said,) = copy.execute("PRAGMA integrity_check").fetchone()
    if said != "ok":
        raise Refused("damaged", _("The copy is damaged: %(said)s") % {"said": said})


def _back_up_postgresql(path: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise Refused("no_pg_dump", _("pg_dump is not on the PATH. Install PostgreSQL's client programs."))
    said = connection.get_connection_params()
    variables = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    variables |= {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY"}
    # By the environment, since a password among the arguments can be read by every user of the machine.
    environment = os.environ | {variables[name]: str(value) for name, value in said.items() if name in variables}
    done = subprocess.run(  # noqa: S603 - found on the PATH, no argument from outside but the path
        [program, "--format=custom", "--no-owner", "--no-privileges", f"--file={path}"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Refused("pg_dump", done.stderr.strip())
