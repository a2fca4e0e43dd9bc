from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from postincident import clock


class PreparedExport(models.Model):
    """A search that found too much for one request, as a zip that the worker makes. One a person, and for a day."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Not made")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+")
    query = models.TextField(blank=True)  # as in the address of the search
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    records = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)  # in bytes, so far
    ordered_at = models.DateTimeField(default=clock.now)
    ready_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)  # while a worker works at it

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "failed"]) | models.Q(state="ready", ready_at__isnull=False),
                name="archive_preparedexport_state",
            ),
        ]

    def __str__(self) -> str:
        return f"Export for {self.user_id}"

    def get_absolute_url(self) -> str:
        return reverse("archive:export-detail")


class ExportPiece(models.Model):
    """A piece of the zip. In the database, since the worker may run on another machine."""

    export = models.ForeignKey(PreparedExport, on_delete=models.CASCADE, related_name="pieces")
    position = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["export", "position"], name="archive_exportpiece_once"),
        ]

    def __str__(self) -> str:
        return f"Piece {self.position} of an export"
