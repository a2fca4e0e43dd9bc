"""Contacts and their addresses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from communications.addresses import normalise_mail
from communications.contact_csv import Row
from communications.models import Contact, Endpoint, Membership, StakeholderGroup
from postincident import events
from postincident.errors import Refused
from postincident.models import User


def holder_of(normalised: str, but: Contact | None = None) -> Contact | None:
    """Who has this mail address already."""
    rows = Endpoint.objects.filter(kind=Endpoint.Kind.MAIL, normalised=normalised, contact__isnull=False, active=True)
    if but is not None:
        rows = rows.exclude(contact=but)
    endpoint = rows.select_related("contact").first()
    return endpoint.contact if endpoint else None


def _set_addresses(contact: Contact, addresses: Sequence[str], confirmed_by: str) -> None:
    wanted = {normalise_mail(address): address.strip() for address in addresses}
    for normalised in wanted:
        holder = holder_of(normalised, contact)
        if holder is not None:
            raise Refused(
                "address_taken",
                _("%(address)s belongs to %(name)s already. Put that contact into the group instead.")
                % {"address": normalised, "name": holder.name},
            )
    have = {e.normalised: e for e in contact.endpoints.filter(kind=Endpoint.Kind.MAIL)}
    for normalised, endpoint in have.items():
        endpoint.active = normalised in wanted
        endpoint.save(update_fields=["active"])
    Endpoint.objects.bulk_create(
        Endpoint(contact=contact, address=typed, normalised=normalised, confirmed_by=confirmed_by)
        for normalised, typed in wanted.items()
        if normalised not in have
    )


def _set_groups(contact: Contact, groups: Iterable[StakeholderGroup]) -> None:
    wanted = set(groups)
    Membership.objects.filter(contact=contact).exclude(group__in=wanted).delete()
    Membership.objects.bulk_create(
        (Membership(contact=contact, group=group) for group in wanted), ignore_conflicts=True
    )


def add(
    user: User | None,
    *,
    addresses: Sequence[str] = (),
    groups: Iterable[StakeholderGroup] = (),
    confirmed_by: str = Endpoint.Confirmed.OPERATOR,
    **fields: Any,
) -> Contact:
    """Raises Refused when an address belongs to somebody else, ValidationError when it is none."""
    with transaction.atomic():
        contact = Contact.objects.create(**fields)
        _set_addresses(contact, addresses, confirmed_by)
        _set_groups(contact, groups)
        events.record(user, "contact.added", contact)
    return contact


def change(
    user: User,
    contact: Contact,
    *,
    version: int,
    addresses: Sequence[str],
    groups: Iterable[StakeholderGroup],
    **fields: Any,
) -> Contact:
    with transaction.atomic():
        current = Contact.objects.select_for_update().get(pk=contact.pk)
        if current.version != version:
            raise Refused("changed_meanwhile", _("Somebody else changed this contact while you were writing."))
        for name, value in fields.items():
            setattr(current, name, value)
        current.version += 1
        current.save()
        _set_addresses(current, addresses, Endpoint.Confirmed.OPERATOR)
        _set_groups(current, groups)
        events.record(user, "contact.changed", current)
    return current


def import_rows(user: User, rows: Sequence[Row]) -> int:
    """Store the good rows of a list, all or none. Returns how many contacts were added."""
    good = [row for row in rows if not row.problem]
    groups = {group.slug: group for group in StakeholderGroup.objects.all()}
    owners = {person.email.lower(): person for person in User.objects.filter(is_active=True)}
    with transaction.atomic():
        contacts = Contact.objects.bulk_create(
            (
                Contact(
                    name=row.name,
                    organisation=row.organisation,
                    role=row.role,
                    is_key=row.key,
                    relationship_owner=owners.get(row.owner),
                )
                for row in good
            ),
            batch_size=500,
        )
        Endpoint.objects.bulk_create(
            (
                Endpoint(contact=contact, address=address, normalised=address, confirmed_by=Endpoint.Confirmed.IMPORT)
                for contact, row in zip(contacts, good, strict=True)
                for address in (row.email, *row.others)
            ),
            batch_size=500,
        )
        Membership.objects.bulk_create(
            (
                Membership(contact=contact, group=groups[slug])
                for contact, row in zip(contacts, good, strict=True)
                for slug in dict.fromkeys(row.groups)
            ),
            batch_size=500,
        )
        events.record(user, "contacts.imported", None, added=len(good), refused=len(rows) - len(good))
    return len(good)
