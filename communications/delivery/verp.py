"""Variable envelope return path: what bounces comes back to an address that names its delivery, and that nobody can guess."""

from __future__ import annotations

from django.conf import settings

from postincident.links import make_mail_token, read_mail_token

BOUNCE = "bounce"  # the scope of the token


def envelope_sender(delivery_id: int, from_address: str) -> str:
    """Without BOUNCE_ADDRESS, or for what belongs to no delivery, such as a test to oneself, the From address."""
    if not settings.BOUNCE_ADDRESS or not delivery_id:
        return from_address
    local, _at, domain = settings.BOUNCE_ADDRESS.partition("@")
    return f"{local}+{make_mail_token(BOUNCE, delivery_id)}@{domain}"


def delivery_token(delivery_id: int) -> str:
    return make_mail_token(BOUNCE, delivery_id)


def read_token(token: str) -> int | None:
    """The id of its delivery, if it is genuine."""
    return read_mail_token(BOUNCE, token)


def delivery_of(address: str) -> int | None:
    """The delivery whose token stands behind the plus sign of this address, whatever its domain: a relay may rewrite that."""
    _before, plus, after = address.rpartition("@")[0].rpartition("+")
    return read_token(after) if plus else None
