from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from postincident import clock
from postincident.appearance import look
from postincident.models import User
from postincident.needs import count_of
from postincident.registry import registry


def shell(request: HttpRequest) -> dict[str, Any]:
    """What every page's frame needs. Counts what needs the person at most once a minute; makes no queries besides."""
    shared = {
        "organisation": settings.ORGANISATION,
        "look": SimpleLazyObject(look),  # asked for by public pages only
        "mail_is_local": settings.MAIL_IS_LOCAL,
        # What `manage.py load_demo` leaves behind; it loads on this machine only.
        "is_demonstration": (settings.VAR_DIR / "demo-sign-ins").exists(),
    }
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return shared
    match = request.resolver_match
    here = (match.view_name, match.route) if match else ("", "")
    items = [item for item in sorted(registry.nav_items, key=lambda item: item.order) if item.allowed(user)]
    # The longest prefix wins.
    current = max(
        (
            (len(prefix), item.url_name)
            for item in items
            for prefix in item.prefixes
            for one in here
            if one.startswith(prefix)
        ),
        default=(0, ""),
    )[1]
    return shared | {"nav_items": items, "nav_current": current, "needs_count": count_of(user, clock.now())}
