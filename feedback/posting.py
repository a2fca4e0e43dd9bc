"""How a letter to one person reads and leaves: a mail in the thread of what it answers. The worker sends it.

A crash between the server's taking it and our noting so sends it twice, under the same Message-ID: a reader's mail program
shows it once.
"""

from __future__ import annotations

import hashlib
import logging
import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import formataddr

from anymail.exceptions import AnymailError, AnymailInvalidAddress, AnymailRecipientsRefused
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from communications.delivery.channels.mail import open_mail
from communications.delivery.eml import Outbox
from communications.delivery.mime import one_line
from communications.delivery.threads import thread_id
from communications.models import StakeholderGroup
from feedback.models import Letter, Outreach, Response
from postincident import events
from postincident.events import APPLICATION

logger = logging.getLogger(__name__)

TRY_AGAIN = timedelta(minutes=5)
MOST_TRIES = 12
_QUOTED = 2000  # letters of theirs below ours
State = Letter.State

type About = Response | Outreach


@dataclass(frozen=True)
class Sheet:
    """A letter as its reader will see it."""

    sender: str
    address: str
    subject: str
    text: str

    @property
    def digest(self) -> str:
        """What was looked at is what is sent: the page carries it back."""
        return hashlib.sha256("\n".join([self.address, self.subject, self.text]).encode()).hexdigest()


def sheet_of(about: About, address: str, subject: str, words: str) -> Sheet:
    return Sheet(_sender(about.group), address, subject, _text(about, words))


def subject_of(about: About) -> str:
    """As that of what they answered, so that it stands with it."""
    communication = about.communication if isinstance(about, Response) else None
    title = communication.subject if communication else about.incident.outside_title
    return one_line(f"Re: {title}" if isinstance(about, Response) else title)[:200]


def _sender(group: StakeholderGroup | None) -> str:
    name = group.from_name if group and group.from_name else settings.ORGANISATION
    return formataddr((one_line(name), settings.DEFAULT_FROM_EMAIL))


def _text(about: About, words: str) -> str:
    signature = about.group.signature if about.group else ""
    return "\n\n".join(filter(None, [words.strip(), signature.strip(), _quoted(about)])) + "\n"


def _quoted(about: About) -> str:
    if not isinstance(about, Response):
        return ""
    said = about.words if len(about.words) <= _QUOTED else f"{about.words[:_QUOTED].rstrip()}…"
    return "\n".join(f"> {line}".rstrip() for line in said.splitlines())


def _thread(about: About) -> list[str]:
    """The incident's thread, what of ours they answered, and what they wrote. What somebody answered by a personal link is not
    named: it would say who they are to whoever reads what they write back."""
    thread = [thread_id(about.incident)]
    if isinstance(about, Response):
        by_mail = about.delivery is not None and about.source == Response.Source.REPLY
        thread += [about.delivery.message_id] if about.delivery and by_mail else []
        thread += [about.message_id] if about.message_id.startswith("<") else []
    return thread


def sweep(now: datetime) -> int:
    """Send what waits. Claimed first: a worker that dies meanwhile leaves it for the next try."""
    waiting = Letter.objects.filter(state=State.WAITING, next_attempt_at__lte=now).select_related(
        "response__incident", "response__group", "response__delivery", "outreach__incident", "outreach__group"
    )
    return sum(_send(letter, now) for letter in waiting.order_by("next_attempt_at")[:100])


def _send(letter: Letter, now: datetime) -> int:
    mine = Letter.objects.filter(pk=letter.pk, state=State.WAITING, next_attempt_at=letter.next_attempt_at)
    if not mine.update(next_attempt_at=now + TRY_AGAIN, tries=letter.tries + 1):
        return 0
    try:
        _mail(letter).send()
    except (OSError, AnymailError) as error:
        # Not the error itself: it may name an address. The server's words stand on the letter.
        logger.warning("A letter could not be sent: %s", type(error).__name__)
        _not_sent(letter, error)
        return 0
    state = State.KEPT_LOCALLY if isinstance(open_mail(), Outbox) else State.SENT
    sent = Letter.objects.filter(pk=letter.pk, state=State.WAITING)  # it may have come back already
    sent.update(state=state, said_at=now, next_attempt_at=None, server_said="")
    return 1


def _mail(letter: Letter) -> EmailMessage:
    about, thread = letter.about, _thread(letter.about)
    headers = {"Message-ID": letter.message_id, "In-Reply-To": thread[-1], "References": " ".join(thread)}
    if settings.MAIL_PROVIDER == "postmark":
        headers["X-PM-KeepID"] = "true"  # otherwise a Message-ID of its own takes the place of ours
    replies_to = about.group.reply_to if about.group else ""
    return EmailMessage(
        letter.subject,
        _text(about, letter.words),
        from_email=_sender(about.group),
        to=[letter.address],
        reply_to=[replies_to] if replies_to else None,
        headers=headers,
    )


def _not_sent(letter: Letter, error: Exception) -> None:
    """Given up when it was refused for good, or often enough."""
    said = _words(error)[:500]
    if not _is_for_good(error) and letter.tries + 1 < MOST_TRIES:
        Letter.objects.filter(pk=letter.pk).update(server_said=said)
        return
    with transaction.atomic():
        lose(letter, State.FAILED, said)
        events.record(APPLICATION, "letter.failed", letter.about, incident=letter.about.incident_id, letter=letter.pk)


def lose(letter: Letter, state: Letter.State, said: str) -> None:
    """They have not got it: whoever asked waits for a reply again, unless there is another. Inside a transaction."""
    Letter.objects.filter(pk=letter.pk).update(state=state, next_attempt_at=None, server_said=said)
    if letter.response_id is None:
        return
    response = Response.objects.select_for_update(of=("self",)).get(pk=letter.response_id)
    if not response.letters.exclude(state__in=Letter.LOST).exists():
        response.answered_at, response.answered_by = None, None
        response.save(update_fields=["answered_at", "answered_by"])


def _words(error: Exception) -> str:
    """Of the server where it answered, as its log has them."""
    answers: list[tuple[int, bytes | str]] = []
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers += error.recipients.values()
    elif isinstance(error, smtplib.SMTPResponseException):
        answers.append((error.smtp_code, error.smtp_error))
    said = [f"{code} {text.decode(errors='replace') if isinstance(text, bytes) else text}" for code, text in answers]
    return " ".join(" ".join(said or [str(error)]).split())


def _is_for_good(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _said in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code >= 500
    return isinstance(error, AnymailRecipientsRefused | AnymailInvalidAddress)
