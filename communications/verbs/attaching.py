"""Files that leave with a communication. Adding or taking one away is an edit: it voids approvals."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from communications.file_types import FileType, recognise
from communications.models import Attachment, Communication
from communications.revisioning import goes_to_page
from communications.verbs.drafting import editable, locked
from postincident import events
from postincident.errors import Refused
from postincident.models import User

MOST_FILES = 10
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|]')


def attach(user: User, communication: Communication, name: str, content: bytes) -> Attachment:
    """Raises Refused for a kind of file that may not leave, for one too large, and for one that is there already."""
    kind = accepted(content)
    name, digest = named(name, kind), hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        _check_room(locked(communication), name, digest, len(content))
        current = editable(communication)
        attachment = Attachment.objects.create(
            communication=current,
            name=name,
            content_type=kind.content_type,
            size=len(content),
            digest=digest,
            content=content,
            added_by=user,
        )
        events.record(user, "attachment.added", current, incident=current.incident_id, attachment=attachment.pk)
    return attachment


def accepted(content: bytes) -> FileType:
    """What it is. Raises Refused for what is empty, of another kind, or too large."""
    if not content:
        raise Refused("empty", _("The file is empty."))
    kind = recognise(content)
    if kind is None:
        raise Refused(
            "kind", _("Only PDF, PNG, JPEG, and letters as DOCX or ODT without macros are taken. This is none.")
        )
    if len(content) > settings.ATTACHMENT_BYTES:
        raise Refused("too_large", _("A file may have %(most)s.") % {"most": filesizeformat(settings.ATTACHMENT_BYTES)})
    return kind


def _check_room(communication: Communication, name: str, digest: str, size: int) -> None:
    if goes_to_page(communication):
        raise Refused("page", _("This audience reads a page, and a file would not reach it. Put a link into the text."))
    there = communication.attachments.all()
    if there.filter(digest=digest).exists():
        raise Refused("twice", _("This very file is attached already."))
    if there.filter(name=name).exists():
        raise Refused("name_taken", _("Another file is called “%(name)s”. Rename one of them.") % {"name": name})
    total = (there.aggregate(total=Sum("size"))["total"] or 0) + size
    if there.count() >= MOST_FILES or total > settings.ATTACHMENTS_BYTES:
        raise Refused(
            "too_much",
            _("At most %(n)s files and %(most)s leave with one communication: mail servers refuse more.")
            % {"n": MOST_FILES, "most": filesizeformat(settings.ATTACHMENTS_BYTES)},
        )


def detach(user: User, attachment: Attachment) -> None:
    with transaction.atomic():
        current = editable(attachment.communication)
        events.record(user, "attachment.removed", current, incident=current.incident_id, attachment=attachment.pk)
        attachment.delete()


def named(name: str, kind: FileType) -> str:
    """What a reader sees: no folders, no marks that turn the reading direction, and the ending of what it is."""
    plain = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    plain = "".join(letter for letter in plain if unicodedata.category(letter)[0] not in "CZ" or letter == " ")
    plain = " ".join(_NOT_IN_A_NAME.sub("", plain).split())
    stem, _dot, ending = plain.rpartition(".")
    if f".{ending.lower()}" not in kind.endings:
        stem, ending = plain, kind.endings[0][1:]
    stem = stem.strip(". ") or _("attachment")
    return f"{stem[: 140 - len(ending)]}.{ending}"
