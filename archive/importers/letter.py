"""One e-mail, as far as an archive has a use for it: what it says, when, on what it answers, and what was attached.

Who wrote it and to whom are personal data, and stay out: addresses are counted, never kept. What is typed into the text stays.
"""

from __future__ import annotations

import codecs
import email
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message as Mail
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any

from archive.importers.found import tidy
from archive.importers.plain import to_plain
from postincident import clock
from postincident.rendering import one_line

MOST_LINES, MOST_PARTS = 1_000_000, 200
_LONGEST_HEADER = 20_000
_ID = re.compile(r"<([^<>\s]{1,900})>")
_FLOWED = re.compile(r"(?<!^--) \n(?=[^\n>])", re.MULTILINE)
_STUFFED = re.compile(r"^ ", re.MULTILINE)
# Codecs that Python has beside those of languages; some take hours.
_NO_CHARSET = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
_LATIN = frozenset({"", "ascii", "iso8859-1", "iso8859-15", "cp1252"})


class Unreadable(Exception):
    """Too large or too deep to be a letter that somebody wrote."""


@dataclass
class Letter:
    id: str
    answers: tuple[str, ...]  # ids, the first of the thread first
    subject: str
    at: datetime | None
    text: str
    attachments: tuple[dict[str, Any], ...]
    list_name: str
    is_automatic: bool
    found: dict[str, str]
    is_by_receipt: bool  # its own date could not be
    is_assumed: bool  # its characters are read otherwise than was stated

    @property
    def key(self) -> str:
        return digest(self.id)


def digest(words: str) -> str:
    """Ids of letters hold names of machines and people; this stands for them."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def letter(data: bytes, received: str = "") -> Letter:
    """`received` is when it came, as a mailbox says it. Raises Unreadable."""
    if data.count(b"\n") > MOST_LINES or data.lower().count(b"multipart/") > MOST_PARTS:
        raise Unreadable
    try:
        return _letter(email.message_from_bytes(data), received)
    except RecursionError as error:
        raise Unreadable from error


def _letter(mail: Mail, received: str) -> Letter:
    texts, attachments, is_assumed = _content(mail)
    text = "\n\n".join(filter(None, texts))
    ids = _ID.findall(header(mail, "Message-ID"))
    answers = _ID.findall(header(mail, "References")) + _ID.findall(header(mail, "In-Reply-To"))[:1]
    subject = one_line(header(mail, "Subject"))[:1000]
    at = stated = _plausible(header(mail, "Date"))
    if at is None:
        came = [header(mail, "Received").rpartition(";")[2], received]
        at = next((at for words in came if (at := _plausible(words))), None)
    to = getaddresses([said for name in ("To", "Cc", "Bcc") if (said := header(mail, name))])
    found = {
        "subject": subject[:300],
        "time": header(mail, "Date")[:80],
        "recipients": str(sum(bool(address) for _name, address in to)),
    }
    return Letter(
        id=ids[0] if ids else f"{at}\n{subject}\n{text}",
        answers=tuple(dict.fromkeys(answers)),
        subject=subject,
        at=at,
        text=text,
        attachments=tuple(attachments),
        list_name=_list_name(mail),
        is_automatic=_is_automatic(mail),
        found=found,
        is_by_receipt=stated is None and at is not None,
        is_assumed=is_assumed,
    )


def header(mail: Mail, name: str) -> str:
    """The first of this name, whatever its characters were written in."""
    raw = next((str(value) for key, value in mail.raw_items() if key.lower() == name.lower()), "")
    raw = raw[:_LONGEST_HEADER]
    if not raw.isascii():
        return tidy(decoded(raw.encode("utf-8", "surrogateescape"), "")[0])
    try:
        parts = decode_header(raw)
    except (HeaderParseError, ValueError):
        return tidy(raw)
    return tidy("".join(part if isinstance(part, str) else decoded(part, charset or "")[0] for part, charset in parts))


def decoded(data: bytes, charset: str) -> tuple[str, bool]:
    """With whether what was said of its characters could not be: what is UTF-8 is hardly ever anything else."""
    said = _codec(charset)
    if not data.isascii() and said in _LATIN:
        try:
            return data.decode(), False
        except UnicodeDecodeError:
            pass
    for codec in (said or "ascii", "utf-8", "cp1252"):
        try:
            return data.decode(codec), codec != (said or "ascii")
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1"), True


def _codec(charset: str) -> str:
    try:
        name = codecs.lookup(charset.strip() or "ascii").name
    except (LookupError, ValueError):
        return "unknown"
    return "unknown" if name in _NO_CHARSET else name


def _plausible(words: str) -> datetime | None:
    """A time at which e-mail could have been sent, and not tomorrow."""
    try:
        at = parsedate_to_datetime(words.strip())
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return at if at.year >= 1990 and at < clock.now() + timedelta(days=1) else None


def _list_name(mail: Mail) -> str:
    """A mailing list's own words for itself, unless they are an address."""
    said = one_line(header(mail, "List-Id").partition("<")[0]).strip(' "')
    return "" if "@" in said else said[:200]


def _is_automatic(mail: Mail) -> bool:
    said = header(mail, "Auto-Submitted").lower()
    return said.startswith("auto-replied") or mail.get_content_type() == "multipart/report"


def _content(mail: Mail) -> tuple[list[str], list[dict[str, Any]], bool]:
    texts: list[str] = []
    attachments: list[dict[str, Any]] = []
    is_any_assumed = False
    for part in _leaves(mail):
        payload = part.get_payload(decode=True)
        content = payload if isinstance(payload, bytes) else b""
        name = _file_name(part)
        if name or part.get_content_disposition() == "attachment" or part.get_content_maintype() != "text":
            if content:
                attachments.append(
                    {
                        "name": name or part.get_content_type()[:80],
                        "size": len(content),
                        "digest": hashlib.sha256(content).hexdigest(),
                    }
                )
            continue
        text, is_assumed = decoded(content, _param(part, "charset"))
        is_any_assumed = is_any_assumed or is_assumed
        texts.append(_text(part, tidy(text)))
    return texts, attachments, is_any_assumed


def _leaves(mail: Mail) -> Iterator[Mail]:
    """In their order; of several ways to say the same thing the plain one, or the last."""
    waiting = [mail]
    while waiting:
        part = waiting.pop()
        inner = part.get_payload()
        if not isinstance(inner, list):
            yield part
            continue
        parts = [one for one in inner if isinstance(one, Mail)]
        if part.get_content_type() == "multipart/alternative" and parts:
            parts = [next((one for one in parts if one.get_content_type() == "text/plain"), parts[-1])]
        waiting += parts[::-1]


def _text(part: Mail, text: str) -> str:
    if part.get_content_subtype() == "html":
        return to_plain(text)
    if _param(part, "format").lower() == "flowed":
        text = _STUFFED.sub("", _FLOWED.sub("" if _param(part, "delsp").lower() == "yes" else " ", text))
    return text.strip()


def _param(part: Mail, name: str) -> str:
    value = part.get_param(name)
    return value if isinstance(value, str) else value[2] if value else ""


def _file_name(part: Mail) -> str:
    said = part.get_filename()
    if not said:
        return ""
    try:
        parts = decode_header(said[:1000])
    except (HeaderParseError, ValueError):
        parts = [(said, None)]
    words = "".join(part if isinstance(part, str) else decoded(part, charset or "")[0] for part, charset in parts)
    return one_line(tidy(words)).replace("\\", "/").rpartition("/")[2][:200]
