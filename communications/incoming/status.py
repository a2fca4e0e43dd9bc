"""Enhanced status codes (RFC 3463): whether a bounce says that the address is dead, or that something else went wrong."""

from __future__ import annotations

import re

_CODE = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_REPLY = re.compile(r"(?<![\d.])([45])\d\d(?![\d.])")
_FULL = re.compile(r"quota|mailbox (?:is )?full|full mailbox|insufficient (?:system )?storage|too large", re.IGNORECASE)
# Classes of the detail that are about the recipient's address: 5.1.x, a mailbox disabled, a domain that does not exist.
# 5.1.7 and 5.1.8 are about the sender's. Servers that know no detail say 5.0.0 of an unknown user.
_ABOUT_THE_ADDRESS = re.compile(r"5\.(?:0\.\d+|1\.(?![78]$)\d+|2\.1|4\.4)")


def code_in(*texts: str) -> str:
    """The first that says more than 5.0.0, else the first; "5.0.0" or "4.0.0" for a reply code alone; empty without any."""
    found = [".".join(match.groups()) for text in texts for match in _CODE.finditer(text[:2000])]
    telling = [code for code in found if not code.endswith(".0.0")]
    if telling or found:
        return (telling or found)[0]
    replies = [match[1] for text in texts for match in _REPLY.finditer(text[:2000])]
    return f"{replies[0]}.0.0" if replies else ""


def is_for_good(code: str, said: str = "") -> bool:
    """Nobody has this address any more. A full mailbox, a refused text or a server in trouble may pass."""
    if not _ABOUT_THE_ADDRESS.fullmatch(code):
        return False
    return code.startswith("5.1.") or not _FULL.search(said[:2000])
