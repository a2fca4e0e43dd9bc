"""Public forms take so many posts an hour and no more. Counted in the database, so that every web process counts alike."""

from __future__ import annotations

import ipaddress
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from postincident import clock
from postincident.links import hash_address
from postincident.models import PublicUse


def sender_of(request: HttpRequest) -> str:
    """The network a request came from. One IPv6 household has a /64 of addresses, so that is what is counted."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        # The last entry is the one our own proxy wrote; those before it are whatever the client claimed.
        address = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or address
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


_COUNT = """
INSERT INTO postincident_publicuse ("key", "hour", "count") VALUES (%s, %s, 1)
ON CONFLICT ("key", "hour") DO UPDATE SET "count" = postincident_publicuse."count" + 1 RETURNING "count"
"""


def is_allowed(what: str, who: str, most: int | None = None) -> bool:
    """Count one use; False once there were more than `most`, PUBLIC_POSTS_PER_HOUR, of it in this clock hour."""
    most = settings.PUBLIC_POSTS_PER_HOUR if most is None else most
    key = hash_address(f"public use {what} {who}")
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [key, connection.ops.adapt_datetimefield_value(hour)])
        return int(cursor.fetchone()[0]) <= most


def sweep(now: datetime) -> int:
    """Forget who used what: the counts of past hours decide nothing any more."""
    gone, _rows = PublicUse.objects.filter(hour__lt=now - timedelta(hours=2)).delete()
    return gone
