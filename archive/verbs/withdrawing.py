"""Withdrawing an accepted import, and restoring it. Records do not change, nor does the chain: they are shown nowhere meanwhile."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from archive.models import Head, Import, ImportEntry, Publication, Record, WithheldIncident, WithheldRecord
from archive.verbs import preparing, publishing
from archive.verbs.placing import show_again
from postincident import clock, events
from postincident.errors import Refused
from postincident.models import Event, Incident, User
from postincident.vocabulary import Source

# What befalls an incident without anybody having worked on it.
_UNTOUCHED = ("incident.imported", "record.published", "record.unpublished", "record.redacted")
State = Import.State


def records_of(run: Import) -> QuerySet[Record]:
    filed = run.entries.filter(state=ImportEntry.State.FILED)
    return Record.objects.filter(number__in=filed.values("record_number"))


def publications_of(run: Import) -> QuerySet[Publication]:
    return Publication.objects.filter(record__in=records_of(run), withdrawn_at=None)


def incidents_of(run: Import) -> QuerySet[Incident]:
    filed = run.entries.filter(state=ImportEntry.State.FILED)
    return Incident.objects.filter(pk__in=filed.values("incident"))


def going_with(run: Import) -> QuerySet[Incident]:
    """Its incidents that nobody worked on and no other import or release has a record in."""
    others = Record.objects.standing().filter(incident=OuterRef("pk")).exclude(pk__in=records_of(run).values("pk"))
    worked_on = Event.objects.filter(incident=OuterRef("pk")).exclude(verb__in=_UNTOUCHED)
    untouched = incidents_of(run).filter(source=Source.IMPORTED, restricted=False, adopted_at=None)
    return untouched.exclude(Exists(others)).exclude(Exists(worked_on))


def withdraw(user: User, run: Import, why: str) -> None:
    """Nobody is shown its records any more, nor its incidents unless somebody worked on them."""
    if not why.strip():
        raise Refused("no_reason", _("Say why; colleagues will ask."))
    decided = {"state": State.WITHDRAWN, "withdrawn_by": user, "withdrawn_at": clock.now(), "why": why.strip()}
    with transaction.atomic():
        list(Head.objects.select_for_update())  # nothing is filed into its incidents meanwhile
        if not Import.objects.filter(pk=run.pk, state=State.ACCEPTED).update(**decided):
            raise Refused("not_accepted", _("Only what was accepted, and is filed, can be withdrawn."))
        published = list(publications_of(run))
        for publication in published:
            publishing.withdraw(user, publication, why)
        incidents = list(going_with(run).select_for_update())
        records = records_of(run).values_list("pk", flat=True)
        WithheldRecord.objects.bulk_create((WithheldRecord(record_id=pk, run=run) for pk in records), batch_size=500)
        WithheldIncident.objects.bulk_create(
            (WithheldIncident(incident=one, run=run) for one in incidents), batch_size=500
        )
        Incident.objects.filter(pk__in=run.withheld_incidents.values("incident")).update(restricted=True)
        preparing.make_anew()
        n = run.withheld_records.count()
        events.record(user, "import.withdrawn", run, records=n, incidents=len(incidents), publications=len(published))
    run.refresh_from_db()


def restore(user: User, run: Import) -> None:
    """Show again what was withheld. What was taken off the public pages stays off them until somebody publishes it anew."""
    with transaction.atomic():
        list(Head.objects.select_for_update())
        if not Import.objects.filter(pk=run.pk, state=State.WITHDRAWN).update(state=State.ACCEPTED):
            raise Refused("not_withdrawn", _("This import is not withdrawn."))
        records = WithheldRecord.objects.filter(run=run).delete()[0]
        # Also those that went with another import: something stands in them now.
        incidents = show_again(incidents_of(run) | Incident.objects.filter(withheld__run=run))
        events.record(user, "import.restored", run, records=records, incidents=incidents)
    run.refresh_from_db()
