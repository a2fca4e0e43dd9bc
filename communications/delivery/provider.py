"""Handing mail to a provider's HTTP interface, through anymail and Django's own mail machinery."""

from __future__ import annotations

from collections.abc import Callable

from anymail.exceptions import AnymailAPIError, AnymailInvalidAddress, AnymailRecipientsRefused
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers
from django.utils.translation import gettext as _
from requests import RequestException
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError

from communications.delivery.mime import Copy, Message, fill, fill_html, one_line, thread_of
from communications.delivery.outcome import Answer, ServerDown, Verdict
from communications.delivery.verp import delivery_token

DELIVERY = "delivery"  # the name under which a message carries its token
_WITHOUT_METADATA = ("mailersend", "postal")


class Provider:
    def hand_over(self, message: Message, copy: Copy, before_the_end: Callable[[], None]) -> Answer:
        mail = as_django_mail(message, copy)
        before_the_end()
        try:
            mailers["default"].send_messages([mail])
        except (AnymailRecipientsRefused, AnymailInvalidAddress) as error:
            return Answer(Verdict.FAILED, str(error).splitlines()[0][:500])
        except AnymailAPIError as error:
            return _judge(error)
        except OSError as error:
            # The request left and no answer came: nobody can know.
            return Answer(Verdict.UNCONFIRMED, str(error)[:500])
        return Answer(Verdict.SENT, _("Accepted by the provider"))

    def close(self) -> None:
        pass


def _judge(error: AnymailAPIError) -> Answer:
    said = str(error).splitlines()[0][:500]
    status = getattr(error, "status_code", None)
    if _never_left(error):
        raise ServerDown(said) from error
    if status is None:
        return Answer(Verdict.UNCONFIRMED, said)
    if status in (401, 403):
        raise ServerDown(said) from error
    retry = status == 429 or status >= 500
    return Answer(Verdict.DEFERRED if retry else Verdict.FAILED, said)


def _never_left(error: BaseException | None) -> bool:
    """No connection came about, so nobody has the message: the provider is down, not the recipient at fault."""
    while error is not None:
        reasons = [reason.reason for reason in error.args if isinstance(reason, MaxRetryError)]
        if isinstance(error, RequestException) and any(
            isinstance(reason, NewConnectionError | ConnectTimeoutError) for reason in reasons
        ):
            return True
        error = error.__cause__
    return False


def _carry_token(mail: EmailMultiAlternatives, delivery_id: int) -> None:
    """What the provider gives back with each event, so that its delivery is known whatever Message-ID the provider chose."""
    token = delivery_token(delivery_id)
    if settings.MAIL_PROVIDER in _WITHOUT_METADATA:
        mail.tags = [token]  # type: ignore[attr-defined]
    else:
        mail.metadata = {DELIVERY: token}  # type: ignore[attr-defined]


def as_django_mail(message: Message, copy: Copy) -> EmailMultiAlternatives:
    letter, values = message.letter, {name: one_line(value) for name, value in copy.values.items()}
    headers = {"Message-ID": copy.message_id, "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    if settings.MAIL_PROVIDER == "postmark":
        headers["X-PM-KeepID"] = "true"  # otherwise a Message-ID of its own takes the place of ours
    if thread := thread_of(letter, copy):
        headers |= {"In-Reply-To": thread[-1], "References": " ".join(thread)}
    if letter.list_id:
        headers["List-Id"] = _mailbox(letter.list_name, letter.list_id)
    link = values.get("unsubscribe_link")
    if letter.may_unsubscribe and link:
        headers |= {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    mail = EmailMultiAlternatives(
        subject=one_line(fill(letter.subject, values)),
        body=fill(letter.text, values),
        from_email=_mailbox(letter.from_name, letter.from_address),
        to=[_mailbox(copy.name, copy.address)],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers=headers,
    )
    if letter.html and not copy.text_only:
        mail.attach_alternative(fill_html(letter.html, values), "text/html")
    for file in letter.files:
        mail.attach(one_line(file.name), file.content, file.content_type)
    if copy.delivery_id:
        _carry_token(mail, copy.delivery_id)
    return mail


def _mailbox(name: str, address: str) -> str:
    """Quoted and not encoded: providers take the name as it reads, and Django encodes it where a header needs it."""
    name = one_line(name).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{name}" <{address}>' if name else address
