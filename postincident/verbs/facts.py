"""Facts and the timeline. A concurrent edit is refused, so that nothing typed is lost."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from postincident import events
from postincident.errors import Refused
from postincident.models import Fact, Incident, TimelineEntry, User


def state_fact(
    user: User,
    fact: Fact,
    *,
    state: str,
    technical: str = "",
    plain: str = "",
    withheld_reason: str = "",
    version: int | None = None,
) -> Fact:
    """Say what is known. Raises Refused when it says nothing, or somebody saved meanwhile."""
    if state == Fact.State.KNOWN and not (technical.strip() or plain.strip()):
        raise Refused("says_nothing", _("A known fact needs words: technical, plain, or both."))
    if state == Fact.State.WITHHELD and not withheld_reason.strip():
        raise Refused("no_reason", _("Say why it is withheld; reviewers will see it, readers will not."))
    with transaction.atomic():
        current = Fact.objects.select_for_update().get(pk=fact.pk)
        if version is not None and current.version != version:
            raise Refused("changed_meanwhile", _("Somebody else changed this fact while you were writing."))
        current.state, current.technical, current.plain = state, technical.strip(), plain.strip()
        current.withheld_reason = withheld_reason.strip()
        current.changed_by, current.version = user, current.version + 1
        current.save()
        events.record(user, "fact.stated", current, incident=current.incident_id, key=current.key, state=state)
    return current


def add_fact(user: User, incident: Incident, key: str) -> Fact:
    """A further fact of this key, as a gap to be filled: several contributing factors are as welcome as one root cause."""
    with transaction.atomic():
        Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
        last = Fact.objects.filter(incident=incident, key=key).aggregate(last=Max("position"))["last"]
        fact = Fact.objects.create(
            incident=incident, key=key, position=0 if last is None else last + 1, changed_by=user
        )
        events.record(user, "fact.added", fact, incident=incident, key=key)
    return fact


def is_removable(fact: Fact) -> bool:
    """The expected ones stay: they can be not applicable, but not absent."""
    return fact.key not in Fact.EXPECTED or Fact.objects.filter(incident=fact.incident_id, key=fact.key).count() > 1


def remove_fact(user: User, fact: Fact) -> None:
    """Take back a fact that was added."""
    with transaction.atomic():
        Incident.objects.select_for_update(of=("self",)).get(pk=fact.incident_id)
        if not is_removable(fact):
            raise Refused("expected", _("Every incident needs this fact. Say “not applicable” instead."))
        events.record(user, "fact.removed", fact, incident=fact.incident_id, key=fact.key)
        fact.delete()


def add_entry(
    user: User, incident: Incident, *, happened_at: datetime, text: str, public: bool = False
) -> TimelineEntry:
    with transaction.atomic():
        entry = TimelineEntry.objects.create(
            incident=incident, happened_at=happened_at, text=text, public=public, added_by=user
        )
        events.record(user, "timeline.added", entry, incident=incident)
    return entry


def change_entry(
    user: User, entry: TimelineEntry, *, happened_at: datetime, text: str, public: bool, version: int | None
) -> None:
    """Raises Refused when somebody saved meanwhile."""
    with transaction.atomic():
        current = TimelineEntry.objects.select_for_update().get(pk=entry.pk)
        if current.version != version:
            raise Refused("changed_meanwhile", _("Somebody else changed this entry while you were writing."))
        current.happened_at, current.text, current.public = happened_at, text, public
        current.version += 1
        current.save()
        events.record(user, "timeline.changed", current, incident=current.incident_id)


def remove_entry(user: User, entry: TimelineEntry) -> None:
    with transaction.atomic():
        events.record(user, "timeline.removed", entry, incident=entry.incident_id)
        entry.delete()
