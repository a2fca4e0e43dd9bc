from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communications.verbs.audiences import due_at, ensure_audiences
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
    assert due_at(audience, "root_cause") == lasting.started_at + timedelta(hours=48)
    lasting.resolved_at = timezone.now()
    lasting.save()
    ensure_audiences(lasting)
    audience.refresh_from_db()
    assert due_at(audience, "root_cause") == lasting.resolved_at + timedelta(hours=48)


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
    group = make_group("Authority", relevant_severity="major", due_hours={"root_cause": "1 month", "update": 24})
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
    make_group("Merchants", always_relevant=True, due_hours=HOURS)
    ensure_audiences(incident)
    few = connection_queries(lambda: client.get(url))
    for _ in range(18):
        make_group(always_relevant=True, due_hours=HOURS)
    ensure_audiences(incident)
    assert connection_queries(lambda: client.get(url)) == few
