import hashlib
import json
import re
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from archive.importers import recognise
from archive.importers.found import FoundIncident, Problem
from archive.importers.mail import about
from archive.models import Import, ImportEntry, Record
from archive.verbs import importing
from archive.verbs.reading import read_file
from archive.verify import faults
from postincident.models import Event, Incident
from postincident.vocabulary import Kind
from tests.archive.letters import ANSWER, BEGAN, FIRST, MAILBOX, OTHER, OVER, WHY, a_letter, a_mailbox
from tests.archive.zips import a_zip


def read(data):
    data = data if isinstance(data, bytes) else data.as_bytes()
    assert recognise("sent.mbox", data).name == "mail"
    return list(read_file("sent.mbox", data))


def file(name, data):
    return importing.accept(None, importing.stage(None, "auto", name, read_file(name, data)))


@pytest.mark.once
def test_an_incident_a_thread_and_a_record_a_letter():
    payments, payouts = read(MAILBOX)
    assert [(one.kind, one.text.partition("\n")[0]) for one in payments.updates] == [
        (Kind.ACKNOWLEDGEMENT, "Card payments fail for some."),
        (Kind.UPDATE, "A certificate had expired."),
        (Kind.RESOLUTION, "Payments work again. We are sorry."),
        (Kind.ROOT_CAUSE, "Nobody renewed it."),
    ]
    assert (payments.title, payouts.title) == ("Payments failing", "Payouts late")
    assert (payments.started_at, payments.resolved_at) == (BEGAN, BEGAN + timedelta(hours=1))
    assert "\nFrom here we look" in payments.updates[0].text
    assert [one.place for one in payments.updates] == [f"sent.mbox, message {number}" for number in (1, 2, 4, 5)]


@pytest.mark.once
def test_attachments_are_told_by_their_digest():
    content = b"%PDF-1.7 what happened"
    (filed,) = read(MAILBOX)[0].updates[3].attachments
    assert filed == {"name": "what happened.pdf", "size": 22, "digest": hashlib.sha256(content).hexdigest()}


def test_no_address_and_no_name_of_a_person_is_kept(db):
    run = file("sent.mbox", MAILBOX)
    assert run.counts == {"records": 5, "incidents": 2, "already_there": 0, "problems": 0, "remarks": 0}
    kept = [Record, Incident, Import, ImportEntry, Event]
    rows = json.dumps([list(model.objects.values()) for model in kept], default=str)
    rows += json.dumps([[one.body.said, one.body.text, one.body.attachments] for one in Record.objects.all()])
    for personal in ("castellanos", "mira", "otto", "brandt", "kiosk", "letter1", "@"):
        assert personal not in rows.lower()
    record = Record.objects.get(kind=Kind.ROOT_CAUSE)
    assert record.audience == "By e-mail" and json.loads(record.metadata)["audience_kind"] == ""
    assert record.body.attachments[0]["name"] == "what happened.pdf"
    assert json.loads(record.body.said)["extra"]["found"]["recipients"] == "2"
    assert not list(faults())


def test_the_same_letters_out_of_several_files_are_one_history(db):
    letters = {f"{number}.eml": mail.as_bytes() for number, mail in enumerate((WHY, ANSWER, FIRST), start=1)}
    assert file("letters.zip", a_zip(letters)).counts["records"] == 3
    run = file("sent.mbox", MAILBOX)
    assert (run.counts["records"], run.counts["already_there"]) == (2, 3)
    assert file("archive.mbox", a_mailbox(OVER, FIRST, OTHER)).counts["records"] in (0, 1)
    incident = Incident.objects.get(title="Payments failing")
    assert incident.started_at == BEGAN
    kinds = incident.records.order_by("sent_at").values_list("kind", flat=True)
    assert list(kinds) == [Kind.ACKNOWLEDGEMENT, Kind.UPDATE, Kind.RESOLUTION, Kind.ROOT_CAUSE]


@pytest.mark.once
def test_a_subject_alone_joins_for_a_week():
    later = a_letter(7, "Payments failing", "Again.", after=60 * 24 * 8)
    soon = a_letter(8, "Payments failing", "Still.", after=60 * 24 * 6)
    assert [len(one.updates) for one in read(a_mailbox(FIRST, later))] == [1, 1]
    assert [len(one.updates) for one in read(a_mailbox(FIRST, soon))] == [2]
    assert [len(one.updates) for one in read(a_mailbox(a_letter(1, "", "One."), a_letter(2, "", "Two.")))] == [1, 1]


@pytest.mark.once
@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("Re: AW: Payments failing", "Payments failing"),
        ("[Resolved] Payments failing", "Payments failing"),
        ("Update #2: Payments failing", "Payments failing"),
        ("Re[2]: [status-list] Resolved: Payments failing", "Payments failing"),
        ("Payments failing - Resolved", "Payments failing"),
        ("Payments failing (resolved)", "Payments failing"),
        ("[RESOLVED]", "[RESOLVED]"),
        ("Updates to our terms", "Updates to our terms"),
        ("", ""),
    ],
)
def test_what_a_subject_is_about(subject, said):
    assert about(subject) == said


def raw(*lines, body=b"Text.", date=b"Wed, 29 Mar 2023 09:30:00 +0000"):
    head = [b"From: a@b.example", b"Message-ID: <1@b.example>", *lines]
    return b"\n".join([*head, *([b"Date: " + date] if date is not None else []), b"", body])


@pytest.mark.once
@pytest.mark.parametrize(
    ("charset", "body", "text", "is_flagged"),
    [
        (b"utf-8", "Für Grüße".encode("latin-1"), "Für Grüße", True),
        (b"us-ascii", "Für Grüße".encode(), "Für Grüße", False),
        (b"iso-8859-1", "Für Grüße".encode(), "Für Grüße", False),
        (b"iso-8859-1", "Für Grüße".encode("latin-1"), "Für Grüße", False),
        (b"no-such-thing", "Für Grüße".encode(), "Für Grüße", True),
        (b"punycode", b"Text-abc", "Text-abc", True),
        (b"iso-2022-jp", "障害".encode("iso-2022-jp"), "障害", False),
        (b"utf-8", b"a\x81\xffb", "aÿb", True),
    ],
)
def test_characters_in_another_encoding_than_stated(charset, body, text, is_flagged):
    (found,) = read(raw(b"Subject: Down", b"Content-Type: text/plain; charset=" + charset, body=body))
    assert found.updates[0].text == text
    assert ("encoding_assumed" in found.flags) is is_flagged


@pytest.mark.once
@pytest.mark.parametrize(
    ("subject", "title"),
    [
        (b"=?utf-8?b?U3TDtnJ1bmc=?= =?iso-8859-1?q?_=FCber?=", "Störung über"),
        ("Störung".encode(), "Störung"),
        ("Störung".encode("latin-1"), "Störung"),
        (b"=?utf-8?b?!!!?=", None),
        (b"=?rot13?q?Uryyb?=", None),
    ],
)
def test_subjects_however_they_were_written(subject, title):
    (found,) = read(raw(b"Subject: " + subject))
    assert found.title == title if title else found.title


AT_NINE = datetime(2023, 3, 29, 9, 31, tzinfo=UTC)
RECEIVED = b"Received: from x by y;\n Wed, 29 Mar 2023 11:31:00 +0200"


@pytest.mark.once
@pytest.mark.parametrize(
    "date",
    [
        None,
        b"soon",
        b"Thu, 01 Jan 1970 00:00:00 +0000",
        b"Mon, 01 Jan 2199 00:00:00 +0000",
        b"Wed, 29 Mar 2023 09:30:00 +9999",
    ],
)
def test_a_date_that_cannot_be_is_that_of_receipt_or_a_problem(date):
    (found,) = read(raw(RECEIVED, b"Subject: Down", date=date))
    assert (found.updates[0].at, found.flags) == (AT_NINE, ("time_of_receipt", "no_services"))
    (found,) = read(a_mailbox(raw(b"Subject: Down", date=date)))
    assert found.updates[0].at == datetime(2023, 3, 29, 11, tzinfo=UTC)
    (problem,) = read(raw(b"Subject: Down", date=date))
    assert isinstance(problem, Problem) and "no time" in problem.sentence


@pytest.mark.once
def test_of_two_ways_to_say_the_same_the_plain_one_is_read():
    mail = a_letter(1, "Down", "Plain.")
    mail.add_alternative("<p>Rich.</p>", subtype="html")
    only_html = a_letter(2, "Other", "x")
    only_html.set_content("<p>One</p><p>two &amp; <a href='https://a.example/x'>three</a></p>", subtype="html")
    forwarded = a_letter(3, "Third", "See below.")
    forwarded.add_attachment(a_letter(4, "Inner", "Below."))
    texts = [one.updates[0].text for one in read(a_mailbox(mail, only_html, forwarded))]
    assert texts == ["Plain.", "One\n\ntwo & three (https://a.example/x)", "See below.\n\nBelow."]


@pytest.mark.once
def test_lines_that_a_mail_program_broke_are_whole_again():
    flowed = raw(
        b"Subject: Down", b"Content-Type: text/plain; format=flowed", body=b"One \nline.\n From here\n-- \nMira"
    )
    assert read(flowed)[0].updates[0].text == "One line.\nFrom here\n-- \nMira"


@pytest.mark.once
def test_the_name_of_a_list_is_who_was_told_unless_it_is_an_address():
    named, address = (
        a_letter(n, f"No {n}", "x", List_Id=said)
        for n, said in enumerate(['"Customers" <c.x.example>', "a@b.example <c>"])
    )
    assert [one.updates[0].audience for one in read(a_mailbox(named, address))] == ["Customers", "By e-mail"]


@pytest.mark.once
def test_what_machines_answer_is_left_out_and_said():
    away = a_letter(9, "Re: Payments failing", "I am away.", answers=[1], Auto_Submitted="auto-replied (vacation)")
    problem, found = read(a_mailbox(FIRST, away, FIRST))[:2]
    assert "automatic answer" in problem.sentence
    assert isinstance(found, Problem) and "same letter" in found.sentence


@pytest.mark.once
@pytest.mark.parametrize(
    "data",
    [
        raw(
            b"Content-Type: multipart/mixed; boundary=x",
            body=b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 500,
        ),
        raw(b"Content-Type: message/rfc822", body=b"Content-Type: message/rfc822\n\n" * 2000),
        raw(body=b"\n" * 1_000_001),
    ],
    ids=["nested parts", "nested letters", "lines"],
)
def test_what_nobody_wrote_is_a_problem(data):
    for one in read(data):
        assert isinstance(one, Problem) and one.place == "sent.mbox"


@pytest.mark.once
def test_other_texts_are_no_mail():
    assert recognise("a.md", b"Title: Down\nDate: 2023-03-29\n\nText") is None
    assert recognise("a.md", b"From here on we look.\n\n# Down") is None


def test_the_command_reads_a_mailbox(db, tmp_path):
    (tmp_path / "sent.mbox").write_bytes(MAILBOX)
    out = StringIO()
    call_command("import_history", str(tmp_path), stdout=out)
    assert out.getvalue() == "5 records of 2 incidents imported, 0 already there, 0 problems, 0 remarks\n"
    assert re.match(r"mail:[0-9a-f]{16}#[0-9a-f]{16}$", Record.objects.first().origin)
    assert all(isinstance(one, FoundIncident) for one in read(MAILBOX))
