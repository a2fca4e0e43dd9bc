"""One SMTP connection on which messages follow each other without waiting more than once for each (RFC 2920).

Where the server offers PIPELINING, a message's MAIL, RCPT and DATA leave in one packet, together with the end of the message
before it; otherwise each waits for the answer to the one before. Whatever is read is held to what was asked, in order: a
server that answers what nobody asked is not believed any further.
"""

from __future__ import annotations

import re
import smtplib
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from communications.delivery.mime import Copy, Message
from communications.delivery.outcome import Answer, Verdict
from communications.delivery.verp import envelope_sender

CLOSING = 421
_END = b".\r\n"
_LARGE = (
    1 << 16
)  # a message beyond this leaves before its end does, so that the end is not announced long before it leaves
_LONGEST_REPLY = 1 << 16
_ONE_LINE = re.compile(rb"(\d{3}) ([^\r\n]*)\r?\n")
_PLAIN_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+")


class Broken(Exception):
    """The connection is of no use any more."""


class OutOfStep(Broken):
    """What came is no answer to what was asked, or none came: this server does not do as it said."""


@dataclass(slots=True)
class Job:
    """`opened`: MAIL was taken. `ended`: the last byte of the message left. `again`: it was begun before, elsewhere.
    `octets`: the message, where there was time to write it already."""

    copy: Copy
    octets: bytes = b""
    opened: bool = False
    ended: bool = False
    again: bool = False
    refusal: Answer | None = None


@dataclass(frozen=True)
class Errands:
    """What a run of messages needs: the next one if there is any, and whom to tell before an end leaves and of each answer."""

    message: Message
    following: Callable[[], Job | None]
    before_the_end: Callable[[Copy], None]
    answered: Callable[[Copy, Answer], None]


class Dialogue:
    def __init__(self, server: smtplib.SMTP, timeout: float, *, plainly: bool) -> None:
        assert server.sock is not None  # noqa: S101 - it is connected
        self.server, self.sock = server, server.sock
        self.may_pipeline = server.has_extn("pipelining") and not plainly
        self.timeout, self.deadline = timeout, 0.0
        self.is_fresh, self.is_dirty = True, False  # dirty: a transaction was begun and not ended
        self.current: Job | None = None  # whose envelope is under way
        self.ending: Job | None = None  # whose end left, and whose answer is waited for
        self._asked: deque[str] = deque()
        self._to_ask: deque[tuple[str, bytes]] = deque()
        self._heard = b""

    @property
    def is_busy(self) -> bool:
        return bool(self._asked)

    def begin(self, job: Job, errands: Errands) -> None:
        """Raises Broken."""
        fitting = job if self._takes(job, errands) else self._following(errands)
        if fitting is not None and (octets := self._envelope(fitting, errands)):
            self._send(octets)

    def _following(self, errands: Errands) -> Job | None:
        while (job := errands.following()) is not None:
            if self._takes(job, errands):
                return job
        return None

    def _takes(self, job: Job, errands: Errands) -> bool:
        if job.copy.address.isascii() or self.server.has_extn("smtputf8"):
            return True
        said = _("The mail server does not take addresses with letters beyond ASCII.")
        errands.answered(job.copy, Answer(Verdict.FAILED, said))
        return False

    def hear(self, errands: Errands) -> None:
        """Something is there to be read. Raises Broken."""
        try:
            octets = self.sock.recv(1 << 16)
            while pending := getattr(self.sock, "pending", int)():  # what TLS has decrypted, and no selector tells
                octets += self.sock.recv(pending)
        except TimeoutError as error:
            raise OutOfStep(said_by(error)) from error
        except OSError as error:
            raise Broken(said_by(error)) from error
        if not octets:
            raise Broken(_("The mail server closed the connection."))
        self._heard += octets
        self.deadline = time.monotonic() + self.timeout
        while self._asked and (reply := self._reply()):
            self._take(*reply, errands)
        if not self._asked and self._heard.startswith(b"421"):
            raise Broken(words_of(self._heard))
        if len(self._heard) > _LONGEST_REPLY or (self._heard and not self._asked):
            raise OutOfStep(_("The mail server said what nobody had asked."))

    def _reply(self) -> tuple[int, bytes] | None:
        """A whole one, of one or more lines."""
        if found := _ONE_LINE.match(self._heard):
            self._heard = self._heard[found.end() :]
            return int(found[1]), found[2]
        lines, rest = [], self._heard
        while True:
            line, end, rest = rest.partition(b"\n")
            if not end:
                return None
            if not line[:3].isdigit() or line[3:4] not in (b"-", b" ", b"\r", b""):
                raise OutOfStep(_not_an_answer(line))
            lines.append(line[4:])
            if line[3:4] != b"-":
                self._heard = rest
                return int(line[:3]), b" ".join(lines)

    def _take(self, code: int, said: bytes, errands: Errands) -> None:
        asked = self._asked.popleft()
        if asked == "end":
            self._end_answered(code, said, errands)
        elif code == CLOSING:
            raise Broken(_words(code, said))
        elif asked == "void":
            self._refused(errands)
        elif asked != "rset":
            self._envelope_answered(asked, code, said, errands)
        if self._to_ask and not self._asked:
            self._ask_next()

    def _end_answered(self, code: int, said: bytes, errands: Errands) -> None:
        job, self.ending = self.ending, None
        assert job is not None  # noqa: S101 - that is what was asked
        if not 200 <= code < 600 or 300 <= code < 400:
            self.ending = job
            raise OutOfStep(_not_an_answer(b"%d %s" % (code, said)))
        self.is_fresh = False
        errands.answered(job.copy, judge(code, said))
        if code == CLOSING:
            raise Broken(_words(code, said))
        self._go_on(errands)

    def _envelope_answered(self, asked: str, code: int, said: bytes, errands: Errands) -> None:
        job = self.current
        assert job is not None  # noqa: S101 - it is what was asked for
        waits = asked == "data" and code == 354
        if not waits and not (400 <= code < 600 or (asked != "data" and code in (250, 251))):
            raise OutOfStep(_not_an_answer(b"%d %s" % (code, said)))
        if code >= 400 and job.refusal is None:
            job.refusal = judge(code, said)
        job.opened = self.is_dirty = job.opened or (asked == "mail" and job.refusal is None)
        if waits and job.refusal is None:
            self._send_text(job, errands)
        elif waits:  # no recipient, and it waits for the text all the same: there is none (RFC 2920, 3.1)
            self._asked.append("void")
            self._send(_END)
        elif job.refusal is not None and (asked == "data" or not self.may_pipeline):
            self._refused(errands)

    def _refused(self, errands: Errands) -> None:
        job, self.current = self.current, None
        assert job is not None and job.refusal is not None  # noqa: S101 - that is why
        self._to_ask.clear()
        self.is_fresh = False
        errands.answered(job.copy, job.refusal)
        self._go_on(errands)

    def _go_on(self, errands: Errands) -> None:
        if self.current is None and (job := errands.following()) is not None:
            self.begin(job, errands)

    def _envelope(self, job: Job, errands: Errands) -> bytes:
        """What leaves at once; the rest waits in `_to_ask`."""
        copy, self.current = job.copy, job
        job.opened, job.ended, job.refusal = False, False, None
        sender = envelope_sender(copy.delivery_id, errands.message.letter.from_address)
        options = "" if copy.address.isascii() else " SMTPUTF8 BODY=8BITMIME"
        if self.is_dirty:
            self._to_ask.append(("rset", b"RSET\r\n"))
            self.is_dirty = False
        self._to_ask += [
            ("mail", f"MAIL FROM:{_path(sender)}{options}\r\n".encode()),
            ("rcpt", f"RCPT TO:{_path(copy.address)}\r\n".encode()),
            ("data", b"DATA\r\n"),
        ]
        if not self.may_pipeline:
            return self._next() if not self._asked else b""
        octets = b"".join(command for _name, command in self._to_ask)
        self._asked += [name for name, _command in self._to_ask]
        self._to_ask.clear()
        return octets

    def _next(self) -> bytes:
        name, command = self._to_ask.popleft()
        self._asked.append(name)
        return command

    def _ask_next(self) -> None:
        self._send(self._next())

    def _send_text(self, job: Job, errands: Errands) -> None:
        if self._heard:
            raise OutOfStep(_("The mail server said what nobody had asked."))
        octets = (job.octets or errands.message.copy(job.copy)).replace(b"\r\n.", b"\r\n..")
        job.octets = b""
        if len(octets) > _LARGE:
            self._send(octets)
            octets = b""
        octets += _END
        following = self._following(errands) if self.may_pipeline else None
        errands.before_the_end(job.copy)
        self.current, self.ending, self.is_dirty = None, job, False
        self._asked.append("end")
        envelope = self._envelope(following, errands) if following is not None else b""
        self._send(octets + envelope, job, len(octets))

    def _send(self, octets: bytes, job: Job | None = None, end: int = 0) -> None:
        """`job` has ended once so many octets have left."""
        view, sent = memoryview(octets), 0
        self.deadline = time.monotonic() + self.timeout
        try:
            while sent < len(octets):
                sent += self.sock.send(view[sent:])
        except OSError as error:
            raise Broken(said_by(error)) from error
        finally:
            if job is not None:
                job.ended = sent >= end

    def unfinished(self) -> Iterable[Job]:
        return [job for job in (self.ending, self.current) if job is not None]


def _path(address: str) -> str:
    if _PLAIN_ADDRESS.fullmatch(address):
        return f"<{address}>"
    if "\r" in address or "\n" in address:
        raise ValueError("an address has no line ends")
    return smtplib.quoteaddr(address)


def _not_an_answer(said: bytes) -> str:
    return _("The mail server said what is no answer: %(said)s") % {"said": words_of(said)}


def words_of(octets: bytes) -> str:
    return " ".join(octets.decode("utf-8", "replace").split())[:400]


def _words(code: int, said: bytes) -> str:
    return f"{code} {words_of(said)}".strip()


def judge(code: int, said: bytes) -> Answer:
    words = _words(code, said)
    if 200 <= code < 300:
        return Answer(Verdict.SENT, words)
    return Answer(Verdict.FAILED if 500 <= code < 600 else Verdict.DEFERRED, words)


def said_by(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        return f"{error.smtp_code} {words_of(text if isinstance(text, bytes) else str(text).encode())}"[:500]
    if isinstance(error, TimeoutError):
        return _("The mail server did not answer in time.")
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return _("The mail server closed the connection.")
    return str(error)[:500] or type(error).__name__
