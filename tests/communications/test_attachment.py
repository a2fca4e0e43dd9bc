import hashlib
import io
import zipfile

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from communications.file_types import DOCX, JPEG, ODT, PDF, PNG, recognise
from communications.models import Attachment, Communication, Revision
from communications.reach import who_received
from communications.revisioning import build
from communications.verbs import releasing
from communications.verbs.attaching import MOST_FILES, attach, named
from communications.verbs.testing import send_test
from postincident.errors import Refused
from postincident.models import Event
from tests.communications.factories import (
    make_attachment,
    make_audience,
    make_communication,
    make_delivery,
    make_group,
    make_release,
    make_revision,
)

PDF_BYTES = b"%PDF-1.7 what happened"


def letter(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in parts.items():
            packed.writestr(
                zipfile.ZipInfo(name), content
            )  # of no time, so that a test's name is the same in every process
    return file.getvalue()


WORD = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}
OPEN_DOCUMENT = {"mimetype": ODT.content_type, "content.xml": "<x/>"}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF_BYTES, PDF),
        (b"\x89PNG\r\n\x1a\n...", PNG),
        (b"\xff\xd8\xff\xe0...", JPEG),
        (letter(**WORD), DOCX),
        (letter(**OPEN_DOCUMENT), ODT),
        (letter(**WORD, **{"word/vbaProject.bin": "macro"}), None),
        (letter(**OPEN_DOCUMENT, **{"Basic/Standard/Module1.xml": "macro"}), None),
        (letter(**{"a.txt": "a"}), None),
        (letter(mimetype="application/zip"), None),
        (b"PK\x03\x04 no zip at all", None),
        (b"<html><script>alert(1)</script>", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
        (b"GIF89a", None),
        (b"MZ\x90\x00", None),
    ],
)
def test_a_file_is_known_by_what_is_in_it(content, kind):
    assert recognise(content) == kind


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Letter to customers.pdf", "Letter to customers.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\files\\letter.PDF", "letter.PDF"),
        ("page.html", "page.html.pdf"),
        ("fdp.\u202eexe", "fdp.exe.pdf"),
        ("a\r\nBcc: x@y.pdf", "aBcc x@y.pdf"),
        (".pdf", "attachment.pdf"),
        ("", "attachment.pdf"),
        ("é" * 300 + ".pdf", "é" * 137 + ".pdf"),
    ],
)
def test_a_name_is_one_that_readers_can_trust(said, kept):
    assert named(said, PDF) == kept


@pytest.fixture
def draft(tomas):
    return make_communication(created_by=tomas)


def upload(client, communication, content=PDF_BYTES, name="letter.pdf"):
    url = reverse("communications:attachment-list", args=[communication.pk])
    return client.post(url, {"file": SimpleUploadedFile(name, content, content_type="text/html")})


def test_it_is_attached_listed_and_given_back_as_a_download(tomas, sign_in, draft):
    client = sign_in(tomas)
    assert upload(client, draft).status_code == 302
    file = Attachment.objects.get()
    assert (file.digest, file.content_type) == (hashlib.sha256(PDF_BYTES).hexdigest(), "application/pdf")
    assert "letter.pdf" in client.get(reverse("communications:attachment-list", args=[draft.pk])).text
    assert "letter.pdf" in client.get(draft.get_absolute_url()).text
    answer = client.get(reverse("communications:attachment-detail", args=[draft.pk, file.pk]))
    assert answer.getvalue() == PDF_BYTES
    assert answer["Content-Disposition"] == 'attachment; filename="letter.pdf"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
    assert Event.objects.filter(verb="attachment.added", user=tomas).count() == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html>", "This is none"),
        (b"", "The submitted file is empty"),
        (b"%PDF-" + b"x" * 2000, "A file may have"),
    ],
)
def test_what_may_not_leave_is_refused_beside_the_field(tomas, sign_in, draft, settings, content, said):
    settings.ATTACHMENT_BYTES = 1000
    page = upload(sign_in(tomas), draft, content)
    assert page.status_code == 200
    assert said in page.text
    assert not Attachment.objects.exists()


def test_the_same_file_and_the_same_name_are_refused(tomas, draft):
    attach(tomas, draft, "letter.pdf", PDF_BYTES)
    for name, content, code in (("other.pdf", PDF_BYTES, "twice"), ("letter.pdf", PDF_BYTES + b"!", "name_taken")):
        with pytest.raises(Refused) as refused:
            attach(tomas, draft, name, content)
        assert refused.value.code == code


def test_together_they_stay_below_what_mail_servers_take(tomas, draft, settings):
    settings.ATTACHMENTS_BYTES = 50
    attach(tomas, draft, "a.pdf", PDF_BYTES)
    with pytest.raises(Refused, match="mail servers refuse more"):
        attach(tomas, draft, "b.pdf", PDF_BYTES + b"!" * 20)
    settings.ATTACHMENTS_BYTES = 10_000
    for number in range(MOST_FILES - 1):
        attach(tomas, draft, f"{number}.pdf", PDF_BYTES + bytes([number]))
    with pytest.raises(Refused, match="At most"):
        attach(tomas, draft, "last.pdf", PDF_BYTES + b"last")


def test_an_audience_that_reads_a_page_gets_no_file(tomas, db):
    group = make_group(kind="public", channels=["page"])
    with pytest.raises(Refused, match="reads a page"):
        attach(tomas, make_communication(make_audience(group=group)), "letter.pdf", PDF_BYTES)


@pytest.mark.parametrize("does", ["adds", "removes"])
def test_it_voids_an_approval_and_changes_what_is_approved(tomas, sign_in, does):
    communication = make_communication(state="approved")
    file = make_attachment(communication) if does == "removes" else None
    revision, before = make_revision(communication), build(communication).digest
    if file:
        url = reverse("communications:attachment-remove", args=[communication.pk, file.pk])
        sign_in(tomas).post(url)
    else:
        upload(sign_in(tomas), communication)
    communication.refresh_from_db()
    revision.refresh_from_db()
    assert (communication.state, revision.state) == (Communication.State.DRAFT, Revision.State.VOID)
    assert build(communication).digest != before


def test_what_was_released_keeps_its_files(tomas, sign_in):
    communication = make_communication(state="released")
    file = make_attachment(communication)
    sign_in(tomas).post(reverse("communications:attachment-remove", args=[communication.pk, file.pk]))
    assert upload(sign_in(tomas), communication).status_code == 302
    assert list(communication.attachments.all()) == [file]


def test_whoever_attaches_a_file_is_an_editor_and_does_not_approve(amara, draft):
    from communications.verbs.reviewing import editors_of

    attach(amara, draft, "letter.pdf", PDF_BYTES)
    assert amara.pk in editors_of(draft)


def test_a_file_of_another_communication_is_not_found_here(vera, sign_in, draft):
    file = make_attachment(make_communication())
    assert sign_in(vera).get(reverse("communications:attachment-detail", args=[draft.pk, file.pk])).status_code == 404


def test_the_record_keeps_its_digest_and_leads_to_the_file(tomas, vera, sign_in):
    release = make_release(make_communication(state="released"), state="finished")
    file = make_attachment(release.communication)
    releasing.resolve(tomas, make_delivery(release, state="failed"), "told_by_hand")
    release.refresh_from_db()
    assert release.record.body.attachments == [{"name": file.name, "size": file.size, "digest": file.digest}]
    url = reverse("communications:attachment-detail", args=[release.communication_id, file.pk])
    assert who_received(vera, [release.record_id])[release.record_id].files == [(file.name, url)]
    text = sign_in(vera).get(release.record.get_absolute_url()).text
    assert url in text
    assert file.digest[:16] in text


def test_the_test_mail_to_oneself_carries_it(tomas, draft):
    make_attachment(draft, content=PDF_BYTES)
    send_test(tomas, draft)
    assert [(one.filename, one.content) for one in mail.outbox[0].attachments] == [("letter.pdf", PDF_BYTES)]
