"""No mail server: each message becomes an .eml file under OUTBOX_DIR. Kept, not sent, and never counted as told."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime, timedelta
from email.parser import BytesHeaderParser
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import gettext as _

from communications.delivery.mime import Copy, Message
from communications.delivery.outcome import Answer, Verdict
from postincident import clock

MOST_AT_ONCE = 10_000  # files that are forgotten; the rest an hour later


def keep(octets: bytes, address: str) -> Path:
    """Whole or not at all: written beside, then moved into place."""
    folder = Path(settings.OUTBOX_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    safe = re.sub(r"[^\w@.+-]", "_", address)[:80]
    name = f"{clock.now():%Y%m%d-%H%M%S-%f}-{safe}-{secrets.token_hex(3)}"
    part = folder / f"{name}.part"
    part.write_bytes(octets)
    return part.rename(folder / f"{name}.eml")


def forget(message_ids: Collection[str]) -> int:
    """Take kept messages away by their Message-IDs. Returns how many there were."""
    wanted = set(message_ids)
    if not wanted:
        return 0
    found = [path for path in _kept() if _message_id(path) in wanted]
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def forget_old(now: datetime) -> int:
    """Messages kept for longer than OUTBOX_DAYS; that they were kept, and for whom, their deliveries still say."""
    limit = (now - timedelta(days=settings.OUTBOX_DAYS)).timestamp()
    old = list(islice((path for path in _kept() if path.stat().st_mtime < limit), MOST_AT_ONCE))
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _kept() -> Iterator[Path]:
    return Path(settings.OUTBOX_DIR).glob("*.eml")


def _message_id(path: Path) -> str:
    with path.open("rb") as file:
        return str(BytesHeaderParser().parse(file)["Message-ID"] or "").strip()


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
