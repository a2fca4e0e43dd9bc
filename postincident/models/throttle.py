from __future__ import annotations

from django.db import models


class PublicUse(models.Model):
    """How often one sender used one public form in one hour. `key` is a keyed hash: no address is kept."""

    key = models.CharField(max_length=64)
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "hour"], name="postincident_publicuse_once_an_hour")]

    def __str__(self) -> str:
        return f"{self.count} uses in the hour of {self.hour:%Y-%m-%d %H}:00"
