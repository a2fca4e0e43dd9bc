from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from postincident import clock
from postincident.models import Incident, User, in_sight_of


class ChangeQuerySet(models.QuerySet["Change"]):
    def of(self, subject: models.Model) -> ChangeQuerySet:
        """The changes of one template, group or word."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)

    def visible_to(self, user: User) -> ChangeQuerySet:
        return self.filter(in_sight_of(user))


class Change(models.Model):
    """A recorded change of a template, process or document, with the reason for it and the text before and after."""

    class Kind(models.TextChoices):
        TEMPLATE = "template", _("Template")
        PROCESS = "process", _("Process")
        DOCUMENT = "document", _("Document")
        GLOSSARY = "glossary", _("Glossary")
        GROUP = "group", _("Stakeholder group")
        QUESTIONNAIRE = "questionnaire", _("Questionnaire")

    kind = models.CharField(_("what was changed"), max_length=20, choices=Kind)
    what = models.CharField(_("in one sentence"), max_length=300)
    why = models.TextField(_("reason"), max_length=2000)
    before = models.TextField(_("before"), max_length=50_000, blank=True)
    after = models.TextField(_("after"), max_length=50_000, blank=True)
    before_digest = models.CharField(max_length=64, blank=True)
    after_digest = models.CharField(max_length=64, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    incident = models.ForeignKey(
        Incident,
        verbose_name=_("after which incident"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="changes",
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = clock.DateTimeField(auto_now_add=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["template", "process", "document", "glossary", "group", "questionnaire"]),
                name="archive_change_kind",
            ),
            models.CheckConstraint(condition=~models.Q(why=""), name="archive_change_says_why"),
        ]
        indexes = [
            # The changes of one template or group.
            models.Index(fields=["subject_type", "subject_id"], name="change_of_subject"),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("archive:change-detail", args=[self.pk])


class ChangeFile(models.Model):
    """The process or document as a file: as it read before a change, or as it reads now. Kept as it came, to be downloaded."""

    class Side(models.TextChoices):
        BEFORE = "before", _("Before")
        AFTER = "after", _("After")

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="files")
    side = models.CharField(max_length=6, choices=Side)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        ordering = ["-side"]  # before, then after
        constraints = [
            models.UniqueConstraint(fields=["change", "side"], name="archive_changefile_side_once"),
            models.CheckConstraint(condition=models.Q(side__in=["before", "after"]), name="archive_changefile_side"),
        ]

    def __str__(self) -> str:
        return self.name


class Suggestion(models.Model):
    """A change that an incident's feedback, findings or lessons suggest. It is made, or declined with a reason."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        MADE = "made", _("Made")
        DECLINED = "declined", _("Declined")

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="suggestions")
    code = models.CharField(max_length=120)  # what suggested it, so that it is suggested once
    text = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, null=True, blank=True, related_name="suggestions")
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    made_at = clock.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["incident", "code"], name="archive_suggestion_once"),
            models.CheckConstraint(
                condition=models.Q(state="open")
                | models.Q(state="made", change__isnull=False)
                | (models.Q(state="declined") & ~models.Q(reason="")),
                name="archive_suggestion_state",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class SavedSearch(models.Model):
    """What somebody searches for again and again. `query` is as in the address of the search."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=100)
    query = models.CharField(max_length=1000)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="archive_savedsearch_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('archive:search')}?{self.query}"
