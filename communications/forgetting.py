"""What the communications app keeps only so long, besides what stands where it is used: see docs/administrators.md."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from communications.models import Delivery, DeliveryReport, Proof, Release
from postincident import events
from postincident.models import Incident
from postincident.retention import in_chunks

MOST_RELEASES = 200  # looked at in one go; the rest an hour later


def forget_addresses(now: datetime) -> int:
    """To whom a message went, DELIVERY_ADDRESS_DAYS after its release, but of incidents that are not complete.

    Of each address the keyed hash stays, and what became of it: everybody stays counted, an old link to unsubscribe works.
    """
    limit = now - timedelta(days=settings.DELIVERY_ADDRESS_DAYS)
    owing = Incident.objects.with_checklist().filter(completed_at=None)
    ended = [Release.State.FINISHED, Release.State.CANCELLED]
    old = Release.objects.filter(state__in=ended, forgotten_at=None, released_at__lt=limit).exclude(incident__in=owing)
    count = 0
    for pk in old.order_by("pk").values_list("pk", flat=True)[:MOST_RELEASES]:
        told = Delivery.objects.filter(release=pk).exclude(state__in=Delivery.UNDER_WAY)
        count += in_chunks(told.exclude(address="", name="", values={}, resolution_note=""), _forget)
        Release.objects.filter(pk=pk).update(forgotten_at=now)
    if count:
        events.record(None, "addresses.forgotten", None, count=count)
    return count


def _forget(rows: QuerySet[Delivery]) -> int:
    """A server's words name whom it refused. Why somebody was suppressed is a word of ours."""
    rows.exclude(state=Delivery.State.SUPPRESSED).update(server_said="")
    DeliveryReport.objects.filter(delivery__in=rows).update(said="")
    return rows.update(address="", name="", values={}, resolution_note="")


def forget_proofs(now: datetime) -> int:
    """What proves a telling by hand. That there was a proof, and its digest, stays."""
    old = Proof.objects.filter(size__gt=0, added_at__lt=now - timedelta(days=settings.PROOF_DAYS))
    name = _("Forgotten file")
    return in_chunks(old, lambda rows: rows.update(content=b"", size=0, name=name))
