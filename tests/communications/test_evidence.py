"""One negative test per clause: each condition alone missing keeps its task open."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from archive import guards
from communications.models import Audience, Commitment, Delivery
from communications.verbs.commitments import commit
from postincident.checklist import evaluate
from postincident.models import Confirmation, Improvement
from tests.archive.factories import make_record
from tests.communications.factories import (
    make_audience,
    make_communication,
    make_delivery,
    make_group,
    make_release,
    make_revision,
)
from tests.factories import make_incident

NOW = timezone.now()


def open_clauses(incident, task):
    state = evaluate([incident], timezone.now())[incident.pk][task]
    return {clause.code for clause in state.clauses if not clause.holds}


def make_told(incident, group=None, kind="root_cause", state="sent"):
    group = group or make_group()
    audience, _new = Audience.objects.get_or_create(incident=incident, group=group, defaults={"told_at": NOW})
    communication = make_communication(audience, kind=kind, state="released")
    release = make_release(communication, record=make_record(incident), state="finished")
    return make_delivery(release, state=state)


@pytest.fixture
def told(lena):
    """Every task that communications prove is done."""
    incident = make_incident()
    delivery = make_told(incident)
    improvement = Improvement.objects.create(incident=incident, what="Test certificates", state="done")
    told = make_told(incident, delivery.communication.audience.group, "improvements")
    told.communication.improvements.set([improvement])
    Confirmation.objects.create(incident=incident, key="nothing_elsewhere", by=lena)
    return incident


@pytest.mark.parametrize("task", ["tell", "archive", "improvements"])
def test_it_is_done_when_every_clause_holds(told, task):
    assert open_clauses(told, task) == set()


def test_no_audience_at_all_keeps_tell_open(db):
    assert open_clauses(make_incident(), "tell") == {"all_released"}


@pytest.mark.parametrize("state", ["draft", "in_review", "approved", "cancelled"])
def test_an_audience_without_a_released_root_cause_keeps_tell_open(told, state):
    make_communication(make_audience(told), state=state)
    assert open_clauses(told, "tell") == {"all_released"}


def test_an_excluded_audience_need_not_be_told(told):
    make_audience(told, state="excluded", reason="Not connected")
    assert open_clauses(told, "tell") == set()


UNSETTLED = [
    "queued",
    "sending",
    "deferred",
    "failed",
    "bounced",
    "complained",
    "unconfirmed",
    "by_hand",
    "kept_locally",
    "cancelled",
]


@pytest.mark.parametrize("state", UNSETTLED)
def test_a_delivery_that_is_not_settled_keeps_tell_open(told, state):
    release = told.releases.filter(communication__kind="root_cause").get()
    make_delivery(release, state=state)
    assert open_clauses(told, "tell") == {"all_delivered"}


@pytest.mark.parametrize("resolution", ["told_by_hand", "not_reachable"])
def test_a_person_can_resolve_it(told, lena, resolution):
    release = told.releases.filter(communication__kind="root_cause").get()
    make_delivery(release, state="failed", resolution=resolution, resolved_by=lena)
    assert open_clauses(told, "tell") == set()


def test_covered_counts_only_by_a_sent_one(told):
    release = told.releases.filter(communication__kind="root_cause").get()
    first = release.deliveries.get()
    make_delivery(release, first.address, state="covered", covered_by=first)
    assert open_clauses(told, "tell") == set()
    Delivery.objects.filter(pk=first.pk).update(state="failed")
    assert open_clauses(told, "tell") == {"all_delivered"}


def test_suppressed_counts_only_where_the_group_allows_it(told):
    release = told.releases.filter(communication__kind="root_cause").get()
    make_delivery(release, state="suppressed", server_said="unsubscribed")
    assert open_clauses(told, "tell") == set()
    group = release.communication.audience.group
    group.required_notice = True
    group.save()
    assert open_clauses(told, "tell") == {"all_delivered"}


@pytest.mark.parametrize("reason", ["bounced", "complained"])
def test_only_an_unsubscribe_settles_what_is_suppressed(told, reason):
    release = told.releases.filter(communication__kind="root_cause").get()
    make_delivery(release, state="suppressed", server_said=reason)
    assert open_clauses(told, "tell") == {"all_delivered"}


def test_what_was_cancelled_and_released_again_is_counted_once(told, lena):
    communication = told.communications.get(kind="root_cause")
    before = make_release(communication, revision=communication.revisions.get(), state="cancelled")
    make_delivery(before, state="cancelled")
    assert open_clauses(told, "tell") == set()
    told.releases.exclude(pk=before.pk).filter(communication=communication).update(state="cancelled")
    assert open_clauses(told, "tell") == {"all_delivered"}


@pytest.mark.parametrize("state", ["failed", "kept_locally", "unconfirmed"])
def test_told_by_hand_without_a_record_keeps_archive_open(told, lena, state):
    release = make_release(make_communication(make_audience(told), kind="update", state="released"))
    make_delivery(release, state=state, resolution="told_by_hand", resolved_by=lena)
    assert open_clauses(told, "archive") == {"all_filed"}


def test_a_hand_over_without_a_record_keeps_archive_open(told):
    make_delivery(make_release(make_communication(make_audience(told), kind="update", state="released")), state="sent")
    assert open_clauses(told, "archive") == {"all_filed"}


def test_a_record_that_was_changed_keeps_archive_open(told):
    with guards.lifted(connection), connection.cursor() as cursor:
        cursor.execute("UPDATE archive_recordbody SET text = 'other'")
    assert open_clauses(told, "archive") == {"all_filed"}


def test_what_is_kept_locally_keeps_archive_open(told):
    make_told(told, kind="update", state="kept_locally")
    assert open_clauses(told, "archive") == {"none_local"}


def test_nobody_confirming_keeps_archive_open(told):
    Confirmation.objects.all().delete()
    assert open_clauses(told, "archive") == {"nothing_elsewhere"}


def test_an_audience_told_that_heard_of_no_improvement_keeps_it_open(told):
    make_told(told)
    assert open_clauses(told, "improvements") == {"improvements_told"}


def test_an_audience_told_through_another_heard_of_it_too(told):
    by = told.releases.get(communication__kind="root_cause").deliveries.get()
    release = make_release(make_communication(make_audience(told), state="released"), state="finished")
    make_delivery(release, by.address, state="covered", covered_by=by)
    assert open_clauses(told, "improvements") == {"improvements_told"}


def test_an_improvements_message_not_delivered_keeps_it_open(told):
    make_delivery(told.releases.get(communication__kind="improvements"), state="failed")
    assert open_clauses(told, "improvements") == {"improvements_told"}


def test_nothing_to_improve_needs_a_person_and_a_reason(told, lena):
    Improvement.objects.all().delete()
    assert open_clauses(told, "improvements") == {"improvements_told"}
    Confirmation.objects.create(incident=told, key="nothing_to_improve", by=lena, reason="A supplier's fault")
    assert open_clauses(told, "improvements") == set()


def test_a_commitment_past_due_keeps_it_open_until_reported_or_explained(told):
    first = told.communications.get(kind="root_cause")
    promise = Commitment.objects.create(
        incident=told, audience=first.audience, kind="next_update", text="Next update", due_at=NOW, told_in=first
    )
    assert open_clauses(told, "improvements") == {"commitments_settled"}
    commit(told.communications.get(kind="improvements"))
    promise.refresh_from_db()
    assert promise.state == "explained"
    assert open_clauses(told, "improvements") == set()


def test_a_commitment_not_yet_due_keeps_nothing_open(told):
    first = told.communications.get(kind="root_cause")
    later = NOW + timedelta(days=1)
    Commitment.objects.create(
        incident=told, audience=first.audience, kind="next_update", text="Next update", due_at=later, told_in=first
    )
    assert open_clauses(told, "improvements") == set()


def test_a_promise_is_kept_when_told_as_done_and_explained_when_late(told):
    group = make_group()
    improvement = Improvement.objects.create(
        incident=told, what="Check payments", due_on=NOW.date() + timedelta(days=3)
    )
    first = make_communication(make_audience(told, group), state="released")
    first.improvements.set([improvement])
    commit(first)
    promise = Commitment.objects.get(audience=first.audience)
    assert promise.state == "open"
    report = make_communication(first.audience, kind="improvements", state="released")
    make_revision(report)
    report.improvements.set([improvement])
    commit(report)
    promise.refresh_from_db()
    assert promise.state == "open"
    commit(report, NOW + timedelta(days=9))
    promise.refresh_from_db()
    assert (promise.state, promise.reported_in) == ("explained", report)


@pytest.mark.parametrize(("days", "states"), [(30, ["explained", "open"]), (3, ["explained"])])
def test_what_is_explained_as_late_is_promised_anew_only_with_a_new_date(told, days, states):
    improvement = Improvement.objects.create(
        incident=told, what="Check payments", due_on=NOW.date() + timedelta(days=3)
    )
    first = make_communication(make_audience(told, make_group()), state="released")
    first.improvements.set([improvement])
    commit(first)
    Improvement.objects.filter(pk=improvement.pk).update(due_on=NOW.date() + timedelta(days=days))
    report = make_communication(first.audience, kind="improvements", state="released")
    report.improvements.set([improvement])
    for _twice in range(2):
        commit(report, NOW + timedelta(days=9))
        found = Commitment.objects.filter(audience=first.audience).order_by("due_at")
        assert [one.state for one in found] == states
    assert found.last().told_in == (report if days == 30 else first)


def test_the_evidence_makes_the_same_queries_for_two_and_twenty(told, connection_queries):
    few = [told, make_incident()]
    many = few + [make_incident() for _ in range(18)]
    for incident in many[2:]:
        make_told(incident)
    assert connection_queries(lambda: evaluate(few, NOW)) == connection_queries(lambda: evaluate(many, NOW))
