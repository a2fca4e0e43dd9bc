from datetime import timedelta

import pytest
from django.utils import timezone

from communications.verbs.audiences import due_at, ensure_audiences
from tests.communications.factories import make_group
from tests.factories import make_incident

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
