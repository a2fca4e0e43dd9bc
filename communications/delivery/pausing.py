"""A release that stops by itself, and says why: until a time, or until a person lets it go on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from communications.delivery.handover import lock_release
from communications.models import Communication, Release
from postincident import events
from postincident.events import APPLICATION

_LEAVES_BY_ITSELF = Q(state__in=[Release.State.SCHEDULED, Release.State.SENDING]) | Q(
    state=Release.State.PAUSED, paused_until__isnull=False
)


def hold(release: Release, said: str, until: datetime | None = None, *, verb: str = "release.paused") -> None:
    """Inside the caller's transaction, the release's row locked."""
    release.state, release.pause_reason, release.paused_until = Release.State.PAUSED, said[:300], until
    release.save(update_fields=["state", "pause_reason", "paused_until"])
    events.record(APPLICATION, verb, release, incident=release.incident_id)


def pause_for(release_id: int, said: str, until: datetime | None) -> None:
    """The release waits as a whole, nobody's tries are used up: until then, or until a person resumes it."""
    with transaction.atomic():
        release = lock_release(release_id)
        if release.state == Release.State.SENDING:
            hold(release, said, until)


def hold_rest(communication: Communication, said: str) -> None:
    """Inside the caller's transaction: whatever of it would still leave by itself waits for a person."""
    for pk in communication.releases.filter(_LEAVES_BY_ITSELF).values_list("pk", flat=True):
        release = lock_release(pk)
        if release.state in (Release.State.SCHEDULED, Release.State.SENDING) or release.paused_until:
            hold(release, said)
