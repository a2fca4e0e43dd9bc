from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.models import Record
from communications.addresses import shown
from communications.models.communication import Communication
from communications.models.group import Contact, Endpoint, Suppression
from communications.models.review import Revision
from postincident import clock
from postincident.models import Incident
from postincident.vocabulary import Kind


class Release(models.Model):
    """Letting one approved revision go. Recipients are frozen as deliveries when it is made.

    Those made at once share a `batch` (the id of the first of them) and leave step by step: a step begins when those before it
    have finished, not before `due_at`, and `in_hours` only while its group may be written to. `publish`: its manager chose to put
    it on the public page when it begins.
    """

    class State(models.TextChoices):
        SCHEDULED = "scheduled", _("Scheduled")
        SENDING = "sending", _("Sending")
        PAUSED = "paused", _("Paused")
        FINISHED = "finished", _("Finished")
        CANCELLED = "cancelled", _("Cancelled")

    communication = models.ForeignKey(Communication, on_delete=models.PROTECT, related_name="releases")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="releases")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="releases")
    state = models.CharField(max_length=10, choices=State, default=State.SENDING)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_at = clock.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(null=True, blank=True)
    batch = models.BigIntegerField(null=True, blank=True)
    step = models.PositiveSmallIntegerField(default=1)
    publish = models.BooleanField(default=False)
    in_hours = models.BooleanField(default=True)
    pause_reason = models.CharField(max_length=300, blank=True)
    paused_until = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    first_sent_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)  # to whom it went
    record = models.ForeignKey(Record, on_delete=models.PROTECT, null=True, blank=True, related_name="releases")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["scheduled", "sending", "paused", "finished", "cancelled"]),
                name="communications_release_state",
            ),
            models.UniqueConstraint(
                fields=["communication"], condition=~Q(state="cancelled"), name="communications_release_once"
            ),
        ]
        indexes = [
            # The sweep: releases that have work or are due.
            models.Index(fields=["state", "due_at"], name="release_waiting"),
            # Who must have finished before a step begins.
            models.Index(fields=["batch", "step"], name="release_batch"),
        ]

    def __str__(self) -> str:
        return f"release {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("communications:release-detail", args=[self.pk])


class Delivery(models.Model):
    """One released communication to one endpoint. Everyone is accounted for: each row is in exactly one state.

    Address, name and placeholder values are a snapshot. A covered delivery points to the one that covers it.
    A sending one is leased: `lease_host` says whose journal knows what was truly handed over.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        SENDING = "sending", _("Sending")
        SENT = "sent", _("Sent")
        DEFERRED = "deferred", _("Trying again")
        FAILED = "failed", _("Failed")
        BOUNCED = "bounced", _("Bounced")
        COMPLAINED = "complained", _("Complained")
        SUPPRESSED = "suppressed", _("Suppressed")
        COVERED = "covered", _("Covered")
        UNCONFIRMED = "unconfirmed", _("Unconfirmed")
        BY_HAND = "by_hand", _("By hand")
        KEPT_LOCALLY = "kept_locally", _("Kept locally")
        CANCELLED = "cancelled", _("Cancelled")

    class Resolution(models.TextChoices):
        NONE = "", _("Open")
        TOLD_BY_HAND = "told_by_hand", _("Told by hand")
        NOT_REACHABLE = "not_reachable", _("Accepted as not reachable")

    class Way(models.TextChoices):
        PORTAL = "portal", _("On a portal")
        PHONE = "phone", _("By telephone")
        MEETING = "meeting", _("In a meeting")
        LETTER = "letter", _("By letter")
        OTHER = "other", _("In another way")

    # States in which a person decides what becomes of it.
    UNDECIDED = (State.FAILED, State.BOUNCED, State.COMPLAINED, State.UNCONFIRMED, State.BY_HAND)
    # States that leave the address free for another delivery of the same incident, kind and round.
    # A failed one is certain not to have arrived: whoever it covered is due again at the same address.
    FREE = (State.SUPPRESSED, State.COVERED, State.CANCELLED, State.FAILED, State.BOUNCED)
    # States in which a worker still has something to do.
    UNDER_WAY = (State.QUEUED, State.SENDING, State.DEFERRED)
    # States in which the message was handed over to the next server, as far as anyone can know.
    HANDED_OVER = (State.SENT, State.BOUNCED, State.COMPLAINED)
    # States that a person may settle: told by hand, or accepted as not reachable.
    FOR_PEOPLE = (
        State.FAILED,
        State.BOUNCED,
        State.COMPLAINED,
        State.UNCONFIRMED,
        State.BY_HAND,
        State.KEPT_LOCALLY,
        State.SUPPRESSED,
        State.CANCELLED,
    )

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="deliveries")
    communication = models.ForeignKey(Communication, on_delete=models.PROTECT, related_name="deliveries")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="deliveries")
    kind = models.CharField(max_length=20, choices=Kind)
    round = models.PositiveSmallIntegerField()
    endpoint = models.ForeignKey(Endpoint, on_delete=models.SET_NULL, null=True, blank=True, related_name="deliveries")
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="deliveries")
    channel = models.CharField(max_length=10, choices=Endpoint.Kind)
    address = models.CharField(max_length=500, blank=True)
    address_hash = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=150, blank=True)
    values = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.QUEUED)
    covered_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="covers")
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_worker = models.CharField(max_length=60, blank=True)
    lease_host = models.CharField(max_length=120, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=200, blank=True)
    server_said = models.CharField(max_length=500, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    resolution = models.CharField(max_length=15, choices=Resolution, blank=True, default=Resolution.NONE)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolution_note = models.CharField(max_length=500, blank=True)
    told_how = models.CharField(max_length=10, choices=Way, blank=True)  # by hand; when is `handed_over_at`

    class Meta:
        verbose_name_plural = "deliveries"
        ordering = ["release", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "queued",
                        "sending",
                        "sent",
                        "deferred",
                        "failed",
                        "bounced",
                        "complained",
                        "suppressed",
                        "covered",
                        "unconfirmed",
                        "by_hand",
                        "kept_locally",
                        "cancelled",
                    ]
                ),
                name="communications_delivery_state",
            ),
            models.UniqueConstraint(
                fields=["incident", "kind", "round", "channel", "address"],
                condition=~Q(state__in=["suppressed", "covered", "cancelled", "failed", "bounced"]) & ~Q(address=""),
                name="communications_delivery_one_address_once",
            ),
            models.CheckConstraint(
                condition=Q(state="covered", covered_by__isnull=False) | ~Q(state="covered"),
                name="communications_delivery_covered_by_one",
            ),
            models.CheckConstraint(
                condition=Q(resolution="") | Q(resolved_by__isnull=False),
                name="communications_delivery_resolved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(told_how__in=["", "portal", "phone", "meeting", "letter", "other"]),
                name="communications_delivery_told_how",
            ),
        ]
        indexes = [
            # The worker's claim: what of this release is due, in order.
            models.Index(fields=["release", "state", "next_attempt_at", "id"], name="delivery_claim"),
            # The sweep: leases that ran out.
            models.Index(fields=["lease_until"], condition=Q(state="sending"), name="delivery_leased"),
            # Bounces and replies come back by Message-ID.
            models.Index(fields=["message_id"], name="delivery_by_message_id"),
            # Home: releases of which somebody waits for a person's decision, the newest first.
            models.Index(
                fields=["-release"],
                condition=Q(state__in=["failed", "bounced", "complained", "unconfirmed", "by_hand"], resolution=""),
                name="delivery_undecided",
            ),
            # An unsubscribe stops what has not left yet.
            models.Index(
                fields=["address_hash"], condition=Q(state__in=["queued", "deferred"]), name="delivery_to_stop"
            ),
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk}"

    @property
    def shown_address(self) -> str:
        return shown(self.channel, self.address)

    @property
    def is_open_to_people(self) -> bool:
        """Whether somebody can still say that they were told by hand, or cannot be reached."""
        if self.resolution or self.state not in self.FOR_PEOPLE or self.channel == Endpoint.Kind.PAGE:
            return False
        return self.state != self.State.SUPPRESSED or self.server_said not in Suppression.CHOSEN


class Pace(models.Model):
    """How far a channel with a limit has been used, by all workers together: the next message may leave at `free_at`, and for
    each that left later more may follow at once."""

    channel = models.CharField(max_length=10, choices=Endpoint.Kind, primary_key=True)
    free_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.channel} from {self.free_at:%H:%M:%S}"
