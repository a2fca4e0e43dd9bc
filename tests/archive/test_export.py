"""A record goes out whole, and whoever has the zip can check it with nothing but Python."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.urls import reverse

from archive.models import Head, Record
from archive.verbs.redaction import redact
from postincident.registry import registry
from tests.archive.factories import make_record
from tests.archive.test_redaction import WORD, as_format_1
from tests.factories import make_incident

CHECK = Path(__file__).parents[2] / "docs" / "check_export.py"
FILE = b"%PDF of the root cause"
FILED = {"name": "root cause.pdf", "size": len(FILE), "digest": hashlib.sha256(FILE).hexdigest()}


@pytest.fixture
def stored(monkeypatch):
    """What a higher app stores of the files, to be changed by a test."""
    files = {FILED["digest"]: FILE}
    monkeypatch.setattr(registry, "record_files", [lambda ids: dict.fromkeys(ids, files)])
    return files


@pytest.fixture
def record(db, stored):
    return make_record(
        attachments=[FILED], text="Zwölf cards – declined.\r\nThen not.", facts={"impact": "Twelve cards"}
    )


@pytest.fixture
def export(sign_in, vera):
    def of(record):
        response = sign_in(vera).get(reverse("archive:record-export", args=[record.number]))
        assert response["Content-Disposition"] == f'attachment; filename="record-{record.number}.zip"'
        return response.content

    return of


def members(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def checked(tmp_path, content, *cited):
    path = tmp_path / "record.zip"
    path.write_bytes(content)
    command = [sys.executable, "-I", str(CHECK), str(path), *cited]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)


def test_the_zip_has_all_of_it(record, export):
    files = members(export(record))
    assert sorted(files) == [
        *("SHA256SUMS", "attachments/01-root_cause.pdf", "head.json"),
        *("record.html", "record.json", "record.md", "record.txt"),
    ]
    assert files["attachments/01-root_cause.pdf"] == FILE
    assert files["record.txt"].decode() == record.body.text
    said = files["record.md"].decode()
    for words in (
        record.title,
        record.body.text,
        "Customers",
        record.digest,
        FILED["digest"],
        "2026-03-06 11:20:00 UTC",
    ):
        assert words in said
    head = json.loads(files["head.json"])
    assert (head["number"], head["digest"]) == (1, Head.objects.get().digest)


def test_the_script_finds_it_as_it_was_filed(record, export, tmp_path):
    done = checked(tmp_path, export(record), record.digest[:8])
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Record 1, digest {record.digest}\nIt is as it was filed.\n"
    assert "not the one that was cited" in checked(tmp_path, export(record), "f" * 64).stderr


def with_sums(files):
    """As somebody would who changes more than one file."""
    rest = {name: content for name, content in files.items() if name != "SHA256SUMS"}
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in rest.items())
    return rest | {"SHA256SUMS": "".join(lines).encode()}


def test_the_script_finds_a_byte_that_was_changed_in_any_file(record, export, tmp_path):
    files = members(export(record))
    for name in files:
        for place in {0, len(files[name]) // 2, len(files[name]) - 1}:
            content = bytearray(files[name])
            content[place] ^= 1
            assert checked(tmp_path, packed(files | {name: bytes(content)})).returncode, (name, place)


@pytest.mark.parametrize(
    ("name", "was", "now"),
    [
        ("record.txt", "Zwölf", "Zwei"),
        ("record.md", "declined", "accepted"),
        ("record.html", "incomplete", "complete"),
        ("record.json", "declined", "accepted"),
        ("record.json", "Twelve", "No"),
        ("record.json", "Customers", "Nobody"),
        ("attachments/01-root_cause.pdf", "root", "some"),
    ],
)
def test_the_script_finds_a_change_whose_sums_were_made_to_fit(record, export, tmp_path, name, was, now):
    files = members(export(record))
    other = files[name].decode().replace(was, now).encode()
    assert other != files[name]
    done = checked(tmp_path, packed(with_sums(files | {name: other})))
    assert done.returncode == 1
    assert "not what was filed" in done.stderr or "says something else than record.json" in done.stderr


def test_a_redacted_record_goes_out_without_a_word_and_is_proven_all_the_same(record, export, ade, tmp_path):
    redact(ade, record, "Named a customer")
    content = export(record)
    files = members(content)
    assert sorted(files) == ["SHA256SUMS", "head.json", "record.json", "record.md"]
    assert b"Twelve" not in b"".join(files.values()) and b"Named a customer" in files["record.md"]
    assert "as it was filed" in checked(tmp_path, content).stdout
    other = files["record.json"].replace(b"Customers", b"Nobody")
    assert checked(tmp_path, packed(with_sums(files | {"record.json": other}))).returncode == 1


def test_words_that_the_first_format_kept_go_out_nowhere(db, ade, export, tmp_path):
    record = as_format_1(make_record(facts={"impact": WORD}, title=f"{WORD} paid twice"))
    assert "as it was filed" in checked(tmp_path, export(record)).stdout
    redact(ade, record, "A name")
    content = export(Record.objects.get())
    assert WORD.encode() not in b"".join(members(content).values())
    assert "as it was filed" in checked(tmp_path, content).stdout


def test_a_stored_file_that_is_another_is_told_on_the_page_and_by_the_script(
    record, stored, export, sign_in, vera, tmp_path
):
    client = sign_in(vera)
    page = client.get(record.get_absolute_url()).text
    assert FILED["digest"] in page and "not what was filed" not in page
    stored[FILED["digest"]] = b"%PDF of something else"
    assert "not what was filed" in client.get(record.get_absolute_url()).text
    assert "attachments are not what was filed" in checked(tmp_path, export(record)).stderr
    stored.clear()
    assert "not kept here" in client.get(record.get_absolute_url()).text
    assert "as it was filed" in checked(tmp_path, export(record)).stdout


def test_strangers_export_no_restricted_record(sign_in, vera, lena):
    record = make_record(make_incident(restricted=True, access=[lena]))
    for name in ("record-export", "record-print"):
        assert sign_in(vera).get(reverse(f"archive:{name}", args=[record.number])).status_code == 404
