"""A real SMTP server on loopback, in a thread, that answers as the test says and keeps what it accepted."""

import email
import email.policy
from contextlib import contextmanager

from aiosmtpd.controller import Controller

from tests.processes import free_port


class Mailbox:
    """`answers` maps an address to what RCPT or the end of DATA says; `close` closes instead of answering."""

    def __init__(self):
        self.received = []
        self.octets = []
        self.senders = []
        self.rcpt = {}
        self.data = {}
        self.asked = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
        self.asked.append(address)
        if answer := self._next(self.rcpt, address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        address = envelope.rcpt_tos[0]
        answer = self._next(self.data, address) or "250 2.0.0 Ok: queued"
        if answer.startswith("250") or answer == "close":
            self.received.append(address)
            self.octets.append(envelope.original_content)
            self.senders.append(envelope.mail_from)
        if answer == "close":
            server.transport.abort()
        return answer

    @staticmethod
    def _next(answers, address):
        answer = answers.get(address)
        return answer.pop(0) if isinstance(answer, list) and answer else answer or None

    @property
    def messages(self):
        return [email.message_from_bytes(octets, policy=email.policy.default) for octets in self.octets]


@contextmanager
def smtp_server(mailbox=None, **options):
    mailbox = mailbox or Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    mailbox.port = controller.port
    try:
        yield mailbox
    finally:
        controller.stop()


def mailer(port, host="127.0.0.1"):
    return {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": host, "port": port, "timeout": 5},
        }
    }
