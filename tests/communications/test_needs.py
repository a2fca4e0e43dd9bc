from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from communications.models import Commitment
from communications.needs import communications_needs
from communications.verbs import drafting, releasing, reviewing
from postincident import reminders
from postincident.models import Improvement, Incident
from postincident.needs import needs_of
from postincident.vocabulary import TaskKey
from tests.communications.factories import make_audience, make_communication, make_delivery, make_group, make_release
from tests.communications.test_drafting import customers, incident  # noqa: F401 - fixtures
from tests.factories import make_incident


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
    assert "Approved, not released" in dict(map(reversed, whys(lena)))


def test_who_sent_a_revision_back_is_asked_for_the_next(quiet, customers, tomas, amara):  # noqa: F811
    reviewing.submit(tomas, customers)
    reviewing.send_back(amara, customers.revisions.get(), "Say it sooner.")
    assert whys(amara) == []
    reviewing.submit(tomas, customers)
    assert ("review", "Waiting for you") in whys(amara)


def test_what_was_not_delivered_waits_for_a_manager(lena, vera):
    make_delivery(make_release(), state="failed")
    assert ("gap", "Not delivered") in whys(lena)
    assert whys(vera) == []


@pytest.mark.parametrize("state", ["failed", "bounced", "complained"])
def test_a_required_notice_that_did_not_arrive_is_overdue_for_its_owner(lena, tomas, vera, state):
    release = make_release(make_communication(make_audience(group=make_group(required_notice=True)), state="released"))
    delivery = make_delivery(release, state=state)
    Incident.objects.update(lead=tomas)
    assert ("overdue", "Required notice not delivered") in whys(tomas)
    assert ("overdue", "Required notice not delivered") in whys(lena)
    assert whys(vera) == []
    releasing.resolve(tomas, delivery, "told_by_hand", "By phone")
    assert whys(tomas) == whys(lena) == []


def test_other_mail_that_did_not_arrive_is_not_asked_of_the_lead(tomas):
    make_delivery(make_release(), state="failed")
    Incident.objects.update(lead=tomas)
    assert whys(tomas) == []


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


def titles(user):
    return [need.title for need in needs_of(user, timezone.now())]


def test_an_untold_audience_stands_in_for_the_task(incident, lena):  # noqa: F811
    incident.tasks.update(due_at=timezone.now() + timedelta(days=30))
    incident.tasks.filter(key="tell").update(due_at=timezone.now() - timedelta(hours=1))
    assert any(title.startswith("Root cause not yet sent to") for title in titles(lena))
    assert TaskKey.TELL.label not in titles(lena)


def test_what_waits_for_the_lead_is_not_said_again_as_untold(incident, customers, tomas, lena):  # noqa: F811
    incident.audiences.exclude(pk=customers.audience_id).delete()
    assert [title for title in titles(lena) if "Customers" in title] == ["Root cause not yet sent to Customers"]
    reviewing.submit(tomas, customers)
    assert [title for title in titles(lena) if "Customers" in title] == ["Review: Customers: Root cause & next steps"]
    reviewing.approve(lena, customers.revisions.get(), customers.revisions.get().digest)
    assert [title for title in titles(lena) if "Customers" in title] == ["Release: Customers: Root cause & next steps"]


def test_an_approved_communication_past_its_time_is_overdue(incident, customers, tomas, amara, lena):  # noqa: F811
    incident.audiences.update(due={"root_cause": (timezone.now() - timedelta(hours=1)).isoformat()})
    reviewing.submit(tomas, customers)
    reviewing.approve(amara, customers.revisions.get(), customers.revisions.get().digest)
    assert ("overdue", "Approved, not released") in whys(lena)


def test_a_promise_to_several_audiences_is_one_thing(quiet, lena, tomas):
    audiences = list(quiet.audiences.select_related("group").order_by("group__priority"))
    improvement = quiet.improvements.create(
        what="Failover", public_wording="Switch by itself", owner=lena, due_on=timezone.localdate() - timedelta(days=2)
    )
    quiet.tasks.filter(key="improvements").update(due_at=timezone.now() - timedelta(days=1))
    for audience in audiences:
        told_in = quiet.communications.create(
            audience=audience, kind="root_cause", subject="S", created_by=tomas, state="released"
        )
        Commitment.objects.create(
            incident=quiet,
            audience=audience,
            kind="improvement",
            improvement=improvement,
            text=improvement.public_wording,
            due_at=timezone.now() - timedelta(days=2),
            told_in=told_in,
        )
    assert len(audiences) > 2
    (title,) = [title for title in titles(lena) if "Switch by itself" in title or "Failover" in title]
    assert (
        title == f"{audiences[0].group}, {audiences[1].group} and {len(audiences) - 2} more were told: Switch by itself"
    )
    assert TaskKey.IMPROVEMENTS.label not in titles(lena)


def test_each_revision_is_asked_for_by_mail_though_it_is_due_at_the_same_time(quiet, customers, tomas, amara):  # noqa: F811
    soon = timezone.now() + timedelta(hours=3)
    quiet.audiences.update(due={"root_cause": soon.isoformat()})
    reviewing.submit(tomas, customers)
    assert _mailed_to(amara, timezone.now()) == 1
    reviewing.send_back(amara, customers.revisions.get(), "Say it sooner.")
    reviewing.submit(tomas, customers)
    assert _mailed_to(amara, timezone.now() + timedelta(minutes=20)) == 1
    assert _mailed_to(amara, timezone.now() + timedelta(minutes=40)) == 0


def _mailed_to(user, now):
    mail.outbox.clear()
    reminders.sweep(now)
    return sum(user.email in sent.to for sent in mail.outbox)


def test_what_is_approved_anew_is_mailed_anew(quiet, customers, tomas, amara, lena):  # noqa: F811
    for at in (0, 20):
        reviewing.submit(tomas, customers)
        revision = customers.revisions.first()
        reviewing.approve(amara, revision, revision.digest)
        assert _mailed_to(lena, timezone.now() + timedelta(minutes=at)) == 1
        section = customers.sections.first()
        drafting.edit_section(tomas, section, body=section.body + " More.", version=section.version)


def test_promises_that_are_due_together_are_all_named_in_the_mail(lena):
    release = make_release()
    Incident.objects.update(lead=lena)
    due = timezone.now() - timedelta(hours=1)
    for what in ("Test each certificate", "Watch the expiry dates"):
        improvement = Improvement.objects.create(incident=release.incident, what=what)
        Commitment.objects.create(
            incident=release.incident,
            audience=release.communication.audience,
            kind="improvement",
            improvement=improvement,
            text=what,
            due_at=due,
            told_in=release.communication,
        )
    assert _mailed_to(lena, timezone.now()) == 1
    (body,) = [sent.body for sent in mail.outbox if lena.email in sent.to]
    assert "Test each certificate" in body and "Watch the expiry dates" in body


HOURS = {"acknowledgement": -30, "resolution": -2, "root_cause": 5}


@pytest.fixture
def lasting(lena):
    """Of two audiences nothing has left, though the acknowledgement and the resolution should have."""
    led = make_incident(lead=lena)
    due = {kind: (timezone.now() + timedelta(hours=n)).isoformat() for kind, n in HOURS.items()}
    for name in ("Shops", "Banks"):
        make_audience(led, make_group(name), due=due)
    return led


def untold(user):
    return [(need.why, need.title) for need in communications_needs(user, timezone.now())]


def test_what_is_late_to_several_audiences_is_one_need_of_the_lead(lasting, lena, amara):
    late = ("overdue", "Resolution not yet sent to Banks and Shops")
    assert set(untold(lena)) == {late, ("due", "Root cause not yet sent to Banks and Shops")}
    assert untold(amara) == []


def test_a_late_acknowledgement_is_asked_for_while_the_incident_lasts(lasting, lena):
    Incident.objects.update(resolved_at=None)
    for audience in lasting.audiences.all():
        audience.due.pop("resolution"), audience.due.pop("root_cause")
        audience.save()
    assert untold(lena) == [("overdue", "Acknowledgement not yet sent to Banks and Shops")]


@pytest.mark.parametrize(
    ("kind", "state", "still"),
    [
        ("resolution", "draft", True),
        ("resolution", "released", False),
        ("root_cause", "draft", False),
        ("improvements", "draft", False),
        ("update", "released", True),
        ("root_cause", "cancelled", True),
    ],
)
def test_what_has_left_or_is_behind_is_not_asked_for(lasting, lena, kind, state, still):
    make_communication(lasting.audiences.get(group__name="Shops"), kind=kind, state=state)
    late = "Resolution not yet sent to Banks and Shops" if still else "Resolution not yet sent to Banks"
    assert ("overdue", late) in untold(lena)


def test_what_is_late_asks_as_many_queries_for_many_audiences(lasting, lena, django_assert_max_num_queries):
    with CaptureQueriesContext(connection) as few:
        untold(lena)
    for _n in range(20):
        make_audience(make_incident(lead=lena), due=lasting.audiences.first().due)
    with django_assert_max_num_queries(len(few)):
        assert len(untold(lena)) == 10


def test_home_says_what_is_late(sign_in, lasting, lena):
    page = sign_in(lena).get("/")
    assert "Resolution not yet sent to Banks and Shops" in page.text
    assert "Acknowledgement not yet sent" not in page.text
