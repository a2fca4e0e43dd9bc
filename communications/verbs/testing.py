from __future__ import annotations

from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _

from communications.affected import example_values
from communications.models import Communication
from communications.revisioning import EXAMPLE, build, filled
from postincident import events
from postincident.errors import Refused
from postincident.models import User


def send_test(user: User, communication: Communication) -> None:
    """The mail as it stands, to oneself only, with an example's links. Not a delivery: nobody is counted as told.

    Raises Refused when the mail server does not take it.
    """
    content = build(communication)
    values = EXAMPLE | example_values(communication) | {"contact_name": user.name}
    message = EmailMultiAlternatives(
        subject=_("[Test] %(subject)s") % {"subject": filled(content.subject, values)},
        body=filled(content.text, values),
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    for name, content_type, file in communication.attachments.values_list("name", "content_type", "content"):
        message.attach(name, bytes(file), content_type)
    message.attach_alternative(filled(content.html, values, as_html=True), "text/html")
    try:
        message.send()
    except OSError as error:
        # Every error of smtplib and of the network is an OSError.
        raise Refused("not_sent", _("The mail server did not take it: %(why)s") % {"why": error}) from error
    events.record(user, "communication.tested", communication, incident=communication.incident_id)
