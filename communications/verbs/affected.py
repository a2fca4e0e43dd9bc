"""Only the affected: bringing in, replacing and removing the list of an audience."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from communications.affected import digest_of
from communications.affected_csv import Column, ListRow
from communications.models import Audience, Communication, Endpoint, ListedRecipient, RecipientList
from communications.verbs.drafting import void_revisions
from postincident import events
from postincident.errors import Refused
from postincident.models import Incident, User


def bring_in(
    user: User, audience: Audience, *, columns: Sequence[Column], rows: Sequence[ListRow], file_name: str
) -> RecipientList:
    """From now on only these are written to by mail; an earlier list is replaced. Approvals of what would leave are void.

    Raises Refused for a public page, and for a list of nobody.
    """
    good = [row for row in rows if not row.problem]
    if audience.group.channels == [Endpoint.Kind.PAGE]:
        raise Refused("page", _("A public page is read by everybody, so it has no list of those affected."))
    if not good:
        raise Refused("nobody", _("No row of the file is good. Nothing was stored."))
    said = [column.as_json() for column in columns]
    with transaction.atomic():
        _lock(audience)
        RecipientList.objects.filter(audience=audience).delete()
        found = RecipientList.objects.create(
            audience=audience,
            columns=said,
            file_name=file_name[:200],
            digest=digest_of(said, [(row.normalised, row.name, row.values) for row in good]),
            added_by=user,
        )
        ListedRecipient.objects.bulk_create(
            (
                ListedRecipient(
                    list=found, address=row.address, normalised=row.normalised, name=row.name, values=row.values
                )
                for row in good
            ),
            batch_size=500,
        )
        _void(user, audience)
        events.record(user, "audience.listed", audience, incident=audience.incident_id, count=len(good))
    return found


def remove(user: User, audience: Audience) -> bool:
    """Everybody of the group is written to again. Approvals are void. Returns whether there was a list."""
    with transaction.atomic():
        _lock(audience)
        count, _by_model = RecipientList.objects.filter(audience=audience).delete()
        if count:
            _void(user, audience)
            events.record(user, "audience.unlisted", audience, incident=audience.incident_id)
    return bool(count)


def _lock(audience: Audience) -> None:
    """A release freezes its recipients under the same lock."""
    Incident.objects.select_for_update(of=("self",)).get(pk=audience.incident_id)


def _void(user: User, audience: Audience) -> None:
    waiting = [Communication.State.IN_REVIEW, Communication.State.APPROVED]
    for one in Communication.objects.select_for_update(of=("self",)).filter(audience=audience, state__in=waiting):
        void_revisions(one, _("The list of those affected changed."))
        one.state = Communication.State.DRAFT
        one.save(update_fields=["state"])
        events.record(user, "revision.voided", one, incident=one.incident_id)
