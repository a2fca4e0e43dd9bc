"""Unguessable public links. A token is scope-bound: one made for feedback opens nothing else.

Token: base64url of the parts, a dot, and a 128-bit HMAC-SHA256 under LINK_KEY, a key of its own, so that neither a leaked
SECRET_KEY nor a copy of the database lets anybody forge one.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.urls import reverse


@lru_cache
def _begun(scope: str, link_key: str) -> tuple[hashlib._Hash, hashlib._Hash]:
    """HMAC's two hashes (RFC 2104) with the key taken in already: a release makes several tokens for each recipient."""
    key = hashlib.sha256(f"postincident.link.{scope}:{link_key}".encode()).digest().ljust(64, b"\0")
    inner, outer = (hashlib.sha256(bytes(octet ^ pad for octet in key)) for pad in (0x36, 0x5C))
    return inner, outer


def _mac_of(scope: str, payload: str) -> bytes:
    inner, outer = _begun(scope, settings.LINK_KEY)
    inner, outer = inner.copy(), outer.copy()
    inner.update(payload.encode())
    outer.update(inner.digest())
    return outer.digest()[:16]


def _mac(scope: str, payload: str) -> str:
    return base64.urlsafe_b64encode(_mac_of(scope, payload)).decode().rstrip("=")


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


_IN_AN_ADDRESS = re.compile(r"([1-9][0-9]{0,18})-([a-z2-7]{26})\Z")


def make_mail_token(scope: str, number: int) -> str:
    """A token for the local part of a mail address, where not every server keeps capital letters: at most 46 letters."""
    return f"{number}-{base64.b32encode(_mac_of(scope, str(number))).decode().rstrip('=').lower()}"


def read_mail_token(scope: str, token: str) -> int | None:
    """The number of a genuine token of this scope, however its letters were written by now, else None."""
    found = _IN_AN_ADDRESS.match(token.lower())
    if found is None or not hmac.compare_digest(make_mail_token(scope, int(found[1])), found[0]):
        return None
    return int(found[1])


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
