from __future__ import annotations

from django.conf import settings

from communications.addresses import normalise_mail
from communications.delivery.channels.way import Channel, Way
from communications.delivery.eml import Outbox
from communications.delivery.provider import Provider
from communications.delivery.smtp import Smtp
from communications.models import Endpoint


def open_mail() -> Channel:
    mailer = settings.MAILERS["default"]
    if mailer["BACKEND"] == "django.core.mail.backends.smtp.EmailBackend":
        return Smtp(mailer["OPTIONS"])
    if mailer["BACKEND"] == "communications.delivery.eml.EmlBackend":
        return Outbox()
    return Provider()


WAY = Way(Endpoint.Kind.MAIL, normalise_mail, open_mail)
