"""A whole archive goes out, and into an empty installation: the same records with the same digests."""

import hashlib
import io
import runpy
import stat
import sys
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from archive import guards
from archive.files import stored_files
from archive.models import (
    Head,
    Import,
    Record,
    RecordBody,
    RecordFile,
    Redaction,
    WithheldIncident,
    WithheldRecord,
)
from archive.search import index
from archive.search.find import Wanted, find
from archive.verbs import importing, withdrawing
from archive.verbs.reading import read_file
from archive.verbs.redaction import redact
from archive.verify import faults
from postincident.models import Event, Incident, User
from postincident.registry import registry
from tests.archive.factories import make_record
from tests.archive.statuspage import api_incident, as_bytes
from tests.archive.test_redaction import as_format_1
from tests.factories import make_incident

CHECK = Path(__file__).parents[2] / "docs" / "check_export.py"
FILE = b"%PDF of the root cause"
FILED = {"name": "root cause.pdf", "size": len(FILE), "digest": hashlib.sha256(FILE).hexdigest()}
COLUMNS = [field.name for field in Record._meta.concrete_fields if field.name not in ("id", "incident", "corrects")]


def everything():
    """As values that do not depend on ids."""
    return {
        "records": list(Record.objects.order_by("number").values(*COLUMNS, "incident__reference", "corrects__number")),
        "bodies": list(
            RecordBody.objects.order_by("record__number").values(
                *("record__number", "subject", "text", "html", "attachments", "said", "salt")
            )
        ),
        "redactions": list(
            Redaction.objects.order_by("record__number").values("record__number", "by__email", "why", "at")
        ),
        "head": Head.objects.values().get(),
        "incidents": list(
            Incident.objects.order_by("reference").values(
                *("reference", "title", "severity", "started_at", "resolved_at", "restricted", "access__user__email")
            )
        ),
        "services": list(
            Incident.objects.order_by("reference", "services__name").values("reference", "services__name")
        ),
        "files": {record.number: stored_files([record]).get(record.pk, {}) for record in Record.objects.all()},
    }


@pytest.fixture
def archive(db, lena, ade, monkeypatch):
    """Redacted in either format, restricted, corrected, at the same instant, with a file."""
    with monkeypatch.context() as sent:
        sent.setattr(registry, "record_files", [lambda ids: {pk: {FILED["digest"]: FILE} for pk in ids}])
        redact(ade, as_format_1(make_record(title="Of the first format", text="Ferreira paid twice.")), "A name")
        incident = make_incident(title="Card payments declined")
        first = make_record(incident, attachments=[FILED])
        make_record(incident, corrects=first, text="It was the certificate.", facts={"impact": "Twelve cards"})
        redact(ade, make_record(incident, title="Names Ferreira", text="Ferreira", attachments=[FILED]), "A name")
        make_record(make_incident(restricted=True, access=[lena]), text="A secret disk.")
        yield


def to_file(path):
    call_command("export_archive", str(path))
    return path


def make_empty():
    with guards.lifted(connection), connection.cursor() as cursor:
        for model in (RecordFile, Redaction, RecordBody):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
        Record.objects.update(corrects=None)
        cursor.execute("DELETE FROM archive_record")
        cursor.execute("DELETE FROM archive_head")
    Event.objects.all().delete()
    Incident.objects.all().delete()
    index.rebuild()
    assert not Record.objects.exists()


@pytest.fixture
def moved(archive, tmp_path, ade):
    """What it was, and what it is in the installation it was brought into, where one who redacted has no account."""
    was, file = everything(), to_file(tmp_path / "archive.zip")
    registry.record_files.clear()
    make_empty()
    User.objects.filter(pk=ade.pk).delete()
    call_command("import_archive", str(file))
    return was, everything(), file


def test_the_same_records_with_the_same_digests_and_files(moved):
    was, now, _file = moved
    assert now == was
    assert [record["number"] for record in now["records"]] == [1, 2, 3, 4, 5]
    assert now["files"][2] == {FILED["digest"]: FILE} and now["files"][4] == {}
    assert list(faults()) == []


def test_what_was_withdrawn_is_shown_nowhere_there_until_it_is_restored(db, lena, ade, tmp_path):
    run = importing.stage(lena, "statuspage", "history.json", read_file("history.json", as_bytes(api_incident())))
    withdrawing.withdraw(ade, importing.accept(lena, run), "Another company's")
    kept = make_record(make_incident(), text="It was the certificate.")
    file = to_file(tmp_path / "archive.zip")
    with guards.lifted(connection):
        WithheldRecord.objects.all().delete()
        WithheldIncident.objects.all().delete()
        Import.objects.all().delete()
    make_empty()
    call_command("import_archive", str(file))
    assert [record.number for record in Record.objects.visible_to(lena)] == [kept.number]
    assert Incident.objects.visible_to(lena).count() == 1
    brought = Import.objects.get()
    assert (brought.why, brought.withdrawn_by, brought.name) == ("Another company's", ade, "history.json")
    with zipfile.ZipFile(file) as first, zipfile.ZipFile(to_file(tmp_path / "again.zip")) as second:
        assert first.read("records.jsonl") == second.read("records.jsonl")
        assert first.read("incidents.jsonl") == second.read("incidents.jsonl")
    withdrawing.restore(ade, brought)
    assert Record.objects.visible_to(lena).count() == Record.objects.count() > 1
    assert Incident.objects.visible_to(lena).count() == 2
    assert list(faults()) == []


def test_it_goes_on_from_there(moved):
    assert make_record(text="Afterwards.").number == 6
    assert list(faults()) == []


def test_they_are_found_by_those_who_may_see_them(moved, vera, lena):
    assert [record.number for record in find(vera, Wanted("certificate")).records] == [3, 2]
    assert find(vera, Wanted("secret")).total == 0 and find(lena, Wanted("secret")).total == 1
    assert find(lena, Wanted("Ferreira")).total == 0


def test_incidents_owe_nothing_and_whoever_had_no_account_cannot_sign_in(moved, ade):
    assert set(Incident.objects.values_list("source", flat=True)) == {"imported"}
    redacted_by = User.objects.get(email=ade.email)
    assert not redacted_by.is_active and not redacted_by.has_usable_password()
    assert Event.objects.filter(verb="archive.restored").get().data == {"records": 5}


def test_the_script_checks_it_and_nobody_else_may_read_it(moved, monkeypatch, capsys):
    _was, _now, file = moved
    monkeypatch.setattr(sys, "argv", ["check_export.py", str(file)])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(CHECK))
    assert ended.value.code is None and "All is as it was filed." in capsys.readouterr().out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_out_again_it_says_the_same(moved, tmp_path):
    with zipfile.ZipFile(moved[2]) as first, zipfile.ZipFile(to_file(tmp_path / "again.zip")) as second:
        assert sorted(first.namelist()) == sorted(second.namelist())
        assert first.read("records.jsonl") == second.read("records.jsonl")
        assert first.read("incidents.jsonl") == second.read("incidents.jsonl")


def test_a_redaction_afterwards_takes_the_file_too(moved, lena):
    redact(lena, Record.objects.get(number=2), "A name")
    assert not RecordFile.objects.exists()


def test_it_comes_into_an_empty_installation_only(archive, tmp_path):
    file = to_file(tmp_path / "archive.zip")
    with pytest.raises(CommandError, match="has records already"):
        call_command("import_archive", str(file))
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_archive", str(file))
    make_empty()
    with zipfile.ZipFile(file) as whole:
        taken = whole.read("incidents.jsonl").decode().split('"reference": "')[1].split('"')[0]
    make_incident(reference=taken)
    with pytest.raises(CommandError, match="A whole archive comes into an empty installation"):
        call_command("import_archive", str(file))


def changed(file, name, was, now, sums=True):
    made = io.BytesIO()
    with zipfile.ZipFile(file) as whole, zipfile.ZipFile(made, "w") as other:
        files = {one: whole.read(one) for one in whole.namelist() if one != "SHA256SUMS"}
        old = whole.read("SHA256SUMS")
        assert was in files[name]
        files[name] = files[name].replace(was, now)
        lines = (f"{hashlib.sha256(content).hexdigest()}  {one}\n" for one, content in files.items())
        for one, content in (files | {"SHA256SUMS": "".join(lines).encode() if sums else old}).items():
            other.writestr(one, content)
    file.write_bytes(made.getvalue())


@pytest.mark.parametrize(
    ("name", "was", "now", "sums", "why"),
    [
        ("records.jsonl", b"certificate", b"certificats", False, "records.jsonl is not what was exported"),
        ("records.jsonl", b"certificate", b"certificats", True, "has another body than it was filed with"),
        ("records.jsonl", b'"number": 3', b'"number": 9', True, "is missing|other metadata"),
        ("records.jsonl", b'"why": "A name"', b'"who": "A name"', True, "KeyError.*Nothing was kept"),
        ("records.jsonl", b'{"number": 5', b'["number": 5', True, "Nothing was kept"),
    ],
)
def test_what_is_not_as_it_was_filed_is_not_brought_in(archive, tmp_path, name, was, now, sums, why):
    file = to_file(tmp_path / "archive.zip")
    make_empty()
    changed(file, name, was, now, sums)
    with pytest.raises(CommandError, match=why):
        call_command("import_archive", str(file))
    assert not Record.objects.exists() and not Incident.objects.exists()


def test_what_is_no_archive_is_refused(db, tmp_path):
    (tmp_path / "photo.zip").write_bytes(b"nonsense")
    for name in ("photo.zip", "nowhere.zip"):
        with pytest.raises(CommandError, match="not an archive that was exported whole"):
            call_command("import_archive", str(tmp_path / name))
