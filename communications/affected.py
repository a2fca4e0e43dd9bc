"""Only the affected: an audience's list for one incident, and what a text may name of it.

A text names a column as [[failed_payments]]. What is frozen, sent and filed says [[listed_failed_payments]], so that
it is known for a placeholder wherever it is read later, list or no list.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, Q
from django.utils.translation import gettext as _

from archive.chain import canonical
from communications.models import Communication, Delivery, ListedRecipient, RecipientList, Section
from postincident import events
from postincident.models import User
from postincident.placeholders import LISTED, WORDS
from postincident.retention import in_chunks

# Whatever looks like one, so that a name mistyped is found before it leaves.
_ANY = re.compile(r"\[\[([^\[\]\n]{0,80})\]\]")


def list_of(communication: Communication) -> RecipientList | None:
    """Its own, or that of its audience."""
    found = RecipientList.objects.filter(Q(communication=communication) | Q(audience=communication.audience_id))
    return found.order_by(F("communication").asc(nulls_last=True)).first()


def digest_of(columns: Sequence[Mapping[str, str]], rows: Iterable[tuple[str, str, Mapping[str, str]]]) -> str:
    """Over every row, (normalised address, name, values), whatever their order in the file."""
    said = {"columns": list(columns), "rows": sorted([address, name, dict(values)] for address, name, values in rows)}
    return hashlib.sha256(canonical(said).encode()).hexdigest()


def is_emptied(communication: Communication) -> bool:
    """Whether there is a list with nobody on it any more: forgotten, or all were erased. Mail then goes to nobody."""
    found = list_of(communication)
    return found is not None and not found.recipients.exists()


def emptied_sentence(communication: Communication) -> str:
    if RecipientList.objects.filter(communication=communication).exists():
        return _("Everybody this was drafted for was forgotten or erased: it would go to nobody. Cancel it.")
    return _(
        "The list of those affected was forgotten: nobody is on it any more, so mail would go to nobody. Bring the list in "
        "again, or remove it to write to everybody of the group."
    )


def terms_of_list(communication: Communication) -> dict[str, Any]:
    """What a review approves of the list; nothing where everybody of the group is written to."""
    found = list_of(communication)
    if found is None:
        return {}
    return {"listed": {"digest": found.digest, "columns": [column["name"] for column in found.columns]}}


def listed_columns(revision_canonical: str) -> list[str]:
    """The columns that a revision was frozen with."""
    columns: list[str] = json.loads(revision_canonical).get("listed", {}).get("columns", [])
    return columns


def names_in(*texts: str) -> list[str]:
    """Whatever stands between [[ and ]], each once, in order."""
    return list(dict.fromkeys(name for text in texts for name in _ANY.findall(text)))


def unknown_names(*texts: str) -> list[str]:
    """Those that are not filled in for every recipient anyway."""
    return [name for name in names_in(*texts) if name not in WORDS]


def name_columns(text: str, columns: Sequence[str]) -> str:
    """[[failed_payments]] → [[listed_failed_payments]], for the columns that there are."""
    if not columns:
        return text
    return re.sub(rf"\[\[({'|'.join(map(re.escape, columns))})\]\]", rf"[[{LISTED}\1]]", text)


def with_columns(sections: Iterable[Section], columns: Sequence[str]) -> list[Section]:
    """The sections as they leave; those in the database are not touched."""
    return [
        Section(
            pk=one.pk,
            key=one.key,
            title=name_columns(one.title, columns),
            position=one.position,
            body=name_columns(one.body, columns),
        )
        for one in sections
    ]


def placeholders_of(values: Mapping[str, str]) -> dict[str, str]:
    return {f"{LISTED}{name}": value for name, value in values.items()}


def values_of_listed(row: ListedRecipient) -> dict[str, str]:
    """What this recipient gets in the place of each placeholder, but for links: to be put over a preview's example."""
    return {"contact_name": row.name} | placeholders_of(row.values)


def example_values(communication: Communication) -> dict[str, str]:
    """Those of the first row, for a preview that nobody chose a recipient for. Empty without a list."""
    first = ListedRecipient.objects.filter(list=list_of(communication)).order_by("pk").first()
    return values_of_listed(first) if first else {}


def example_for(user: User, communication: Communication) -> dict[str, str]:
    """The first row's values for whoever writes or reviews. To others a column is only named: they have no need of them."""
    return example_values(communication) if may_see_values(user) else {}


def may_see_values(user: User) -> bool:
    return user.can_edit or user.can_review


def rows_without(listed: RecipientList, column: str) -> int:
    return sum(not said.get(column, "").strip() for said in listed.recipients.values_list("values", flat=True))


def forget_old(now: datetime) -> int:
    """Lists are personal data: AFFECTED_DAYS after they were brought in, whoever is on them goes, with what was told each alone.

    That there was a list stays, so that later texts of the incident are not sent to the whole group instead.
    """
    limit = now - timedelta(days=settings.AFFECTED_DAYS)
    told = Delivery.objects.filter(release__released_at__lt=limit).exclude(state__in=Delivery.UNDER_WAY)
    count = in_chunks(told.exclude(values={}), lambda rows: rows.update(values={}))
    count += in_chunks(ListedRecipient.objects.filter(list__added_at__lt=limit))
    if count:
        events.record(None, "affected.forgotten", None, count=count)
    return count
