from __future__ import annotations

from django.conf import settings
from django.db import models

from communications.models.delivery import Delivery
from postincident import clock


class Proof(models.Model):
    """A file that shows that somebody was told by hand: a receipt, a letter, a picture of a portal. Named by its digest, which
    stays when the file is forgotten."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="proofs")
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = clock.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "digest"], name="communications_proof_once_per_delivery"),
        ]

    def __str__(self) -> str:
        return self.name
