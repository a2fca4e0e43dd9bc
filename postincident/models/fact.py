from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from postincident import clock
from postincident.models.incident import Incident


class Fact(models.Model):
    """One thing known of an incident, said once, in a technical and a plain wording. Without a state it is a gap."""

    class Key(models.TextChoices):
        IMPACT = "impact", _("Impact")
        AFFECTED = "affected", _("Who was affected")
        ROOT_CAUSE = "root_cause", _("Root cause")
        CONTRIBUTING_FACTOR = "contributing_factor", _("Contributing factor")
        DETECTION = "detection", _("How it was noticed")
        RESOLUTION = "resolution", _("Resolution")
        WORKAROUND = "workaround", _("Workaround")
        DATA = "data", _("Data and security")
        NEXT_STEPS = "next_steps", _("Next steps")
        SUPPORT_CONTACTS = "support_contacts", _("Support contacts")

    class State(models.TextChoices):
        GAP = "", _("Missing")
        KNOWN = "known", _("Known")
        INVESTIGATING = "investigating", _("Under investigation")
        NOT_APPLICABLE = "not_applicable", _("Not applicable")
        WITHHELD = "withheld", _("Withheld")

    # The facts every incident is asked for when it is declared; the others are added when there is something to say.
    EXPECTED = (
        Key.IMPACT,
        Key.AFFECTED,
        Key.ROOT_CAUSE,
        Key.RESOLUTION,
        Key.WORKAROUND,
        Key.NEXT_STEPS,
        Key.SUPPORT_CONTACTS,
    )

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="facts")
    key = models.CharField(_("fact"), max_length=30, choices=Key)
    position = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(_("state"), max_length=20, choices=State, blank=True, default=State.GAP)
    technical = models.TextField(_("technical wording"), max_length=5000, blank=True)
    plain = models.TextField(_("plain wording"), max_length=5000, blank=True)
    withheld_reason = models.CharField(_("why it is withheld"), max_length=300, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = clock.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["incident", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["incident", "key", "position"], name="postincident_fact_place"),
            models.CheckConstraint(
                condition=models.Q(state__in=["", "known", "investigating", "not_applicable", "withheld"]),
                name="postincident_fact_state",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="withheld") | ~models.Q(withheld_reason=""),
                name="postincident_fact_withheld_has_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="known") | ~models.Q(technical="", plain=""),
                name="postincident_fact_known_says_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_key_display()} of {self.incident_id}"

    @property
    def is_gap(self) -> bool:
        return self.state == self.State.GAP


class TimelineEntry(models.Model):
    """Something that happened, at an instant. Public entries may leave the building."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="timeline")
    happened_at = models.DateTimeField(_("when"))
    text = models.CharField(_("what happened"), max_length=500)
    public = models.BooleanField(_("may be told outside"), default=False)
    version = models.PositiveIntegerField(default=0)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["happened_at", "id"]
        verbose_name_plural = "timeline entries"

    def __str__(self) -> str:
        return self.text


class Improvement(models.Model):
    """A preventive measure. A decision not to act is an outcome like any other."""

    class Kind(models.TextChoices):
        PROCESS = "process", _("Process change")
        SYSTEM = "system", _("System improvement")
        INVESTIGATION = "investigation", _("Further investigation")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        IN_PROGRESS = "in_progress", _("In progress")
        DONE = "done", _("Done")
        DECLINED = "declined", _("Decided against")

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="improvements")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.SYSTEM)
    what = models.CharField(_("what will be done"), max_length=300)
    public_wording = models.CharField(_("in words for outside"), max_length=300, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="improvements",
    )
    due_on = models.DateField(_("due"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.OPEN)
    outcome = models.TextField(_("outcome"), max_length=2000, blank=True)
    tracker_url = models.URLField(_("link to the tracker"), max_length=500, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    created_at = clock.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["incident", models.F("due_on").asc(nulls_last=True), "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["process", "system", "investigation"]),
                name="postincident_improvement_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "in_progress", "done", "declined"]),
                name="postincident_improvement_state",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="declined") | ~models.Q(outcome=""),
                name="postincident_improvement_declined_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def outside_wording(self) -> str:
        return self.public_wording or self.what
