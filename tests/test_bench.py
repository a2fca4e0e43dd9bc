"""The measurements run, on the database under test, with sizes so small that their figures mean nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from bench.figure import Figure

ROOT = Path(__file__).resolve().parent.parent
TINY = {
    "contacts": 60,
    "many": 80,
    "incidents": 22,
    "responses": 20,
    "records": 30,
    "updates": 20,
    "requests": 8,
    "times": 1,
    "audiences": 3,
    "runs": 1,
}


def run(*names):
    environ = {name: value for name, value in os.environ.items() if name not in ("DEBUG", "DATABASE_URL")}
    if connection.vendor == "postgresql":
        environ["DATABASE_URL"] = os.environ["DATABASE_URL"]
    options = [f"--{name}={value}" for name, value in TINY.items()]
    command = [sys.executable, "-m", "bench", *names, *options]
    return subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=600)


@pytest.fixture(scope="module")
def table():
    done = run()
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize(
    "what",
    [
        "send 60 of ",
        "relay that answers after 20 ms, 1 connections",
        "each of 80 : 60 recipients",
        "pages while 40 leave",
        "workspace, 22 : 22 incidents",
        "archive search, one word",
        "a theme, 20 : 20 responses",
        "suggest themes for 20 responses",
        "public post page",
        "feedback form",
        "feedback answer stored",
        "index 30 records anew",
        "counts beside it: a rare word",
        "a common word between dates, p95, 30 : 4",
        "page: a prefix",
        "4 kB of Markdown made safe",
        "draft for 3 audiences in one action",
        "import 20 updates",
        "verify 30 records",
    ],
)
def test_it_prints_a_ratio(table, what):
    (line,) = [line for line in table.splitlines() if what in line]
    ratios = [float(word) for word in line.split("  ") if word.strip().replace(".", "", 1).isdecimal()]
    assert len(ratios) == 1
    assert ratios[0] > 0


def test_it_refuses_a_name_it_does_not_know():
    done = run("sendin")
    assert done.returncode == 2
    assert "not one of sending, pages" in done.stderr


def test_an_aim_is_met_or_not():
    assert Figure("x", "1", ratio=0.8, aim="≥ 0.7").met == "met"
    assert Figure("x", "1", ratio=0.6, aim="≥ 0.7").met == "NOT MET"
    assert Figure("x", "1", ratio=1.5, aim="≤ 1.5").met == "met"
    assert Figure("x", "1", ratio=1.2, aim="≤ 1.5", holds=False).met == "NOT MET"
    assert Figure("x", "1", ratio=1.2).met == ""
