from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.models.record import Publication
from postincident.models import Incident


class PublicHistoryQuerySet(models.QuerySet["PublicHistory"]):
    def standing(self) -> PublicHistoryQuerySet:
        """What is opened of incidents open to all, as long as anything of them is published: there is nothing to tell else."""
        told = Publication.objects.standing().filter(record__incident=models.OuterRef("incident"))
        return self.filter(models.Exists(told), closed_at=None, incident__restricted=False)


class PublicHistory(models.Model):
    """Whether all that is published of an incident stands at one address, with its public timeline. A manager opens and closes it."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="public_histories")
    title = models.CharField(_("heading"), max_length=200)
    address = models.SlugField(_("address"), max_length=120, unique=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    why = models.TextField(_("reason"), max_length=1000, blank=True)

    objects = PublicHistoryQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-id"]
        verbose_name_plural = "public histories"
        constraints = [
            models.UniqueConstraint(
                fields=["incident"], condition=models.Q(closed_at__isnull=True), name="archive_publichistory_once"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | ~models.Q(why=""),
                name="archive_publichistory_closed_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.address

    def get_absolute_url(self) -> str:
        return reverse("archive:history-detail", args=[self.address])
