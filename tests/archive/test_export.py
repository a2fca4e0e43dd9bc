"""A record goes out whole, and whoever has the zip can check it with nothing but Python."""

import csv
import email
import email.policy
import hashlib
import io
import json
import runpy
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.chain import link
from archive.exporting import records
from archive.exporting.records import Export
from archive.models import Head, Record
from archive.verbs.redaction import redact
from postincident.registry import registry
from tests.archive.factories import make_record
from tests.archive.test_redaction import WORD, as_format_1
from tests.factories import make_incident

CHECK = Path(__file__).parents[2] / "docs" / "check_export.py"
FILE = b"%PDF of the root cause"
ATTACHED = f"attachments/{hashlib.sha256(FILE).hexdigest()}/root_cause.pdf"
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
        return b"".join(response)

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


@pytest.fixture
def checked(tmp_path, monkeypatch, capsys):
    """The script on a zip: what it said, and what it said was wrong."""

    def run(content, *cited):
        path = tmp_path / "export.zip"
        path.write_bytes(content)
        monkeypatch.setattr(sys, "argv", ["check_export.py", str(path), *cited])
        try:
            runpy.run_path(str(CHECK))
        except SystemExit as ended:
            return Checked(capsys.readouterr().out, ended.code or "")
        except Exception as error:  # no longer a zip, or no longer JSON: Python itself says so
            return Checked(capsys.readouterr().out, repr(error))
        raise AssertionError("the script ends by saying what it found")

    return run


@dataclass
class Checked:
    said: str
    wrong: str


def test_the_script_is_short_and_needs_nothing_but_python(record, export, tmp_path):
    (tmp_path / "export.zip").write_bytes(export(record))
    command = [sys.executable, "-I", str(CHECK), "export.zip", record.digest[:8]]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("All is as it was filed.\n")
    assert len(CHECK.read_text().splitlines()) <= 30


def test_the_zip_has_all_of_it(record, export):
    files = members(export(record))
    assert sorted(files) == [
        *("SHA256SUMS", ATTACHED, "head.json", "incidents.jsonl", "index.csv", "index.html"),
        *("records.jsonl", "records/1.html", "records/1.md"),
    ]
    assert files[ATTACHED] == FILE
    said = files["records/1.md"].decode()
    assert f"[root cause.pdf](../{ATTACHED})" in said
    assert Head.objects.get().digest in files["index.html"].decode()
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


def test_the_script_finds_it_as_it_was_filed(record, export, checked):
    done = checked(export(record), record.digest[:8])
    assert done.wrong == ""
    first, second = done.said.splitlines()
    assert first.startswith("1 records. Head at 20") and first.endswith(f": record 1, digest {record.digest}")
    assert second == "All is as it was filed."
    assert "no record was cited by that digest" in checked(export(record), "f" * 64).wrong


def with_sums(files):
    """As somebody would who changes more than one file."""
    rest = {name: content for name, content in files.items() if name != "SHA256SUMS"}
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in rest.items())
    return rest | {"SHA256SUMS": "".join(lines).encode()}


def test_the_script_finds_a_byte_that_was_changed_in_any_file(record, export, checked):
    files = members(export(record))
    for name in files:
        for place in {0, len(files[name]) // 2, len(files[name]) - 1}:
            content = bytearray(files[name])
            content[place] ^= 1
            assert checked(packed(files | {name: bytes(content)})).wrong, (name, place)


@pytest.mark.parametrize(
    ("name", "was", "now"),
    [
        ("records/1.md", "declined", "accepted"),
        ("records/1.html", "incomplete", "complete"),
        ("records.jsonl", "declined", "accepted"),
        ("records.jsonl", "Twelve", "No"),
        ("records.jsonl", "Customers", "Nobody"),
        ("records.jsonl", '"previous_digest": "0', '"previous_digest": "1'),
        (ATTACHED, "root", "some"),
        ("head.json", '"digest": "', '"digest": "f'),
    ],
)
def test_the_script_finds_a_change_whose_sums_were_made_to_fit(record, export, checked, name, was, now):
    files = members(export(record))
    other = files[name].decode().replace(was, now).encode()
    assert other != files[name]
    done = checked(packed(with_sums(files | {name: other})))
    assert any(
        why in done.wrong
        for why in (
            "not what was filed",
            "has other words",
            "says something else",
            "went with no record",
            "head is another",
        )
    )


def test_a_redacted_record_goes_out_without_a_word_and_is_proven_all_the_same(record, export, ade, checked):
    redact(ade, record, "Named a customer")
    content = export(record)
    files = members(content)
    assert "records/1.html" not in files and ATTACHED not in files
    assert b"Twelve" not in b"".join(files.values()) and b"Named a customer" in files["records/1.md"]
    assert "as it was filed" in checked(content).said
    other = files["records.jsonl"].replace(b"Customers", b"Nobody")
    assert checked(packed(with_sums(files | {"records.jsonl": other}))).wrong


def test_words_that_the_first_format_kept_go_out_nowhere(db, ade, export, checked):
    record = as_format_1(make_record(facts={"impact": WORD}, title=f"{WORD} paid twice"))
    assert "as it was filed" in checked(export(record)).said
    redact(ade, record, "A name")
    content = export(Record.objects.get())
    assert WORD.encode() not in b"".join(members(content).values())
    assert "as it was filed" in checked(content).said


def test_a_stored_file_that_is_another_is_told_on_the_page_and_by_the_script(
    record, stored, export, sign_in, vera, checked
):
    client = sign_in(vera)
    page = client.get(record.get_absolute_url()).text
    assert FILED["digest"] in page and "not what was filed" not in page
    stored[FILED["digest"]] = b"%PDF of something else"
    assert "not what was filed" in client.get(record.get_absolute_url()).text
    assert "root_cause.pdf went with no record" in checked(export(record)).wrong
    stored.clear()
    assert "not kept here" in client.get(record.get_absolute_url()).text
    assert "as it was filed" in checked(export(record)).said


def test_strangers_export_no_restricted_record(sign_in, vera, lena):
    record = make_record(make_incident(restricted=True, access=[lena]))
    for name in ("record-export", "record-mail", "record-print"):
        assert sign_in(vera).get(reverse(f"archive:{name}", args=[record.number])).status_code == 404


@pytest.fixture
def take(sign_in, vera):
    """The zip at an address, whole."""

    def ask(name, *args, user=vera, **query):
        response = sign_in(user).get(reverse(f"archive:{name}", args=args), query)
        assert response.status_code == 200
        return b"".join(response)

    return ask


def numbers_in(content):
    return [json.loads(line)["number"] for line in members(content)["records.jsonl"].splitlines()]


def test_an_incident_goes_out_with_its_records_in_the_order_of_the_chain(stored, take, checked, ade):
    incident = make_incident(title="Card payments declined")
    first = make_record(incident, attachments=[FILED])
    make_record(title="Of something else")
    third = make_record(incident, attachments=[FILED], title="=cmd|' /C calc'!A0", corrects=first)
    fourth = make_record(incident, title="Names Ferreira", text="Ferreira")
    redact(ade, fourth, "A name")
    content = take("incident-export", incident.reference)
    files = members(content)
    assert numbers_in(content) == [first.number, third.number, fourth.number]
    assert "All is as it was filed." in checked(content, third.digest).said
    assert [name for name in files if name.startswith("attachments/")] == [ATTACHED]  # once, though two have it
    assert b"Ferreira" not in b"".join(files.values())
    (line,) = files["incidents.jsonl"].splitlines()
    assert json.loads(line)["title"] == "Card payments declined"
    rows = list(csv.DictReader(files["index.csv"].decode().splitlines()))
    assert [row["Record"] for row in rows] == ["1", "3", "4"]
    assert rows[1]["Title"] == "'=cmd|' /C calc'!A0" and rows[1]["Digest"] == third.digest
    index = files["index.html"].decode()
    assert "&#x27; /C calc" in index and "3 records." in index and Head.objects.get().digest in index
    assert json.loads(files["head.json"])["export"] == f"{incident.reference}: Card payments declined"


def test_the_script_finds_a_record_that_was_taken_for_another_in_the_chain(take, checked):
    incident = make_incident()
    for _time in range(2):
        make_record(incident)
    files = members(take("incident-export", incident.reference))
    first, second = (json.loads(line) for line in files["records.jsonl"].splitlines())
    other = Record.objects.first()
    second["previous_digest"] = "e" * 64
    second["digest"] = link("e" * 64, 2, other.metadata, other.content_digest)
    lines = b"".join(json.dumps(row).encode() + b"\n" for row in (first, second))
    assert (
        "record 2 does not follow the one before it"
        in checked(packed(with_sums(files | {"records.jsonl": lines}))).wrong
    )


def test_a_search_goes_out_with_what_is_visible_of_it(take, checked, lena):
    for title in ("A full disk", "A full disk again", "Something else"):
        make_record(title=title, text=title)
    make_record(make_incident(restricted=True, access=[lena]), title="A full disk, hidden", text="disk")
    content = take("search-export", q="disk")
    assert numbers_in(content) == [1, 2] and b"hidden" not in b"".join(members(content).values())
    assert numbers_in(take("search-export", q="disk", user=lena)) == [1, 2, 4]
    assert "All is as it was filed." in checked(content).said
    assert json.loads(members(content)["head.json"])["remark"] == ""
    assert numbers_in(take("search-export", q="nowhere")) == []


def test_what_becomes_hidden_on_the_way_out_stays_in(lena, vera):
    records = [make_record(make_incident()) for _time in range(3)]
    export = Export("", Record.objects.visible_to(vera), [record.pk for record in records])
    record = records[1]
    record.incident.restricted = True
    record.incident.save()
    assert numbers_in(b"".join(export.stream())) == [1, 3]


def test_files_beyond_the_bound_are_named_and_not_in_it(record, take, checked, monkeypatch):
    monkeypatch.setattr(records, "MOST_BYTES", len(FILE) - 1)
    content = take("record-export", record.number)
    assert ATTACHED not in members(content)
    assert (
        f"root cause.pdf (not in this export), {len(FILE)} bytes, SHA-256" in members(content)["records/1.md"].decode()
    )
    assert "All is as it was filed." in checked(content).said


def test_it_asks_no_more_for_many_records_than_for_few(stored, take):
    incident = make_incident()

    def queries():
        with CaptureQueriesContext(connection) as asked:
            take("incident-export", incident.reference)
        return len(asked)

    for _time in range(2):
        make_record(incident, attachments=[FILED])
    few = queries()
    for _time in range(20):
        make_record(incident, attachments=[FILED])
    assert queries() == few


def test_it_is_made_in_lots_of_records_and_of_bytes(stored, take, checked, monkeypatch):
    monkeypatch.setattr(records, "RECORDS_AT_ONCE", 3)
    monkeypatch.setattr(records, "BYTES_AT_ONCE", len(FILE))
    incident = make_incident()
    for _time in range(7):
        make_record(incident, attachments=[FILED])
    asked = []
    monkeypatch.setattr(registry, "record_files", [lambda ids: asked.append(len(ids)) or {}])
    content = take("incident-export", incident.reference)
    assert numbers_in(content) == [1, 2, 3, 4, 5, 6, 7] and asked == [1] * 7
    assert "All is as it was filed." in checked(content).said


def test_a_record_is_a_mail(record, stored, sign_in, vera, ade):
    sent = make_record(
        sender={"name": "Northwind, Ltd.", "address": "status@northwind.example"},
        audience="Customers; of Köln",
        subject="Zwölf\r\nBcc: eve@example.org",
        text="Dear [[contact_name]],\n\nline",
        html="<p>Dear [[contact_name]]</p>",
        attachments=[FILED],
    )
    response = sign_in(vera).get(reverse("archive:record-mail", args=[sent.number]))
    assert response["Content-Disposition"] == f'attachment; filename="record-{sent.number}.eml"'
    mail = email.message_from_bytes(response.content, policy=email.policy.default)
    assert mail["Subject"].startswith("Zwölf") and mail["Bcc"] is None
    assert mail["From"].addresses[0].addr_spec == "status@northwind.example"
    assert mail["From"].addresses[0].display_name == "Northwind, Ltd."
    assert mail["To"].groups[0].display_name == "Customers; of Köln" and not mail["To"].addresses
    assert mail["Date"].datetime == sent.sent_at and mail["X-Postincident-Digest"] == sent.digest
    assert mail.get_body(("plain",)).get_content().splitlines() == ["Dear [each contact's name],", "", "line"]
    assert "each contact&#x27;s name</span>" in mail.get_body(("html",)).get_content()
    (file,) = mail.iter_attachments()
    assert (file.get_filename(), file.get_content()) == ("root cause.pdf", FILE)
    assert "From" not in email.message_from_bytes(
        sign_in(vera).get(reverse("archive:record-mail", args=[record.number])).content
    )
    redact(ade, sent, "A name")
    assert sign_in(vera).get(reverse("archive:record-mail", args=[sent.number])).status_code == 404


def test_the_ways_out_stand_on_the_pages(record, sign_in, vera):
    client = sign_in(vera)
    for page, way in (
        (record.get_absolute_url(), reverse("archive:record-export", args=[1])),
        (record.get_absolute_url(), reverse("archive:record-mail", args=[1])),
        (
            reverse("archive:incident-records", args=[record.incident.reference]),
            reverse("archive:incident-export", args=[record.incident.reference]),
        ),
        (reverse("archive:search") + "?q=cards&page=1", reverse("archive:search-export") + "?q=cards"),
    ):
        assert f'href="{way}"' in client.get(page).text
