"""Signing up for a public group. Who asks is not believed: only the owner of the mailbox comes into the group."""

from __future__ import annotations

import logging
import secrets
from datetime import datetime, timedelta
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from communications.addresses import normalise_mail
from communications.delivery.mime import one_line
from communications.languages import spoken
from communications.models import Contact, Endpoint, Membership, SignUp, StakeholderGroup, Suppression
from communications.sign_up import HOLDS, SCOPE, open_request, url_of
from communications.verbs.contacts import holder_of
from postincident import clock, events
from postincident.errors import Refused
from postincident.events import LinkHolder
from postincident.links import hash_address, make_token

logger = logging.getLogger(__name__)

TRY_AGAIN = timedelta(minutes=5)


def ask(group: StakeholderGroup, *, name: str, address: str) -> SignUp:
    """The mail with the link leaves by the worker, so that nobody can tell by the time it takes what is known here.

    Raises ValidationError when it is no address.
    """
    normalised = normalise_mail(address)
    with transaction.atomic():
        sign_up = SignUp.objects.create(
            group=group,
            name=name,
            address=address.strip(),
            normalised=normalised,
            nonce=secrets.token_urlsafe(12),
            expires_at=clock.now() + HOLDS,
            next_attempt_at=clock.now(),
        )
        events.record(LinkHolder(), "signup.asked", sign_up, group=group.pk)
    return sign_up


def sweep(now: datetime) -> int:
    """Mail those who asked. Claimed first: a worker that dies meanwhile leaves it for the next try, with the same link."""
    waiting = SignUp.objects.filter(mailed_at=None, next_attempt_at__lte=now, expires_at__gt=now)
    mailed = 0
    for sign_up in waiting.select_related("group").order_by("next_attempt_at")[:100]:
        mine = SignUp.objects.filter(pk=sign_up.pk, mailed_at=None, next_attempt_at=sign_up.next_attempt_at)
        if mine.update(next_attempt_at=now + TRY_AGAIN):
            mailed += _mail(sign_up, now)
    return mailed


def _mail(sign_up: SignUp, now: datetime) -> int:
    """Holds no word of whoever asked: otherwise anybody could write anything to anybody in our name."""
    context = {
        "organisation": settings.ORGANISATION,
        "group": sign_up.group.name,
        "url": url_of(sign_up),
        "until": sign_up.expires_at,
        "days": settings.SIGN_UP_DAYS,
    }
    sender = one_line(sign_up.group.from_name or settings.ORGANISATION)
    with translation.override(spoken(sign_up.group.language)):
        subject, text, html = (
            render_to_string(f"emails/sign-up{part}", context) for part in ("-subject.txt", ".txt", ".html")
        )
    message = EmailMultiAlternatives(
        " ".join(subject.split()),
        text,
        from_email=formataddr((sender, settings.DEFAULT_FROM_EMAIL)),
        to=[sign_up.normalised],
        headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
    )
    message.attach_alternative(html, "text/html")
    try:
        message.send()
    except OSError:
        # Every error of smtplib and of the network is one. Whoever asked sees no mail, and may ask again.
        logger.exception("A link to confirm a sign-up could not be mailed; trying again in %s", TRY_AGAIN)
        return 0
    SignUp.objects.filter(pk=sign_up.pk).update(mailed_at=now)
    return 1


def confirm(sign_up: SignUp) -> Contact:
    """The owner of the mailbox said yes: a contact, their address and the membership, whichever of them was missing.

    An earlier unsubscribe from this group, or a dead mailbox noted for it, is over; whatever holds for all groups is not.
    Raises Refused when it was confirmed already, is too old, or the group was closed meanwhile.
    """
    with transaction.atomic():
        # All of one address wait for each other, so that two links pressed at once do not make two contacts.
        same = SignUp.objects.filter(normalised=sign_up.normalised).order_by("pk")
        list(same.select_for_update().values_list("pk"))
        current = open_request(make_token(SCOPE, sign_up.pk, sign_up.nonce))
        if current is None:
            raise Refused("closed", _("This link confirms nothing any more."))
        group, now = current.group, clock.now()
        contact = holder_of(current.normalised) or Contact.objects.create(name=current.name)
        Endpoint.objects.update_or_create(
            contact=contact,
            kind=Endpoint.Kind.MAIL,
            normalised=current.normalised,
            defaults={"confirmed_by": Endpoint.Confirmed.OWNER, "confirmed_at": now, "active": True},
            create_defaults={"address": current.address, "confirmed_by": Endpoint.Confirmed.OWNER},
        )
        Membership.objects.get_or_create(contact=contact, group=group)
        stops = Suppression.objects.filter(address_hash=hash_address(current.normalised), group=group, lifted_at=None)
        lifted = stops.update(lifted_at=now)
        same.filter(group=group).delete()
        events.record(LinkHolder(), "contact.signed_up", contact, group=group.pk, lifted=lifted)
    return contact
