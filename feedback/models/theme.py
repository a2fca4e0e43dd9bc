from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.models import Change
from feedback.models.response import Response
from postincident import clock
from postincident.models import Improvement, Incident, User, in_sight_of


class ThemeQuerySet(models.QuerySet["Theme"]):
    def in_use(self) -> ThemeQuerySet:
        return self.filter(retired=False)


class Theme(models.Model):
    """A named recurring concern that responses are tagged with."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    description = models.CharField(_("what belongs here"), max_length=300, blank=True)
    examples = models.TextField(
        _("examples"), max_length=2000, blank=True, help_text=_("What people said that belongs here, one a line.")
    )
    words = models.TextField(
        _("words to suggest it by"),
        max_length=2000,
        blank=True,
        help_text=_("One a line: words that stand in a row, in any form. “time zone”, “cet|utc”, “wrong .. hour”."),
    )
    needs_change = models.BooleanField(
        _("calls for a change"), default=True, help_text=_("When it recurs, somebody is asked to change something.")
    )
    # Whether new responses in which its signs stand are tagged with it without asking anybody.
    by_itself = models.BooleanField(_("tags by itself"), default=False)
    shipped = models.BooleanField(default=False)
    retired = models.BooleanField(_("retired"), default=False)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(retired=True), name="feedback_theme_merged_is_retired"
            ),
            models.CheckConstraint(
                condition=Q(by_itself=False) | Q(retired=False), name="feedback_theme_retired_tags_nothing"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("feedback:theme-detail", args=[self.slug])

    @property
    def signs(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.words.splitlines() if line.strip())


class ThemeTag(models.Model):
    class By(models.TextChoices):
        PERSON = "person", _("A person")
        RULE = "rule", _("A rule")
        SUGGESTION = "suggestion", _("A suggestion")

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="tags")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="tags")
    # The response's, here too: so themes are counted over any number of responses without reading one.
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    by = models.CharField(max_length=12, choices=By, default=By.PERSON)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = clock.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "theme"], name="feedback_themetag_once"),
            models.CheckConstraint(condition=Q(by__in=["person", "rule", "suggestion"]), name="feedback_themetag_by"),
        ]
        indexes = [models.Index(fields=["theme", "incident", "said_at"], name="themetag_counted")]

    def __str__(self) -> str:
        return f"{self.theme_id} on {self.response_id}"

    @property
    def is_by_rule(self) -> bool:
        """No person has confirmed it."""
        return self.by == self.By.RULE


class ThemeDecline(models.Model):
    """A person said why nothing is changed because of a theme that keeps coming back. It counts until it comes back again."""

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="declines")
    reason = models.CharField(_("why nothing is changed"), max_length=500)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = clock.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"decline {self.pk}"


class ThemeRefusal(models.Model):
    """A person said that a response is not about a theme that was suggested. Kept, so that it is not suggested again and rules improve."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="refusals")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="refusals")
    signs = models.CharField(max_length=500, blank=True)  # what decided, as it stands in the rules
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = clock.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["response", "theme"], name="feedback_themerefusal_once")]

    def __str__(self) -> str:
        return f"{self.theme_id} not on {self.response_id}"


class LessonQuerySet(models.QuerySet["Lesson"]):
    def visible_to(self, user: User) -> LessonQuerySet:
        """Neither learned from a restricted incident nor led to something of one, but for those named on it."""
        paths = ("incident", "response__incident", "change__incident", "improvement__incident")
        return self.filter(*(in_sight_of(user, path) for path in paths))


class Lesson(models.Model):
    """Joins what was learned (a theme, a response or an incident) to what was done (a change or an improvement)."""

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="lessons")
    response = models.ForeignKey(Response, on_delete=models.PROTECT, null=True, blank=True, related_name="lessons")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, null=True, blank=True, related_name="lessons")
    change = models.ForeignKey(Change, on_delete=models.PROTECT, null=True, blank=True, related_name="lessons")
    improvement = models.ForeignKey(
        Improvement, on_delete=models.PROTECT, null=True, blank=True, related_name="lessons"
    )
    note = models.CharField(_("what we learned"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = clock.DateTimeField(auto_now_add=True)

    objects = LessonQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(theme__isnull=False) | Q(response__isnull=False) | Q(incident__isnull=False),
                name="feedback_lesson_from_something",
            ),
            models.CheckConstraint(
                condition=Q(change__isnull=False) | Q(improvement__isnull=False),
                name="feedback_lesson_led_to_something",
            ),
        ]

    def __str__(self) -> str:
        return f"lesson {self.pk}"
