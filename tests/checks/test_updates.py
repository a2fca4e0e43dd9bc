"""The real texts that checks are measured on, and what collects them from published files."""

import json
import re
import subprocess
import sys

import pytest

from tests.processes import ROOT

FOLDER = ROOT / "tests/checks/updates"
FRONT = "---\ntitle: Slow\naffected:\n  - web\n  # - mail\n  - 'sign-in'\nresolved: true\n---\n\n"


def collected(shape, path, *arguments):
    command = [sys.executable, "scripts/collect_updates.py", shape, path, *arguments]
    output = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in output.splitlines()]


def texts_of(shape, tmp_path, body, front=FRONT):
    (tmp_path / "2026-03-03-slow.md").write_text(front + body)
    return [line["text"] for line in collected(shape, tmp_path)]


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.jsonl")), ids=lambda file: file.stem)
def test_it_holds_texts_with_their_credit(file):
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert all(
        set(line) == {"incident", "services", "text"} and line["incident"] and line["text"].strip() for line in lines
    )
    assert not any(mark in line["text"] for line in lines for mark in ("<!--", "-->", "<Update"))
    row = re.search(
        rf"^\| `{file.name}` \|.*\| {len(lines)} \|.*\[text\]\((.+)\)", (FOLDER / "README.md").read_text(), re.M
    )
    assert "Permission is hereby granted" in (FOLDER / row[1]).read_text()


def test_it_stays_small():
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 400_000


def test_it_names_incident_and_services(tmp_path):
    (tmp_path / "2026-03-03-slow.md").write_text(FRONT + "Pages are slow.")
    line = {"incident": "2026-03-03-slow", "services": ["web", "sign-in"], "text": "Pages are slow."}
    assert collected("cstate", tmp_path) == [line]
    assert collected("cstate", tmp_path, "--without", "2026-03-03-slow") == []


@pytest.mark.parametrize(
    "body, texts",
    [
        ("[Final Message]\nAll is well.\n\n[Initial message]\nPages are slow.", ["Pages are slow.", "All is well."]),
        ("[Update] A cable is cut.\n\n[Initial message] -->\nPages are slow.", ["Pages are slow.", "A cable is cut."]),
        ("Pages are slow.\n\n[edit]\nNo longer.", ["Pages are slow.", "No longer."]),
        ("**Update at 2026-03-03 11:20 UTC**\n\nWell.\n\n**2026-03-03 10:00**\nSlow.", ["Slow.", "Well."]),
        ("<!--\n[Final message]\nNot yet said.\n-->\nPages are slow.", ["Pages are slow."]),
        (
            "[Update](https://example.org) is the page to watch.",
            ["[Update](https://example.org) is the page to watch."],
        ),
    ],
)
def test_it_parts_what_was_written_newest_first(tmp_path, body, texts):
    assert texts_of("cstate", tmp_path, body) == texts


def test_it_parts_elements_and_keeps_what_stands_between(tmp_path):
    body = "import Update from 'x';\n\nSlow.\n\n### Later\n\n<Update date='1'>\n  Less\n  slow.\n</Update>\n\nAsk us."
    assert texts_of("mdx", tmp_path, body) == ["Slow.", "### Later\n\nLess\nslow.", "Ask us."]


def test_it_reads_entries_newest_first(tmp_path):
    incident = {"name": "Slow", "components": ["web"], "updates": [{"body": "Well."}, {"body": "Slow."}]}
    (tmp_path / "found.json").write_text(json.dumps([incident]))
    assert [line["text"] for line in collected("entries", tmp_path / "found.json")] == ["Slow.", "Well."]


def test_it_takes_a_document_whole(tmp_path):
    document = "# Slow\n\n## Timeline\n\n[Final message]"
    assert texts_of("documents", tmp_path, document, front="") == [document]
