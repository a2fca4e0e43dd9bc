"""JSON as far as it can be held: a value takes up to thirty times the room that it has in the file."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext as _

from archive.importers.found import tidy

MOST_VALUES = 4_000_000


class Unreadable(Exception):
    """The file as a whole cannot be read; the sentence says why."""


def document_of(data: bytes) -> Any:
    if data.count(b",") + data.count(b"{") + data.count(b"[") > MOST_VALUES:
        raise Unreadable(_("It has more than %(n)s values. Import it in parts.") % {"n": MOST_VALUES})
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("This is not JSON: %(error)s") % {"error": tidy(error, 200)}) from error
