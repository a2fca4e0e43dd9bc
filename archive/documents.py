"""A process or document as a file: what it may be called, and what it says, where it is plain text."""

from __future__ import annotations

import re
import unicodedata

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from postincident.errors import Refused
from postincident.rendering import clean_text

MOST_LETTERS = 50_000  # of a text that is compared
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|]')


def named(name: str) -> str:
    """Without folders, and without marks that nobody sees or that turn the reading direction."""
    plain = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    plain = "".join(letter for letter in plain if unicodedata.category(letter)[0] not in "CZ" or letter == " ")
    plain = " ".join(_NOT_IN_A_NAME.sub("", plain).split()).strip(". ") or _("document")
    return plain if len(plain) <= 150 else f"{plain[:130]}…{plain[-18:]}"


def check(content: bytes) -> None:
    """Raises Refused for what is empty or too large."""
    if not content:
        raise Refused("empty", _("The file is empty."))
    if len(content) > settings.ATTACHMENT_BYTES:
        raise Refused("too_large", _("A file may have %(most)s.") % {"most": filesizeformat(settings.ATTACHMENT_BYTES)})


def text_in(content: bytes) -> str:
    """What it says, where it is plain text that can be compared; else nothing."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    text = text.replace("\r\n", "\n")
    return text if len(text) <= MOST_LETTERS and clean_text(text) == text else ""
