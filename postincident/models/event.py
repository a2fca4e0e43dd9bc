from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from postincident import clock
from postincident.models.incident import Incident


class Event(models.Model):
    """What happened, appended once and never changed. Carries ids only: never an address, never words of a message."""

    class Actor(models.TextChoices):
        USER = "user", _("A person")
        APPLICATION = "application", _("Postincident")
        LINK_HOLDER = "link_holder", _("The holder of a link")

    # Nothing reads by user, and `event_of_incident` begins with the incident: no index for these keys alone.
    incident = models.ForeignKey(
        Incident, on_delete=models.PROTECT, null=True, blank=True, related_name="events", db_index=False
    )
    actor = models.CharField(max_length=12, choices=Actor)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    verb = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.BigIntegerField(null=True, blank=True)
    data = models.JSONField(default=dict, blank=True)
    happened_at = models.DateTimeField()
    recorded_at = clock.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-happened_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(actor="user", user__isnull=False)
                | (models.Q(actor__in=["application", "link_holder"]) & models.Q(user__isnull=True)),
                name="postincident_event_actor",
            ),
        ]
        indexes = [
            # The activity of one incident, newest first.
            models.Index(fields=["incident", "-happened_at", "-id"], name="event_of_incident"),
            # Everything that befell one object.
            models.Index(fields=["object_type", "object_id"], name="event_of_object"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type} {self.object_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("Events are appended, never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("Events are appended, never deleted; retention has its own command.")
