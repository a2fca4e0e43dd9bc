"""What a search found, as a zip: at once where it is little, by the worker where it is much."""

from __future__ import annotations

from django.utils.translation import gettext as _

from archive.exporting.records import Export
from archive.models import Record
from archive.search.find import NEWEST, Wanted, matching
from postincident.models import User

AT_ONCE, AT_MOST = NEWEST, 20_000  # records


def is_too_much(user: User, wanted: Wanted) -> bool:
    """For one request."""
    return matching(user, wanted)[AT_ONCE : AT_ONCE + 1].exists()


def of_search(user: User, wanted: Wanted) -> Export:
    """Of all its pages; of more than AT_MOST the newest."""
    visible = Record.objects.visible_to(user)
    ids = list(matching(user, wanted).values_list("pk", flat=True)[: AT_MOST + 1])
    remark = ""
    if len(ids) > AT_MOST:
        remark = _("There are more: these are the newest %(n)s that were found.") % {"n": AT_MOST}
    heading = _("Archive, searched for: %(words)s") % {"words": wanted.typed} if wanted.typed else _("Archive")
    return Export(heading, visible, ids[:AT_MOST], remark)
