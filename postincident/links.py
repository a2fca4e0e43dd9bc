"""Unguessable public links. A token is scope-bound: one made for feedback opens nothing else.

Token: base64url of the parts, a dot, and a 128-bit HMAC-SHA256 under LINK_KEY, a key of its own, so that neither a leaked
SECRET_KEY nor a copy of the database lets anybody forge one.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable

from django.conf import settings
from django.urls import reverse


def _mac(scope: str, payload: str) -> str:
    key = hashlib.sha256(f"postincident.link.{scope}:{settings.LINK_KEY}".encode()).digest()
    mac = hmac.new(key, payload.encode(), hashlib.sha256).digest()[:16]
    return base64.urlsafe_b64encode(mac).decode().rstrip("=")


def make_token(scope: str, *parts: str | int) -> str:
    """The parts must not contain a colon."""
    text = ":".join(str(part) for part in parts)
    payload = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    return f"{payload}.{_mac(scope, payload)}"


def read_token(scope: str, token: str) -> list[str] | None:
    """The parts of a genuine token of this scope, else None."""
    payload, dot, mac = token.partition(".")
    if not dot or len(token) > 500 or not token.isascii() or not hmac.compare_digest(mac, _mac(scope, payload)):
        return None
    try:
        return base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)).decode().split(":")
    except (binascii.Error, UnicodeDecodeError):
        return None


def hash_address(normalised: str) -> str:
    """A keyed hash of an address (HMAC-SHA256 under ADDRESS_KEY, hexadecimal), for suppressions and erased contacts."""
    return hmac.new(settings.ADDRESS_KEY.encode(), normalised.encode(), hashlib.sha256).hexdigest()


def address_maker(name: str) -> Callable[[str], str]:
    """From a token to the address of the page of this name: worked out once for the many recipients of a release.

    What a token consists of needs no quoting in an address.
    """
    before, _mark, after = absolute_url(reverse(name, args=["TOKEN"])).partition("TOKEN")
    return lambda token: f"{before}{token}{after}"


def absolute_url(path: str) -> str:
    return settings.BASE_URL.rstrip("/") + path
