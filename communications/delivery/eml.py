"""No mail server: each message becomes an .eml file under OUTBOX_DIR. Kept, not sent, and never counted as told."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django.utils.translation import gettext as _

from communications.delivery.mime import Copy, Message
from communications.delivery.outcome import Answer, Verdict


def keep(octets: bytes, address: str) -> Path:
    """Whole or not at all: written beside, then moved into place."""
    folder = Path(settings.OUTBOX_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    safe = re.sub(r"[^\w@.+-]", "_", address)[:80]
    name = f"{timezone.now():%Y%m%d-%H%M%S-%f}-{safe}-{secrets.token_hex(3)}"
    part = folder / f"{name}.part"
    part.write_bytes(octets)
    return part.rename(folder / f"{name}.eml")


class Outbox:
    def hand_over(self, message: Message, copy: Copy, before_the_end: Callable[[], None]) -> Answer:
        before_the_end()
        path = keep(message.copy(copy), copy.address)
        return Answer(Verdict.KEPT_LOCALLY, _("Kept as %(file)s") % {"file": path.name})

    def close(self) -> None:
        pass


class EmlBackend(BaseEmailBackend):
    """For the application's own mail, such as a forgotten password, when no mail server is there."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            keep(message.message().as_bytes(), (message.recipients() or ["nobody"])[0])
        return len(email_messages)
