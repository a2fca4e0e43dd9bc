"""Whether a provider's webhooks can be told from anybody's requests."""

from __future__ import annotations

from django.conf import settings
from django.core.checks import CheckMessage, Warning

# Provider → settings of which one makes anymail check its signatures. All others need ANYMAIL_WEBHOOK_SECRET.
_SIGNED_WITH = {
    "mailersend": ("MAILERSEND_SIGNING_SECRET",),
    "mailgun": ("MAILGUN_WEBHOOK_SIGNING_KEY", "MAILGUN_API_KEY"),
    "mailtrap": ("MAILTRAP_TRACKING_SECRET",),
    "mandrill": ("MANDRILL_WEBHOOK_KEY",),
    "postal": ("POSTAL_WEBHOOK_KEY",),
    "resend": ("RESEND_SIGNING_SECRET",),
    "sendgrid": ("SENDGRID_TRACKING_WEBHOOK_VERIFICATION_KEY",),
    "unisender_go": ("UNISENDER_GO_API_KEY",),
}


def is_protected() -> bool:
    """Nobody else can post an event."""
    known = getattr(settings, "ANYMAIL", {})
    return any(known.get(name) for name in ("WEBHOOK_SECRET", *_SIGNED_WITH.get(settings.MAIL_PROVIDER, ())))


def check(app_configs: object, **options: object) -> list[CheckMessage]:
    if not settings.MAIL_PROVIDER or is_protected():
        return []
    return [
        Warning(
            "Bounces and complaints that the mail provider reports are not taken in: anybody could report them.",
            hint="Set ANYMAIL_WEBHOOK_SECRET, or the provider's own signing key; see docs/administrators.md.",
            id="communications.W001",
        )
    ]
