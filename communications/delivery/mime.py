"""A mail, built once per release as bytes and filled in per delivery.

Python's EmailMessage takes milliseconds a message; this takes microseconds. Bodies are quoted-printable, written piece
by piece: around each placeholder stands a soft line break, so that its value can be put in without touching the rest.
Lines stay under 78 octets whatever is put in, and the boundary holds "=_", which no quoted-printable or base64 line can.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import format_datetime
from functools import cached_property, lru_cache
from urllib.parse import quote

from communications.chat import NOTHING, ChatText
from postincident import clock
from postincident.placeholders import PLACEHOLDER
from postincident.rendering import link_only

_NOT_IN_A_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
# Longer ones are folded as encoded words, since no line has more than 998 octets.
_PLAIN = re.compile(r"[ !-~]{0,400}\Z")
_AS_IT_IS = re.compile(r"(?=.{1,70}\Z)(?:[!-\-/-<>-~][ !-<>-~]*)?[!-\-/-<>-~]")


@dataclass(frozen=True)
class File:
    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    """What a release sends, before anybody's name is in it."""

    subject: str
    text: str
    html: str
    from_name: str
    from_address: str
    reply_to: str = ""
    list_name: str = ""
    list_id: str = ""
    thread_id: str = ""
    may_unsubscribe: bool = True
    files: Sequence[File] = ()
    # For chat and webhooks: title and sections as plain text, and what the message is about.
    chat: ChatText = NOTHING
    about: Mapping[str, str] = field(default_factory=dict)
    event: str = "communication.released"


@dataclass(frozen=True)
class Copy:
    """What differs per delivery."""

    address: str
    name: str
    message_id: str  # of a webhook too: the same one serves a repeat
    values: Mapping[str, str] = field(default_factory=dict)
    delivery_id: int = 0
    endpoint_id: int | None = None
    references: Sequence[str] = ()  # Message-IDs of the mails it goes back to, the oldest first
    text_only: bool = False


def one_line(text: str) -> str:
    """Safe in a header: no line ends, no control characters."""
    return _NOT_IN_A_LINE.sub(" ", text).strip()


def fill(text: str, values: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda found: values.get(found[1], ""), text)


def fill_html(content: str, values: Mapping[str, str]) -> str:
    """Escaped; and into an address only what is a link."""

    def put(found: re.Match[str]) -> str:
        value = values.get(found[1], "")
        in_address = content.endswith('href="', 0, found.start())
        return html.escape(link_only(value) if in_address else value)

    return PLACEHOLDER.sub(put, content)


def encode_words(text: str) -> str:
    """RFC 2047, each word whole characters and short enough for any line."""
    if _PLAIN.match(text) and "=?" not in text:
        return text
    words, chunk = [], b""
    for letter in text:
        octets = letter.encode("utf-8", "replace")
        if len(chunk) + len(octets) > 42:
            words.append(chunk)
            chunk = b""
        chunk += octets
    words.append(chunk)
    return "\r\n ".join(f"=?utf-8?b?{base64.b64encode(word).decode()}?=" for word in words)


def thread_of(letter: Letter, copy: Copy) -> list[str]:
    """The incident's thread first, and last the mail that this one answers to."""
    return [one for one in (letter.thread_id, *copy.references) if one]


def mailbox(name: str, address: str) -> str:
    name = one_line(name)
    if not name:
        return address
    encoded = encode_words(name)
    if encoded == name:
        encoded = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{encoded}\r\n <{address}>"


def quoted_printable(text: str) -> bytes:
    clean = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
    return binascii.b2a_qp(clean, istext=True).replace(b"\n", b"\r\n")


def _filled(piece: str, values: Mapping[str, str]) -> bytes:
    """What stands in the place of a mark and a name: as text, as HTML, or as an address in HTML."""
    mark, name = piece[0], piece[1:]
    value = values.get(name, "")
    if mark == "@" and not link_only(value):
        return b""
    if mark != "t":
        value = html.escape(value)
    # Most are a name or a link, which quoted-printable leaves as it is.
    return value.encode() if _AS_IT_IS.fullmatch(value) else quoted_printable(value)


@lru_cache(maxsize=2)
def _date(second: datetime) -> str:
    return format_datetime(second)


class Message:
    """`Message(letter).copy(…)` gives one finished mail. Pieces at odd places are names of placeholders.

    A letter without HTML is a text and nothing beside it: so are the copies of readers who want it so.
    """

    def __init__(self, letter: Letter) -> None:
        self.letter = letter
        self._subject_varies = bool(PLACEHOLDER.search(letter.subject))
        self._subject = encode_words(one_line(letter.subject))
        self._head = self._fixed_head().encode()
        self._pieces: list[bytes | str] = [b""]
        self._write_body()

    @cached_property
    def _in_text(self) -> Message:
        return Message(replace(self.letter, html=""))

    def copy(self, one: Copy) -> bytes:
        if one.text_only and self.letter.html:
            return self._in_text.copy(one)
        values = {name: one_line(value) for name, value in one.values.items()}
        own: dict[str, bytes] = {}
        body = []
        for piece in self._pieces:
            if isinstance(piece, str):
                if piece not in own:
                    own[piece] = _filled(piece, values)
                body.append(own[piece])
            else:
                body.append(piece)
        return b"".join([self._own_head(one, values).encode(), self._head, *body])

    def _own_head(self, one: Copy, values: Mapping[str, str]) -> str:
        subject = self._subject
        if self._subject_varies:
            subject = encode_words(one_line(fill(self.letter.subject, values)))
        lines = [
            f"Date: {_date(clock.now().replace(microsecond=0))}",
            f"Message-ID: {one.message_id}",
            f"To: {mailbox(one.name, one.address)}",
            f"Subject: {subject}",
        ]
        if thread := thread_of(self.letter, one):
            lines += [f"In-Reply-To: {thread[-1]}", "References: " + "\r\n ".join(thread)]
        link = values.get("unsubscribe_link", "")
        if self.letter.may_unsubscribe and link:
            lines += [f"List-Unsubscribe: <{link}>", "List-Unsubscribe-Post: List-Unsubscribe=One-Click"]
        return "".join(f"{line}\r\n" for line in lines)

    def _fixed_head(self) -> str:
        letter = self.letter
        lines = [f"From: {mailbox(letter.from_name, letter.from_address)}"]
        if letter.reply_to:
            lines.append(f"Reply-To: {one_line(letter.reply_to)}")
        if letter.list_id:
            lines.append(f"List-Id: {mailbox(letter.list_name, letter.list_id)}")
        lines += ["Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All", "MIME-Version: 1.0"]
        return "".join(f"{line}\r\n" for line in lines)

    def _write_body(self) -> None:
        if not self.letter.files:
            self._write_words()
            return
        outer = f"=_{secrets.token_hex(12)}"
        self._add(f'Content-Type: multipart/mixed; boundary="{outer}"\r\n\r\n--{outer}\r\n')
        self._write_words()
        for file in self.letter.files:
            self._add(f"\r\n--{outer}\r\n")
            self._write_file(file)
        self._add(f"\r\n--{outer}--\r\n")

    def _write_words(self) -> None:
        if not self.letter.html:
            self._write_part("plain", "t", self.letter.text)
            self._add("" if self.letter.text.endswith("\n") else "\r\n")
            return
        boundary = f"=_{secrets.token_hex(12)}"
        self._add(f'Content-Type: multipart/alternative; boundary="{boundary}"\r\n\r\n')
        for kind, mark, content in (("plain", "t", self.letter.text), ("html", "<", self.letter.html)):
            self._add(f"--{boundary}\r\n")
            self._write_part(kind, mark, content)
            self._add("\r\n")
        self._add(f"--{boundary}--\r\n")

    def _write_part(self, kind: str, mark: str, content: str) -> None:
        self._add(f'Content-Type: text/{kind}; charset="utf-8"\r\n')
        self._add("Content-Transfer-Encoding: quoted-printable\r\n\r\n")
        self._write_text(content, mark)

    def _write_text(self, content: str, mark: str) -> None:
        """Pieces and placeholders take turns; a soft line break (=, end of line) before and after each value."""
        pieces = PLACEHOLDER.split(content)
        for place, piece in enumerate(pieces):
            if place % 2:
                self._add("=\r\n")
                in_address = mark == "<" and pieces[place - 1].endswith('href="')
                self._pieces += [("@" if in_address else mark) + piece, b"=\r\n"]
            else:
                self._add(quoted_printable(piece))

    def _write_file(self, file: File) -> None:
        name = quote(one_line(file.name)[-60:], safe="")  # the end of a long name tells what it is
        kind = (
            file.content_type if re.fullmatch(r"[\w.+-]+/[\w.+-]+", file.content_type) else "application/octet-stream"
        )
        self._add(f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n")
        self._add(f"Content-Disposition: attachment;\r\n filename*=utf-8''{name}\r\n\r\n")
        self._add(base64.encodebytes(file.content).replace(b"\n", b"\r\n"))

    def _add(self, piece: str | bytes) -> None:
        octets = piece.encode() if isinstance(piece, str) else piece
        last = self._pieces[-1]
        if isinstance(last, bytes):
            self._pieces[-1] = last + octets
        else:
            self._pieces.append(octets)
