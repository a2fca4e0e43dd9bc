from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communications.verbs.audiences import due_at, due_times, ensure_audiences
from tests.communications.factories import make_group
from tests.factories import make_incident, make_service

pytestmark = pytest.mark.django_db
HOURS = {"root_cause": 48}


@pytest.fixture
def lasting():
    incident = make_incident(started_at=timezone.now() - timedelta(hours=3), resolved_at=None)
    make_group("Merchants", always_relevant=True, due_hours=HOURS)
    return incident


def told_audience(incident, told_at):
    audience = next(one for one in ensure_audiences(incident) if one.group.name == "Merchants")
    type(audience).objects.filter(pk=audience.pk).update(told_at=told_at)
    return audience


def test_what_is_due_counts_from_the_end_also_for_those_told_while_it_lasted(lasting):
    audience = told_audience(lasting, timezone.now() - timedelta(hours=2))
    assert due_at(audience, "root_cause") is None
    lasting.resolved_at = timezone.now()
    lasting.save()
    ensure_audiences(lasting)
    audience.refresh_from_db()
    assert due_at(audience, "root_cause") == lasting.resolved_at + timedelta(hours=48)


EVERY = {"acknowledgement": 1, "update": 4, "resolution": 2, "root_cause": 48}


def test_while_it_lasts_only_what_counts_from_the_detection_is_due(lasting):
    group = make_group(always_relevant=True, due_hours=EVERY)
    detected = lasting.started_at + timedelta(minutes=20)
    begun = due_times(lasting, group)
    lasting.detected_at = detected
    assert begun == _times(acknowledgement=lasting.started_at + _h(1), update=lasting.started_at + _h(4))
    assert due_times(lasting, group) == _times(acknowledgement=detected + _h(1), update=detected + _h(4))


def test_the_end_begins_what_follows_it_and_leaves_the_acknowledgement_where_it_was(lasting):
    group = make_group(always_relevant=True, due_hours=EVERY)
    lasting.resolved_at = end = lasting.started_at + timedelta(hours=2)
    assert due_times(lasting, group) == _times(
        acknowledgement=lasting.started_at + _h(1), resolution=end + _h(2), root_cause=end + _h(48)
    )


def test_nothing_of_an_adopted_incident_is_due_before_it_was_adopted(lasting):
    group = make_group(always_relevant=True, due_hours=EVERY)
    lasting.resolved_at, lasting.adopted_at = lasting.started_at + _h(2), timezone.now() + _h(9)
    found = due_times(lasting, group)
    assert (
        found.items()
        >= _times(acknowledgement=lasting.adopted_at + _h(1), root_cause=lasting.adopted_at + _h(48)).items()
    )


def _h(hours):
    return timedelta(hours=hours)


def _times(**moments):
    return {kind: moment.isoformat() for kind, moment in moments.items()}


def test_the_page_of_one_that_lasts_says_what_waits_for_its_end(sign_in, vera, lasting):
    make_group("Partners abroad", always_relevant=True, due_hours=EVERY)
    ensure_audiences(lasting)
    response = sign_in(vera).get(reverse("communications:incident-audiences", args=[lasting.reference]))
    (partners,) = [one for one in response.context["concerned"] if one.audience.group.name == "Partners abroad"]
    assert [bool(moment) for _label, _time, moment in partners.due] == [True, True, False, False]
    for sentence in (
        "within 1 hour of the detection",
        "within 4 hours of the detection, while it lasts",
        "after the end",
    ):
        assert sentence in response.text


def test_a_change_of_the_rule_leaves_those_told_afterwards_alone(lasting):
    lasting.resolved_at = timezone.now() - timedelta(hours=1)
    lasting.save()
    audience = told_audience(lasting, timezone.now())
    audience.group.due_hours = {"root_cause": 1}
    audience.group.save()
    ensure_audiences(lasting)
    audience.refresh_from_db()
    assert due_at(audience, "root_cause") == lasting.resolved_at + timedelta(hours=48)


def test_the_page_says_by_which_rule_and_what_is_due_when(sign_in, vera):
    service = make_service("Payouts")
    incident = make_incident(services=[service], severity="critical", resolved_at=timezone.now())
    group = make_group("Authority", relevant_severity="major", due_hours={"root_cause": "1 month", "resolution": 24})
    group.relevant_services.set([service])
    ensure_audiences(incident)
    text = sign_in(vera).get(reverse("communications:incident-audiences", args=[incident.reference])).text
    for sentence in (
        "the severity is critical",
        "from severity major on",
        "for Payouts",
        "within 1 month",
        "24 hours (1 day)",
    ):
        assert sentence in text


def test_the_page_makes_the_same_queries_for_two_and_twenty(sign_in, vera, connection_queries):
    incident, client = make_incident(), sign_in(vera)
    url = reverse("communications:incident-audiences", args=[incident.reference])
    make_group().relevant_services.set([make_service()])
    make_group("Merchants", always_relevant=True, due_hours=HOURS)
    ensure_audiences(incident)
    few = connection_queries(lambda: client.get(url))
    for _ in range(18):
        make_group(always_relevant=True, due_hours=HOURS)
        make_group().relevant_services.set([make_service()])
    ensure_audiences(incident)
    assert connection_queries(lambda: client.get(url)) == few


def test_the_page_says_why_a_group_is_not_concerned(sign_in, vera):
    incident = make_incident(severity="minor", services=[make_service("Card payments")], resolved_at=timezone.now())
    make_group("Authority", relevant_severity="critical", relevant_on_broad_impact=True)
    make_group("Sellers").relevant_services.set([make_service("Payouts")])
    make_group("Counsel")
    make_group("Friends", active=False)
    make_group("Merchants", always_relevant=True)
    ensure_audiences(incident)
    make_group("Late", always_relevant=True)
    page = sign_in(vera).get(reverse("communications:incident-audiences", args=[incident.reference]))
    whys = {group.name: why for group, why in page.context["not_named"]}
    assert whys["Authority"] == "its rule asks for severity critical, and this is minor; the impact is not broad"
    assert whys["Sellers"] == "nothing it uses was disturbed (Payouts)"
    assert whys["Counsel"] == "it has no rule, somebody includes it by hand"
    assert "told of every incident" in whys["Late"]
    assert not whys.keys() & {"Merchants", "Friends"}
    assert whys["Sellers"] in page.text
