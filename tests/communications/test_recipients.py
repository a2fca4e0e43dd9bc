import pytest

from communications.models import Endpoint
from communications.recipients import coming_first, recipients_of
from tests.communications.factories import (
    lift,
    make_audience,
    make_communication,
    make_contact,
    make_delivery,
    make_group,
    make_release,
    make_suppression,
)
from tests.factories import make_incident

pytestmark = pytest.mark.django_db


def addresses(share):
    return [one.address for one in share.addressed]


def pair(first=None, second=None):
    """Two communications of one incident and round, to a group written to first and another."""
    incident = make_incident()
    groups = make_group("First", priority=10, **first or {}), make_group("Second", priority=20, **second or {})
    return groups, [make_communication(make_audience(incident, group)) for group in groups]


def test_it_addresses_every_active_endpoint_of_the_audience():
    audience = make_audience()
    make_contact(audience.group, address="ana@example.net")
    gone = make_contact(audience.group, address="gone@example.net")
    gone.endpoints.update(active=False)
    Endpoint.objects.create(contact=gone, address="new@example.net", normalised="new@example.net")
    communication = make_communication(audience)
    assert addresses(recipients_of([communication]).of(communication)) == ["ana@example.net", "new@example.net"]


def test_it_leaves_nobody_out_who_has_no_address():
    audience = make_audience()
    contact = make_contact(audience.group, address=None)
    (one,) = recipients_of([make_communication(audience)]).shares.values()
    assert [(r.endpoint_id, r.contact_id, r.channel) for r in one.addressed] == [(None, contact.pk, "by_hand")]


def test_the_group_with_the_higher_priority_covers_the_other():
    groups, (first, second) = pair()
    make_contact(*groups, address="both@example.net")
    plan = recipients_of([second, first])
    assert addresses(plan.of(first)) == ["both@example.net"]
    assert not plan.of(second).addressed
    assert [one.communication for one in plan.of(second).covered] == [first]


def test_a_required_notice_covers_whatever_the_priority():
    groups, (first, second) = pair(second={"required_notice": True})
    make_contact(*groups, address="both@example.net")
    plan = recipients_of([first, second])
    assert addresses(plan.of(second)) == ["both@example.net"]
    assert len(plan.of(first).covered) == 1


def test_suppression_is_decided_before_covering():
    groups, (first, second) = pair()
    make_contact(*groups, address="both@example.net")
    make_suppression("both@example.net", groups[0])
    plan = recipients_of([first, second])
    assert [one.reason for one in plan.of(first).suppressed] == ["unsubscribed"]
    assert addresses(plan.of(second)) == ["both@example.net"]


def test_a_suppression_without_a_group_holds_for_all_until_lifted():
    audience = make_audience()
    make_contact(audience.group, address="ana@example.net")
    suppression = make_suppression("ana@example.net")
    communication = make_communication(audience)
    assert not recipients_of([communication]).of(communication).addressed
    lift(suppression)
    assert recipients_of([communication]).of(communication).addressed


def test_a_required_notice_is_never_suppressed():
    audience = make_audience(group=make_group(required_notice=True))
    make_contact(audience.group, address="ana@example.net")
    make_suppression("ana@example.net")
    communication = make_communication(audience)
    assert addresses(recipients_of([communication]).of(communication)) == ["ana@example.net"]


def test_an_earlier_release_of_the_round_covers():
    groups, (first, second) = pair()
    make_contact(*groups, address="both@example.net")
    told = make_delivery(make_release(first), "both@example.net", state="sent")
    share = recipients_of([second]).of(second)
    assert not share.addressed
    assert [one.delivery_id for one in share.covered] == [told.pk]


@pytest.mark.parametrize("state", ["failed", "cancelled", "suppressed", "bounced"])
def test_one_that_did_not_arrive_covers_nobody(state):
    groups, (first, second) = pair()
    make_contact(*groups, address="both@example.net")
    make_delivery(make_release(first), "both@example.net", state=state)
    assert addresses(recipients_of([second]).of(second)) == ["both@example.net"]


def test_a_later_round_writes_again():
    audience = make_audience()
    make_contact(audience.group, address="ana@example.net")
    make_delivery(make_release(make_communication(audience)), "ana@example.net", state="sent")
    later = make_communication(audience, round=2)
    assert addresses(recipients_of([later]).of(later)) == ["ana@example.net"]


def test_the_digest_tells_a_changed_audience_but_not_what_leaves_beside_it():
    groups, (first, second) = pair()
    make_contact(*groups, address="both@example.net")
    alone, together = recipients_of([second]).of(second), recipients_of([first, second]).of(second)
    assert alone.digest == together.digest
    assert alone.count == together.count == 1
    make_contact(groups[1])
    assert recipients_of([second]).of(second).digest != alone.digest


def test_two_contacts_with_one_mailbox_get_one_mail():
    audience = make_audience()
    for name in ("Ana", "Rui"):
        make_contact(audience.group, name=name, address="shop@example.net")
    (share,) = recipients_of([make_communication(audience)]).shares.values()
    assert (len(share.addressed), len(share.covered)) == (1, 1)


def test_queries_do_not_grow_with_contacts(connection_queries):
    audience = make_audience()
    communication = make_communication(audience)
    make_contact(audience.group)
    few = connection_queries(lambda: recipients_of([communication]))
    for _ in range(20):
        make_contact(audience.group)
    assert connection_queries(lambda: recipients_of([communication])) == few


@pytest.mark.parametrize(
    ("second", "earlier"), [({}, "Second"), ({"priority": 5}, ""), ({"required_notice": True, "priority": 5}, "")]
)
def test_it_says_before_a_release_who_has_the_better_right_to_write(second, earlier):
    """What is looked at is the group called Second, here of priority 20 unless it says otherwise."""
    first, other = pair_with(second)
    found = [(one.communication, one.count) for one in coming_first(other)]
    assert found == ([(first, 1)] if earlier else [])


def pair_with(second):
    incident = make_incident()
    groups = make_group("First", priority=10), make_group("Second", **{"priority": 20} | second)
    make_contact(*groups, address="both@example.net")
    make_contact(groups[1])
    first, other = (make_communication(make_audience(incident, group)) for group in groups)
    return first, other


def test_nobody_comes_first_who_has_left_or_is_left_out():
    first, other = pair_with({})
    for fields in ({"state": "released"}, {"state": "cancelled"}, {"state": "draft", "round": 2}):
        type(first).objects.filter(pk=first.pk).update(**fields)
        assert coming_first(other) == []
    type(first).objects.filter(pk=first.pk).update(round=1)
    assert coming_first(other)
    type(first.audience).objects.filter(pk=first.audience_id).update(state="excluded", reason="Not connected")
    assert coming_first(other) == []
