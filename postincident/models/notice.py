from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models


class NoticeQuerySet(models.QuerySet["Notice"]):
    def waiting(self, now: datetime) -> NoticeQuerySet:
        return self.filter(sent_at=None, next_attempt_at__lte=now)


class Notice(models.Model):
    """One person was, or is to be, mailed about one thing that waits for them: once, however often it is looked at."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    next_attempt_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="postincident_notice_once")]
        indexes = [
            # What is still to be mailed.
            models.Index(
                fields=["next_attempt_at"], condition=models.Q(sent_at__isnull=True), name="postincident_notice_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"notice {self.key[:8]} for {self.user_id}"
