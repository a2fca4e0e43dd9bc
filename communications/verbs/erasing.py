"""Forgetting a contact. Who was told how often stays countable; who it was does not."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from communications.addresses import normalise_mail
from communications.delivery import eml
from communications.delivery.covering import uncover
from communications.models import (
    Contact,
    Delivery,
    DeliveryReport,
    Endpoint,
    ListedRecipient,
    Membership,
    Preference,
    Proof,
    SignUp,
    Suppression,
)
from communications.outside import forget_addresses
from postincident import clock, events
from postincident.errors import Refused
from postincident.links import hash_address
from postincident.models import User
from postincident.registry import registry

State = Delivery.State


def erase(user: User, contact: Contact) -> None:
    """Names, notes and addresses go; of each address a keyed hash stays, so that what it unsubscribed from holds.

    Raises Refused while a message to them is on its way.
    """
    with transaction.atomic():
        current = Contact.objects.select_for_update().get(pk=contact.pk)
        if current.erased_at is not None:
            return
        # Duplicates that were merged into it hold the same person's history.
        people = [current, *current.merged.select_for_update(of=("self",))]
        ids = [person.pk for person in people]
        addresses = list(
            Endpoint.objects.filter(contact__in=ids).exclude(normalised="").values_list("normalised", flat=True)
        )
        # Somebody on a list who was no contact then has neither contact nor endpoint, but this address.
        listed = Q(contact=None, endpoint=None, address__in=addresses)
        deliveries = Delivery.objects.filter(Q(contact__in=ids) | listed)
        if deliveries.filter(state=State.SENDING).exists():
            raise Refused("being_sent", _("A message to them is leaving right now. Try again in a minute."))
        _forget_how(deliveries)
        _stop(user, deliveries)
        # Inside the lists of those affected, too: what each alone was told names them as well as their address does.
        ListedRecipient.objects.filter(normalised__in=addresses).delete()
        forget_addresses(addresses)
        _forget_wishes(addresses)
        kept = [one for one in deliveries.values_list("message_id", flat=True) if one]
        deliveries.exclude(state=State.SUPPRESSED).update(server_said="")
        DeliveryReport.objects.filter(delivery__in=deliveries).update(said="")
        deliveries.update(address="", name="", values={})
        for person in people:
            _forget_addresses(person)
            _forget_person(person)
        for purge in registry.purges:
            purge("contact", ids)
        _forget_said(addresses)
        events.record(user, "contact.erased", current)
        transaction.on_commit(lambda: eml.forget(kept))


def erase_address(user: User, address: str) -> int:
    """Forget somebody who is no contact: on lists of those affected, and in what was sent by them. Returns in how many rows.

    Raises Refused when the address is a contact's, who is erased as a whole, or while a message to it is on its way.
    """
    normalised = normalise_mail(address)
    with transaction.atomic():
        if Endpoint.objects.filter(normalised=normalised, contact__isnull=False, contact__erased_at=None).exists():
            raise Refused(
                "contact", _("This is the address of a contact. Erase the contact; the address goes with it.")
            )
        deliveries = Delivery.objects.filter(contact=None, endpoint=None, address=normalised)
        if deliveries.filter(state=State.SENDING).exists():
            raise Refused("being_sent", _("A message to them is leaving right now. Try again in a minute."))
        ids = list(deliveries.values_list("pk", flat=True))
        theirs = Delivery.objects.filter(pk__in=ids)
        _forget_how(theirs)
        _stop(user, theirs)
        kept = [one for one in theirs.values_list("message_id", flat=True) if one]
        theirs.exclude(state=State.SUPPRESSED).update(server_said="")
        DeliveryReport.objects.filter(delivery__in=ids).update(said="")
        theirs.update(address="", name="", values={})
        count = len(ids) + ListedRecipient.objects.filter(normalised=normalised).delete()[0]
        count += forget_addresses([normalised])
        count += _forget_wishes([normalised])
        for purge in registry.purges:
            purge("delivery", ids)
        count += _forget_said([normalised])
        if count:
            events.record(user, "address.erased", None, count=count)
            transaction.on_commit(lambda: eml.forget(kept))
    return count


def _stop(user: User, deliveries: QuerySet[Delivery]) -> None:
    """What waits is not sent, and whoever it covered is due; what waited for a person waits no more."""
    waiting = list(deliveries.filter(state__in=[State.QUEUED, State.DEFERRED]).values_list("pk", flat=True))
    Delivery.objects.filter(pk__in=waiting).update(state=State.CANCELLED, next_attempt_at=None)
    for_people = deliveries.filter(state__in=Delivery.FOR_PEOPLE, resolution="")
    for_people.exclude(state=State.SUPPRESSED, server_said__in=Suppression.CHOSEN).update(
        resolution=Delivery.Resolution.NOT_REACHABLE,
        resolved_by=user,
        resolved_at=clock.now(),
        resolution_note=_("The contact was erased."),
    )
    uncover(waiting)


def _forget_how(deliveries: QuerySet[Delivery]) -> None:
    """What was noted of telling them, and the files that show it: both name them. Digests stay."""
    deliveries.exclude(resolution_note="").update(resolution_note="")
    Proof.objects.filter(delivery__in=deliveries).update(content=b"", size=0, name=_("Erased file"))


def _forget_wishes(addresses: Sequence[str]) -> int:
    """How they wanted to be written to, and whether they asked to be. What they left stays left. Returns in how many places
    they were named."""
    Preference.objects.filter(address_hash__in=map(hash_address, addresses)).update(
        text_only=False, language="", links_void_before=clock.now()
    )
    return SignUp.objects.filter(normalised__in=addresses).delete()[0]


def _forget_said(addresses: Sequence[str]) -> int:
    """Where other apps have a mail address: in what somebody said, and gave for a reply."""
    mail = [address for address in addresses if "@" in address]
    return sum(forget(address) for address in mail for forget in registry.address_purges)


def _forget_addresses(contact: Contact) -> None:
    for endpoint in contact.endpoints.all():
        endpoint.address, endpoint.active = "", False
        endpoint.normalised = hash_address(endpoint.normalised) if endpoint.normalised else ""
        endpoint.save(update_fields=["address", "normalised", "active"])


def _forget_person(contact: Contact) -> None:
    Membership.objects.filter(contact=contact).delete()
    contact.name = _("Erased contact %(number)s") % {"number": contact.pk}
    contact.organisation = contact.role = contact.note = ""
    contact.is_key, contact.relationship_owner = False, None
    contact.erased_at, contact.version = clock.now(), contact.version + 1
    contact.save()
