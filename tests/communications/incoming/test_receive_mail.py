"""The command that a mail server pipes to: whatever comes, one sentence, one exit status, and no secret in a log."""

import io
import os
import random
import subprocess
import sys
import time

import pytest
from django.core.management import call_command
from django.db import OperationalError

from communications.incoming.mail import MOST_OCTETS
from communications.incoming.receiving import Status
from communications.models import Delivery, DeliveryReport, Suppression
from tests.communications.factories import make_delivery
from tests.communications.incoming.samples import arf, dsn, mail, qmail, token_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def pipe(monkeypatch, capsys):
    """`pipe(octets, "--recipient=…")` gives the exit status and what was said."""

    def piped(octets, *arguments):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(octets)))
        with pytest.raises(SystemExit) as ended:
            call_command("receive_mail", *arguments)
        out, err = capsys.readouterr()
        assert bool(out) != bool(err) and bool(err) == bool(ended.value.code)
        return ended.value.code, (out or err).strip()

    return piped


def test_a_bounce_is_taken(pipe, delivery):
    assert pipe(dsn(delivery, message_id="<x@y.example>"), f"--recipient={token_address(delivery)}") == (
        0,
        "Noted: bounced.",
    )
    delivery.refresh_from_db()
    assert delivery.state == "bounced"


@pytest.mark.parametrize("recipient", ["", "-x", "--help", "x" * 5000, "bounces+@x", "+@", "ü+1-ü@x", "\udcff@x"])
def test_whatever_the_recipient_looks_like(pipe, delivery, recipient):
    assert pipe(dsn(delivery), f"--recipient={recipient}") == (0, "Noted: bounced.")


NO_MAIL = {
    "nothing": b"",
    "line ends": b"\n\n\n",
    "no headers": b"hello\n",
    "zeros": bytes(5000),
    "noise": b"\xff\xfe" * 999,
}


@pytest.mark.parametrize("octets", NO_MAIL.values(), ids=NO_MAIL.keys())
def test_what_is_no_mail_is_not_tried_again(pipe, octets):
    status, said = pipe(octets)
    assert status == Status.DATA_ERROR
    assert said.startswith("This cannot be read as a mail: ")


def nested(depth, kind="multipart/mixed"):
    heads = b"".join(b"Content-Type: %s; boundary=b%d\n\n--b%d\n" % (kind.encode(), n, n) for n in range(depth))
    return b"From: ana@example.net\n" + heads + b"\n\ntext\n"


HOSTILE = {
    "deeply nested": nested(5000),
    "mails within mails": b"From: a@b.c\n" + b"Content-Type: message/rfc822\n\n" * 5000,
    "nested a little": nested(90),
    "very many parts": b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nx\n" * 100_000,
    "huge": mail("x" * 70 + "\n") + b"many words and no end of them\n" * 400_000,
    "one long line": mail("x") + b"a" * 5_000_000,
    "a long header": b"From: " + b"a" * 3_000_000 + b"@example.net\nSubject: x\n\nx\n",
    "many headers": b"".join(b"X-%d: x\n" % n for n in range(50_000)) + b"\nx\n",
    "many addresses": b"From: " + b"a@example.net, " * 50_000 + b"\n\nx\n",
    "parentheses": b"From: " + b"(" * 50_000 + b"\nTo: " + b'"' * 50_000 + b"\n\nx\n",
    "many references": b"From: a@b.c\nReferences: " + b"<a@b> " * 50_000 + b"\n\nx\n",
    "angle brackets": b"From: a@b.c\nReferences: " + b"<" * 500_000 + b"\n\nx\n",
    "unknown charset": b"From: a@b.c\nContent-Type: text/plain; charset=klingon\n\n\xff\xfe\n",
    "charset of bytes": b"From: a@b.c\nContent-Type: text/plain; charset=base64\n\n\xff\xfe\n",
    "a false encoding": b"From: a@b.c\nContent-Transfer-Encoding: base64\n\n%%%===\xff\n",
    "uuencoded": b"From: a@b.c\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 x\n\xff\xff\n",
    "encoded words": b"From: =?utf-8?b?"
    + b"=" * 9999
    + b"?= <a@b.c>\nSubject: =?klingon?q?=ZZ?= =?utf-8?b?\xff?=\n\nx\n",
    "octets in headers": b"From: \xff\xfe <\xe9@\xff.example>\nSubject: \x00\x01\n\n\x00\x00\n",
    "control characters": b"From: a@b.c\nSubject: a\x07\x1b[31m\n\n\x00\x08\x1b[0m\xe2\x80\xa8\n",
    "no address": b"From:\nTo:\nCc: ;;;,,,\nDate: never\n\nx\n",
    "a strange date": b"From: a@b.c\nDate: 99 Foo 99999 99:99:99 +9999\n\nx\n",
    "empty report": b"From: a@b.c\nContent-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n",
    "empty complaint": b"From: a@b.c\nContent-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/feedback-report\n\n--b--",
    "report that is text": b"From: a@b.c\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: base64\n\nAAAA\n",
    "many recipients": dsn(rest="").replace(b"\n--B\nContent-Type: message/rfc822", b"\n\nAction: failed\n" * 20_000),
    "a header like no other": b"From: a@b.c\n: x\nx\n =?\n\n",
    "a daemon's long line": b"From: mailer-daemon@b.c\n\nHi. This is the\n\n<" + b"a" * 1_000_000 + b">:\n",
    "a daemon's many lines": b"From: mailer-daemon@b.c\n\n"
    + b"The following addresses had permanent fatal errors <\n" * 60_000,
}


@pytest.mark.parametrize("octets", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_mail_ends_in_a_status_soon(pipe, octets, caplog):
    began = time.process_time()
    status, said = pipe(octets)
    assert status in (Status.OK, Status.DATA_ERROR, Status.NO_USER)
    assert said.count("\n") == 0
    assert "Traceback" not in caplog.text and "not be taken in" not in caplog.text
    assert time.process_time() - began < 10


@pytest.mark.parametrize("octets", HOSTILE.values(), ids=HOSTILE.keys())
def test_and_so_it_does_with_a_genuine_token(pipe, delivery, octets, caplog):
    status, _said = pipe(octets, f"--recipient={token_address(delivery)}")
    assert status in (Status.OK, Status.DATA_ERROR)
    assert "not be taken in" not in caplog.text


def test_octets_changed_at_random_change_nothing_in_that(pipe, delivery, caplog):
    chance = random.Random(7)
    samples = [dsn(delivery), arf(delivery), qmail(delivery), mail("Thanks", In_Reply_To=delivery.message_id)]
    for number in range(300):
        octets = bytearray(samples[number % 4])
        for _ in range(chance.randint(1, 30)):
            octets[chance.randrange(len(octets))] = chance.choice(b'\x00\n\r:;=<>"@\xff\x80 -aB')
        status, _said = pipe(bytes(octets), f"--recipient={token_address(delivery)}")
        assert status in (Status.OK, Status.DATA_ERROR, Status.TRY_AGAIN)
    assert "not be taken in" not in caplog.text


def test_what_stands_beyond_the_limit_is_read_and_not_looked_at(pipe, delivery):
    octets = dsn(delivery) + b"x" * (MOST_OCTETS * 3)
    assert pipe(octets) == (0, "Noted: bounced.")
    assert sys.stdin.buffer.read() == b""


def test_a_database_that_is_away_makes_the_mail_server_try_again(pipe, delivery, monkeypatch, caplog):
    error = OperationalError("could not take <ana@example.net>")

    def away(*args):
        raise error

    monkeypatch.setattr("communications.incoming.receiving.take", away)
    assert pipe(dsn(delivery)) == (Status.TRY_AGAIN, "Not taken in now (OperationalError): try again later.")
    assert "OperationalError" in caplog.text and "receiving.py" in caplog.text
    assert "ana@" not in caplog.text


def test_no_log_and_no_sentence_names_an_address_or_a_token(pipe, delivery, caplog):
    caplog.set_level("DEBUG")
    token = token_address(delivery).partition("+")[2].partition("@")[0]
    for octets in (
        dsn(delivery),
        arf(delivery),
        qmail(delivery),
        mail("x", In_Reply_To=delivery.message_id),
        mail("x"),
    ):
        _status, said = pipe(octets, f"--recipient={token_address(delivery)}")
        for text in (said, caplog.text.replace("deliveries", "")):
            assert "ana@example.net" not in "".join(line for line in text.splitlines() if "django.db" not in line)
            assert token not in text


def test_a_burst_and_all_of_it_again(pipe, delivery):
    deliveries = [make_delivery(delivery.release, state="sent") for _ in range(100)]
    for expected in ("Noted: bounced.", "Ignored: this report was noted before."):
        for one in deliveries:
            assert pipe(dsn(one, to=token_address(one), own_id=str(one.pk))) == (0, expected)
    assert Delivery.objects.filter(state="bounced").count() == 100
    assert DeliveryReport.objects.count() == Suppression.objects.count() == 100


@pytest.mark.once
def test_to_start_for_one_mail_does_not_load_all_checks(tmp_path, settings):
    said = "import sys, django; django.setup(); print('communications.checks' in sys.modules)"
    own = {"DEBUG": "1", "VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "postincident.settings"}
    done = subprocess.run(
        [sys.executable, "-c", said],
        cwd=settings.BASE_DIR,
        env=os.environ | own,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False\n"
