"""A record as a mail, as it was sent: for a mail program, or another archive."""

from __future__ import annotations

from collections.abc import Mapping
from email.headerregistry import Address, Group
from email.message import EmailMessage
from email.policy import SMTP
from mimetypes import guess_type
from typing import Any

from archive.models import Record, RecordBody
from archive.said import told
from postincident.placeholders import PLACEHOLDER, SLOT_IN_FRAME, marked, words_for
from postincident.rendering import one_line, to_document


def as_eml(record: Record, body: RecordBody, stored: Mapping[str, bytes]) -> bytes:
    """To whom it went one by one is not in a record: the group stands there, with nobody in it."""
    mail = EmailMessage(SMTP.clone(max_line_length=100))  # a digest is not broken in two
    if sender := _address(told(record)["sender"]):
        mail["From"] = sender
    mail["To"] = Group(one_line(record.audience) or "-", ())
    mail["Subject"] = one_line(_in_words(body.subject))
    mail["Date"] = record.sent_at
    mail["Message-ID"] = f"<record-{record.number}.{record.digest[:32]}@postincident.invalid>"
    mail["X-Postincident-Record"] = f"{record.number}"
    mail["X-Postincident-Digest"] = record.digest
    mail.set_content(_in_words(body.text), cte="quoted-printable")
    if body.html:
        html = to_document(marked(body.html, SLOT_IN_FRAME), record.heading)
        mail.add_alternative(html, subtype="html", cte="quoted-printable")
    for row in body.attachments:
        if (content := stored.get(row["digest"])) is not None:
            main, _slash, sub = (guess_type(row["name"])[0] or "application/octet-stream").partition("/")
            mail.add_attachment(content, main, sub, filename=one_line(row["name"]))
    return mail.as_bytes()


def _address(sender: Mapping[str, Any]) -> Address | None:
    """None of what was said elsewhere, or has no address that could stand there."""
    try:
        return Address(one_line(sender.get("name") or ""), addr_spec=sender["address"])
    except (KeyError, ValueError, IndexError):
        return None


def _in_words(text: str) -> str:
    """What each recipient read of their own is said in words."""
    return PLACEHOLDER.sub(lambda found: f"[{words_for(found[1])}]", text)
