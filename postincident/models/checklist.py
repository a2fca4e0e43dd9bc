from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from postincident import clock
from postincident.models.incident import Incident
from postincident.vocabulary import TaskKey


class ChecklistTask(models.Model):
    """One of the five tasks of one incident. The state is what the data said last, unless a person overrode it."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        DONE = "done", _("Done")
        NOT_NEEDED = "not_needed", _("Not needed")

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="tasks")
    key = models.CharField(max_length=20, choices=TaskKey)
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    evidence = models.JSONField(default=list, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    overridden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    override_reason = models.TextField(_("reason"), max_length=1000, blank=True)
    overridden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["incident", "id"]
        constraints = [
            models.UniqueConstraint(fields=["incident", "key"], name="postincident_checklisttask_once"),
            models.CheckConstraint(condition=models.Q(key__in=TaskKey.values), name="postincident_checklisttask_key"),
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "done", "not_needed"]), name="postincident_checklisttask_state"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="not_needed")
                | (models.Q(overridden_by__isnull=False) & ~models.Q(override_reason="")),
                name="postincident_checklisttask_override_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.incident_id}"


class Confirmation(models.Model):
    """What only a person can know, said by one: it proves the clause of a task that no row can prove."""

    class Key(models.TextChoices):
        NOTHING_ELSEWHERE = "nothing_elsewhere", _("Nothing was said elsewhere, or it has been brought in")
        NONE_RAISED = "none_raised", _("No questions were raised during the incident")
        NOTHING_TO_IMPROVE = "nothing_to_improve", _("There is nothing to improve")
        REVIEW_RECORDED = "review_recorded", _("Documentation, templates and processes were reviewed")

    # Saying there is nothing to do needs a reason; the others may carry a note.
    NEEDS_REASON = (Key.NOTHING_TO_IMPROVE,)

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="confirmations")
    key = models.CharField(max_length=30, choices=Key)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = clock.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "key"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="postincident_confirmation_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(key="nothing_to_improve") | ~models.Q(reason=""),
                name="postincident_confirmation_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.incident_id}"
