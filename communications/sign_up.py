"""Signing up for a group by a public page: which groups are open, and which link confirms what.

Nothing is looked up when somebody asks: whoever is known already is answered and mailed as everybody else is.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import gettext as _

from communications.models import Endpoint, SignUp, StakeholderGroup
from postincident import clock
from postincident.links import absolute_url, make_token, read_token
from postincident.retention import in_chunks

SCOPE = "sign-up"  # of the tokens
HOLDS = timedelta(hours=24)
MOST_PER_ADDRESS = 3  # mails an hour, whoever asks for them
OPEN = "groups-open-for-sign-up"  # what the public pages link to, for a minute in each process
Kind = StakeholderGroup.Kind


def may_be_open(group: StakeholderGroup) -> bool:
    """Whether strangers may ask to be told what it is told: readers outside who may leave again, written to by mail."""
    return group.kind in (Kind.EXTERNAL, Kind.PUBLIC) and not group.required_notice


def is_open(group: StakeholderGroup) -> bool:
    by_mail = Endpoint.Kind.MAIL in group.channels
    return settings.SIGN_UP and group.sign_up_open and group.active and by_mail and may_be_open(group)


def open_group(slug: str) -> StakeholderGroup | None:
    group = StakeholderGroup.objects.filter(slug=slug).first()
    return group if group is not None and is_open(group) else None


def public_links() -> list[tuple[str, str]]:
    """For the foot of public pages: (words, address) for each group that is open."""
    found: list[tuple[str, str]] | None = cache.get(OPEN)
    if found is None:
        groups = filter(is_open, StakeholderGroup.objects.filter(sign_up_open=True))
        found = [
            (
                _("By mail: %(group)s") % {"group": group.name},
                reverse("communications:sign-up", args=[group.slug]),
            )
            for group in groups
        ]
        cache.set(OPEN, found, 60)
    return found


def url_of(sign_up: SignUp) -> str:
    return absolute_url(reverse("communications:sign-up-confirm", args=[make_token(SCOPE, sign_up.pk, sign_up.nonce)]))


def open_request(token: str) -> SignUp | None:
    """What a genuine link confirms that was neither confirmed nor is too old, of a group that is still open."""
    parts = read_token(SCOPE, token)
    if parts is None or len(parts) != 2 or not parts[0].isdigit() or len(parts[0]) > 18:
        return None
    rows = SignUp.objects.filter(pk=int(parts[0]), nonce=parts[1], expires_at__gt=clock.now())
    found = rows.select_related("group").first()
    return found if found is not None and is_open(found.group) else None


def forget_old(now: datetime) -> int:
    """What nobody confirmed, with the address and the name it came with."""
    old = SignUp.objects.filter(asked_at__lt=now - timedelta(days=settings.SIGN_UP_DAYS))
    return in_chunks(old)
