"""Feedback links: their tokens, who may answer through them, and their addresses for many deliveries at once."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from communications.models import Delivery, Release
from feedback.models import FeedbackLink, Response
from postincident.links import absolute_url, make_token, read_token

LINK, ANSWER = "feedback", "answer"  # the scopes of the two kinds of token
SECRET = re.compile(r"[A-Za-z0-9_-]{22}")
CHUNK = 1000


def new_secret() -> str:
    return secrets.token_urlsafe(16)


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def expiry(now: datetime) -> datetime:
    return now + timedelta(days=settings.FEEDBACK_DAYS)


def url_of(link: FeedbackLink) -> str:
    return absolute_url(reverse("feedback:form", args=[make_token(LINK, link.pk, link.nonce)]))


def answer_url(response: Response, secret: str) -> str:
    return absolute_url(reverse("feedback:answer-edit", args=[make_token(ANSWER, response.pk, secret)]))


def open_link(token: str) -> FeedbackLink | None:
    """The link of a genuine token that neither expired nor was revoked."""
    parts = read_token(LINK, token)
    if parts is None or len(parts) != 2:
        return None
    return (
        FeedbackLink.objects.filter(pk=int(parts[0]), nonce=parts[1], revoked_at=None, expires_at__gt=timezone.now())
        .select_related("communication__audience__group")
        .first()
    )


def open_answer(token: str) -> Response | None:
    """The answer that this secret opens, while its link could still be answered."""
    parts = read_token(ANSWER, token)
    if parts is None or len(parts) != 2:
        return None
    return (
        Response.objects.filter(
            pk=int(parts[0]),
            edit_secret_hash=digest(parts[1]),
            link__revoked_at=None,
            link__expires_at__gt=timezone.now(),
        )
        .select_related("link__communication__audience__group", "questionnaire")
        .first()
    )


def ensure_shared(communication_ids: Iterable[int]) -> dict[int, FeedbackLink]:
    """Communication id → its shared link; missing ones are made. A revoked one stays revoked."""
    ids = sorted(set(communication_ids))
    rows = FeedbackLink.objects.filter(kind=FeedbackLink.Kind.SHARED, communication__in=ids)
    have = set(rows.values_list("communication", flat=True))
    expires_at = expiry(timezone.now())
    FeedbackLink.objects.bulk_create(
        (
            FeedbackLink(
                kind=FeedbackLink.Kind.SHARED,
                communication_id=pk,
                nonce=secrets.token_urlsafe(9),
                expires_at=expires_at,
            )
            for pk in ids
            if pk not in have
        ),
        ignore_conflicts=True,
    )
    return {link.communication_id: link for link in rows.all()}


def _ensure_personal(deliveries: Sequence[Delivery]) -> dict[int, FeedbackLink]:
    ids = [delivery.pk for delivery in deliveries]
    rows = FeedbackLink.objects.filter(delivery__in=ids)
    have = set(rows.values_list("delivery", flat=True))
    expires_at = expiry(timezone.now())
    FeedbackLink.objects.bulk_create(
        (
            FeedbackLink(
                kind=FeedbackLink.Kind.PERSONAL,
                communication_id=delivery.communication_id,
                delivery=delivery,
                nonce=secrets.token_urlsafe(9),
                expires_at=expires_at,
            )
            for delivery in deliveries
            if delivery.pk not in have
        ),
        ignore_conflicts=True,  # two workers may ask for the same delivery; the first row wins
    )
    return {link.delivery_id: link for link in rows.all() if link.delivery_id is not None}


def placeholders(delivery_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """The feedback link of each delivery: personal when it goes to one contact, else the communication's shared one.

    A group that is not asked for feedback gets the person to write to instead.
    """
    values: dict[int, dict[str, str]] = {}
    ids = list(delivery_ids)
    for start in range(0, len(ids), CHUNK):
        for pk, value in _links_of(ids[start : start + CHUNK]).items():
            values[pk] = {"feedback_link": value}
    return values


def _links_of(delivery_ids: Sequence[int]) -> dict[int, str]:
    deliveries = Delivery.objects.filter(pk__in=delivery_ids).select_related("communication__audience__group")
    values, alone, together = {}, [], []
    for delivery in deliveries:
        group = delivery.communication.audience.group
        if not group.feedback_on:
            values[delivery.pk] = group.feedback_contact
        elif delivery.contact_id is not None:
            alone.append(delivery)
        else:
            together.append(delivery)
    values |= {pk: url_of(link) for pk, link in _ensure_personal(alone).items()}
    shared = ensure_shared(delivery.communication_id for delivery in together)
    return values | {delivery.pk: url_of(shared[delivery.communication_id]) for delivery in together}


def record_placeholders(record_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """The shared link of what a public page shows. Shown only as long as it can be answered."""
    rows = dict(Release.objects.filter(record__in=record_ids).values_list("record", "communication"))
    links = ensure_shared(rows.values())
    return {
        record_id: {"feedback_link": url_of(links[pk])}
        for record_id, pk in rows.items()
        if record_id is not None and pk in links
    }
