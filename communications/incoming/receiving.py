"""A mail came in: what is it, whose is it, and what follows. Each mail ends in one sentence and one exit status."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime
from enum import IntEnum
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from communications.addresses import normalise_mail
from communications.incoming.mail import Unreadable, addresses, digest_of, header, message_ids, read
from communications.incoming.matching import (
    by_message_id,
    by_token,
    incident_of_thread,
    newest_to,
    recipients_in,
    references_in,
)
from communications.incoming.reports import Found, Line, is_by_a_machine, report_in
from communications.incoming.words import words_of
from communications.models import Delivery, DeliveryReport
from communications.verbs.returned import Report, take
from postincident import clock
from postincident.links import hash_address
from postincident.registry import Reply, registry
from postincident.throttle import is_allowed

Kind = DeliveryReport.Kind


class Status(IntEnum):
    """Of sysexits.h, as mail servers understand them."""

    OK = 0
    DATA_ERROR = 65  # no mail: given back
    NO_USER = 67  # nobody here reads it: given back
    TRY_AGAIN = 75


class Fate(NamedTuple):
    status: Status
    sentence: str  # never with an address, a token or words of the mail


def receive(octets: bytes, recipient: str = "") -> Fate:
    """`recipient` is the address that the mail server took it for, where it says."""
    try:
        message = read(octets)
    except Unreadable as unreadable:
        return Fate(Status.DATA_ERROR, f"This cannot be read as a mail: {unreadable}")
    return _of(message, octets, recipient)


def _of(message: Message, octets: bytes, recipient: str) -> Fate:
    if _is_our_own(message):
        return Fate(Status.OK, "Ignored: a mail of our own came back.")
    sent_to = recipients_in(message, recipient)
    found = report_in(message, octets)
    if found is not None:
        return _report(message, octets, found, sent_to)
    delivery = by_token(sent_to) or by_message_id(references_in(message))
    if is_by_a_machine(message):
        return _answer_of_a_machine(message, octets, delivery)
    return _reply(message, octets, delivery)


def _is_our_own(message: Message) -> bool:
    sender = next((address.lower() for _name, address in addresses(message, "From")), "")
    return (
        sender == settings.DEFAULT_FROM_EMAIL.lower() or by_message_id(message_ids(message, "Message-ID")) is not None
    )


def _report(message: Message, octets: bytes, found: Found, sent_to: list[str]) -> Fate:
    delivery = by_token([*sent_to, *found.senders]) or by_message_id(found.message_ids)
    # Exchange gives nothing of the mail back to some, but says what it answers to.
    delivery = delivery or by_message_id(references_in(message))
    if delivery is None:
        return _report_of_a_letter([*found.message_ids, *references_in(message)], found)
    if not found.lines:
        return Fate(Status.OK, "Ignored: a report that nothing went wrong.")
    line = _about(delivery.address_hash, found)
    new = take([Report(delivery.pk, line.kind, line.said, digest_of(message, octets))])
    return Fate(Status.OK, f"Noted: {line.kind}." if new else "Ignored: this report was noted before.")


def _report_of_a_letter(message_ids: list[str], found: Found) -> Fate:
    """About what a higher app sent to one person."""
    for letters in registry.letters:
        for message_id, address_hash in letters.addressed(message_ids).items():
            if not found.lines:
                return Fate(Status.OK, "Ignored: a report that nothing went wrong.")
            line = _about(address_hash, found)
            new = letters.returned(message_id, line.kind, line.said)
            return Fate(Status.OK, f"Noted of a letter: {line.kind}." if new else "Ignored: no news of a letter.")
    return Fate(Status.OK, "Ignored: a report about no mail of ours.")


def _about(address_hash: str, found: Found) -> Line:
    """What it says of our recipient. Of another address, to which theirs was forwarded, it says nothing about theirs for good."""
    for line in found.lines:
        if any(_hash(address) == address_hash for address in line.addresses):
            return line
    worst = next((line for line in found.lines if line.kind != Kind.DELAYED), found.lines[0])
    if worst.kind == Kind.BOUNCED and worst.addresses:
        return Line(Kind.BOUNCED_SOFTLY, worst.said)
    return worst


def _hash(address: str) -> str:
    try:
        return hash_address(normalise_mail(address))
    except ValidationError:
        return ""


def _answer_of_a_machine(message: Message, octets: bytes, delivery: Delivery | None) -> Fate:
    if delivery is None:
        return Fate(Status.OK, "Ignored: the answer of a machine to no mail of ours.")
    new = take([Report(delivery.pk, Kind.ANSWERED, "", digest_of(message, octets))])
    return Fate(Status.OK, "Noted: the answer of a machine." if new else "Ignored: it was noted before.")


def _reply(message: Message, octets: bytes, delivery: Delivery | None) -> Fate:
    name, address = next(iter(addresses(message, "From")), ("", ""))
    incident = None if delivery else incident_of_thread(references_in(message))
    if incident is not None:
        delivery = newest_to(incident, _hash(address))
    if delivery is None and incident is None:
        return Fate(Status.NO_USER, _("It answers no message that was sent from here, so nobody would read it."))
    who = f"delivery {delivery.pk}" if delivery else f"incident {incident and incident.pk} {address.lower()}"
    if not is_allowed("reply", who):
        return Fate(Status.TRY_AGAIN, "Too many replies to one message within an hour: later, please.")
    words = words_of(message)
    reply = Reply(
        incident_id=delivery.incident_id if delivery else incident.pk,  # type: ignore[union-attr]
        communication_id=delivery.communication_id if delivery else None,
        delivery_id=delivery.pk if delivery else None,
        from_recipient=delivery is not None and _hash(address) == delivery.address_hash,
        message_id=name_of(message, octets),
        name=name[:150],
        address=_valid(address),
        words=words.own or header(message, "Subject")[:200],
        whole=words.whole,
        said_at=_said_at(message),
    )
    new = sum(take_replies([reply]) for take_replies in registry.replies)
    return Fate(Status.OK, "Kept: a reply." if new else "Ignored: this reply is here already.")


def name_of(message: Message, octets: bytes) -> str:
    own = next(iter(message_ids(message, "Message-ID")), "")
    return own if 0 < len(own) <= 200 else digest_of(message, octets)


def _valid(address: str) -> str:
    try:
        normalise_mail(address)
    except ValidationError:
        return ""
    return address


def _said_at(message: Message) -> datetime:
    """When they say they wrote it, if that can be; else now."""
    now = clock.now()
    try:
        said = parsedate_to_datetime(header(message, "Date"))
        if said.tzinfo is not None and now - timedelta(days=30) < said <= now:
            return said
    except (ValueError, TypeError, OverflowError):
        pass
    return now
