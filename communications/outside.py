"""Links by which somebody without an account reviews one revision: what their tokens are, and which of them open."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.urls import reverse

from communications.models import Communication, ReviewLink, Revision
from postincident import clock
from postincident.links import absolute_url, make_token, read_token
from postincident.retention import in_chunks

SCOPE = "review"  # of the tokens
MOST_DAYS = 14
# A revision that was approved can still be sent back from outside, until it is released.
UNDECIDED = (Revision.State.IN_REVIEW, Revision.State.APPROVED)


def new_token() -> str:
    return make_token(SCOPE, secrets.token_urlsafe(24))


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def address_of(token: str) -> str:
    return absolute_url(reverse("communications:outside-review", args=[token]))


def is_open() -> Q:
    """Not expired, not revoked, not used, and its revision is still to be decided on."""
    return Q(
        revoked_at=None,
        expires_at__gt=clock.now(),
        review__isnull=True,
        revision__state__in=UNDECIDED,
        revision__communication__state__in=[Communication.State.IN_REVIEW, Communication.State.APPROVED],
    )


def open_links(revision: Revision) -> QuerySet[ReviewLink]:
    return ReviewLink.objects.filter(is_open(), revision=revision)


def open_link(token: str) -> ReviewLink | None:
    """The link of a genuine token that can still be used. We keep only its hash."""
    if read_token(SCOPE, token) is None:
        return None
    rows = ReviewLink.objects.filter(is_open(), token_hash=hash_of(token))
    return rows.select_related("made_by", "revision__communication__audience__group").first()


def note_opened(link: ReviewLink) -> None:
    """The first time: whoever asked sees that it arrived, or that a scanner looked at it."""
    ReviewLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=clock.now())


def forget_old(now: datetime) -> int:
    """The address a link was mailed to; who decided stays on the record."""
    limit = now - timedelta(days=settings.REVIEW_ADDRESS_DAYS)
    old = ReviewLink.objects.filter(expires_at__lt=limit).exclude(email="")
    return in_chunks(old, lambda rows: rows.update(email=""))


def forget_addresses(addresses: Iterable[str]) -> int:
    """Of links that open nothing any more; one that does is revoked by whoever made it."""
    wanted = [address.casefold() for address in addresses]
    closed = ReviewLink.objects.exclude(is_open()).annotate(small=Lower("email"))
    return closed.filter(small__in=wanted).exclude(email="").update(email="")
