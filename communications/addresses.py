"""Addresses: what may be one, when two are the same, and how much of one is shown."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _

# Chats and webhooks, whose addresses are as good as passwords.
POSTED = ("slack", "teams", "webhook")
_valid = EmailValidator()


def normalise_mail(typed: str) -> str:
    """The address to compare by: trimmed, its domain in small letters and ASCII (RFC 5890), its local part small too.

    Mail systems that tell Anna@ from anna@ are not known to exist; two letters to one person are.
    Raises ValidationError with a sentence.
    """
    text = typed.strip().removeprefix("mailto:").strip()
    local, at, domain = text.rpartition("@")
    if not at or not local or any(character.isspace() or ord(character) < 32 for character in text):
        raise ValidationError(_("“%(address)s” is not a mail address."), params={"address": text[:100]})
    try:
        domain = domain.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise ValidationError(_("“%(address)s” is not a mail address."), params={"address": text[:100]}) from error
    address = f"{local}@{domain}".lower()
    try:
        _valid(address)
    except ValidationError as error:
        raise ValidationError(_("“%(address)s” is not a mail address."), params={"address": text[:100]}) from error
    if len(address) > 254:
        raise ValidationError(_("The address is longer than the 254 characters a mail address may have."))
    return address


def shown(kind: str, address: str) -> str:
    """A mailbox as it is. Of a chat's or a webhook's where it leads and its end."""
    if kind not in POSTED:
        return address
    return f"{urlsplit(address).netloc}/…{address[-4:]}"
