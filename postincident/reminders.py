"""What waits for a person is mailed to them, once: when it first waits, and again when it becomes overdue.

Rows first: a notice is written, then mailed, then marked. A run that was missed loses nothing, a second one repeats
nothing; only a crash between mailing and marking mails a colleague twice.
"""

from __future__ import annotations

import hashlib
import logging
import zoneinfo
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from postincident.links import absolute_url
from postincident.models import Notice, User
from postincident.needs import needs_of
from postincident.registry import Need
from postincident.retention import in_chunks

logger = logging.getLogger(__name__)

TRY_AGAIN = timedelta(minutes=15)
# After a mail, what comes to wait is gathered for so long: eight drafts submitted in a row are two mails, not eight.
GATHER = timedelta(minutes=10)


def _wants(user: User, need: Need) -> bool:
    return {"review": user.notify_reviews, "feedback": user.notify_feedback}.get(need.why, user.notify_due)


def _key(need: Need) -> str:
    """The same thing waiting for the same reason; overdue is a reason of its own."""
    return _digest(need, need.thing) if need.thing else _key_without_thing(need)


def _key_without_thing(need: Need) -> str:
    """The key of notices that are older than things are part of it: see `_take_over`."""
    return _digest(need)


def _digest(need: Need, *more: str) -> str:
    said = [need.why, need.url, need.due_at.isoformat() if need.due_at else "", *more]
    return hashlib.sha256(" ".join(said).encode()).hexdigest()


def sweep(now: datetime) -> int:
    """Mail everybody about what newly waits for them. Returns how many mails left."""
    mailed = Notice.objects.filter(user=OuterRef("pk"), sent_at__gt=now - GATHER)
    wanting = Q(notify_reviews=True) | Q(notify_due=True) | Q(notify_feedback=True)
    people = User.objects.filter(wanting, ~Exists(mailed), is_active=True)
    return sum(_remind(user, now) for user in people if not user.is_absent)


def forget_old(now: datetime) -> int:
    """Who was reminded of what, and when."""
    return in_chunks(Notice.objects.filter(sent_at__lt=now - timedelta(days=settings.NOTICE_DAYS)))


def _remind(user: User, now: datetime) -> int:
    with timezone.override(zoneinfo.ZoneInfo(user.time_zone)):
        needs = {_key(need): need for need in needs_of(user, now) if _wants(user, need)}
        _take_over(user, needs)
        due = _claim(user, list(needs), now)
        if not due:
            return 0
        try:
            _mail(user, [needs[key] for key in due], len(needs))
        except (SMTPException, OSError):
            logger.exception("A reminder could not be mailed; trying again in %s", TRY_AGAIN)
            return 0
    Notice.objects.filter(user=user, key__in=due).update(sent_at=now)
    return 1


@transaction.atomic
def _take_over(user: User, needs: Mapping[str, Need]) -> None:
    """An older notice belongs to one thing from now on: what was mailed is not mailed again, and what comes after it is."""
    older = {_key_without_thing(need): key for key, need in needs.items() if need.thing}
    for notice in Notice.objects.filter(user=user, key__in=older).select_for_update():
        key = older[notice.key]
        Notice.objects.filter(user=user, key=key).delete()
        notice.key = key
        notice.save(update_fields=["key"])


@transaction.atomic
def _claim(user: User, keys: Sequence[str], now: datetime) -> list[str]:
    """Those of these nobody has mailed yet; taken by this worker until the next try."""
    Notice.objects.bulk_create([Notice(user=user, key=key, next_attempt_at=now) for key in keys], ignore_conflicts=True)
    waiting = Notice.objects.waiting(now).filter(user=user, key__in=keys).select_for_update()
    found = set(waiting.values_list("key", flat=True))
    Notice.objects.filter(user=user, key__in=found).update(next_attempt_at=now + TRY_AGAIN)
    return [key for key in keys if key in found]


def _mail(user: User, needs: Sequence[Need], all_of_them: int) -> None:
    """Subjects name nothing: they show on locked screens."""
    context = {
        "user": user,
        "needs": [(need, absolute_url(need.url)) for need in needs],
        "more": all_of_them - len(needs),
        "home": absolute_url(reverse("postincident:home")),
        "account": absolute_url(reverse("postincident:account")),
        "organisation": settings.ORGANISATION,
    }
    subject = " ".join(render_to_string("emails/reminder-subject.txt", context).split())
    mail = EmailMultiAlternatives(
        subject,
        render_to_string("emails/reminder.txt", context),
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(render_to_string("emails/reminder.html", context), "text/html")
    mail.send()
