from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from communications.models import Contact, StakeholderGroup
from feedback.models import Outreach, Response
from feedback.verbs.by_rule import read_again
from postincident import clock, events
from postincident.errors import Refused
from postincident.models import Incident, User


def outreach_to(incident: Incident, contact: Contact, group: StakeholderGroup) -> Outreach:
    """The outreach to this contact, made when it is not there yet; locked."""
    Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
    row, _is_new = Outreach.objects.get_or_create(
        incident=incident, contact=contact, defaults={"group": group, "owner": contact.relationship_owner}
    )
    return row


def assign(
    user: User,
    incident: Incident,
    contact: Contact,
    *,
    group: StakeholderGroup,
    owner: User | None,
    due_at: datetime | None,
) -> Outreach:
    """Say who reaches out, and by when."""
    with transaction.atomic():
        row = outreach_to(incident, contact, group)
        row.owner, row.due_at = owner, due_at
        row.save()
        events.record(user, "outreach.assigned", row, incident=incident, owner=owner.pk if owner else None)
    return row


def follow(gone: int, stays: int) -> None:
    """Two contacts became one: who was to be reached out to, or was, is now the one that stays. Where both were spoken with,
    each keeps what was noted."""
    mine = {row.incident_id: row for row in Outreach.objects.select_for_update(of=("self",)).filter(contact=stays)}
    for row in Outreach.objects.select_for_update(of=("self",)).filter(contact=gone):
        other = mine.get(row.incident_id)
        if other is not None and not row.outcome:
            row.delete()  # the other row stands for both
            continue
        if other is not None and other.outcome:
            continue
        if other is not None:
            other.delete()
        row.contact_id = stays
        row.save(update_fields=["contact"])


def note_outcome(
    user: User,
    incident: Incident,
    contact: Contact,
    outcome: str,
    note: str,
    *,
    group: StakeholderGroup,
    happened_at: datetime,
    words: str = "",
    ratings: dict[str, int | None] | None = None,
) -> Outreach:
    """Note what came of it. What they said of our communication becomes a response, which can be tagged."""
    if outcome not in Outreach.Outcome.values or not outcome:
        raise Refused("no_outcome", _("Say what came of it: spoke, no answer, or declined."))
    if happened_at > clock.now():
        raise Refused("in_future", _("That is in the future: say when it was."))
    said = words.strip() or any((ratings or {}).values())
    if said and outcome != Outreach.Outcome.SPOKE:
        raise Refused("not_spoken", _("What they said can be noted only when you spoke."))
    with transaction.atomic():
        row = outreach_to(incident, contact, group)
        row.outcome, row.note, row.happened_at, row.by = outcome, note.strip(), happened_at, user
        if said:
            row.response = _response(user, row, words.strip(), ratings or {})
        row.save()
        events.record(user, "outreach.noted", row, incident=incident, happened_at=happened_at, outcome=outcome)
    return row


def _response(user: User, row: Outreach, words: str, ratings: dict[str, Any]) -> Response:
    response = (
        Response.objects.select_for_update(of=("self",)).get(pk=row.response_id)
        if row.response_id
        else Response(incident=row.incident, source=Response.Source.OUTREACH)
    )
    if response.pk and response.words != words:
        read_again(response)
    response.group, response.contact, response.name = row.group, row.contact, row.contact.name
    response.words, response.noted_by = words, user
    response.said_at = row.happened_at or clock.now()
    for key in ("clear", "timely", "complete"):
        setattr(response, key, ratings.get(key))
    response.save()
    response.tags.update(said_at=response.said_at)
    return response
