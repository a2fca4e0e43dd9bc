from datetime import timedelta

import pytest
from django.utils import timezone

from communications.models import Commitment
from communications.needs import communications_needs
from communications.verbs import reviewing
from postincident.models import Incident
from tests.communications.factories import make_delivery, make_release
from tests.communications.test_drafting import customers, incident  # noqa: F401 - fixtures


def whys(user):
    return [(need.why, need.label) for need in communications_needs(user, timezone.now())]


@pytest.fixture
def quiet(incident):  # noqa: F811
    """Nothing is due by the clock, so that only what a test makes is told."""
    incident.audiences.update(due={})
    return incident


def test_a_review_waits_for_reviewers_who_did_not_write_it(quiet, customers, tomas, amara, vera, lena):  # noqa: F811
    reviewing.submit(tomas, customers)
    assert ("review", "Waiting for you") in whys(amara)
    assert whys(vera) == whys(tomas) == []
    reviewing.approve(amara, customers.revisions.get(), customers.revisions.get().digest)
    assert ("review", "Waiting for you") not in whys(amara)
    assert ("approved", "Approved, not released") in whys(lena)


def test_what_was_not_delivered_waits_for_a_manager(lena, vera):
    make_delivery(make_release(), state="failed")
    assert ("gap", "Not delivered") in whys(lena)
    assert whys(vera) == []


def test_a_commitment_is_overdue_until_reported(lena, amara):
    release = make_release()
    Incident.objects.update(lead=lena)
    Commitment.objects.create(
        incident=release.incident,
        audience=release.communication.audience,
        kind="next_update",
        text="Next update",
        due_at=timezone.now() - timedelta(hours=1),
        told_in=release.communication,
    )
    assert ("overdue", "Overdue") in whys(lena)
    assert whys(amara) == []


def test_an_audience_untold_past_its_time_is_overdue(incident, lena):  # noqa: F811
    assert ("overdue", "Overdue") in whys(lena)


def test_restricted_incidents_need_nobody_who_may_not_see_them(lena):
    release = make_release()
    make_delivery(release, state="failed")
    Incident.objects.update(restricted=True)
    assert whys(lena) == []
