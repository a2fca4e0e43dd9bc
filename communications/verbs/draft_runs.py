from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from communications.models import Audience, DraftRun, DraftRunItem
from communications.tasks import draw
from postincident import events
from postincident.models import Incident, User

AT_ONCE = 8  # so many are drawn while somebody waits for the page


def begin(user: User, incident: Incident, kind: str, audiences: Sequence[Audience]) -> DraftRun:
    """Note what is to be drawn and say "go". The same asked for again, while it is under way, is the same run."""
    wanted = {audience.pk for audience in audiences}
    with transaction.atomic():
        Incident.objects.select_for_update().get(pk=incident.pk)
        for run in DraftRun.objects.filter(incident=incident, kind=kind, by=user, finished_at=None):
            if set(run.items.values_list("audience", flat=True)) == wanted:
                return run
        run = DraftRun.objects.create(incident=incident, kind=kind, by=user)
        DraftRunItem.objects.bulk_create(DraftRunItem(run=run, audience_id=pk) for pk in sorted(wanted))
        events.record(user, "drafts.begun", incident, incident=incident, kind=kind, audiences=len(wanted))
        draw.enqueue(run.pk)
    return run
