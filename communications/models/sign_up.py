from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from communications.models.group import StakeholderGroup
from postincident import clock


class SignUp(models.Model):
    """Somebody asked, by a public page, that an address be written to as one of a group. Until its owner confirms it, it is
    in no group and belongs to no contact; then this row goes. `nonce` is part of the link's token."""

    group = models.ForeignKey(StakeholderGroup, on_delete=models.CASCADE, related_name="sign_ups")
    name = models.CharField(_("name"), max_length=150)
    address = models.CharField(_("address"), max_length=254)
    normalised = models.CharField(max_length=254)
    nonce = models.CharField(max_length=24)
    asked_at = clock.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    next_attempt_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            # The sweep: those whose mail has not left.
            models.Index(fields=["next_attempt_at"], condition=models.Q(mailed_at__isnull=True), name="signup_to_mail"),
            # Retention, oldest first.
            models.Index(fields=["asked_at"], name="signup_by_age"),
            # All of one address, when one of them is confirmed or the address erased.
            models.Index(fields=["normalised"], name="signup_by_address"),
        ]

    def __str__(self) -> str:
        return f"sign-up {self.pk}"
