"""Who a release writes to, in plain Python, recipient by recipient: what the query must agree with."""

from django.utils import timezone

from communications.models import (
    Communication,
    Contact,
    Delivery,
    Endpoint,
    ListedRecipient,
    Preference,
    RecipientList,
    Suppression,
)
from communications.recipients import RULE
from postincident.links import hash_address

assert RULE.endswith("v2"), "the rule has changed: change it here too"


def candidates(group):
    by_mail = "mail" in group.channels
    people = Contact.objects.filter(memberships__group=group, erased_at=None, merged_into=None).order_by("pk")
    reached, nowhere = [], []
    for person in people:
        endpoints = list(person.endpoints.filter(active=True).order_by("pk"))
        reached += [
            (one.pk, person.pk, one.kind, one.normalised, person.name)
            for one in endpoints
            if one.kind != "mail" or by_mail
        ]
        if not endpoints and by_mail:
            nowhere.append((None, person.pk, "by_hand", "", person.name))
    own = group.endpoints.filter(active=True).order_by("pk")
    return reached + [(one.pk, None, one.kind, one.normalised, group.name) for one in own] + nowhere


def affected(audience):
    for row in ListedRecipient.objects.filter(list__audience=audience).order_by("pk"):
        theirs = Endpoint.objects.filter(normalised=row.normalised, kind="mail", active=True, contact__isnull=False)
        theirs = theirs.filter(contact__erased_at=None, contact__merged_into=None).order_by("pk").first()
        owner = (theirs.pk, theirs.contact_id, theirs.contact.name) if theirs else (None, None, "")
        yield (*owner[:2], "mail", row.normalised, row.name or owner[2])


def everybody(communication):
    audience = communication.audience
    found = candidates(audience.group)
    if RecipientList.objects.filter(audience=audience).exists():
        found = list(affected(audience)) + [one for one in found if one[1] is None and one[2] != "mail"]
    return found


def stopped(group, address):
    rows = Suppression.objects.filter(address_hash=hash_address(address), lifted_at=None).order_by("pk")
    rows = rows.exclude(until__lte=timezone.now())
    if group.required_notice or not address:
        return None
    return rows.filter(group=None).first() or rows.filter(group=group).first()


def writer(among, address):
    """Of those in turn that would write to one address: the first, or whoever is alike and writes as its reader chose."""
    first = among[0]
    wish = (
        Preference.objects.filter(address_hash=hash_address(address)).exclude(language="").first() if address else None
    )
    for one in among if wish else ():
        if alike(one) == alike(first) and one.audience.group.language == wish.language:
            return one
    return first


def alike(communication):
    group = communication.audience.group
    return group.kind, group.detail_level, group.required_notice


def reckon(communications):
    """[(communication, endpoint, contact, channel, address, name, fate, why)]; why: the reason, or who writes instead."""

    def turn(one):
        group = one.audience.group
        return not group.required_notice, group.priority, group.name, one.pk

    def slot_of(one, recipient):
        endpoint, contact, channel, address, _name = recipient
        return one.incident_id, one.kind, one.round, channel, address or (contact, endpoint)

    rows, meets, writes = [], {}, set()
    in_turn = sorted(Communication.objects.filter(pk__in=[c.pk for c in communications]), key=turn)
    for one in in_turn:
        for recipient in everybody(one):
            if not stopped(one.audience.group, recipient[3]):
                meets.setdefault(slot_of(one, recipient), []).append(one)
    for one in in_turn:
        for recipient in everybody(one):
            _endpoint, _contact, channel, address, _name = recipient
            slot = slot_of(one, recipient)
            stop = stopped(one.audience.group, address)
            held = Delivery.objects.filter(incident=one.incident, kind=one.kind, round=one.round, channel=channel)
            held = held.filter(address=address).exclude(state__in=Delivery.FREE).first() if address else None
            if stop:
                fate = "suppressed", stop.reason
            elif held or slot in writes or writer(meets[slot], address) != one:
                fate = "covered", held.communication_id if held else writer(meets[slot], address).pk
            else:
                writes.add(slot)
                fate = "addressed", None
            rows.append((one.pk, *recipient, *fate))
    return rows
