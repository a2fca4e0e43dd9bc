from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communications.models.communication import Audience, Communication
from communications.models.hashed import AddressHashField
from postincident import clock
from postincident.models import Incident
from postincident.vocabulary import Kind


class WorkingCopy(models.Model):
    """What somebody has typed into the editor and not saved yet, so that a closed tab loses nothing.

    `fields` is the form as it was posted: {"subject": …, "section-7-body": …, "section-7-version": …}.
    """

    communication = models.ForeignKey(Communication, on_delete=models.CASCADE, related_name="working_copies")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    fields = models.JSONField()
    saved_at = clock.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["communication", "user"], name="communications_workingcopy_once"),
        ]

    def __str__(self) -> str:
        return f"working copy of {self.communication_id} by {self.user_id}"


class FindingOverride(models.Model):
    """A finding that stays on purpose. Keyed by check, matched text and section, so that it survives a revision."""

    communication = models.ForeignKey(Communication, on_delete=models.CASCADE, related_name="finding_overrides")
    check_name = models.CharField(max_length=20)
    rule = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    section = models.CharField(max_length=40, blank=True)
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = clock.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["communication", "check_name", "rule", "text", "section"],
                condition=Q(withdrawn_at__isnull=True),
                name="communications_findingoverride_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="communications_findingoverride_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.check_name}: {self.reason}"


class RecipientList(models.Model):
    """Who is written to instead of everybody of a group: of an audience, only the affected, with what is told each of them
    alone; of one communication, only those it was drafted for. The list of a communication goes before that of its audience.

    `columns` are the declared extra ones: [{"name": "failed_payments", "title": "Failed payments"}, …]; a text names them as
    [[failed_payments]]. `digest` covers every row and is part of what is approved.
    """

    audience = models.OneToOneField(
        Audience, on_delete=models.CASCADE, null=True, blank=True, related_name="recipient_list"
    )
    communication = models.OneToOneField(
        Communication, on_delete=models.CASCADE, null=True, blank=True, related_name="recipient_list"
    )
    columns = models.JSONField(default=list)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = clock.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(audience__isnull=False, communication__isnull=True)
                | Q(audience__isnull=True, communication__isnull=False),
                name="communications_recipientlist_of_one",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class ListedRecipient(models.Model):
    """One row of a list: an address, and the values of the declared columns."""

    list = models.ForeignKey(RecipientList, on_delete=models.CASCADE, related_name="recipients")
    address = models.CharField(max_length=500)
    normalised = models.CharField(max_length=500)
    address_hash = AddressHashField()
    name = models.CharField(max_length=150, blank=True)
    values = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["list", "normalised"], name="communications_listedrecipient_once"),
        ]

    def __str__(self) -> str:
        return f"row {self.pk}"


class DraftRun(models.Model):
    """Drafts for many audiences in one action, worked through by the worker; the page shows how far it is."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="draft_runs")
    kind = models.CharField(max_length=20, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = clock.DateTimeField(auto_now_add=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="communications_draftrun_kind"),
        ]
        indexes = [
            # The sweep: runs with work left.
            models.Index(fields=["leased_until"], condition=Q(finished_at__isnull=True), name="draftrun_waiting"),
        ]

    def __str__(self) -> str:
        return f"drafts of {self.incident_id}"


class DraftRunItem(models.Model):
    """One audience of a run: its draft, or why there is none."""

    run = models.ForeignKey(DraftRun, on_delete=models.CASCADE, related_name="items")
    audience = models.ForeignKey(Audience, on_delete=models.CASCADE, related_name="+")
    communication = models.ForeignKey(Communication, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    refused = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "audience"], name="communications_draftrunitem_once"),
        ]

    def __str__(self) -> str:
        return f"{self.audience_id} of run {self.run_id}"
