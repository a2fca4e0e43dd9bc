from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from postincident import clock
from postincident.models import Incident


class Import(models.Model):
    """One run of an importer: what it read, and what became of every entry."""

    class State(models.TextChoices):
        COLUMNS = "columns", _("Columns to be named")
        READING = "reading", _("Being read")
        STAGED = "staged", _("Waits for a decision")
        ACCEPTING = "accepting", _("Being filed")
        ACCEPTED = "accepted", _("Accepted")
        DISCARDED = "discarded", _("Discarded")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    format = models.CharField(max_length=30)
    name = models.CharField(max_length=300)
    audience = models.CharField(_("who was told"), max_length=200, blank=True)  # by what does not say so itself
    state = models.CharField(max_length=12, choices=State, default=State.STAGED)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    started_at = clock.DateTimeField(auto_now_add=True)
    accepted_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)
    columns = models.JSONField(default=list)  # what was said of tables: `archive.importers.table.Columns`
    leased_until = models.DateTimeField(null=True)  # while a worker works at it
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    why = models.TextField(_("reason"), max_length=1000, blank=True)  # it was withdrawn, the last time

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["columns", "reading", "staged", "accepting", "accepted", "discarded", "withdrawn"]
                ),
                name="archive_import_state",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="withdrawn") | ~models.Q(why=""), name="archive_import_withdrawn_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.format} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("archive:import-detail", args=[self.pk])

    @property
    def audience_kind(self) -> str:
        return "public" if self.audience.casefold() == "public" else ""

    @property
    def is_moving(self) -> bool:
        """A worker is at it, or will be in a moment."""
        return self.state in (self.State.READING, self.State.ACCEPTING)


class ImportFile(models.Model):
    """What was uploaded, until it is staged. In the database, since the worker may run on another machine."""

    run = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    data = models.BinaryField()

    def __str__(self) -> str:
        return self.name


class ImportEntry(models.Model):
    """One staged entry: the record it will be, or the problem that keeps it out. Nothing read is ever dropped silently."""

    class State(models.TextChoices):
        STAGED = "staged", _("Will be filed")
        FILED = "filed", _("Filed")
        ALREADY_THERE = "already_there", _("Already there")
        PROBLEM = "problem", _("Not taken")

    run = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="entries")
    place = models.CharField(max_length=300)  # file and line, or file and position
    origin = models.CharField(max_length=250, blank=True)
    state = models.CharField(max_length=15, choices=State, default=State.STAGED)
    problem = models.CharField(max_length=500, blank=True)
    staged = models.JSONField(default=dict)
    incident = models.ForeignKey(Incident, on_delete=models.SET_NULL, null=True, related_name="+")
    record_number = models.PositiveBigIntegerField(null=True)

    class Meta:
        verbose_name_plural = "import entries"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["staged", "filed", "already_there", "problem"]),
                name="archive_importentry_state",
            ),
        ]
        indexes = [
            # What is left to do of one run, and its problems.
            models.Index(fields=["run", "state"], name="importentry_of_run"),
        ]

    def __str__(self) -> str:
        return self.place


class WithheldIncident(models.Model):
    """An incident of which nothing is left to show but what a withdrawn import brought. It is restricted, and names nobody."""

    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, primary_key=True, related_name="withheld")
    run = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="withheld_incidents")

    def __str__(self) -> str:
        return f"Withheld: incident {self.incident_id}"
