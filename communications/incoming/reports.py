"""Reports of mail servers: what bounced or is delayed (RFC 3464, RFC 6533), what was complained of (RFC 5965).

Those of servers that keep to no standard are read by flufl.bounce, Mailman's.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email import message_from_bytes, message_from_string
from email.message import Message
from email.parser import HeaderParser
from email.utils import parseaddr

from django.utils.translation import gettext as _
from flufl.bounce import all_failures

from communications.incoming.mail import addresses, header, inside, message_ids, parts, text_of
from communications.incoming.status import code_in, is_for_good
from communications.models import DeliveryReport

logger = logging.getLogger(__name__)
Kind = DeliveryReport.Kind
_STATUS = ("message/delivery-status", "message/global-delivery-status")
_RETURNED = ("message/rfc822", "message/global")
_HEADERS_ONLY = ("text/rfc822-headers", "message/rfc822-headers", "message/global-headers")
_NO_COMPLAINT = ("not-spam", "auth-failure")
_ID_IN_TEXT = re.compile(r"^[ \t>]*message-id:[ \t]*(<[^<>\s]{1,250}>)", re.IGNORECASE | re.MULTILINE)
_SUBMITTED = re.compile(r"[a-z-]*", re.IGNORECASE)
_DAEMONS = ("mailer-daemon", "mail-daemon", "mailerdaemon")
_PRECEDENCE = ("bulk", "junk", "auto_reply", "auto-reply")
_SUBJECT = re.compile(
    r"(?:auto(?:mat(?:ic|ed|isch)e? ?)?[ -]?(?:reply|response|antwort|antwoord)|automatische|out of (?:the )?office|autoreply|"
    r"abwesen|r[ée]ponse automatique|absence du bureau|respuesta autom|resposta autom|risposta autom|fuera de la oficina)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Line:
    """What a report says of one recipient, or of those whom it does not tell apart."""

    kind: Kind
    said: str
    addresses: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Found:
    """`lines` is empty when nothing went wrong. `message_ids` and `senders` are those of the mail that it is about."""

    lines: Sequence[Line]
    message_ids: Sequence[str] = ()
    senders: Sequence[str] = field(default_factory=list)


def report_in(message: Message, octets: bytes) -> Found | None:
    """None when it is no report at all. `octets` are those that the message was read from."""
    every = list(parts(message))
    kinds = {part.get_content_type(): part for part in reversed(every)}
    if feedback := kinds.get("message/feedback-report"):
        return _complaint(feedback, every)
    if status := next((kinds[name] for name in _STATUS if name in kinds), None):
        return Found([*_lines(status)], *_returned(every))
    if _may_be_a_bounce(message):
        return _by_guess(octets, every)
    return None


def is_by_a_machine(message: Message) -> bool:
    """Sent without a person behind it (RFC 3834, and what is older than that or never read it)."""
    submitted = _SUBMITTED.match(header(message, "Auto-Submitted"))
    if submitted and submitted[0].lower() not in ("", "no"):
        return True
    if any(message.get(name) for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Failed-Recipients")):
        return True
    return (
        header(message, "Precedence").lower() in _PRECEDENCE
        or header(message, "Return-Path") == "<>"
        or message.get_content_type() == "multipart/report"
        or _local_part(message) in _DAEMONS
        or bool(_SUBJECT.match(header(message, "Subject").lstrip("[(*- ")))
    )


def _may_be_a_bounce(message: Message) -> bool:
    """Not whatever a machine wrote: somebody who is away until Monday has received the mail."""
    return _local_part(message) in (*_DAEMONS, "postmaster") or bool(message.get("X-Failed-Recipients"))


def _local_part(message: Message) -> str:
    sender = next((address.lower() for _name, address in addresses(message, "From")), "")
    return sender.partition("@")[0]


# Standard ones


def _blocks(status: Message) -> Iterator[Message]:
    found = inside(status)
    yield from found
    if len(found) == 1:  # a kind that Python's parser takes for a mail: the rest is its text
        rest = found[0].get_payload()
        for text in rest.split("\n\n")[:50] if isinstance(rest, str) else ():
            yield HeaderParser().parsestr(text.strip() + "\n\n")


def _lines(status: Message) -> Iterator[Line]:
    for block in _blocks(status):
        action = header(block, "Action").lower()
        if action.startswith(("fail", "error", "delayed")):
            diagnostic = header(block, "Diagnostic-Code").partition(";")[2].strip() or header(block, "Diagnostic-Code")
            stated = header(block, "Status")
            code = code_in(stated, diagnostic)
            said = diagnostic if code in diagnostic else f"{code} {diagnostic}".strip()
            named = [header(block, name) for name in ("Original-Recipient", "Final-Recipient")]
            about = frozenset(address for one in named if (address := _address(one)))
            yield Line(Kind.DELAYED if action.startswith("delayed") else _kind(code, said), said, about)


def _kind(code: str, said: str) -> Kind:
    return Kind.BOUNCED if is_for_good(code, said) else Kind.BOUNCED_SOFTLY


def _address(field: str) -> str:
    """Of "rfc822; ana@example.net", "utf-8;…", or the address alone, in small letters."""
    typed = field.rpartition(";")[2].strip()[:500]
    return (parseaddr(typed)[1] or typed).lower() if "@" in typed else ""


def _complaint(feedback: Message, every: Sequence[Message]) -> Found:
    said = next(iter(inside(feedback)), feedback)
    if not said.get("Feedback-Type"):
        said = message_from_string(text_of(feedback))
    kind = header(said, "Feedback-Type").lower()
    ids, senders = _returned(every)
    senders = [*senders, *(address for _name, address in addresses(said, "Original-Mail-From"))]
    if kind in _NO_COMPLAINT:
        return Found([], ids, senders)
    about = frozenset(address for one in said.get_all("Original-Rcpt-To", [])[:20] if (address := _address(str(one))))
    words = _("A reader's mail provider reports it as %(kind)s.") % {"kind": kind[:40] or _("unwanted")}
    return Found([Line(Kind.COMPLAINED, words, about)], ids, senders)


def _returned(every: Sequence[Message]) -> tuple[list[str], list[str]]:
    """Message-ID and sender of the first mail that it gives back, whole or its headers only."""
    for part in every:
        kind = part.get_content_type()
        back: Message | None = None
        if kind in _HEADERS_ONLY and not inside(part):
            back = HeaderParser().parsestr(text_of(part).lstrip())
        elif kind in _RETURNED + _HEADERS_ONLY:
            back = next(iter(inside(part)), None)
        if back is not None:
            return message_ids(back, "Message-ID"), [a for _name, a in addresses(back, "Return-Path")]
    return [], []


# All others


def _by_guess(octets: bytes, every: Sequence[Message]) -> Found | None:
    """None when flufl.bounce finds no bounce in it."""
    try:
        passing, permanent = all_failures(_clipped(octets))
    except Exception as error:  # many detectors, written for mail that nobody writes on purpose
        logger.warning("A mail that may be a bounce was not understood: %s", type(error).__name__)
        return None
    if not passing and not permanent:
        return None
    text = "\n".join(text_of(part) for part in every if part.get_content_maintype() == "text")
    code = code_in(*[line for line in text.splitlines()[:200] if re.search(r"(?<!\d)[45]\d\d[ -]|[45]\.\d\.\d", line)])
    # It says for good, as far as one can guess; where a code is given, the code says it better.
    said = next((line.strip() for line in text.splitlines()[:200] if code and code in line), code)
    kind = _kind(code or "5.0.0", said) if permanent else Kind.DELAYED
    about = frozenset(one.decode("ascii", "replace").lower() for one in permanent or passing)
    ids, senders = _returned(every)
    return Found([Line(kind, said, about)], ids or _ID_IN_TEXT.findall(text)[:5], senders)


def _clipped(octets: bytes) -> Message:
    """Its patterns were written for lines that a person could read: what is longer is not looked at."""
    lines = octets[: 256 * 1024].splitlines()
    return message_from_bytes(b"\n".join(line[:300] for line in lines[:3000]))
