"""Contacts that are likely the same person: one address, or one name in one organisation."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Concat, Lower
from django.utils.translation import gettext as _

from communications.models import Contact, Endpoint

MOST = 200  # of each reason; the rest comes when these are settled


@dataclass
class Duplicates:
    why: str
    contacts: list[Contact]


def here() -> QuerySet[Contact]:
    """Those that are somebody: neither erased nor merged."""
    return Contact.objects.filter(erased_at=None, merged_into=None)


def likely() -> list[Duplicates]:
    """Every set, those of one address first. As many queries for two as for many."""
    found = [*_by_address(), *_by_name()]
    seen: set[tuple[int, ...]] = set()
    sets = []
    for one in found:
        ids = tuple(sorted(contact.pk for contact in one.contacts))
        if len(ids) > 1 and ids not in seen:
            seen.add(ids)
            sets.append(one)
    return sets


def _shown(contacts: QuerySet[Contact]) -> QuerySet[Contact]:
    return contacts.select_related("relationship_owner").prefetch_related("endpoints", "groups")


def _by_address() -> list[Duplicates]:
    owned = Endpoint.objects.filter(
        kind=Endpoint.Kind.MAIL, contact__isnull=False, contact__erased_at=None, contact__merged_into=None
    ).exclude(normalised="")
    several = owned.order_by().values("normalised").annotate(n=Count("contact", distinct=True)).filter(n__gt=1)
    addresses = list(several.order_by("normalised").values_list("normalised", flat=True)[:MOST])
    holders: dict[str, set[int]] = defaultdict(set)
    for address, contact in owned.filter(normalised__in=addresses).values_list("normalised", "contact"):
        if contact is not None:
            holders[address].add(contact)
    contacts = _shown(here()).in_bulk({pk for ids in holders.values() for pk in ids})
    return [
        Duplicates(_("the same address: %(address)s") % {"address": address}, [contacts[pk] for pk in sorted(ids)])
        for address, ids in holders.items()
    ]


def _by_name() -> list[Duplicates]:
    # A name is one line, so no name can look like another with an organisation.
    keyed = here().annotate(same=Concat(Lower("name"), Value("\n"), Lower("organisation")))
    several = keyed.order_by().values("same").annotate(n=Count("pk")).filter(n__gt=1)
    keys = list(several.order_by("same").values_list("same", flat=True)[:MOST])
    named: dict[str, list[Contact]] = defaultdict(list)
    for contact in _shown(keyed.filter(same__in=keys).order_by("pk")).annotate(key=F("same")):
        named[contact.key].append(contact)
    return [Duplicates(_("the same name and organisation"), contacts) for contacts in named.values()]


def likely_of(contact: Contact) -> list[Contact]:
    """The other rows that may be the same person."""
    addresses = contact.endpoints.filter(kind=Endpoint.Kind.MAIL).exclude(normalised="").values("normalised")
    holders = Endpoint.objects.filter(kind=Endpoint.Kind.MAIL, normalised__in=addresses, contact__isnull=False)
    same_name = Q(name__iexact=contact.name, organisation__iexact=contact.organisation)
    same_address = Q(pk__in=holders.values("contact"))
    return list(here().filter(same_name | same_address).exclude(pk=contact.pk)[:10])
