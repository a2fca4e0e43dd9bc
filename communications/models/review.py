from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communications.models.communication import Communication, Section
from postincident import clock


class Revision(models.Model):
    """One exact state of a communication, as submitted. What leaves is this, placeholders aside.

    `digest` is the SHA-256 of `canonical`: one JSON text of subject, text, HTML (with their named placeholders),
    template and layout version, attachments' digests, sender, channels, the promised next update and the rule for recipients.
    `source` keeps the Markdown of each section, for diffs. `editors` are the ids of all who edited it since it began.
    """

    class State(models.TextChoices):
        IN_REVIEW = "in_review", _("In review")
        APPROVED = "approved", _("Approved")
        SENT_BACK = "sent_back", _("Sent back")
        VOID = "void", _("Void")

    communication = models.ForeignKey(Communication, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.IN_REVIEW)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField()
    source = models.JSONField()
    canonical = models.TextField()
    digest = models.CharField(max_length=64)
    editors = models.JSONField(default=list)
    facts_used = models.JSONField(default=dict)
    overrides = models.JSONField(
        default=list
    )  # findings kept on purpose: [{"check", "text", "section", "reason", "by"}]
    # How often each rule of the checks found something in it, kept or not: {"tone": {"blame": 2}}. Null before it was counted.
    found = models.JSONField(null=True, default=None)
    reviewers_needed = models.PositiveSmallIntegerField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = clock.DateTimeField(auto_now_add=True)
    void_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["communication", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["communication", "number"], name="communications_revision_number"),
            models.CheckConstraint(
                condition=Q(state__in=["in_review", "approved", "sent_back", "void"]),
                name="communications_revision_state",
            ),
        ]

    def __str__(self) -> str:
        return f"revision {self.number}"


class ReviewLink(models.Model):
    """An expiring link by which somebody without an account reads and decides on one revision."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="links")
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = clock.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"link to revision {self.revision_id}"


class ReviewRequest(models.Model):
    """Who was asked to review a revision, by when. `in_place_of` is the absent person this one stands in for."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="requests")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    in_place_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = clock.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "reviewer"], name="communications_reviewrequest_once"),
        ]
        indexes = [
            # Home: what waits for this person.
            models.Index(fields=["reviewer", "due_at"], name="reviewrequest_of_reviewer"),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer_id} for revision {self.revision_id}"


class Look(models.Model):
    """When somebody last read a revision, so that the next one shows what changed since."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="looks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = clock.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "user"], name="communications_look_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} read revision {self.revision_id}"


class Review(models.Model):
    """One reviewer's decision on one revision, with the recipients as they were at that moment."""

    class Decision(models.TextChoices):
        APPROVED = "approved", _("Approved")
        SENT_BACK = "sent_back", _("Sent back")
        NONE_ASKED = "none_asked", _("No reviewer asked for")
        EMERGENCY = "emergency", _("Approved in an emergency")

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outsider = models.CharField(max_length=150, blank=True)
    link = models.OneToOneField(ReviewLink, on_delete=models.PROTECT, null=True, blank=True, related_name="review")
    decision = models.CharField(_("decision"), max_length=12, choices=Decision)
    comment = models.TextField(_("remark"), max_length=4000, blank=True)
    digest = models.CharField(max_length=64)
    recipients = models.JSONField(default=dict)  # {"count": n, "digest": "…", "endpoints": [ids]}
    at = clock.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "reviewer"],
                # Whoever approved it as one of two may still let it go when the other cannot be found.
                condition=Q(reviewer__isnull=False) & ~Q(decision="emergency"),
                name="communications_review_once_each",
            ),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=False) | ~Q(outsider="") | Q(decision="none_asked"),
                name="communications_review_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=["sent_back", "emergency"]) | ~Q(comment=""),
                name="communications_review_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()} ({self.revision_id})"


class Comment(models.Model):
    communication = models.ForeignKey(Communication, on_delete=models.CASCADE, related_name="comments")
    section = models.ForeignKey(Section, on_delete=models.SET_NULL, null=True, blank=True, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    body = models.TextField(_("comment"), max_length=4000)
    at = clock.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"comment {self.pk}"
