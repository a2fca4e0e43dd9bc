"""Questions out of a mailbox (mbox) or one mail. What one of us wrote below a letter of it is the answer to that letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

from django.conf import settings
from django.utils.translation import gettext as _

from archive.importers.found import Problem
from archive.importers.mail import MOST_LETTERS, split
from communications.incoming.mail import Unreadable, addresses, digest_of, header, message_ids, read
from communications.incoming.matching import references_in
from communications.incoming.receiving import name_of
from communications.incoming.reports import is_by_a_machine
from communications.incoming.words import words_of
from communications.models import StakeholderGroup
from feedback.raised.found import Question, question
from postincident.models import User


def questions(name: str, data: bytes) -> Iterator[Question | Problem]:
    if data.count(b"\nFrom ") > MOST_LETTERS:
        yield Problem(name, _("It has more than %(n)s letters. Import it in parts.") % {"n": MOST_LETTERS})
        return
    ours = _ours()
    asked: dict[str, Question] = {}
    answers: list[tuple[str, Message, datetime]] = []
    for place, octets, received in split(name, data):
        found = _letter(place, octets, received)
        if isinstance(found, Problem):
            yield found
            continue
        mail, at = found
        who, address = next(iter(addresses(mail, "From")), ("", ""))
        if address.lower() in ours:
            answers.append((place, mail, at))
            continue
        words = words_of(mail).own or header(mail, "Subject")
        one = question(place, words, at, name=who, address=address, key=name_of(mail, octets))
        asked.setdefault(next(iter(message_ids(mail, "Message-ID")), digest_of(mail, octets)), one)
    for place, mail, at in sorted(answers, key=lambda row: row[2]):
        to = next((one for one in references_in(mail) if one in asked), None)
        if to is None:
            yield Problem(place, _("One of us wrote it, and it answers nothing that stands here."))
        elif not asked[to].is_answered:
            asked[to] = replace(asked[to], is_answered=True, answer=words_of(mail).own, answered_at=at)
    yield from asked.values()


def _ours() -> set[str]:
    people = User.objects.values_list("email", flat=True)
    groups = StakeholderGroup.objects.exclude(reply_to="").values_list("reply_to", flat=True)
    return {address.lower() for address in (*people, *groups, settings.DEFAULT_FROM_EMAIL)}


def _letter(place: str, octets: bytes, received: str) -> tuple[Message, datetime] | Problem:
    try:
        mail = read(octets)
    except Unreadable:
        return Problem(place, _("This cannot be read as a mail."))
    if is_by_a_machine(mail):
        return Problem(place, _("It is an automatic answer or a notice of delivery, and was left out."))
    at = _moment(header(mail, "Date")) or _moment(received)
    return (mail, at) if at else Problem(place, _("Its time cannot be read."))


def _moment(words: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(words)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
