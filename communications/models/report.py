from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from communications.models.delivery import Delivery
from postincident import clock


class DeliveryReport(models.Model):
    """What came back for a delivery after it was handed over.

    `digest` names the report itself, so that one that comes twice counts once. The hash of the address stands here too:
    passing bounces are counted by address, whatever was sent to it.
    """

    class Kind(models.TextChoices):
        BOUNCED = "bounced", _("Bounced")
        BOUNCED_SOFTLY = "bounced_softly", _("Bounced, perhaps not for good")
        DELAYED = "delayed", _("Delayed on the way")
        COMPLAINED = "complained", _("Complained")
        ANSWERED = "answered", _("Answered by a machine")

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=15, choices=Kind)
    said = models.CharField(max_length=500, blank=True)
    digest = models.CharField(max_length=64)
    address_hash = models.CharField(max_length=64, blank=True)
    at = clock.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["bounced", "bounced_softly", "delayed", "complained", "answered"]),
                name="communications_deliveryreport_kind",
            ),
            models.UniqueConstraint(fields=["delivery", "digest"], name="communications_deliveryreport_once"),
        ]
        indexes = [
            # How often an address bounced lately.
            models.Index(
                fields=["address_hash", "at"], condition=models.Q(kind="bounced_softly"), name="report_soft_bounces"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of delivery {self.delivery_id}"
