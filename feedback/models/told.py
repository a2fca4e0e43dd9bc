from __future__ import annotations

from django.conf import settings
from django.db import models

from communications.models import Communication
from feedback.models.response import Response
from feedback.models.theme import Theme
from postincident import clock


class ToldBack(models.Model):
    """A communication to those who said something and asked for a reply, of what came of it: "you said, we did".

    Without a theme it answers one response; it has several when a theme was split after it was told of. It is drafted,
    reviewed and released like any other.
    """

    communication = models.OneToOneField(Communication, on_delete=models.PROTECT, related_name="told_back")
    themes = models.ManyToManyField(Theme, related_name="told_back")
    responses = models.ManyToManyField(Response, related_name="told_back")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = clock.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "told back"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"told back {self.pk}"
