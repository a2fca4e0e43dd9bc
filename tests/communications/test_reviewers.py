"""Who is asked to review, who may decide, and who stands in."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from communications.models import ReviewRequest, StakeholderGroup
from communications.needs import communications_needs
from communications.verbs import asking, drafting, reviewing
from postincident import reminders
from postincident.errors import Refused
from postincident.models import Event, Incident, IncidentAccess
from postincident.registry import registry
from tests.communications.factories import make_audience, make_communication, make_group, make_revision
from tests.communications.test_drafting import customers, incident  # noqa: F401 - fixtures
from tests.factories import make_user


@pytest.fixture
def group(customers):  # noqa: F811
    return customers.audience.group


@pytest.fixture
def noor(db):
    return make_user("Noor Haddad", role="reviewer")


def asked(revision):
    return [(row.reviewer, row.in_place_of) for row in revision.requests.all()]


def waits_for(user):
    return [need for need in communications_needs(user, timezone.now()) if need.title.startswith("Review: ")]


def refused(verb, *args):
    with pytest.raises(Refused) as said:
        verb(*args)
    return said.value.code


def away(user, delegate=None, days=3):
    user.absent_until, user.delegate = timezone.localdate() + timedelta(days=days), delegate
    user.save()


def test_without_assigned_reviewers_whoever_is_free_first_reviews(customers, tomas, amara, noor):  # noqa: F811
    revision = reviewing.submit(tomas, customers)
    assert asked(revision) == []
    assert waits_for(amara) and waits_for(noor)
    reviewing.approve(noor, revision, revision.digest)


def test_assigned_reviewers_are_asked_and_nobody_else_decides(group, customers, tomas, amara, noor):  # noqa: F811
    group.reviewers.set([amara])
    revision = reviewing.submit(tomas, customers)
    assert asked(revision) == [(amara, None)]
    assert waits_for(amara) and not waits_for(noor)
    assert refused(reviewing.approve, noor, revision, revision.digest) == "not_asked"
    assert refused(reviewing.send_back, noor, revision, "Later.") == "not_asked"
    reviewing.approve(amara, revision, revision.digest)


def test_a_manager_may_decide_unasked_and_is_not_bothered(group, customers, tomas, amara, lena):  # noqa: F811
    group.reviewers.set([amara])
    revision = reviewing.submit(tomas, customers)
    assert not waits_for(lena)
    reviewing.approve(lena, revision, revision.digest)


def test_a_group_of_managers_is_decided_by_managers(group, customers, tomas, amara, lena):  # noqa: F811
    StakeholderGroup.objects.filter(pk=group.pk).update(reviewer_role="manager")
    revision = reviewing.submit(tomas, customers)
    assert not waits_for(amara) and waits_for(lena)
    assert refused(reviewing.approve, amara, revision, revision.digest) == "managers_only"
    reviewing.approve(lena, revision, revision.digest)


def test_a_delegate_is_asked_in_the_place_of_somebody_away(group, customers, tomas, amara, noor, sign_in):  # noqa: F811
    group.reviewers.set([amara])
    away(amara, noor)
    revision = reviewing.submit(tomas, customers)
    assert asked(revision) == [(noor, amara)]
    assert "in the place of Amara Okafor" in waits_for(noor)[0].detail
    url = reverse("communications:communication-review", args=[customers.pk])
    assert "in the place of Amara Okafor" in sign_in(noor).get(url).text
    reviewing.approve(noor, revision, revision.digest)


@pytest.mark.parametrize("role", ["viewer", "communicator"])
def test_a_delegate_who_may_not_review_is_not_asked(group, customers, tomas, amara, noor, role):  # noqa: F811
    group.reviewers.set([amara])
    away(amara, make_user("Deputy", role=role))
    revision = reviewing.submit(tomas, customers)
    assert asked(revision) == []
    assert waits_for(noor)


def test_a_delegate_who_wrote_it_does_not_stand_in(group, customers, tomas, amara, noor):  # noqa: F811
    section = customers.sections.get(key="summary")
    drafting.edit_section(noor, section, body=section.body + " Sorry.", version=section.version)
    group.reviewers.set([amara])
    away(amara, noor)
    revision = reviewing.submit(tomas, customers)
    assert asked(revision) == []


def test_when_no_assigned_reviewer_may_it_says_so_and_anybody_may(group, customers, tomas, amara, noor, sign_in):  # noqa: F811
    group.reviewers.set([amara])
    section = customers.sections.get(key="summary")
    drafting.edit_section(amara, section, body=section.body + " Sorry.", version=section.version)
    data = {"subject": customers.subject, "version": drafting.locked(customers).version, "do": "submit"}
    for one in customers.sections.all():
        data |= {f"s{one.pk}-{name}": getattr(one, name) for name in ("title", "body", "version")}
    page = sign_in(tomas).post(customers.get_absolute_url(), data, follow=True)
    assert "Too few of its assigned reviewers can review it" in page.text
    revision = customers.revisions.get()
    reviewing.approve(noor, revision, revision.digest)


def test_one_assigned_where_two_are_needed_leaves_the_second_open(group, customers, tomas, amara, noor):  # noqa: F811
    StakeholderGroup.objects.filter(pk=group.pk).update(reviewers_needed=2)
    group.reviewers.set([amara])
    revision = reviewing.submit(tomas, customers)
    assert waits_for(noor)
    for person in (noor, amara):
        reviewing.approve(person, revision, revision.digest)
    revision.refresh_from_db()
    assert revision.state == "approved"


def test_whoever_goes_away_hands_their_requests_to_their_delegate(group, customers, tomas, amara, noor):  # noqa: F811
    group.reviewers.set([amara])
    revision = reviewing.submit(tomas, customers)
    away(amara, noor)
    registry.sweeps["reviews"](timezone.now())
    assert asked(revision) == [(noor, amara)]
    assert waits_for(noor) and not waits_for(amara)
    assert Event.objects.get(verb="review.handed_over").data["to"] == noor.pk
    registry.sweeps["reviews"](timezone.now())
    assert Event.objects.filter(verb="review.handed_over").count() == 1
    reviewing.approve(amara, revision, revision.digest)  # back early: it was asked of them


def test_what_was_decided_is_not_handed_over(group, customers, tomas, amara, noor):  # noqa: F811
    StakeholderGroup.objects.filter(pk=group.pk).update(reviewers_needed=2)
    group.reviewers.set([amara, noor])
    revision = reviewing.submit(tomas, customers)
    reviewing.approve(amara, revision, revision.digest)
    away(amara, make_user("Deputy", role="manager"))
    assert asking.sweep(timezone.now()) == 0


def test_somebody_away_without_a_delegate_keeps_nobody_waiting(group, customers, tomas, amara, noor):  # noqa: F811
    group.reviewers.set([amara])
    revision = reviewing.submit(tomas, customers)
    away(amara)
    asking.sweep(timezone.now())
    assert waits_for(noor)
    reviewing.approve(noor, revision, revision.digest)


def test_on_a_restricted_incident_only_those_named_are_asked(group, customers, tomas, amara, noor):  # noqa: F811
    Incident.objects.filter(pk=customers.incident_id).update(restricted=True)
    for person in (tomas, noor):
        IncidentAccess.objects.create(incident=customers.incident, user=person)
    group.reviewers.set([amara, noor])
    assert asked(reviewing.submit(tomas, customers)) == [(noor, None)]


@pytest.mark.parametrize(("told_in", "hours"), [(None, 6), (2, 2), (-5, 1)])
def test_a_review_is_due_by_the_groups_hours_and_before_the_audience_is_told(
    group,
    customers,  # noqa: F811
    tomas,
    amara,
    told_in,
    hours,
):
    StakeholderGroup.objects.filter(pk=group.pk).update(review_hours=6)
    group.reviewers.set([amara])
    due = {} if told_in is None else {"root_cause": (timezone.now() + timedelta(hours=told_in)).isoformat()}
    type(customers.audience).objects.filter(pk=customers.audience_id).update(due=due)
    row = reviewing.submit(tomas, customers).requests.get()
    assert abs(row.due_at - timezone.now() - timedelta(hours=hours)) < timedelta(minutes=1)
    assert waits_for(amara)[0].due_at == row.due_at


def test_a_request_is_mailed_without_the_words_of_the_message(group, customers, tomas, amara, noor):  # noqa: F811
    for person in (tomas, noor):
        person.notify_due = False
        person.save()
    group.reviewers.set([amara, noor])
    noor.notify_reviews = False
    noor.save()
    reviewing.submit(tomas, customers)
    reminders.sweep(timezone.now())
    (sent,) = [one for one in mail.outbox if "Review: Customers" in one.body]
    assert sent.to == [amara.email]
    assert "from Tomás Ribeiro" in sent.body and "due" in sent.body
    assert "certificate" not in sent.body + str(sent.alternatives[0])


def test_the_submitter_chooses_others(group, customers, tomas, amara, noor, sign_in):  # noqa: F811
    group.reviewers.set([amara])
    revision = reviewing.submit(tomas, customers)
    url = reverse("communications:review-ask", args=[customers.pk])
    client = sign_in(tomas)
    assert "Noor Haddad" in client.get(url).text
    assert "Asked to review it: Noor Haddad." in client.post(url, {"reviewers": [noor.pk]}, follow=True).text
    assert asked(revision) == [(noor, None)]
    assert "Choose at least one reviewer." in client.post(url, {}).text
    assert "Select a valid choice" in client.post(url, {"reviewers": [tomas.pk]}).text
    assert asked(revision) == [(noor, None)]


def test_who_submitted_it_reads_who_was_asked_and_finds_the_way_to_choose(group, customers, tomas, amara, sign_in):  # noqa: F811
    group.reviewers.set([amara])
    assert "1 of Amara Okafor" in sign_in(tomas).get(customers.get_absolute_url()).text  # while it is written
    reviewing.submit(tomas, customers)
    text = sign_in(tomas).get(customers.get_absolute_url()).text
    assert "Asked to review it: Amara Okafor." in text
    assert reverse("communications:review-ask", args=[customers.pk]) in text


def test_only_the_submitter_or_a_manager_chooses(group, customers, tomas, amara, noor, lena):  # noqa: F811
    group.reviewers.set([amara])
    revision = reviewing.submit(tomas, customers)
    assert refused(asking.choose_reviewers, noor, revision, [noor]) == "not_submitter"
    assert refused(asking.choose_reviewers, tomas, revision, [tomas]) == "not_these"
    asking.choose_reviewers(lena, revision, [noor])
    reviewing.approve(noor, revision, revision.digest)
    assert refused(asking.choose_reviewers, lena, revision, [amara]) == "not_in_review"


def test_whoever_decided_stays_among_those_asked(group, customers, tomas, amara, noor, lena):  # noqa: F811
    StakeholderGroup.objects.filter(pk=group.pk).update(reviewers_needed=2)
    group.reviewers.set([amara, noor])
    revision = reviewing.submit(tomas, customers)
    reviewing.approve(amara, revision, revision.digest)
    asking.choose_reviewers(tomas, revision, [lena])
    assert {row.reviewer for row in ReviewRequest.objects.all()} == {amara, lena}


def test_it_reads_what_waits_with_as_many_queries_for_many(group, incident, amara, noor, connection_queries):  # noqa: F811
    def submit_more(times):
        for _ in range(times):
            communication = make_communication(make_audience(incident, make_group()), state="in_review")
            revision = make_revision(communication, state="in_review")
            revision.requests.create(reviewer=amara, in_place_of=noor, due_at=timezone.now())

    submit_more(2)
    few = connection_queries(lambda: waits_for(amara))
    submit_more(8)
    assert connection_queries(lambda: waits_for(amara)) == few
    assert len(waits_for(amara)) == 10


def next_step(client, communication):
    page = client.get(communication.get_absolute_url()).text
    return " ".join(page[page.index('id="next"') : page.index("As the reader sees it")].split())


def test_whoever_wrote_it_reads_who_may_review_it(customers, sign_in, lena, amara):  # noqa: F811
    reviewing.submit(lena, customers)
    step = next_step(sign_in(lena), customers)
    assert "Waiting for a review by Amara Okafor. You wrote on it, so somebody else approves it." in step
    assert "Review it" not in step
    assert "See its review" in step


def test_it_is_the_next_step_of_whoever_may_review_it(customers, sign_in, tomas, amara, vera):  # noqa: F811
    revision = reviewing.submit(tomas, customers)
    step = next_step(sign_in(amara), customers)
    assert "btn-primary" in step and "Review it" in step and "Waiting for" not in step
    step = next_step(sign_in(vera), customers)
    assert "Waiting for a review by Amara Okafor" in step and "See its review" not in step
    type(revision).objects.filter(pk=revision.pk).update(reviewers_needed=2)
    reviewing.approve(amara, revision, revision.digest)
    assert "Review it" not in next_step(sign_in(amara), customers)


def test_only_those_asked_are_waited_for(group, customers, sign_in, tomas, amara, noor, lena):  # noqa: F811
    group.reviewers.set([noor])
    reviewing.submit(tomas, customers)
    assert "Waiting for a review by Noor Haddad." in next_step(sign_in(tomas), customers)
    assert "Review it" not in next_step(sign_in(amara), customers)
    assert "Review it" in next_step(sign_in(lena), customers)


def test_it_says_when_nobody_could_review_it(customers, sign_in, tomas, amara):  # noqa: F811
    reviewing.submit(tomas, customers)
    away(amara)
    type(amara).objects.exclude(pk=amara.pk).filter(role="manager").update(is_active=False)
    assert "nobody who could give it is here" in next_step(sign_in(tomas), customers)
