"""Reading a mail that anybody may have written: whatever it holds, it is read in bounded time and memory, or refused."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

MOST_OCTETS = 1024 * 1024  # what stands beyond is not looked at
MOST_PARTS = 100
_LONGEST_HEADER = 20_000
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,250}>")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Unreadable(Exception):
    """It is no mail. In words for the mail server's log."""


def read(octets: bytes) -> Message:
    """Raises Unreadable."""
    try:
        message = message_from_bytes(octets[:MOST_OCTETS])
        if not message.keys():
            raise Unreadable("It has no headers.")
        list(parts(message))
    except RecursionError as error:
        raise Unreadable("Its parts lie too deep in each other.") from error
    return message


def parts(message: Message) -> Iterator[Message]:
    """The message and its parts from the outside in, without those of a mail that is enclosed. At most MOST_PARTS."""
    waiting, found = [message], 0
    while waiting and found < MOST_PARTS:
        part, found = waiting.pop(0), found + 1
        yield part
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting[:0] = inside(part)


def inside(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [one for one in payload[:MOST_PARTS] if isinstance(one, Message)] if isinstance(payload, list) else []


def header(message: Message, name: str) -> str:
    """Decoded and on one line; empty when there is none."""
    value = message.get(name)
    if value is None:
        return ""
    text = str(value)[:_LONGEST_HEADER]
    with suppress(HeaderParseError, LookupError, ValueError):  # what cannot be decoded is read as it stands
        text = str(make_header(decode_header(text)))
    return " ".join(clean(text).split())


def addresses(message: Message, *names: str) -> list[tuple[str, str]]:
    """(name, address) of these headers, at most 50."""
    values = [str(value)[:_LONGEST_HEADER] for name in names for value in message.get_all(name, [])[:20]]
    found: list[tuple[str, str]] = []
    with suppress(RecursionError):  # comments within comments: nobody's address
        found = getaddresses(values, strict=False)[:50]
    return [(_decoded(name), address.strip()) for name, address in found if "@" in address]


def _decoded(name: str) -> str:
    holder = Message()
    holder["Name"] = " ".join(name.split())
    return header(holder, "Name")


def message_ids(message: Message, name: str) -> list[str]:
    return _MESSAGE_ID.findall(str(message.get(name) or "")[:_LONGEST_HEADER])[:100]


def text_of(part: Message) -> str:
    """The words of a part that is text, whatever it says of its encoding."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        text = payload.decode(part.get_content_charset() or "utf-8", "replace")
    except (LookupError, ValueError):
        text = payload.decode("utf-8", "replace")
    return clean(text.replace("\r\n", "\n").replace("\r", "\n"))


def clean(text: str) -> str:
    """Without what can neither be read nor be stored in every database."""
    return _CONTROLS.sub("", text)


def digest_of(message: Message, octets: bytes) -> str:
    """Names this mail, so that it counts once however often it is delivered."""
    own = "".join(message_ids(message, "Message-ID")[:1])
    return hashlib.sha256(own.encode() or octets).hexdigest()
