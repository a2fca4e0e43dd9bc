from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from communications.models.group import StakeholderGroup
from postincident import clock
from postincident.vocabulary import DetailLevel, Kind


class MessageTemplateQuerySet(models.QuerySet["MessageTemplate"]):
    def in_use(self) -> MessageTemplateQuerySet:
        """Those a draft may be drawn from: a group that is not in use draws nothing any more."""
        return self.filter(models.Q(group=None) | models.Q(group__active=True))


class MessageTemplate(models.Model):
    """How a kind is written for a detail level; a group or a language may have its own."""

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    detail_level = models.CharField(_("detail level"), max_length=12, choices=DetailLevel)
    group = models.ForeignKey(
        StakeholderGroup, on_delete=models.CASCADE, null=True, blank=True, related_name="templates"
    )
    language = models.CharField(_("language"), max_length=10, default="en")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    review_every = models.PositiveSmallIntegerField(_("days between reviews"), default=180)
    review_due = models.DateField(_("review due"), null=True, blank=True)

    objects = MessageTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "detail_level", "language", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "detail_level", "group", "language"],
                condition=models.Q(group__isnull=False),
                name="communications_messagetemplate_once_per_group",
            ),
            models.UniqueConstraint(
                fields=["kind", "detail_level", "language"],
                condition=models.Q(group__isnull=True),
                name="communications_messagetemplate_once_for_all",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="communications_messagetemplate_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(detail_level__in=DetailLevel.values),
                name="communications_messagetemplate_detail_level",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_detail_level_display()}"

    def get_absolute_url(self) -> str:
        return reverse("communications:template-detail", args=[self.pk])


class TemplateVersion(models.Model):
    """One state of a template, kept for ever, with why it became so. The newest version is the one in use.

    `sections`: [{"key": "summary", "title": "What happened", "body": "…{{ impact }}…"}, …] in reading order.
    """

    template = models.ForeignKey(MessageTemplate, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    subject = models.CharField(_("subject"), max_length=300)
    sections = models.JSONField()
    why = models.TextField(_("reason"), max_length=2000)
    restores = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = clock.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["template", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="communications_templateversion_number"),
            models.CheckConstraint(condition=~models.Q(why=""), name="communications_templateversion_says_why"),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"
