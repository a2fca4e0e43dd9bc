from __future__ import annotations

import zoneinfo
from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from postincident import clock


def validate_time_zone(value: str) -> None:
    if value not in zoneinfo.available_timezones():
        raise ValidationError(_("“%(value)s” is not a time zone we know."), params={"value": value})


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        fields |= {"is_staff": True, "is_superuser": True, "is_administrator": True}
        return self.create_user(email, password, **fields)


class User(AbstractUser):
    """Somebody who signs in. The role says what they may do; being an administrator is a right of its own beside it."""

    class Role(models.TextChoices):
        VIEWER = "viewer", _("Viewer")
        COMMUNICATOR = "communicator", _("Communicator")
        REVIEWER = "reviewer", _("Reviewer")
        MANAGER = "manager", _("Manager")

    class Theme(models.TextChoices):
        SYSTEM = "", _("As the system")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.VIEWER)
    is_administrator = models.BooleanField(_("administrator"), default=False)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[validate_time_zone])
    theme = models.CharField(_("theme"), max_length=8, choices=Theme, default=Theme.SYSTEM, blank=True)
    notify_reviews = models.BooleanField(_("mail me when a review waits for me"), default=True)
    notify_due = models.BooleanField(_("mail me when something is due or overdue"), default=True)
    notify_feedback = models.BooleanField(_("mail me about new feedback"), default=False)
    absent_until = models.DateField(_("absent until"), null=True, blank=True)
    delegate = models.ForeignKey(
        "self", verbose_name=_("delegate"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=["viewer", "communicator", "reviewer", "manager"]),
                name="postincident_user_role",
            ),
            models.UniqueConstraint(Lower("email"), name="postincident_user_email_any_case"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]

    @property
    def initials(self) -> str:
        words = (self.name or self.email).split()
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()

    @property
    def is_absent(self) -> bool:
        return self.absent_until is not None and self.absent_until >= clock.today()

    # What a role may do: the table "Who may do what" of docs/roles.md, one property a row.

    @property
    def can_edit(self) -> bool:
        return self.is_administrator or self.role in (self.Role.COMMUNICATOR, self.Role.REVIEWER, self.Role.MANAGER)

    @property
    def can_review(self) -> bool:
        return self.role in (self.Role.REVIEWER, self.Role.MANAGER)

    @property
    def can_manage(self) -> bool:
        return self.role == self.Role.MANAGER

    @property
    def can_configure(self) -> bool:
        return self.is_administrator or self.role == self.Role.MANAGER

    @property
    def can_administer(self) -> bool:
        return self.is_administrator
