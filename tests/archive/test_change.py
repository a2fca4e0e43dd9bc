import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from archive import documents
from archive.models import Change
from archive.verbs import changing
from tests.factories import make_incident

ADD = "/changes/new/"
SAID = {"kind": "document", "what": "The guide for writers", "why": "Readers asked twice what to do"}


def upload(content, name="guide.md"):
    return SimpleUploadedFile(name, content, "text/html")


def test_files_before_and_now_are_kept_as_they_came(sign_in, tomas, vera):
    before, after = b"%PDF-1.7 \xff old", b"%PDF-1.7 \xff new"
    files = {"file_before": upload(before, "guide.pdf"), "file_after": upload(after, "guide 2.pdf")}
    response = sign_in(tomas).post(ADD, SAID | files)
    client, change = sign_in(vera), Change.objects.get()
    assert response.url == change.get_absolute_url()
    assert (change.before, change.after) == ("", "")
    page = client.get(response.url).text
    for words in ("guide.pdf", "guide 2.pdf", hashlib.sha256(after).hexdigest()):
        assert words in page
    answer = client.get(reverse("archive:change-file", args=[change.pk, "before"]))
    assert answer.content == before
    assert answer["Content-Disposition"] == 'attachment; filename="guide.pdf"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
    assert client.get(reverse("archive:change-file", args=[change.pk, "beside"])).status_code == 404


def test_plain_text_is_compared_line_by_line(sign_in, tomas):
    files = {
        "file_before": upload(b"\xef\xbb\xbfWrite.\r\nSend."),
        "file_after": upload(b"Write.\nLet it be read.\nSend."),
    }
    page = sign_in(tomas).post(ADD, SAID | files, follow=True).text
    assert "+ Let it be read." in page
    assert "+ Send." not in page
    assert Change.objects.get().before == "Write.\nSend."


def test_what_was_typed_goes_before_what_the_file_says(sign_in, tomas):
    sign_in(tomas).post(ADD, SAID | {"after": "As typed", "file_after": upload(b"As uploaded")})
    assert Change.objects.get().after == "As typed"


@pytest.mark.parametrize(
    "content",
    [b"\x00\x01", b"caf\xe9", "é".encode("utf-16"), b"x" * (documents.MOST_LETTERS + 1), b"a\x1b[31mb"],
    ids=["nul", "latin", "utf-16", "long", "escape"],
)
def test_what_is_no_plain_text_is_kept_and_not_compared(lena, content):
    change = changing.record_change(lena, **SAID, files={"after": ("guide", content)})
    assert (change.after, bytes(change.files.get().content)) == ("", content)


@pytest.mark.parametrize(("content", "sentence"), [(b"", "is empty"), (b"x" * 1025, "A file may have 1.0")])
def test_a_file_that_cannot_be_kept_is_said_beside_it(sign_in, tomas, settings, content, sentence):
    settings.ATTACHMENT_BYTES = 1024
    response = sign_in(tomas).post(ADD, SAID | {"file_before": upload(content)})
    assert sentence in str(response.context["form"].errors["file_before"])
    assert "Readers asked twice" in response.text
    assert not Change.objects.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\guides\\writers.txt", "writers.txt"),
        ("\u202egnp.exe", "gnp.exe"),
        ('a"b\r\nSet-Cookie: x', "abSet-Cookie x"),
        ("...", "document"),
        ("é" * 300 + ".txt", "é" * 130 + "…" + "é" * 14 + ".txt"),
    ],
)
def test_names_are_plain(name, kept):
    assert documents.named(name) == kept


def test_files_of_a_restricted_incident_are_of_those_named_on_it(sign_in, lena, vera):
    secret = make_incident(restricted=True, access=[lena])
    change = changing.record_change(lena, **SAID, files={"after": ("guide", b"Secret")}, incident=secret)
    url = reverse("archive:change-file", args=[change.pk, "after"])
    assert sign_in(lena).get(url).content == b"Secret"
    assert sign_in(vera).get(url).status_code == 404


def test_a_suggested_change_is_made_with_its_file(sign_in, tomas):
    incident = make_incident()
    suggestion = changing.suggest(incident, "theme:a", "Say it sooner")
    url = reverse("archive:suggestion-make", args=[incident.reference, suggestion.pk])
    sign_in(tomas).post(url, SAID | {"file_after": upload(b"Say it sooner")})
    suggestion.refresh_from_db()
    assert suggestion.change.files.get().name == "guide.md"


def test_a_lesson_that_is_gone_leaves_no_change_behind(sign_in, tomas, lena):
    secret = make_incident(restricted=True, access=[lena])
    response = sign_in(tomas).post(ADD, SAID | {"lesson": f"incident:{secret.pk}"})
    assert response.context["form"].errors["lesson"]
    assert not Change.objects.exists()


def test_from_the_page_of_an_incident_it_is_recorded_and_listed_with_it(sign_in, tomas, vera, lena):
    incident, hidden = make_incident(), make_incident(restricted=True, access=[lena])
    page = reverse("archive:incident-changes", args=[incident.reference])
    client = sign_in(tomas)
    address = f"{ADD}?incident={incident.reference}&amp;lesson=incident:{incident.pk}"
    assert address in client.get(page).text
    form = client.get(address.replace("&amp;", "&")).text
    assert f'<option value="incident:{incident.pk}" selected' in form and "It is listed with" in form
    client.post(address.replace("&amp;", "&"), SAID | {"lesson": f"incident:{incident.pk}"})
    listed = sign_in(vera).get(page).text
    assert SAID["what"] in listed and f"learned from {incident}" in listed
    for reference in (hidden.reference, "x\x00", "nothing"):
        assert client.post(f"{ADD}?incident={reference}", SAID).status_code == 404
    assert Change.objects.count() == 1
