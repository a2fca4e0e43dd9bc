"""Two contacts that are one person: which stays, and what it takes over."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from communications.models import Contact, Endpoint, Membership
from postincident import events
from postincident.errors import Refused
from postincident.models import User
from postincident.registry import registry


def merge(user: User, stays: Contact, goes: Contact) -> Contact:
    """`stays` takes over addresses, groups and what it lacks. What was sent stays with the row it was sent to, and is
    shown with the one that stays. Raises Refused when either was erased or merged meanwhile."""
    with transaction.atomic():
        rows = {row.pk: row for row in _locked(stays, goes)}
        kept, gone = rows.get(stays.pk), rows.get(goes.pk)
        if kept is None or gone is None or kept.pk == gone.pk:
            raise Refused("gone", _("One of them was erased or merged meanwhile. Nothing was changed."))
        _take_addresses(kept, gone)
        _take_groups(kept, gone)
        _take_what_it_lacks(kept, gone)
        Contact.objects.filter(merged_into=gone).update(merged_into=kept)
        for follow in registry.merges:
            follow(gone.pk, kept.pk)
        gone.merged_into, gone.is_key, gone.version = kept, False, gone.version + 1
        gone.save(update_fields=["merged_into", "is_key", "version"])
        events.record(user, "contact.merged", kept, merged=gone.pk)
    return kept


def _locked(*contacts: Contact) -> list[Contact]:
    ids = [contact.pk for contact in contacts]
    here = Contact.objects.filter(pk__in=ids, erased_at=None, merged_into=None)
    return list(here.select_for_update(of=("self",)).order_by("pk"))


def _take_addresses(kept: Contact, gone: Contact) -> None:
    """Each address once. One that both had stays with each row, and is written to through the one that stays."""
    have = {(one.kind, one.normalised): one for one in kept.endpoints.all()}
    for endpoint in gone.endpoints.all():
        same = have.get((endpoint.kind, endpoint.normalised))
        if same is None:
            endpoint.contact = kept
            endpoint.save(update_fields=["contact"])
            continue
        Endpoint.objects.filter(pk=same.pk).update(active=same.active or endpoint.active)
        Endpoint.objects.filter(pk=endpoint.pk).update(active=False)


def _take_groups(kept: Contact, gone: Contact) -> None:
    Membership.objects.bulk_create(
        (Membership(contact=kept, group_id=pk) for pk in gone.memberships.values_list("group", flat=True)),
        ignore_conflicts=True,
    )
    gone.memberships.all().delete()


def _take_what_it_lacks(kept: Contact, gone: Contact) -> None:
    kept.is_key = kept.is_key or gone.is_key
    kept.relationship_owner_id = kept.relationship_owner_id or gone.relationship_owner_id
    kept.organisation = kept.organisation or gone.organisation
    kept.role = kept.role or gone.role
    if gone.note.strip() and gone.note.strip() not in kept.note:
        kept.note = f"{kept.note}\n{gone.note}".strip()
    kept.version += 1
    kept.save()
