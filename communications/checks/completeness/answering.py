"""How readers answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from communications.checks.context import Context
from communications.checks.finding import Mark
from communications.checks.text import Text

_LINK = "[[feedback_link]]"
_REACHED = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+|\+?\(?\d[\d ()/-]{6,20}\d", re.ASCII)
_NO_REPLY = re.compile(r"no-?reply|do-?not-?reply|unattended|not (?:read|monitored)", re.IGNORECASE)
_NAMED = re.compile(
    r"(?<![^\W_])[A-ZÅÄÖØÉ][\w'’-]+ (?:(?:van|von|de|der|den|di|da|al) ){0,2}[A-ZÅÄÖØÉ][\w'’-]+(?=[,:;( –-])"
)


def find(text: Text, context: Context) -> Iterator[Mark]:
    if not _can_answer(text, context):
        yield Mark("no_way_to_answer", 0, 0, _how_to_answer(context), section="feedback")


def _can_answer(text: Text, context: Context) -> bool:
    if _LINK in text.source:
        return True
    said = " ".join(text.source.split()).casefold()
    contact = " ".join(context.feedback_contact.split()).casefold()
    if contact and any(form in said for form in _forms(contact)):
        return True
    return not contact and _names_somebody(text)


def _forms(contact: str) -> Iterator[str]:
    """The whole, or what it begins with if that names somebody: "sofia marchetti, service desk"."""
    contact = contact.removeprefix("the ")
    yield contact
    if "@" in contact or "," in contact or "(" in contact:
        for piece in re.split(r"[,(<>)]", contact):
            piece = piece.strip(" .")
            if "@" in piece or len(piece.split()) >= 2 or sum(one.isdigit() for one in piece) >= 6:
                yield piece


def _names_somebody(text: Text) -> bool:
    """A person by name, and next to the name where to reach them."""
    for found in _REACHED.finditer(text.source):
        around = text.source[max(0, found.start() - 100) : found.end() + 40]
        if not _NO_REPLY.search(around) and _NAMED.search(around[: found.start() - max(0, found.start() - 100)]):
            return True
    return False


def _how_to_answer(context: Context) -> str:
    contact = {"contact": context.feedback_contact}
    if context.feedback_contact and context.feedback_link:
        return _("Readers cannot answer. Put [[feedback_link]] into the text, or name %(contact)s.") % contact
    if context.feedback_contact:
        return _("Readers cannot answer. Name whom they can tell: %(contact)s.") % contact
    if context.feedback_link:
        return _(
            "Readers cannot answer. Put [[feedback_link]] into the text, or name a person and where to reach them."
        )
    return _("Readers cannot answer. Name a person in the text, and where to reach them.")
