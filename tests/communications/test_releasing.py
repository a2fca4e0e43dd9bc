import pytest

from archive.models import Publication, Record
from communications.delivery.handover import sender_of
from communications.delivery.letters import letter_of
from communications.models import Audience, Communication, Delivery, Endpoint, Release, StakeholderGroup
from communications.recipients import recipients_of
from communications.verbs import releasing
from postincident.errors import Refused
from postincident.models import Event
from tests.communications.factories import (
    make_audience,
    make_communication,
    make_contact,
    make_delivery,
    make_group,
    make_release,
    make_revision,
    make_suppression,
)
from tests.factories import make_incident

pytestmark = pytest.mark.django_db


def approved(audience=None, **fields):
    communication = make_communication(audience, state=Communication.State.APPROVED, **fields)
    make_revision(communication)
    return communication


def test_it_freezes_everyone_in_exactly_one_state(lena):
    incident = make_incident()
    first, second = make_group("First", priority=1), make_group("Second", priority=2)
    for name in ("a", "b"):
        make_contact(first, second, address=f"{name}@example.net")
    make_contact(second, address="stopped@example.net")
    make_contact(second, address=None)
    make_suppression("stopped@example.net", second)
    communications = [approved(make_audience(incident, group)) for group in (first, second)]
    releasing.release(lena, communications)
    found = sorted(Delivery.objects.values_list("communication__audience__group__name", "address", "state"))
    assert found == [
        ("First", "a@example.net", "queued"),
        ("First", "b@example.net", "queued"),
        ("Second", "", "by_hand"),
        ("Second", "a@example.net", "covered"),
        ("Second", "b@example.net", "covered"),
        ("Second", "stopped@example.net", "suppressed"),
    ]
    covered = Delivery.objects.filter(state="covered").select_related("covered_by")
    assert all(one.covered_by.communication_id == communications[0].pk for one in covered)


def test_it_says_go_and_who_did_it(lena):
    audience = make_audience()
    make_contact(audience.group)
    (release,) = releasing.release(lena, [approved(audience)])
    assert (release.state, release.released_by) == (Release.State.SENDING, lena)
    event = Event.objects.get(verb="communication.released")
    assert (event.user, event.data["addressed"]) == (lena, 1)
    message_id = Delivery.objects.get().message_id
    assert message_id.startswith("<") and message_id.endswith(">")


def test_only_a_manager_releases(amara):
    with pytest.raises(Refused) as refusal:
        releasing.release(amara, [approved()])
    assert refusal.value.code == "not_allowed"


@pytest.mark.parametrize("state", ["draft", "in_review", "released", "cancelled"])
def test_it_refuses_what_is_not_approved(lena, state):
    communication = approved()
    Communication.objects.update(state=state)
    with pytest.raises(Refused) as refusal:
        releasing.release(lena, [communication])
    assert refusal.value.code == "not_approved"


@pytest.mark.parametrize("field", ["canonical", "digest"])
def test_it_refuses_what_is_not_what_was_approved(lena, field):
    communication = approved()
    make_contact(communication.audience.group)
    communication.revisions.update(**{field: "something else"})
    with pytest.raises(Refused) as refusal:
        releasing.release(lena, [communication])
    assert refusal.value.code == "not_what_was_approved"
    assert not Release.objects.exists()


@pytest.mark.parametrize(
    "change", [{"from_name": "Somebody else"}, {"reply_to": "other@example.net"}, {"required_notice": True}]
)
def test_it_refuses_another_sender_than_was_approved(lena, change):
    communication = approved()
    make_contact(communication.audience.group)
    StakeholderGroup.objects.update(**change)
    with pytest.raises(Refused) as refusal:
        releasing.release(lena, [communication])
    assert refusal.value.code == "not_what_was_approved"


def test_a_group_that_changes_while_its_mail_leaves_changes_nothing_of_it(lena):
    communication = approved()
    make_contact(communication.audience.group)
    releasing.release(lena, [communication])
    before = letter_of(Release.objects.get())
    StakeholderGroup.objects.update(from_name="Somebody else", reply_to="other@example.net", required_notice=True)
    assert letter_of(Release.objects.get()) == before
    assert sender_of(Release.objects.get())["name"] == before.from_name


def test_it_refuses_other_recipients_than_were_shown(lena):
    communication = approved()
    make_contact(communication.audience.group)
    shown = recipients_of([communication]).digest
    make_contact(communication.audience.group)
    with pytest.raises(Refused) as refusal:
        releasing.release(lena, [communication], shown=shown)
    assert refusal.value.code == "recipients_changed"
    assert releasing.release(lena, [communication], shown=recipients_of([communication]).digest)


def test_it_refuses_to_write_to_nobody(lena):
    with pytest.raises(Refused) as refusal:
        releasing.release(lena, [approved()])
    assert refusal.value.code == "nobody"


def public_audience():
    group = make_group(kind="public", channels=["page"])
    Endpoint.objects.create(group=group, kind=Endpoint.Kind.PAGE)
    return make_audience(group=group)


def test_a_page_waits_for_an_explicit_choice(lena):
    releasing.release(lena, [approved(public_audience())])
    assert not Publication.objects.exists()
    page = Delivery.objects.get()
    assert page.state == "by_hand"
    releasing.publish_by_choice(lena, page)
    assert Publication.objects.get().published_by == lena


def test_publishing_is_the_hand_over(lena):
    (release,) = releasing.release(lena, [approved(public_audience())], publish=True)
    release.refresh_from_db()
    assert Delivery.objects.get().state == "sent"
    assert release.record == Record.objects.get() == Publication.objects.get().record
    assert Audience.objects.get().told_at is not None


def test_cancelling_before_anything_left_allows_another_release(lena):
    audience = make_audience()
    make_contact(audience.group)
    communication = approved(audience)
    (release,) = releasing.release(lena, [communication])
    assert releasing.cancel(lena, release) == 1
    communication.refresh_from_db()
    assert communication.state == Communication.State.APPROVED
    releasing.release(lena, [communication])
    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["cancelled", "queued"]


def test_cancelling_makes_the_covered_due_again(lena):
    incident = make_incident()
    groups = make_group(priority=1), make_group(priority=2)
    make_contact(*groups, address="both@example.net")
    communications = [approved(make_audience(incident, group)) for group in groups]
    first, second = releasing.release(lena, communications)
    releasing.cancel(lena, first)
    assert second.deliveries.get().state == "queued"


def test_pause_and_resume(lena):
    audience = make_audience()
    make_contact(audience.group)
    (release,) = releasing.release(lena, [approved(audience)])
    releasing.pause(lena, release)
    release.refresh_from_db()
    assert release.state == Release.State.PAUSED
    releasing.resume(lena, release)
    release.refresh_from_db()
    assert release.state == Release.State.SENDING
    with pytest.raises(Refused):
        releasing.resume(lena, release)


def test_retry_takes_only_those_without_the_message(lena):
    release = make_release(state="finished")
    failed = make_delivery(release, state="failed", server_said="550 no")
    other = make_delivery(release, state="failed", server_said="554 policy")
    make_delivery(release, state="sent")
    assert releasing.retry(lena, release, reasons=["554 policy"]) == 1
    failed.refresh_from_db()
    other.refresh_from_db()
    assert (failed.state, other.state) == ("failed", "queued")


def test_retry_never_writes_twice_to_one_address(lena):
    audience = make_audience()
    release = make_release(make_communication(audience), state="finished")
    other = make_release(make_communication(make_audience(audience.incident)))
    failed = make_delivery(release, "both@example.net", state="failed")
    told = make_delivery(other, "both@example.net", state="sent")
    with pytest.raises(Refused):
        releasing.retry(lena, release)
    failed.refresh_from_db()
    assert failed.state == "failed"
    assert told.state == "sent"


def test_told_by_hand_files_the_record(tomas):
    release = make_release(state="finished")
    delivery = make_delivery(release, state="by_hand", channel="by_hand")
    releasing.resolve(tomas, delivery, "told_by_hand", "By phone at 10:00")
    delivery.refresh_from_db()
    assert (delivery.resolution, delivery.resolved_by) == ("told_by_hand", tomas)
    assert Record.objects.count() == 1


def test_not_reachable_needs_a_reason_and_files_nothing(tomas):
    delivery = make_delivery(make_release(), state="failed")
    with pytest.raises(Refused):
        releasing.resolve(tomas, delivery, "not_reachable", " ")
    releasing.resolve(tomas, delivery, "not_reachable", "Left the company")
    assert not Record.objects.exists()


@pytest.mark.parametrize(("decision", "state", "records"), [("resend", "queued", 0), ("sent", "sent", 1)])
def test_one_decision_for_all_unconfirmed(lena, decision, state, records):
    release = make_release(state="finished")
    deliveries = [make_delivery(release, state="unconfirmed", lease_worker="w") for _ in range(3)]
    kept = {one.pk: one.message_id for one in deliveries}
    assert releasing.decide_unconfirmed(lena, release, decision) == 3
    assert dict(release.deliveries.values_list("pk", "message_id")) == kept
    assert set(release.deliveries.values_list("state", flat=True)) == {state}
    assert Record.objects.count() == records
