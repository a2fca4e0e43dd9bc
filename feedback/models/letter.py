from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from feedback.models.response import Outreach, Response
from postincident import clock


class Letter(models.Model):
    """What one of us said to one person: the answer to a response, or a mail to a key contact.

    A mail is a row first; the worker sends it. What was said by other ways is noted, and sent nowhere.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Being sent")
        SENT = "sent", _("Sent")
        KEPT_LOCALLY = "kept_locally", _("Kept locally")
        FAILED = "failed", _("Not sent")
        RETURNED = "returned", _("Came back")
        ELSEWHERE = "elsewhere", _("Said elsewhere")

    LOST = (State.FAILED, State.RETURNED)  # they have not got it

    response = models.ForeignKey(Response, on_delete=models.CASCADE, null=True, blank=True, related_name="letters")
    outreach = models.ForeignKey(Outreach, on_delete=models.CASCADE, null=True, blank=True, related_name="letters")
    state = models.CharField(max_length=12, choices=State)
    address = models.EmailField(blank=True)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    words = models.TextField(_("what we said"), max_length=5000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField()
    message_id = models.CharField(max_length=250, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    server_said = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["said_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sent", "kept_locally", "failed", "returned", "elsewhere"]),
                name="feedback_letter_state",
            ),
            models.CheckConstraint(
                condition=Q(response__isnull=False, outreach__isnull=True)
                | Q(response__isnull=True, outreach__isnull=False),
                name="feedback_letter_to_one",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(next_attempt_at__isnull=False), name="feedback_letter_waiting_is_due"
            ),
        ]
        indexes = [
            # What the worker looks for each second.
            models.Index(fields=["next_attempt_at"], condition=Q(state="waiting"), name="letter_waiting"),
            # Which one came back.
            models.Index(fields=["message_id"], condition=~Q(message_id=""), name="letter_by_message_id"),
        ]

    def __str__(self) -> str:
        return f"letter {self.pk}"

    @property
    def about(self) -> Response | Outreach:
        about = self.response or self.outreach
        assert about is not None  # noqa: S101 - feedback_letter_to_one
        return about


class Note(models.Model):
    """What one of us told colleagues about a response. Never sent to anybody."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="notes")
    words = models.TextField(_("note"), max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = clock.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"note {self.pk}"
