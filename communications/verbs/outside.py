"""A review by somebody without an account: asked by a link for one revision, decided by its holder under their name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from communications.models import Communication, Review, ReviewLink, Revision
from communications.outside import MOST_DAYS, address_of, hash_of, is_open, new_token, open_links
from communications.verbs.asking import require_submitter, under_review
from communications.verbs.deciding import (
    Locked,
    approve_if_enough,
    approve_what_was_read,
    back_to_the_writer,
    record_review,
)
from communications.verbs.drafting import locked
from postincident import clock, events
from postincident.errors import Refused
from postincident.events import LinkHolder
from postincident.models import User

MOST_LINKS = 5


@dataclass(frozen=True)
class Invitation:
    """`url` holds the token, which is known here and now and never again."""

    link: ReviewLink
    url: str


def invite(user: User, revision: Revision, *, name: str, email: str, days: int) -> Invitation:
    """Whoever has an account is asked as a reviewer instead: a link gives nobody a second voice."""
    token = new_token()
    with transaction.atomic():
        communication, current = under_review(revision)
        require_submitter(user, current)
        if not 1 <= days <= MOST_DAYS:
            raise Refused("days", _("A link holds for 1 to %(n)s days.") % {"n": MOST_DAYS})
        if User.objects.filter(email__iexact=email).exists():
            raise Refused("has_account", _("They have an account here: ask them as a reviewer."))
        there = list(open_links(current))
        if any(link.email.casefold() == email.casefold() for link in there):
            raise Refused("there", _("They have a link to this revision. Revoke it first, to give them another."))
        if len(there) >= MOST_LINKS:
            raise Refused("too_many", _("At most %(n)s people outside review one revision.") % {"n": MOST_LINKS})
        link = ReviewLink.objects.create(
            revision=current,
            name=name,
            email=email,
            token_hash=hash_of(token),
            made_by=user,
            expires_at=clock.now() + timedelta(days=days),
        )
        events.record(
            user, "reviewlink.made", communication, incident=communication.incident_id, revision=current.number
        )
    return Invitation(link, address_of(token))


def mail(invitation: Invitation) -> bool:
    """Whether the mail server took it; without one it is kept in the outbox folder. Says nothing of the message itself."""
    link = invitation.link
    context = {
        "link": link,
        "url": invitation.url,
        "organisation": settings.ORGANISATION,
        "expires_at": link.expires_at,
    }
    message = EmailMultiAlternatives(
        " ".join(render_to_string("emails/review-link-subject.txt", context).split()),
        render_to_string("emails/review-link.txt", context),
        to=[link.email],
        reply_to=[link.made_by.email],
    )
    message.attach_alternative(render_to_string("emails/review-link.html", context), "text/html")
    try:
        message.send()
    except OSError:
        # Every error of smtplib and of the network is an OSError. The page that shows the link says so.
        return False
    return True


def revoke(user: User, link: ReviewLink) -> None:
    with transaction.atomic():
        communication = locked(link.revision.communication)
        require_submitter(user, link.revision)
        if not ReviewLink.objects.filter(is_open(), pk=link.pk).update(revoked_at=clock.now()):
            raise Refused("closed", _("This link opens nothing any more."))
        events.record(user, "reviewlink.revoked", communication, incident=communication.incident_id)


def _locked_by(link: ReviewLink) -> Locked:
    """The rows in the order in which every decision locks them."""
    communication = locked(link.revision.communication)
    revision = Revision.objects.select_for_update(of=("self",)).get(pk=link.revision_id)
    if not ReviewLink.objects.filter(is_open(), pk=link.pk).exists():
        raise Refused("closed", _("This link opens nothing any more."))
    revision.communication = communication
    return communication, revision


def approve_outside(link: ReviewLink, digest: str, comment: str = "") -> Review:
    """Counts beside the approvals of colleagues, of whom one at least has to approve it too."""

    def give(communication: Communication, revision: Revision) -> Review:
        review = record_review(revision, Review.Decision.APPROVED, comment, outsider=link.name, link=link)
        approve_if_enough(communication, revision)
        events.record(
            LinkHolder(),
            "revision.approved",
            communication,
            incident=communication.incident_id,
            revision=revision.number,
            link=link.pk,
        )
        return review

    return approve_what_was_read(link.revision, digest, lambda *rows: None, give, lambda _revision: _locked_by(link))


def send_back_outside(link: ReviewLink, comment: str) -> Review:
    """Also when colleagues have approved it, as long as it has not left."""
    if not comment.strip():
        raise Refused("no_reason", _("Say what should change; the writer will read it."))
    with transaction.atomic():
        communication, revision = _locked_by(link)
        review = record_review(revision, Review.Decision.SENT_BACK, comment, outsider=link.name, link=link)
        back_to_the_writer(communication, revision)
        events.record(
            LinkHolder(),
            "revision.sent_back",
            communication,
            incident=communication.incident_id,
            revision=revision.number,
            link=link.pk,
        )
    return review
