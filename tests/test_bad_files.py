"""Files that are no list of contacts, or a bad one: a sentence, never a 500, and the good rows stay good."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from archive.models import Import, Record
from communications.models import Contact
from tests.hostile.corpus import ACCEPTABLE
from tests.hostile.reading import Page, alive

pytestmark = pytest.mark.django_db

HEAD = b"name,email,organisation,role,groups,key\n"
GOOD = b"Ana Ferreira,ana@example.org,,,,\n"


@pytest.fixture
def upload(sign_in, lena):
    client = sign_in(lena)

    def send(content, name="contacts.csv"):
        file = SimpleUploadedFile(name, content, content_type="text/csv")
        return client.post(reverse("communications:contact-import"), {"file": file})

    send.client = client
    return send


REFUSED = {
    "empty": b"",
    "blank lines": b"\n\r\n\n",
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 40,
    "half a UTF-16 file": b"\xff\xfe\x00",
    "UTF-16 that ends in the middle": b"\xff\xfe" + "name,email\nJos\u00e9".encode("utf-16-le")[:-1],
    "no e-mail column": b"name,phone\nAna,1\n",
    "no name column": b"email\nana@example.org\n",
    "one long line": b"n" * 1_000_000,
    "a very long cell": HEAD + b'"' + b"x" * 1_000_000 + b'",ana@example.org\n',
    "too many rows": HEAD + b"A,a@example.org\n" * 20_000,
    "a workbook": b"PK\x03\x04\x14\x00\x06\x00" + b"\x00" * 500,
    "HTML": b"<!doctype html><script>h0stile()</script>",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_list_is_refused_beside_the_field(upload, name):
    response = upload(REFUSED[name])
    page = Page(response.text)
    field = next(form.fields["file"] for form in page.forms if "file" in form.fields)
    assert response.status_code == 200 and not alive(response.text)
    assert page.beside(field) or page.alerts.strip()
    assert not Contact.objects.exists()


TAKEN = {
    "latin-1": HEAD + "Jos\u00e9,jose@example.org\n".encode("latin-1") + GOOD,
    "UTF-16": ("name,email\n" + "Ana Ferreira,ana@example.org\n").encode("utf-16"),
    "old line ends": HEAD.replace(b"\n", b"\r") + GOOD.replace(b"\n", b"\r"),
    "a column twice": b"name,email,email\nAna Ferreira,x@example.org,ana@example.org\n",
    "more cells than columns": HEAD + GOOD.strip() + b",,,,,a,b,c\n",
    "fewer cells": HEAD + b"Only a name\n" + GOOD,
    "NUL in a cell": HEAD + b" " * 5000 + b"\nA\x00b,ab@example.org\n" + GOOD,
    "a line end in a name": HEAD + b'"Bob\r\nBcc: h0stile@example.org",bob@example.org\n' + GOOD,
    "control characters": HEAD + "\u202e\x07\u200b,zero@example.org\n".encode() + GOOD,
    "formulas": HEAD + b"=1+1,f@example.org,@SUM(1),+1,-1,\n" + GOOD,
    "an open quote in the last cell": HEAD + GOOD + b'Bob,bob@example.org,"',
    "bytes that are no text": HEAD + b"\xed\xa0\x80\xc3(,s@example.org\n" + GOOD,
}


@pytest.mark.parametrize("name", TAKEN)
def test_bad_rows_are_shown_by_line_and_good_ones_added_on_confirmation(upload, name):
    response = upload(TAKEN[name])
    assert response.status_code == 200 and not alive(response.text)
    assert not Contact.objects.exists()
    upload.client.post(reverse("communications:contact-import"), {"rows": response.context["carried"]})
    assert Contact.objects.filter(name="Ana Ferreira", endpoints__normalised="ana@example.org").exists()
    for contact in Contact.objects.all():
        assert not set(contact.name) & set("\r\n\x00\x07")


def test_the_corpus_in_every_cell_is_only_words(upload):
    words = [w for w in ACCEPTABLE.values() if isinstance(w, str)]
    cells = ['"' + w.replace('"', '""') + '"' for w in words]
    lines = "".join(f"{cell},h{n}@example.org,{cell},{cell},{cell},{cell}\n" for n, cell in enumerate(cells))
    lines += "".join(f"Ana,{cell}\n" for cell in cells)
    response = upload(HEAD + lines.encode() + GOOD)
    assert response.status_code == 200 and not alive(response.text)
    upload.client.post(reverse("communications:contact-import"), {"rows": response.context["carried"]})
    assert Contact.objects.filter(name="Ana Ferreira").exists()


def test_a_list_as_long_as_allowed_comes_through_its_preview(upload):
    rows = "".join(
        f'"J\u00f6rg Stra\u00dfenbahn {n}",person{n}@example.org,"M\u00fcller & S\u00f6hne",Leitung,,\n'
        for n in range(9000)
    )
    response = upload(HEAD + rows.encode())
    assert response.context["good"] == 9000
    assert (
        upload.client.post(reverse("communications:contact-import"), {"rows": response.context["carried"]}).status_code
        == 302
    )
    assert Contact.objects.count() == 9000


HISTORY = {
    "empty.json": b"",
    "deep.json": b"[" * 100_000,
    "binary.json": bytes(range(256)),
    "utf16.json": json.dumps({"incident_updates": []}).encode("utf-16"),
    "surrogate.json": b'{"id": "a\\ud800", "name": "\\u0000\\u0007<h0stile>", "incident_updates": [{"body": "\\udfff", "status": "x"}]}',
    "numbers.json": b'{"id": "b", "name": 1e999, "incident_updates": [{"body": [], "status": {}, "created_at": NaN}]}',
    "dates.json": b'{"id": "c", "incident_updates": [{"body": "w", "status": "resolved", "created_at": "9999-99-99T99:99:99Z"}]}',
    "\u202egpj.json": b'{"id": {"a": 1}, "incident_updates": 5}',
}


def test_history_that_makes_no_sense_stops_nothing(tmp_path, capsys):
    folder = tmp_path / "history"
    folder.mkdir()
    for name, content in HISTORY.items():
        (folder / name).write_bytes(content)
    fine = {
        "id": "good",
        "name": "Payments declined",
        "status": "resolved",
        "created_at": "2026-01-02T10:00:00Z",
        "incident_updates": [
            {"id": "u", "body": "It works again.", "status": "resolved", "created_at": "2026-01-02T11:00:00Z"}
        ],
    }
    (folder / "z.json").write_text(json.dumps(fine))
    call_command("import_history", str(folder), "--format", "statuspage")
    assert Record.objects.filter(title__contains="Payments declined").count() == 1
    assert Import.objects.get().entries.exclude(problem="").count() >= 5
    assert "problems" in capsys.readouterr().out
