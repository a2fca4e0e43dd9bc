from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from communications.addresses import shown
from communications.models.hashed import AddressHashField
from postincident import clock
from postincident.models import Service
from postincident.models.user import validate_time_zone
from postincident.vocabulary import DetailLevel, Severity


def default_channels() -> list[str]:
    return ["mail"]


class StakeholderGroupQuerySet(models.QuerySet["StakeholderGroup"]):
    def in_use(self) -> StakeholderGroupQuerySet:
        return self.filter(active=True)


class StakeholderGroup(models.Model):
    """Who is written to, and how: kind, detail level, tone, time zone, sender, rules, contacts.

    `priority` decides who covers whom when one address is in several groups: the lowest number writes.
    `due_hours` maps a kind to whole hours, or to calendar months as "1 month" (see `communications.due`, also for where they
    count from). `required_sections` adds to a kind's mandatory ones: [{"key": "your_data", "title": "Your data"}, …].
    It is written to on `sending_days` (0 is Monday) from `sending_from` up to `sending_until` in its time zone, or at any hour.
    `check_severities` maps a check to "advice" or "blocking", where the group differs from the check's own. Without assigned `reviewers`, the first who is free reviews.
    """

    class Kind(models.TextChoices):
        INTERNAL = "internal", _("Internal")
        EXTERNAL = "external", _("External")
        REGULATOR = "regulator", _("Regulator")
        PUBLIC = "public", _("Public")

    class Tone(models.TextChoices):
        FACTUAL = "factual", _("Factual")
        EMPATHETIC = "empathetic", _("Empathetic")
        FORMAL = "formal", _("Formal")

    class ReviewerRole(models.TextChoices):
        REVIEWER = "reviewer", _("Reviewers and managers")
        MANAGER = "manager", _("Managers")

    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    detail_level = models.CharField(_("detail level"), max_length=12, choices=DetailLevel)
    priority = models.PositiveSmallIntegerField(_("priority"), default=50)
    tone = models.CharField(_("tone"), max_length=12, choices=Tone, default=Tone.FACTUAL)
    language = models.CharField(_("language"), max_length=10, default="en")
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[validate_time_zone])
    from_name = models.CharField(_("From name"), max_length=100, blank=True)
    reply_to = models.EmailField(_("Reply-To"), blank=True)
    signature = models.TextField(_("signature"), max_length=500, blank=True)
    word_limit = models.PositiveIntegerField(_("word limit"), null=True, blank=True)
    grade_limit = models.DecimalField(_("reading grade limit"), max_digits=3, decimal_places=1, null=True, blank=True)
    required_sections = models.JSONField(_("sections required besides"), default=list, blank=True)
    check_severities = models.JSONField(_("how serious findings are"), default=dict, blank=True)
    reviewers_needed = models.PositiveSmallIntegerField(_("reviewers needed"), default=1)
    reviewer_role = models.CharField(
        _("who reviews"), max_length=10, choices=ReviewerRole, default=ReviewerRole.REVIEWER
    )
    reviewers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("assigned reviewers"), blank=True, related_name="+"
    )
    review_hours = models.PositiveSmallIntegerField(_("hours for a review"), default=24)
    channels = models.JSONField(_("channels"), default=default_channels)
    required_notice = models.BooleanField(_("required by law or contract"), default=False)
    sign_up_open = models.BooleanField(_("open for sign-up"), default=False)
    feedback_on = models.BooleanField(_("ask for feedback"), default=True)
    feedback_contact = models.CharField(_("named contact for feedback"), max_length=200, blank=True)
    always_relevant = models.BooleanField(_("always relevant"), default=False)
    relevant_severity = models.CharField(
        _("relevant from severity"), max_length=10, choices=Severity, blank=True, default=""
    )
    relevant_on_broad_impact = models.BooleanField(_("relevant on broad impact"), default=False)
    relevant_services = models.ManyToManyField(
        Service, verbose_name=_("relevant for services"), blank=True, related_name="+"
    )
    due_hours = models.JSONField(_("due, in hours after resolution"), default=dict, blank=True)
    sending_days = models.JSONField(_("days"), default=list, blank=True)
    sending_from = models.TimeField(_("from"), null=True, blank=True)
    sending_until = models.TimeField(_("until"), null=True, blank=True)
    active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=0)

    objects = StakeholderGroupQuerySet.as_manager()

    class Meta:
        ordering = ["priority", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["internal", "external", "regulator", "public"]),
                name="communications_group_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(detail_level__in=DetailLevel.values), name="communications_group_detail_level"
            ),
            models.CheckConstraint(
                condition=models.Q(reviewers_needed__lte=2), name="communications_group_reviewers_at_most_two"
            ),
            models.CheckConstraint(
                condition=models.Q(reviewer_role__in=["reviewer", "manager"]), name="communications_group_reviewer_role"
            ),
            models.CheckConstraint(
                condition=models.Q(sending_from=None, sending_until=None)
                | models.Q(
                    sending_from__isnull=False, sending_until__isnull=False, sending_from__lt=models.F("sending_until")
                ),
                name="communications_group_sending_hours",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("communications:group-detail", args=[self.slug])

    @property
    def is_outside(self) -> bool:
        return self.kind != self.Kind.INTERNAL


class Contact(models.Model):
    """A person or office in one or more groups. A key contact gets personal outreach."""

    name = models.CharField(_("name"), max_length=150)
    organisation = models.CharField(_("organisation"), max_length=150, blank=True)
    role = models.CharField(_("role"), max_length=100, blank=True)
    is_key = models.BooleanField(_("key contact"), default=False)
    relationship_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("relationship owner"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    groups: models.ManyToManyField[StakeholderGroup, Membership] = models.ManyToManyField(
        StakeholderGroup, through="Membership", related_name="contacts"
    )
    note = models.TextField(_("note"), max_length=1000, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    # A duplicate keeps its history; whoever looks it up is led to the contact it was merged into.
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    created_at = clock.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["name", "id"]
        indexes = [
            # The contact list by name, and the picker of key contacts.
            models.Index(fields=["name", "id"], name="contact_by_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("communications:contact-detail", args=[self.pk])


class Membership(models.Model):
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="memberships")
    group = models.ForeignKey(StakeholderGroup, on_delete=models.CASCADE, related_name="memberships")
    added_at = clock.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "contact"], name="communications_membership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.contact_id} in {self.group_id}"


class Endpoint(models.Model):
    """One address of a contact or of a group, with how it was confirmed. `address` is what was typed, `normalised` compared.

    The address of a chat or a webhook lets whoever knows it write there: people are shown `shown_address`.
    """

    class Kind(models.TextChoices):
        MAIL = "mail", _("E-mail")
        SLACK = "slack", _("Slack")
        TEAMS = "teams", _("Microsoft Teams")
        WEBHOOK = "webhook", _("Webhook")
        PAGE = "page", _("Public page")
        BY_HAND = "by_hand", _("By hand")

    class Confirmed(models.TextChoices):
        OPERATOR = "operator", _("By the operator")
        IMPORT = "import", _("By import")
        OWNER = "owner", _("By its owner")

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, null=True, blank=True, related_name="endpoints")
    group = models.ForeignKey(
        StakeholderGroup, on_delete=models.CASCADE, null=True, blank=True, related_name="endpoints"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.MAIL)
    address = models.CharField(_("address"), max_length=500, blank=True)
    normalised = models.CharField(max_length=500, blank=True)
    address_hash = AddressHashField()
    confirmed_by = models.CharField(max_length=10, choices=Confirmed, default=Confirmed.OPERATOR)
    confirmed_at = clock.DateTimeField(auto_now_add=True)
    active = models.BooleanField(default=True)
    secret = models.CharField(max_length=100, blank=True)  # a webhook's, to sign with

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(contact__isnull=True, group__isnull=False)
                | models.Q(contact__isnull=False, group__isnull=True),
                name="communications_endpoint_one_owner",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["mail", "slack", "teams", "webhook", "page", "by_hand"]),
                name="communications_endpoint_kind",
            ),
            models.UniqueConstraint(
                fields=["contact", "kind", "normalised"], name="communications_endpoint_of_contact"
            ),
            models.UniqueConstraint(fields=["group", "kind", "normalised"], name="communications_endpoint_of_group"),
        ]
        indexes = [
            # Duplicates on entry and import: who already has this address?
            models.Index(fields=["kind", "normalised"], name="endpoint_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def shown_address(self) -> str:
        return shown(self.kind, self.address)


class SuppressionQuerySet(models.QuerySet["Suppression"]):
    def standing(self) -> SuppressionQuerySet:
        """Not lifted, and of a pause not over."""
        return self.filter(models.Q(until=None) | models.Q(until__gt=clock.now()), lifted_at=None)


class Suppression(models.Model):
    """Do not write to this address. Holds a keyed hash, so that a re-import of the address cannot re-subscribe it.

    A pause has an end, `until`, and holds for all groups.
    """

    class Reason(models.TextChoices):
        UNSUBSCRIBED = "unsubscribed", _("Unsubscribed")
        BOUNCED = "bounced", _("Bounced")
        COMPLAINED = "complained", _("Complained")
        PAUSED = "paused", _("Paused")

    # What the reader chose: nobody has to tell them in another way.
    CHOSEN = (Reason.UNSUBSCRIBED, Reason.PAUSED)

    address_hash = models.CharField(max_length=64)
    group = models.ForeignKey(
        StakeholderGroup, on_delete=models.CASCADE, null=True, blank=True, related_name="suppressions"
    )  # none: all groups
    reason = models.CharField(max_length=15, choices=Reason)
    since = clock.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reason__in=["unsubscribed", "bounced", "complained", "paused"]),
                name="communications_suppression_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(reason="paused", until__isnull=False, group__isnull=True)
                | ~models.Q(reason="paused") & models.Q(until__isnull=True),
                name="communications_suppression_pause_has_an_end",
            ),
            models.UniqueConstraint(
                fields=["address_hash", "group", "reason"],
                condition=models.Q(lifted_at__isnull=True, group__isnull=False),
                name="communications_suppression_once_per_group",
            ),
            models.UniqueConstraint(
                fields=["address_hash", "reason"],
                condition=models.Q(lifted_at__isnull=True, group__isnull=True),
                name="communications_suppression_once_for_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} since {self.since:%Y-%m-%d}"


class Preference(models.Model):
    """How a reader wants to be written to, by a keyed hash of their address: it outlives an import and a merge.

    Which groups they left, and a pause, are suppressions. `links_void_before`: links to preferences in what was released
    earlier open nothing any more.
    """

    address_hash = models.CharField(max_length=64, unique=True)
    text_only = models.BooleanField(default=False)
    language = models.CharField(max_length=10, blank=True)
    links_void_before = models.DateTimeField(null=True, blank=True)
    changed_at = clock.DateTimeField(auto_now=True)

    class Meta:
        indexes = [
            # Asked for each chunk that is sent, when hardly anybody wants it.
            models.Index(fields=["address_hash"], condition=models.Q(text_only=True), name="preference_text_only"),
        ]

    def __str__(self) -> str:
        return f"preference {self.pk}"
