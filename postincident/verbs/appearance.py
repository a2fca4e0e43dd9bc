from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _

from postincident import events
from postincident.appearance import CACHED
from postincident.errors import Refused
from postincident.models import Appearance, User
from postincident.rendering import to_html


def set_appearance(
    user: User,
    *,
    version: int | None,
    accent: str,
    accent_dark: str,
    footer: str,
    logo: bytes | None = None,
    without_logo: bool = False,
) -> Appearance:
    """Raises Refused when somebody saved meanwhile. Without a logo given, the one there stays unless it is to go."""
    with transaction.atomic():
        Appearance.objects.get_or_create(pk=1)
        current = Appearance.objects.select_for_update().get(pk=1)
        if current.version != (version or 0):
            raise Refused("changed_meanwhile", _("Somebody else changed the appearance while you were at it."))
        current.accent, current.accent_dark = accent, accent_dark
        current.footer, current.footer_html = footer, to_html(footer) if footer else ""
        if logo is not None or without_logo:
            current.logo = None if without_logo else logo
            current.logo_digest = hashlib.sha256(logo).hexdigest() if logo and not without_logo else ""
        current.version += 1
        current.save()
        events.record(user, "appearance.changed")
    transaction.on_commit(lambda: cache.delete(CACHED))
    return current
