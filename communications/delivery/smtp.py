"""Handing mail to an SMTP server over one kept connection. TLS, AUTH and the dialogue stay smtplib's own."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Callable
from typing import Any

from django.core.mail.utils import DNS_NAME
from django.utils.translation import gettext as _

from communications.delivery.mime import Copy, Message
from communications.delivery.outcome import Answer, ServerDown, Verdict
from communications.delivery.verp import envelope_sender

GREETING_REFUSED = 421
# Messages of one worker that may have ended without an answer, over all its connections: what a crash leaves unconfirmed.
IN_FLIGHT = 1
_END = b".\r\n"


def _words(code: int, text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {' '.join(words.split())}"[:500]


class Smtp:
    """`hand_over` says how each message went; ServerDown means that nobody's message is at fault."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        self._server: smtplib.SMTP | None = None

    def hand_over(self, message: Message, copy: Copy, before_the_end: Callable[[], None]) -> Answer:
        fresh = self._server is None
        server = self._connect()
        try:
            return self._converse(server, message, copy, before_the_end)
        except _Broken as broken:
            self._drop()
            if fresh:
                return Answer(Verdict.DEFERRED, str(broken))
        # A kept connection may have gone stale; nothing was handed over, so a new one may try once.
        try:
            return self._converse(self._connect(), message, copy, before_the_end)
        except _Broken as broken:
            self._drop()
            return Answer(Verdict.DEFERRED, str(broken))

    def close(self) -> None:
        if self._server is not None:
            try:
                self._server.quit()
            except (smtplib.SMTPException, OSError):
                self._server.close()
            self._server = None

    def _drop(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    def _connect(self) -> smtplib.SMTP:
        if self._server is not None:
            return self._server
        options = self._options
        kind = smtplib.SMTP_SSL if options.get("use_ssl") else smtplib.SMTP
        server: smtplib.SMTP | None = None
        try:
            server = kind(
                options["host"],
                options.get("port") or 0,
                local_hostname=DNS_NAME.get_fqdn(),
                timeout=options.get("timeout") or 30,
            )
            if options.get("use_tls"):
                server.starttls()
            if options.get("username"):
                server.login(options["username"], options.get("password") or "")
            server.ehlo_or_helo_if_needed()
            if server.sock is not None:
                # The end of a message is a small packet of its own: it must not wait for the one before.
                server.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except (smtplib.SMTPException, OSError) as error:
            if server is not None:
                server.close()
            raise ServerDown(_said_by(error)) from error
        self._server = server
        return server

    def _converse(
        self, server: smtplib.SMTP, message: Message, copy: Copy, before_the_end: Callable[[], None]
    ) -> Answer:
        utf8 = not copy.address.isascii()
        if utf8 and not server.has_extn("smtputf8"):
            return Answer(Verdict.FAILED, _("The mail server does not take addresses with letters beyond ASCII."))
        try:
            sender = envelope_sender(copy.delivery_id, message.letter.from_address)
            refusal = self._envelope(server, sender, copy.address, utf8)
            if refusal is not None:
                return refusal
            octets = message.copy(copy).replace(b"\r\n.", b"\r\n..")
            server.send(octets)
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            raise _Broken(_said_by(error)) from error
        before_the_end()
        try:
            server.send(_END)
            code, text = server.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return Answer(Verdict.UNCONFIRMED, _said_by(error))
        return self._judge(server, code, text)

    def _envelope(self, server: smtplib.SMTP, sender: str, address: str, utf8: bool) -> Answer | None:
        """None when the server waits for the text."""
        server.command_encoding = "utf-8" if utf8 else "ascii"
        code, text = server.mail(sender, ["SMTPUTF8", "BODY=8BITMIME"] if utf8 else [])
        if code == 250:
            code, text = server.rcpt(address)
        if code in (250, 251):
            code, text = server.docmd("DATA")
        if code == 354:
            return None
        answer = self._judge(server, code, text)
        if self._server is not None:
            server.rset()
        return answer

    def _judge(self, server: smtplib.SMTP, code: int, text: bytes | str) -> Answer:
        if code == GREETING_REFUSED:
            self._drop()  # the server is closing this connection
        if 200 <= code < 300:
            return Answer(Verdict.SENT, _words(code, text))
        permanent = 500 <= code < 600
        return Answer(Verdict.FAILED if permanent else Verdict.DEFERRED, _words(code, text))


class _Broken(Exception):
    """The connection broke before the end of the message left: certainly not handed over."""


def _said_by(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _words(error.smtp_code, error.smtp_error)
    if isinstance(error, TimeoutError):
        return _("The mail server did not answer in time.")
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return _("The mail server closed the connection.")
    return str(error)[:500] or type(error).__name__
