"""Who wants a text gets a text: no HTML part leaves, by whichever way mail goes."""

import email.policy
from email import message_from_bytes

import pytest

from communications.delivery.mime import Copy, File, Letter, Message
from communications.delivery.provider import as_django_mail
from communications.delivery.sending import send_release
from communications.models import Preference
from postincident.links import hash_address
from tests.communications.factories import make_contact, make_delivery, make_release
from tests.communications.test_drafting import audience_of, incident  # noqa: F401 - fixture

pytestmark = pytest.mark.django_db


def wants_text(address):
    Preference.objects.create(address_hash=hash_address(address), text_only=True)


def types_of(mail):
    return [part.get_content_type() for part in mail.walk()]


def test_it_leaves_as_a_text_and_nothing_beside_it(incident, let_go, mailbox):  # noqa: F811
    group = audience_of(incident, "customers").group
    for name in ("ana", "rui"):
        make_contact(group, name=name.title(), address=f"{name}@example.net")
    wants_text("ana@example.net")
    let_go("customers")
    ana, rui = sorted(mailbox.messages, key=lambda mail: str(mail["To"]))
    assert types_of(ana) == ["text/plain"]
    assert types_of(rui) == ["multipart/alternative", "text/plain", "text/html"]
    assert (
        ana.get_content().replace("Ana", "Rui").splitlines()[:6]
        == rui.get_body(("plain",)).get_content().splitlines()[:6]
    )
    assert "[[" not in ana.get_content() and "/u/" in ana.get_content() and "/p/" in ana.get_content()
    assert ana["List-Unsubscribe"] and ana.get_content_charset() == "utf-8"


def test_its_files_leave_with_it(incident, let_go, mailbox):  # noqa: F811
    make_contact(audience_of(incident, "customers").group, address="ana@example.net")
    wants_text("ana@example.net")
    let_go("customers", file=b"%PDF-1.7 x")
    (mail,) = mailbox.messages
    assert types_of(mail) == ["multipart/mixed", "text/plain", "application/pdf"]


def test_what_was_frozen_before_is_sent_so_too(mailbox):
    release = make_release()
    make_delivery(release, "ana@example.net")
    wants_text("ana@example.net")
    send_release(release.pk)
    assert types_of(mailbox.messages[0]) == ["text/plain"]


@pytest.mark.parametrize(
    "text", ["Dear [[contact_name]],\n\n.ü = " + "x" * 200 + "\n", "no end of a line", "[[contact_name]]"]
)
@pytest.mark.parametrize("files", [(), (File("a.pdf", "application/pdf", b"%PDF-"),)])
def test_it_decodes_as_django_s_own_does(text, files):
    message = Message(Letter("s", text, "<p>[[contact_name]]</p>", "Northwind", "a@b.example", files=files))
    copy = Copy("c@d.example", "Zoë", "<1@n>", {"contact_name": "Zoë"}, text_only=True)
    ours = message_from_bytes(message.copy(copy), policy=email.policy.default)
    theirs = message_from_bytes(as_django_mail(message, copy).message().as_bytes(), policy=email.policy.default)
    assert types_of(ours) == types_of(theirs)
    assert not ours.defects
    lines = [mail.get_body(("plain",)).get_content().strip().splitlines() for mail in (ours, theirs)]
    assert lines[0] == lines[1]
    other = message_from_bytes(message.copy(Copy("c@d.example", "", "<2@n>")), policy=email.policy.default)
    assert "text/html" in types_of(other)
