"""Files that want to be too much: each is read or refused with a sentence, and takes no more memory than it may."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from archive.importers import json_file, mail, table
from archive.importers.found import Problem
from archive.verbs import reading
from tests.archive.letters import MAILBOX
from tests.archive.statuspage import as_bytes, older_incident
from tests.archive.tables import KNOWN
from tests.archive.zips import a_zip, bomb

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[2]
MB = 1 << 20
IMPORT_MB = 8
MOST_GROWN = 160  # of an import that may have 8 MB; an importer that holds 2 GB, or what they unpack to, is far beyond
LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
ATOM = b'xmlns="http://www.w3.org/2005/Atom"'


def sparse(path):
    """A line of 2 GB that takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(2048 * MB)


def content(data):
    return lambda path: path.write_bytes(data())


HOSTILE = {
    "a line of 2 GB": ("history.json", sparse, "larger than 8 MB"),
    "a line of 2 GB in a zip": ("history.zip", content(lambda: bomb("history.json", 2000 * MB)), "larger than 8 MB"),
    "a zip of many such": (
        "history.zip",
        content(lambda: a_zip({f"{n}.json": b"[" + b" " * (7 * MB) for n in range(40)})),
        "only a trap does",
    ),
    "lists in lists": ("history.json", content(lambda: b'{"incident_updates": ' + b"[" * (3 * MB)), "not JSON"),
    "many small values": ("history.json", content(lambda: b'["incident_updates"' + b",{}" * (2 * MB) + b"]"), "values"),
    "elements in elements": ("feed.xml", content(lambda: b"<feed " + ATOM + b">" + b"<a>" * (2 * MB)), "nested too"),
    "entities of entities": (
        "feed.xml",
        content(lambda: b'<!DOCTYPE feed [<!ENTITY l0 "ha">' + LAUGHS + b"]><feed " + ATOM + b">&l9;</feed>"),
        "document type",
    ),
    "a cell without an end": ("a.csv", content(lambda: KNOWN + b'19,"' + b"x" * (7 * MB)), "longer than"),
    "many cells": ("a.csv", content(lambda: KNOWN + b"," * (7 * MB)), "longer than"),
    "many rows": ("a.csv", content(lambda: b"Title,Time,Text\n" + b"a,,b\n" * 210_000), "more than 200000 rows"),
    "many letters": ("a.mbox", content(lambda: b"From x 00:00\n\n" * (MB // 2)), "more than 50000 letters"),
    "a letter of many lines": ("a.eml", content(lambda: b"From: a\nDate: b\n\n" + b"\n" * (7 * MB)), "more lines"),
    "a letter of many parts": (
        "a.eml",
        content(lambda: b"From: a\nDate: b\n" + b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" * 90_000),
        "more lines or parts",
    ),
    "no text at all": ("a.md", content(lambda: b"# Down\n\n" + os.urandom(7 * MB)), "than a page ever is"),
    "a text of 7 MB": (
        "a.md",
        content(lambda: b"# Down on 2024-05-02\n\n" + b"2024-05-02 x\n" * (MB // 2)),
        "longer than",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_ends_in_a_sentence_and_in_bounded_memory(name, tmp_path):
    file, make, said = HOSTILE[name]
    make(tmp_path / file)
    command = [sys.executable, "-m", "tests.archive.peak", str(tmp_path / file)]
    environment = os.environ | {"IMPORT_MB": str(IMPORT_MB), "DEBUG": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    assert any(said in sentence for sentence in found["problems"]), found
    assert found["messages"] == 0
    assert found["grown"] < MOST_GROWN, found


@pytest.mark.parametrize(
    ("module", "limit", "name", "data"),
    [
        (json_file, "MOST_VALUES", "a.json", as_bytes(older_incident())),
        (table, "MOST_ROWS", "a.csv", KNOWN),
        (mail, "MOST_LETTERS", "a.mbox", MAILBOX),
    ],
    ids=["values", "rows", "letters"],
)
def test_what_is_too_much_is_refused_whole(monkeypatch, module, limit, name, data):
    monkeypatch.setattr(module, limit, 3)
    (problem,) = reading.read_file(name, data)
    assert "more than 3" in problem.sentence and "Import it in parts" in problem.sentence


def test_an_import_has_an_end(monkeypatch):
    monkeypatch.setattr(reading, "MOST_ENTRIES", 7)
    found = list(reading.read_files((f"{n}.json", as_bytes(older_incident(str(n)))) for n in range(9)))
    assert [isinstance(one, Problem) for one in found] == [False, False, True]
    assert "more than 7 entries" in found[-1].sentence and found[-1].place.startswith("2.json")
