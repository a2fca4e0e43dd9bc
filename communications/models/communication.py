from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from communications.models.group import StakeholderGroup
from communications.models.template import TemplateVersion
from postincident import clock
from postincident.models import Improvement, Incident, User, in_sight_of
from postincident.vocabulary import Kind


class Audience(models.Model):
    """A group as included in one incident, or excluded with a reason. Fixed once it was told.

    `due` maps a kind to an ISO instant, worked out from the group's rules when the audience was decided.
    """

    class State(models.TextChoices):
        INCLUDED = "included", _("Included")
        EXCLUDED = "excluded", _("Excluded")

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="audiences")
    group = models.ForeignKey(StakeholderGroup, on_delete=models.PROTECT, related_name="audiences")
    state = models.CharField(max_length=10, choices=State, default=State.INCLUDED)
    because = models.CharField(_("relevant because"), max_length=300, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = clock.DateTimeField(auto_now=True)
    due = models.JSONField(default=dict, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["incident", "group__priority", "group__name"]
        constraints = [
            models.UniqueConstraint(fields=["incident", "group"], name="communications_audience_once"),
            models.CheckConstraint(
                condition=Q(state="included") | (Q(state="excluded") & ~Q(reason="")),
                name="communications_audience_excluded_says_why",
            ),
        ]
        indexes = [
            # When a group was last told, for the list of groups and each group's page.
            models.Index(fields=["group", "-told_at"], name="audience_last_told"),
        ]

    def __str__(self) -> str:
        return f"{self.group} of {self.incident_id}"


class CommunicationQuerySet(models.QuerySet["Communication"]):
    def visible_to(self, user: User) -> CommunicationQuerySet:
        return self.filter(in_sight_of(user))

    def awaiting_review(self) -> CommunicationQuerySet:
        return self.filter(state=Communication.State.IN_REVIEW)

    def live(self) -> CommunicationQuerySet:
        return self.exclude(state=Communication.State.CANCELLED)

    def told(self) -> CommunicationQuerySet:
        return self.filter(state=Communication.State.RELEASED)

    def to_everybody(self) -> CommunicationQuerySet:
        """Those that are for their audience, and not for a few of it by a list of their own."""
        return self.filter(recipient_list=None)


class Communication(models.Model):
    """One message about one incident to one audience, of one kind, made of sections.

    `round`: the audiences' versions of one message share it; a later update or correction opens the next.
    `version` counts every edit, so that a second editor is noticed.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        APPROVED = "approved", _("Approved")
        RELEASED = "released", _("Released")
        CANCELLED = "cancelled", _("Cancelled")

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="communications")
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="communications")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    round = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    subject = models.CharField(_("subject"), max_length=300)
    template_version = models.ForeignKey(TemplateVersion, on_delete=models.PROTECT, null=True, related_name="used_by")
    next_update_at = models.DateTimeField(_("next update by"), null=True, blank=True)
    improvements: models.ManyToManyField[Improvement, Any] = models.ManyToManyField(
        Improvement, blank=True, related_name="+"
    )
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="follow_ups")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = clock.DateTimeField(auto_now_add=True)
    edited_at = clock.DateTimeField(auto_now=True)
    review_due_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = CommunicationQuerySet.as_manager()

    class Meta:
        ordering = ["incident", "kind", "round", "audience"]
        constraints = [
            models.UniqueConstraint(
                fields=["audience", "kind", "round"],
                condition=~Q(state="cancelled"),
                name="communications_communication_one_per_round",
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="communications_communication_kind"),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | Q(follows__isnull=True),
                name="communications_communication_corrects_or_follows",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "in_review", "approved", "released", "cancelled"]),
                name="communications_communication_state",
            ),
        ]
        indexes = [
            # The workspace: an incident's communications by audience and kind.
            models.Index(fields=["incident", "kind", "round"], name="communication_of_incident"),
            # Home: what waits in which state.
            models.Index(fields=["state", "review_due_at"], name="communication_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.audience.group}: {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("communications:communication-detail", args=[self.pk])

    @property
    def in_outside_words(self) -> bool:
        """Talking points are for colleagues, who say them to people outside."""
        return self.audience.group.is_outside or self.kind == Kind.TALKING_POINTS


class Section(models.Model):
    """A part of a communication, in Markdown. `drawn` is what the template made of the facts; `facts_used` maps a
    fact's name to the digest of the value it had, so that a change can be told."""

    communication = models.ForeignKey(Communication, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=40)
    title = models.CharField(_("title"), max_length=150)
    position = models.PositiveSmallIntegerField()
    body = models.TextField(_("text"), max_length=20_000, blank=True)
    drawn = models.TextField(blank=True)
    facts_used = models.JSONField(default=dict, blank=True)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    edited_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["communication", "position"]
        constraints = [
            models.UniqueConstraint(fields=["communication", "key"], name="communications_section_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Attachment(models.Model):
    """A file that leaves with a communication; its digest is part of what is approved."""

    communication = models.ForeignKey(Communication, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = clock.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Commitment(models.Model):
    """What an audience was told will happen: an improvement or a next update. Kept and reported, or late and explained."""

    class Kind(models.TextChoices):
        IMPROVEMENT = "improvement", _("Improvement")
        NEXT_UPDATE = "next_update", _("Next update")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        KEPT = "kept", _("Kept and reported")
        EXPLAINED = "explained", _("Late and explained")

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="commitments")
    audience = models.ForeignKey(Audience, on_delete=models.PROTECT, related_name="commitments")
    kind = models.CharField(max_length=12, choices=Kind)
    improvement = models.ForeignKey(
        Improvement, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments"
    )
    text = models.CharField(max_length=500)
    due_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    told_in = models.ForeignKey(Communication, on_delete=models.PROTECT, related_name="commitments_told")
    reported_in = models.ForeignKey(
        Communication, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments_reported"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = [models.F("due_at").asc(nulls_last=True), "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="next_update", improvement__isnull=True)
                | Q(kind="improvement", improvement__isnull=False),
                name="communications_commitment_kind",
            ),
            models.CheckConstraint(
                condition=Q(state="open", reported_in__isnull=True)
                | Q(state__in=["kept", "explained"], reported_in__isnull=False),
                name="communications_commitment_settled_in_a_message",
            ),
            models.UniqueConstraint(
                fields=["audience", "improvement"],
                condition=Q(improvement__isnull=False, state="open"),
                name="communications_commitment_improvement_once_open",
            ),
        ]
        indexes = [
            # What is due or overdue, for home and the register.
            models.Index(fields=["state", "due_at"], name="commitment_due"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def owner(self) -> User | None:
        """Who keeps it: the improvement's owner, else the incident's lead."""
        return (self.improvement.owner if self.improvement else None) or self.incident.lead
