"""Open and close the page where all that is published of an incident stands."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from archive.models import Publication, PublicHistory
from postincident import clock, events
from postincident.errors import Refused
from postincident.models import Incident, User


def _free_address(title: str) -> str:
    base = slugify(title)[:80].strip("-") or "incident"
    address, n = base, 1
    while PublicHistory.objects.filter(address=address).exists():
        n += 1
        address = f"{base}-{n}"
    return address


def _require_openable(incident: Incident) -> None:
    if incident.restricted:
        raise Refused(
            "restricted", _("The incident is restricted. Open it first, if the public may really know of it.")
        )
    if PublicHistory.objects.filter(incident=incident, closed_at=None).exists():
        raise Refused("already_open", _("Its public history is open already."))
    if not Publication.objects.standing().filter(record__incident=incident).exists():
        raise Refused("nothing_published", _("Nothing of it is public. Publish one of its records first."))


def open_history(user: User, incident: Incident, title: str) -> PublicHistory:
    """By explicit choice, like each publication. What is published of the incident later stands there too."""
    title = title.strip()
    if not title:
        raise Refused("no_title", _("Say what the public reads above it."))
    try:
        with transaction.atomic():
            current = Incident.objects.select_for_update().get(pk=incident.pk)
            _require_openable(current)
            history = PublicHistory.objects.create(
                incident=current,
                title=title,
                address=_free_address(title),
                opened_at=clock.now(),
                opened_by=user,
            )
            events.record(user, "history.opened", history, incident=current.pk)
    except IntegrityError as error:
        raise Refused("at_once", _("Somebody opened one at the same moment. Try again.")) from error
    return history


def close_history(user: User, history: PublicHistory, why: str) -> None:
    """Its address says that it was taken back, and when; what is published of the incident stays at addresses of its own."""
    if not why.strip():
        raise Refused("no_reason", _("Say why; colleagues will ask."))
    with transaction.atomic():
        current = PublicHistory.objects.select_for_update().get(pk=history.pk)
        if current.closed_at is not None:
            return
        current.closed_at, current.closed_by, current.why = clock.now(), user, why.strip()
        current.save()
        events.record(user, "history.closed", current, incident=current.incident_id)
