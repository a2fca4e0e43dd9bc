from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class GlossaryTerm(models.Model):
    """A word that checks know: jargon with what to say instead, an acronym, or a name that does not leave the building."""

    class Kind(models.TextChoices):
        JARGON = "jargon", _("Jargon")
        ACRONYM = "acronym", _("Acronym")
        STAFF = "staff", _("Member of staff")
        CUSTOMER = "customer", _("Customer")
        VENDOR = "vendor", _("Vendor")
        INTERNAL_DOMAIN = "internal_domain", _("Internal domain")
        PUBLIC_DOMAIN = "public_domain", _("Public domain")
        TICKET_PREFIX = "ticket_prefix", _("Prefix of tickets")
        PUBLIC_NAME = "public_name", _("Name that may be told")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    word = models.CharField(_("word"), max_length=150)
    replacement = models.CharField(_("say instead, or what it stands for"), max_length=200, blank=True)
    active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["kind", "word"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=[
                        "jargon",
                        "acronym",
                        "staff",
                        "customer",
                        "vendor",
                        "internal_domain",
                        "public_domain",
                        "ticket_prefix",
                        "public_name",
                    ]
                ),
                name="communications_glossaryterm_kind",
            ),
            models.UniqueConstraint("kind", Lower("word"), name="communications_glossaryterm_once"),
        ]

    def __str__(self) -> str:
        return self.word
