"""What people have typed into the editor and not saved. It changes nothing of the communication, so it leaves no event."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import timedelta

from communications.models import Communication, WorkingCopy
from communications.writing_forms import digest_of
from postincident import clock
from postincident.models import User
from postincident.rendering import clean_text

# Somebody who typed as lately as this is writing now.
FRESH = timedelta(minutes=10)
MOST_FIELDS = 1000
MOST_TEXT = 25_000
_FIELD = re.compile(r"(?:subject|next_update_at|version|seen|title|s[0-9]{1,18}-(?:title|body|version|seen|comment))\Z")
_OF_SECTION = re.compile(r"s([0-9]{1,18})-[a-z]+\Z")


def fields_of(posted: Mapping[str, str]) -> dict[str, str]:
    """Of a form as it was sent, what belongs into a working copy."""
    names = [name for name in posted if _FIELD.match(name)][:MOST_FIELDS]
    return {name: clean_text(str(posted[name]))[:MOST_TEXT] for name in names}


def working_copy_of(user: User, communication: Communication) -> WorkingCopy | None:
    return WorkingCopy.objects.filter(communication=communication, user=user).first()


def keep(user: User, communication: Communication, fields: Mapping[str, str]) -> WorkingCopy:
    """Fields that are not among these stay: another section may have been written on another page."""
    before = working_copy_of(user, communication)
    row, _made = WorkingCopy.objects.update_or_create(
        communication=communication,
        user=user,
        defaults={"fields": (before.fields if before else {}) | dict(fields)},
    )
    return row


def discard(user: User, communication: Communication) -> None:
    WorkingCopy.objects.filter(communication=communication, user=user).delete()


def saved(user: User, communication: Communication, sections: Collection[int]) -> None:
    """These sections and the details are saved. What was typed in others, on another page, is still kept."""
    row = working_copy_of(user, communication)
    if row is None:
        return
    rest = {
        name: text
        for name, text in row.fields.items()
        if (found := _OF_SECTION.match(name)) and int(found[1]) not in sections
    }
    if any(_is_written(rest, name) for name in rest if name.endswith("-body")):
        WorkingCopy.objects.filter(pk=row.pk).update(fields=rest)
    else:
        row.delete()


def _is_written(fields: Mapping[str, str], name: str) -> bool:
    title, seen = (fields.get(name.replace("body", other), "") for other in ("title", "seen"))
    return digest_of(title, fields[name]) != seen


def others_writing(user: User, communication: Communication) -> list[WorkingCopy]:
    fresh = WorkingCopy.objects.filter(communication=communication, saved_at__gte=clock.now() - FRESH)
    return list(fresh.exclude(user=user).select_related("user").order_by("-saved_at"))
