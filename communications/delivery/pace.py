"""No more than so many messages a second by one channel, whichever of the installation's workers hands them over.

What may not leave yet is not taken, so that waiting uses up nobody's tries; the next sweep looks again.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from communications.models import Pace
from postincident import clock

SAVED_SECONDS = 5  # of an idle channel: the sweep comes by about once a second


def allowance(channel: str, wanted: int) -> int:
    """How many may leave now, at most `wanted`; they count as gone."""
    rate = settings.DELIVERY_RATES.get(channel)
    if rate is None:
        return wanted
    each, now = timedelta(seconds=1 / rate), clock.now()
    saved = max(each, timedelta(seconds=SAVED_SECONDS))
    with transaction.atomic():
        Pace.objects.get_or_create(channel=channel, defaults={"free_at": now - max(each, timedelta(seconds=1))})
        pace = Pace.objects.select_for_update().get(channel=channel)
        begin = max(pace.free_at, now - saved)
        if begin > now + saved:  # a clock was set back; a little, the clocks of several machines always differ
            begin = now
        count = max(0, min(wanted, int((now - begin) / each + 1e-6)))
        pace.free_at = begin + count * each
        pace.save(update_fields=["free_at"])
    return count
