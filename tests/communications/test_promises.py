from datetime import timedelta

from django.utils import timezone

from communications import promises
from communications.models import Commitment
from postincident.models import Incident
from tests.communications.factories import make_release


def make_commitment(release, **fields):
    fields = {"kind": "next_update", "text": "Next update", "due_at": timezone.now() + timedelta(days=3)} | fields
    communication = release.communication
    return Commitment.objects.create(
        incident=release.incident, audience=communication.audience, told_in=communication, **fields
    )


def shown(user):
    panel = promises.home_panel(user, timezone.now())
    return [(promise.state, promise.words) for promise in panel.shown] if panel else None


def make_improvement(release, **fields):
    return release.incident.improvements.create(what="Failover", public_wording="Switch by itself", **fields)


def test_nothing_is_shown_without_commitments(vera):
    assert shown(vera) is None


def test_late_ones_come_first_and_say_by_how_much(vera):
    release = make_release()
    make_commitment(release)
    improvement = make_improvement(release)
    make_commitment(
        release, kind="improvement", improvement=improvement, due_at=timezone.now() - timedelta(days=6, hours=1)
    )
    assert shown(vera)[0] == ("overdue", "Late by 6 days")
    assert shown(vera)[1][0] == "scheduled"


def test_what_is_done_waits_to_be_told(vera):
    release = make_release()
    make_commitment(release, kind="improvement", improvement=make_improvement(release, state="done"))
    assert shown(vera) == [("done", "Done, not yet told")]


def test_far_off_and_settled_ones_are_not_shown(vera):
    release = make_release()
    make_commitment(release, due_at=timezone.now() + timedelta(days=60))
    make_commitment(release, state="kept", reported_in=release.communication)
    assert shown(vera) is None


def test_commitments_of_restricted_incidents_do_not_exist_for_strangers(vera):
    make_commitment(make_release())
    Incident.objects.update(restricted=True)
    assert shown(vera) is None
