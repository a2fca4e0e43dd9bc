"""Feedback links: their tokens, who may answer through them, and their addresses for many deliveries at once."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.urls import reverse

from communications.models import Delivery, Release
from feedback.models import FeedbackLink, Questionnaire, Response
from postincident import clock
from postincident.links import absolute_url, address_maker, make_token, read_token
from postincident.placeholders import left_open
from postincident.prepared import Given, Prepared

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


def title_for_readers(subject: str) -> str:
    """Without the number of the incident before it and without places that each recipient reads their own in."""
    return re.sub(r"^\[[^\]]*\]\s*", "", left_open(subject))


def answer_url(response: Response, secret: str) -> str:
    return absolute_url(reverse("feedback:answer-edit", args=[make_token(ANSWER, response.pk, secret)]))


class Opened(NamedTuple):
    """What a link that takes answers leads to: all that its form shows, and all that is noted of an answer."""

    link: int
    kind: str
    expires_at: datetime
    communication: int
    subject: str
    incident: int
    group: int
    group_name: str
    language: str  # of the group
    answered: bool  # from some form: a personal link is then used up
    questionnaire: int | None  # the version that is asked, or that was shown; None when none is

    @property
    def is_personal(self) -> bool:
        return self.kind == FeedbackLink.Kind.PERSONAL

    @property
    def is_used_up(self) -> bool:
        return self.is_personal and self.answered


def _opened() -> QuerySet[FeedbackLink, Any]:
    about, group = "communication", "communication__audience__group"
    fitting = Questionnaire.objects.fitting(OuterRef(group), OuterRef(f"{about}__kind"), OuterRef(f"{group}__language"))
    of_use = fitting.filter(Q(current=True) | Q(pk=Given("shown")))
    asked = of_use.order_by(Case(When(pk=Given("shown"), then=0), default=1), F("specific").desc())
    return (
        FeedbackLink.objects.filter(pk=Given("pk"), nonce=Given("nonce"), revoked_at=None, expires_at__gt=Given("now"))
        .annotate(answered=Exists(Response.objects.filter(link=OuterRef("pk"))), asked=Subquery(asked.values("pk")[:1]))
        .values_list(
            *("pk", "kind", "expires_at", about, f"{about}__subject", f"{about}__incident"),
            *(group, f"{group}__name", f"{group}__language", "answered", "asked"),
        )
    )


_OPENED = Prepared(_opened)


def open_link(token: str, shown: str = "") -> Opened | None:
    """What a genuine token leads to whose link neither expired nor was revoked.

    `shown` is the key of the version that its reader was shown, as the form names it; whoever opens it is asked the one asked now.
    """
    parts = read_token(LINK, token)
    if parts is None or len(parts) != 2:
        return None
    return opened(int(parts[0]), parts[1], int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 18 else 0)


def opened(link: int, nonce: str, shown: int = 0) -> Opened | None:
    if link > BigIntegerField.MAX_BIGINT:
        return None
    row = _OPENED.row(pk=link, nonce=nonce, shown=shown, now=clock.now())
    return Opened(*row) if row else None


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
            link__expires_at__gt=clock.now(),
        )
        .select_related("link")
        .first()
    )


def ensure_shared(communication_ids: Iterable[int]) -> dict[int, FeedbackLink]:
    """Communication id → its shared link; missing ones are made. A revoked one stays revoked."""
    ids = sorted(set(communication_ids))
    rows = FeedbackLink.objects.filter(kind=FeedbackLink.Kind.SHARED, communication__in=ids)
    have = set(rows.values_list("communication", flat=True))
    expires_at = expiry(clock.now())
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


# Values and not rows, since one is made for every recipient of a release. Two workers may ask for the same delivery: the first
# row wins.
_MAKE = """
INSERT INTO feedback_feedbacklink (kind, communication_id, delivery_id, nonce, expires_at, created_at)
SELECT %s, v.communication, v.delivery, v.nonce, %s, %s FROM {rows} WHERE true
ON CONFLICT DO NOTHING RETURNING delivery_id, id, nonce
"""
_ROWS = {
    "postgresql": "jsonb_to_recordset(%s::jsonb) AS v(delivery bigint, communication bigint, nonce text)",
    "sqlite": "(SELECT value->>'delivery' AS delivery, value->>'communication' AS communication,"
    " value->>'nonce' AS nonce FROM json_each(%s)) AS v",
}


def _ensure_personal(communications: Mapping[int, int]) -> dict[int, str]:
    """Delivery id → the address of its link, for delivery ids and their communications; missing ones are made."""
    found = _personal(communications)
    if missing := communications.keys() - found.keys():
        found |= _make_personal({pk: communications[pk] for pk in missing})
        if missing := communications.keys() - found.keys():
            found |= _personal(missing)
    address = address_maker("feedback:form")
    return {delivery: address(make_token(LINK, pk, nonce)) for delivery, (pk, nonce) in found.items()}


def _personal(delivery_ids: Iterable[int]) -> dict[int, tuple[int, str]]:
    rows = FeedbackLink.objects.filter(delivery__in=list(delivery_ids)).order_by()
    return {delivery or 0: (pk, nonce) for delivery, pk, nonce in rows.values_list("delivery", "pk", "nonce")}


def _make_personal(communications: Mapping[int, int]) -> dict[int, tuple[int, str]]:
    """Those that were truly made."""
    rows = [
        {"delivery": pk, "communication": communication, "nonce": secrets.token_urlsafe(9)}
        for pk, communication in communications.items()
    ]
    now, adapt = clock.now(), connection.ops.adapt_datetimefield_value
    kind = FeedbackLink.Kind.PERSONAL.value
    with connection.cursor() as cursor:
        cursor.execute(
            _MAKE.format(rows=_ROWS[connection.vendor]), [kind, adapt(expiry(now)), adapt(now), json.dumps(rows)]
        )
        return {delivery: (pk, nonce) for delivery, pk, nonce in cursor.fetchall()}


def placeholders(delivery_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """The feedback link of each delivery: personal when it goes to one person, else the communication's shared one.

    A group that is not asked for feedback gets the person to write to instead.
    """
    values: dict[int, dict[str, str]] = {}
    ids = list(delivery_ids)
    for start in range(0, len(ids), CHUNK):
        for pk, value in _links_of(ids[start : start + CHUNK]).items():
            values[pk] = {"feedback_link": value}
    return values


def _links_of(delivery_ids: Sequence[int]) -> dict[int, str]:
    # Values, not rows: made for every recipient while a release is being sent.
    group = "communication__audience__group__"
    deliveries = Delivery.objects.filter(pk__in=delivery_ids).values_list(
        "pk", "communication", "contact", "endpoint", f"{group}feedback_on", f"{group}feedback_contact"
    )
    values, alone, together = {}, {}, {}
    for pk, communication, contact, endpoint, is_asked, named in deliveries:
        if not is_asked:
            values[pk] = named
        elif contact is not None or endpoint is None:  # without either, it is somebody of a list of those affected
            alone[pk] = communication
        else:
            together[pk] = communication
    shared = ensure_shared(together.values())
    return values | _ensure_personal(alone) | {pk: url_of(shared[one]) for pk, one in together.items()}


def record_placeholders(record_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """The shared link of what a public page shows; once it cannot be answered any more, it leads to a page that says so."""
    rows = dict(Release.objects.filter(record__in=record_ids).values_list("record", "communication"))
    links = ensure_shared(rows.values())
    return {
        record_id: {"feedback_link": url_of(links[pk])}
        for record_id, pk in rows.items()
        if record_id is not None and pk in links
    }
