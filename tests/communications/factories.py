"""Plain helpers that make rows of the communications app, without going through its verbs."""

import hashlib
import itertools
from datetime import timedelta

from django.utils import timezone

from archive.chain import canonical
from communications.delivery.channels.webhook import new_secret
from communications.models import (
    Attachment,
    Audience,
    Communication,
    Contact,
    Delivery,
    Endpoint,
    Membership,
    Proof,
    Release,
    Review,
    ReviewLink,
    Revision,
    SignUp,
    StakeholderGroup,
    Suppression,
)
from communications.outside import hash_of, new_token
from communications.revisioning import terms_of
from postincident.links import hash_address
from postincident.models import User
from postincident.vocabulary import Kind
from tests.factories import make_incident, make_user

_count = itertools.count(1)


def make_group(name="", **fields):
    number = next(_count)
    fields.setdefault("slug", f"group-{number}")
    fields.setdefault("kind", StakeholderGroup.Kind.EXTERNAL)
    fields.setdefault("detail_level", "plain")
    return StakeholderGroup.objects.create(name=name or f"Group {number}", **fields)


def make_contact(*groups, name="Ana Ferreira", address="", **fields):
    """A contact of these groups with one mailbox; `address=None` for none."""
    contact = Contact.objects.create(name=name, **fields)
    for group in groups:
        Membership.objects.create(contact=contact, group=group)
    if address is not None:
        address = address or f"contact{contact.pk}@example.net"
        Endpoint.objects.create(contact=contact, address=address, normalised=address)
    return contact


def make_audience(incident=None, group=None, **fields):
    return Audience.objects.create(incident=incident or make_incident(), group=group or make_group(), **fields)


def make_communication(audience=None, **fields):
    audience = audience or make_audience()
    fields.setdefault("kind", Kind.ROOT_CAUSE)
    fields.setdefault("subject", f"[{audience.incident.reference}] Why card payments were declined")
    fields.setdefault("created_by", User.objects.filter(role=User.Role.COMMUNICATOR).first() or make_user())
    return Communication.objects.create(incident=audience.incident, audience=audience, **fields)


def make_attachment(communication, name="letter.pdf", content=b""):
    content = content or f"%PDF-1.7 {name}".encode()
    return Attachment.objects.create(
        communication=communication,
        name=name,
        content_type="application/pdf",
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        content=content,
        added_by=communication.created_by,
    )


def make_proof(delivery, name="receipt.pdf", content=b""):
    content = content or f"%PDF-1.7 {name} {delivery.pk}".encode()
    return Proof.objects.create(
        delivery=delivery,
        name=name,
        content_type="application/pdf",
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        content=content,
        added_by=delivery.resolved_by or make_user(),
    )


TEXT = "Dear [[contact_name]],\n\nNearly one in four card payments was declined.\n\n[[unsubscribe_link]]\n"
HTML = (
    '<!doctype html><html lang="en"><head><title>Declined</title></head><body><p>Dear [[contact_name]],</p>'
    '<p>Nearly one in four card payments was declined.</p><p><a href="[[unsubscribe_link]]">Unsubscribe</a></p></body></html>'
)


def make_revision(communication=None, *, state=Revision.State.APPROVED, **fields):
    """Approved by a reviewer who did not write it, unless another state is asked for."""
    communication = communication or make_communication(state=Communication.State.APPROVED)
    fields.setdefault("subject", communication.subject)
    fields.setdefault("text", TEXT)
    fields.setdefault("html", HTML)
    words = {name: fields[name] for name in ("subject", "text", "html")}
    fields.setdefault("canonical", canonical(words | terms_of(communication)))
    fields.setdefault("digest", hashlib.sha256(fields["canonical"].encode()).hexdigest())
    fields.setdefault("number", communication.revisions.count() + 1)
    fields.setdefault("submitted_by", communication.created_by)
    fields.setdefault("reviewers_needed", 1)
    revision = Revision.objects.create(communication=communication, state=state, source=[], **fields)
    if state == Revision.State.APPROVED:
        Review.objects.create(
            revision=revision, reviewer=make_user(role=User.Role.REVIEWER), decision="approved", digest=revision.digest
        )
    return revision


def make_review_link(revision, **fields):
    """The link and its token, as the verb makes them."""
    token = new_token()
    fields.setdefault("name", "Ruth Klein")
    fields.setdefault("email", f"counsel{next(_count)}@example.net")
    fields.setdefault("made_by", revision.submitted_by)
    fields.setdefault("expires_at", timezone.now() + timedelta(days=3))
    return ReviewLink.objects.create(revision=revision, token_hash=hash_of(token), **fields), token


def make_release(communication=None, **fields):
    """Let go without the verb: no deliveries yet."""
    communication = communication or make_communication(state=Communication.State.RELEASED)
    revision = fields.pop("revision", None) or make_revision(communication)
    fields.setdefault("released_by", make_user(role=User.Role.MANAGER))
    return Release.objects.create(
        communication=communication, revision=revision, incident=communication.incident, **fields
    )


def make_delivery(release, address="", **fields):
    number = next(_count)
    address = address or f"reader{number}@example.net"
    fields.setdefault("name", "Ana Ferreira")
    fields.setdefault("channel", Endpoint.Kind.MAIL)
    fields.setdefault("message_id", f"<{number:024x}@northwind.example>")
    return Delivery.objects.create(
        release=release,
        communication=release.communication,
        incident=release.incident,
        kind=release.communication.kind,
        round=release.communication.round,
        address=address,
        address_hash=hash_address(address),
        **fields,
    )


def make_suppression(address, group=None, **fields):
    fields.setdefault("reason", Suppression.Reason.UNSUBSCRIBED)
    return Suppression.objects.create(address_hash=hash_address(address), group=group, **fields)


def lift(suppression):
    suppression.lifted_at = timezone.now()
    suppression.save()


def make_sign_up(group=None, address="", **fields):
    """Asked for and not yet confirmed."""
    address = address or f"reader{next(_count)}@example.net"
    fields.setdefault("name", "Ana Ferreira")
    fields.setdefault("expires_at", timezone.now() + timedelta(hours=24))
    fields.setdefault("next_attempt_at", timezone.now())
    return SignUp.objects.create(
        group=group or make_group(sign_up_open=True),
        address=address,
        normalised=address,
        nonce=f"nonce{next(_count)}",
        **fields,
    )


def make_group_endpoint(kind, address="", group=None):
    """A way in which the group as a whole is told."""
    address = address or f"https://hooks.example/{next(_count)}"
    secret = new_secret() if kind == "webhook" else ""
    return Endpoint.objects.create(
        group=group or make_group(), kind=kind, address=address, normalised=address, secret=secret
    )
