"""What `make mailcheck` does without postfix and SpamAssassin, which not every machine has."""

import pytest

from mailcheck import __main__ as mailcheck
from mailcheck.scene import Scene
from mailcheck.spam import Opinion
from tests.communications.delivery.servers import mailer, smtp_server

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def box(settings):
    settings.MAIL_DOMAIN = "northwind.example"
    settings.DEFAULT_FROM_EMAIL = "incidents@northwind.example"
    with smtp_server() as box:
        settings.MAILERS = mailer(box.port)
        yield box


def test_it_sends_a_mail_of_each_kind_and_knows_them_again(box):
    scene = Scene("customer.example")
    scene.play()
    mails = [mailcheck.read(octets) for octets in box.octets]
    assert [scene.what(str(mail["Message-ID"]), mail["To"].addresses[0].addr_spec) for mail in mails] == [
        *scene.sent.values()
    ]
    first, correction = mails[1:3]
    assert correction["In-Reply-To"] == first["Message-ID"]
    assert [part.get_filename() for part in mails[3].iter_attachments()] == ["Überblick.pdf"]
    assert [mail["List-Unsubscribe"] is None for mail in mails] == [False, False, False, False, True, False, True]
    assert "Клієнти" in mails[5]["List-Id"] and "Між 14:05" in mails[5].get_body(("plain",)).get_content()


def test_a_defect_is_no_mail():
    with pytest.raises(ValueError, match="To"):
        mailcheck.read(b"From: a@b.example\nTo: <a\n\nHello\n")


def test_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None if name == "spamassassin" else f"/usr/sbin/{name}")
    with pytest.raises(SystemExit, match="apt-get install --no-install-recommends spamassassin"):
        mailcheck.stop_unless_possible()


def test_it_keeps_what_is_written_above_the_table(tmp_path, monkeypatch):
    page = tmp_path / "mail.md"
    page.write_text(f"# Mail\n\n{mailcheck.MARK}| old |\n")
    monkeypatch.setattr(mailcheck, "PAGE", page)
    monkeypatch.setattr(mailcheck, "versions", lambda: "Today.")
    mailcheck.write([mailcheck.Judged("A resolution", 12_345, Opinion(0.1, ["HTML_MESSAGE"]))])
    assert page.read_text() == (
        f"# Mail\n\n{mailcheck.MARK}\nToday.\n\n| mail | size | score | rules that spoke |\n|---|---:|---:|---|\n"
        "| A resolution | 12.3 kB | 0.1 | `HTML_MESSAGE` |\n"
    )
