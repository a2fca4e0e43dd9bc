from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from postincident import clock
from postincident.models.service import Service
from postincident.models.user import User
from postincident.vocabulary import FLAGS, Severity, Source


class IncidentQuerySet(models.QuerySet["Incident"]):
    def visible_to(self, user: User) -> IncidentQuerySet:
        """Restricted incidents do not exist for anyone not named on them, whatever their role."""
        return self.filter(models.Q(restricted=False) | models.Exists(IncidentAccess.objects.naming(user)))

    def hidden_from(self, user: User) -> IncidentQuerySet:
        """The few that `visible_to` leaves out. Rows that belong to incidents are kept by leaving these out (`in_sight_of`):
        a list of all that may be seen would be made anew for each query, and grows with the installation."""
        return self.filter(~models.Exists(IncidentAccess.objects.naming(user)), restricted=True)

    def with_checklist(self) -> IncidentQuerySet:
        """Incidents that owe the five tasks: declared here, or imported and adopted."""
        return self.filter(models.Q(source=Source.HERE) | models.Q(adopted_at__isnull=False))

    def for_lists(self) -> IncidentQuerySet:
        return self.select_related("lead").prefetch_related("services")


def in_sight_of(user: User, path: str = "incident") -> models.Q:
    """For `filter`: rows whose incident, at `path`, this user may see, or which belong to none."""
    return ~models.Q(**{f"{path}__in": Incident.objects.hidden_from(user)})


class Incident(models.Model):
    """An event that disturbed a service and is now resolved, or nearly. Everything else ties to it.

    Times are UTC instants. What is entered here must be in order; what is imported is kept as found and flagged.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    reference = models.CharField(_("reference"), max_length=40, unique=True)
    title = models.CharField(_("internal title"), max_length=200)
    public_title = models.CharField(_("public title"), max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    severity = models.CharField(_("severity"), max_length=10, choices=Severity)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    detected_at = models.DateTimeField(_("detected"), null=True, blank=True)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    services = models.ManyToManyField(Service, verbose_name=_("services"), blank=True, related_name="incidents")
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("lead"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="led_incidents",
    )
    restricted = models.BooleanField(_("restricted"), default=False)
    broad_impact = models.BooleanField(_("broad impact"), default=False)
    source = models.CharField(max_length=10, choices=Source, default=Source.HERE)
    origin = models.CharField(max_length=200, null=True, blank=True, unique=True)
    as_found = models.JSONField(default=dict, blank=True)
    flags = models.JSONField(default=list, blank=True)
    adopted_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    created_at = clock.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=0)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering = [models.F("resolved_at").desc(nulls_first=True), "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(severity__in=Severity.values), name="postincident_incident_severity"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "closed"]), name="postincident_incident_state"
            ),
            models.CheckConstraint(condition=models.Q(source__in=Source.values), name="postincident_incident_source"),
            models.CheckConstraint(
                condition=models.Q(source="imported")
                | models.Q(resolved_at__isnull=True)
                | models.Q(resolved_at__gte=models.F("started_at")),
                name="postincident_incident_times_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(source="imported") | models.Q(started_at__isnull=False),
                name="postincident_incident_started_known",
            ),
        ]
        indexes = [
            # The incident list, newest resolved first, and the same by severity.
            models.Index(fields=["-resolved_at", "-id"], name="incident_newest"),
            models.Index(fields=["severity", "-resolved_at"], name="incident_by_severity"),
            # What is hidden from somebody, in nearly every query: told by the index alone.
            models.Index(fields=["restricted", "id"], name="incident_restricted"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("postincident:incident-detail", args=[self.reference])

    @property
    def outside_title(self) -> str:
        return self.public_title or self.title

    @property
    def has_checklist(self) -> bool:
        return self.source == Source.HERE or self.adopted_at is not None

    @property
    def oddities(self) -> list[str]:
        """What its import found odd, in sentences."""
        return [str(FLAGS[flag]) for flag in self.flags if flag in FLAGS]

    @property
    def duration(self) -> timedelta | None:
        if self.started_at and self.resolved_at and self.resolved_at >= self.started_at:
            return self.resolved_at - self.started_at
        return None


class IncidentAccessQuerySet(models.QuerySet["IncidentAccess"]):
    def naming(self, user: User) -> IncidentAccessQuerySet:
        return self.filter(incident=models.OuterRef("pk"), user=user.pk)


class IncidentAccess(models.Model):
    """Who may see a restricted incident."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="access")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    added_at = clock.DateTimeField(auto_now_add=True)

    objects = IncidentAccessQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "user"], name="postincident_incidentaccess_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} may see {self.incident_id}"
