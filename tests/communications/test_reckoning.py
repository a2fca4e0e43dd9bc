"""The query against plain Python, over many small worlds drawn by a seed."""

import random
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from communications.models import (
    Contact,
    Delivery,
    Endpoint,
    ListedRecipient,
    Preference,
    RecipientList,
    Suppression,
)
from communications.recipients import recipients_of
from communications.verbs import releasing
from postincident.links import hash_address
from tests.communications import plain_reckoning
from tests.communications.factories import (
    make_audience,
    make_communication,
    make_contact,
    make_delivery,
    make_group,
    make_release,
    make_revision,
)
from tests.factories import make_incident, make_user

pytestmark = pytest.mark.django_db

ADDRESSES = [f"reader{number}@example.net" for number in range(8)]


def world(chance):
    """Approved communications over a few groups, contacts and addresses, so that they meet in every way."""
    incidents = [make_incident() for _ in range(chance.randint(1, 2))]
    groups = [a_group(chance) for _ in range(chance.randint(2, 4))]
    people = [a_contact(chance, groups) for _ in range(chance.randint(3, 9))]
    if chance.random() < 0.3:
        Contact.objects.filter(pk=people[0].pk).update(merged_into=people[-1])
    for _ in range(chance.randint(0, 5)):
        reason = chance.choice(Suppression.Reason.values)
        is_pause = reason == Suppression.Reason.PAUSED
        Suppression.objects.get_or_create(
            address_hash=hash_address(chance.choice(ADDRESSES)),
            group=None if is_pause else chance.choice([None, *groups]),
            reason=reason,
            defaults={
                "lifted_at": timezone.now() if chance.random() < 0.2 else None,
                "until": timezone.now() + timedelta(days=chance.choice([-1, 1])) if is_pause else None,
            },
        )
    for address in chance.sample(ADDRESSES, 3):
        language = chance.choice(["", "en", "de"])
        Preference.objects.update_or_create(address_hash=hash_address(address), defaults={"language": language})
    return [made for one in incidents for made in some_communications(chance, one, groups)]


def a_group(chance):
    group = make_group(
        priority=chance.choice([10, 10, 20]),
        language=chance.choice(["en", "en", "de"]),
        detail_level=chance.choice(["plain", "plain", "technical"]),
        required_notice=chance.random() < 0.25,
        channels=chance.choice([["mail"], ["mail"], ["page"], ["mail", "slack"]]),
    )
    if chance.random() < 0.5:
        kind = chance.choice(["mail", "slack", "page"])
        address = {"mail": chance.choice(ADDRESSES), "slack": "https://hooks.example/1", "page": ""}[kind]
        Endpoint.objects.create(group=group, kind=kind, address=address, normalised=address)
    return group


def a_contact(chance, groups):
    mine = chance.sample(groups, chance.randint(1, len(groups)))
    contact = make_contact(*mine, name=chance.choice(["Ana", "Rui"]), address=chance.choice([*ADDRESSES, None, None]))
    if chance.random() < 0.3:
        another = chance.choice(ADDRESSES)
        Endpoint.objects.get_or_create(contact=contact, normalised=another, defaults={"address": another})
    if chance.random() < 0.2:
        contact.endpoints.update(active=False)
    if chance.random() < 0.1:
        Contact.objects.filter(pk=contact.pk).update(erased_at=timezone.now())
    return contact


def some_communications(chance, incident, groups):
    """One of them may have left already, in whatever state its deliveries are by now."""
    for group in groups:
        audience = make_audience(incident, group)
        if chance.random() < 0.3:
            a_list(chance, audience)
        communication = make_communication(audience, state="approved", round=chance.choice([1, 1, 1, 2]))
        make_revision(communication)
        yield communication
    if chance.random() < 0.5:
        left = make_release(make_communication(make_audience(incident), state="released"))
        for address in chance.sample(ADDRESSES, 3):
            state = chance.choice(["sent", "queued", "failed", "suppressed", "unconfirmed", "bounced"])
            make_delivery(left, address, state=state)


def a_list(chance, audience):
    found = RecipientList.objects.create(audience=audience, file_name="a.csv", digest="", added_by=make_user())
    for address in chance.sample(ADDRESSES, chance.randint(1, 4)):
        name, values = chance.choice(["", "Shop"]), {"failed": str(chance.randint(1, 9))}
        ListedRecipient.objects.create(list=found, address=address, normalised=address, name=name, values=values)


def planned(communications):
    """As `plain_reckoning.reckon` gives it."""
    rows = []
    for pk, share in recipients_of(communications).shares.items():
        rows += [(pk, *fields(one), "addressed", None) for one in share.addressed]
        rows += [(pk, *fields(one.recipient), "covered", one.communication.pk) for one in share.covered]
        rows += [(pk, *fields(one.recipient), "suppressed", one.reason) for one in share.suppressed]
    return rows


def fields(one):
    assert one.address_hash == (hash_address(one.address) if one.address else "")
    return one.endpoint_id, one.contact_id, one.channel, one.address, one.name


def frozen(communications):
    found = Delivery.objects.filter(communication__in=communications)
    for row in found.select_related("covered_by"):
        fate = row.state if row.state in ("suppressed", "covered") else "addressed"
        why = row.covered_by.communication_id if row.covered_by else row.server_said or None
        yield row.communication_id, row.endpoint_id, row.contact_id, row.channel, row.address, row.name, fate, why


@pytest.mark.parametrize("seed", range(16))
def test_the_query_the_rows_and_plain_python_agree(lena, seed):
    communications = world(random.Random(seed))
    expected = plain_reckoning.reckon(communications)
    plan = recipients_of(communications)
    assert Counter(planned(communications)) == Counter(expected)
    with_recipients = [one for one in communications if plan.of(one).everyone]
    shown = recipients_of(with_recipients).digest
    releasing.release(lena, with_recipients, shown=shown)  # refuses when the digest of the rows is another
    assert Counter(frozen(with_recipients)) == Counter(expected)


def test_the_worlds_show_every_fate():
    fates = Counter()
    for seed in range(6):
        fates += Counter(row[6] for row in plain_reckoning.reckon(world(random.Random(seed))))
    assert min(fates[one] for one in ("addressed", "covered", "suppressed")) > 2


def test_what_is_frozen_has_all_that_a_delivery_needs(lena):
    audience = make_audience()
    listed = RecipientList.objects.create(audience=audience, file_name="a.csv", digest="", added_by=lena)
    ListedRecipient.objects.create(
        list=listed, address="shop@example.net", normalised="shop@example.net", name="Shop", values={"failed": "7"}
    )
    communication = make_communication(audience, state="approved")
    make_revision(communication)
    releasing.release(lena, [communication])
    row = Delivery.objects.get()
    assert (row.name, row.values, row.address_hash) == ("Shop", {"failed": "7"}, hash_address("shop@example.net"))
    assert (row.incident, row.kind, row.round) == (communication.incident, communication.kind, communication.round)
    assert (row.state, row.attempts, row.next_attempt_at, row.lease_worker) == ("queued", 0, None, "")


def test_each_copy_gets_a_message_id_of_its_own_and_what_a_person_does_none(lena, settings):
    settings.MAIL_DOMAIN = "northwind.example"
    audience = make_audience()
    for _ in range(20):
        make_contact(audience.group)
    make_contact(audience.group, address=None)
    communication = make_communication(audience, state="approved")
    make_revision(communication)
    releasing.release(lena, [communication])
    ids = Delivery.objects.filter(channel="mail").values_list("message_id", flat=True)
    assert len({one for one in ids if one.endswith("@northwind.example>") and len(one) == 44}) == 20
    assert Delivery.objects.get(channel="by_hand").message_id == ""


def test_it_leaves_no_table_behind(lena):
    audience = make_audience()
    make_contact(audience.group)
    for round_number in (1, 2):
        communication = make_communication(audience, state="approved", round=round_number)
        make_revision(communication)
        releasing.release(lena, [communication])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM sqlite_temp_master WHERE name = 'reckoned'"
            if connection.vendor == "sqlite"
            else "SELECT count(*) FROM pg_class WHERE relname = 'reckoned'"
        )
        assert cursor.fetchone() == (0,)


def test_an_address_that_changes_takes_its_hash_along():
    contact = make_contact(make_group(), address="old@example.net")
    endpoint = contact.endpoints.get()
    endpoint.normalised = "new@example.net"
    endpoint.save()
    (made,) = Endpoint.objects.bulk_create([Endpoint(contact=contact, normalised="second@example.net")])
    stored = dict(Endpoint.objects.values_list("normalised", "address_hash"))
    assert stored["new@example.net"] == hash_address("new@example.net")
    assert stored[made.normalised] == hash_address("second@example.net")
