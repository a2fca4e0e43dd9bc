"""A correction stops what has not left: nobody reads what is known to be wrong."""

import pytest
from django.urls import reverse
from django.utils import timezone

from communications.delivery.recovery import sweep
from communications.models import Communication, Delivery, Release
from communications.needs import communications_needs
from communications.verbs import drafting, releasing
from postincident.errors import Refused
from tests.communications.delivery.conftest import mailbox  # noqa: F401 - a fixture
from tests.communications.factories import (
    make_audience,
    make_communication,
    make_contact,
    make_delivery,
    make_group,
    make_release,
    make_revision,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def first():
    group = make_group("Shops")
    for number in range(3):
        make_contact(group, address=f"reader{number}@example.net")
    one = make_communication(make_audience(group=group), state=Communication.State.APPROVED)
    make_revision(one)
    return one


def corrected(first, user) -> Communication:
    """An approved correction of it."""
    (one,) = drafting.draft(user, first.incident, first.kind, [first.audience], corrects=first)
    make_revision(one)
    Communication.objects.filter(pk=one.pk).update(state=Communication.State.APPROVED)
    return one


def states(release):
    return sorted(release.deliveries.values_list("state", flat=True))


def test_beginning_one_holds_back_what_has_not_left(sign_in, lena, tomas, mailbox, first):  # noqa: F811
    (release,) = releasing.release(lena, [first])
    release.deliveries.filter(address="reader0@example.net").update(state=Delivery.State.SENT)
    sign_in(tomas).post(reverse("communications:communication-correct", args=[first.pk]))
    release.refresh_from_db()
    assert (release.state, release.pause_reason) == ("paused", "A correction of it is being written.")
    sweep(timezone.now())
    assert mailbox.received == []
    assert [need.title for need in communications_needs(lena, timezone.now()) if need.label == "Paused"]


def test_a_manager_may_let_it_go_on_until_the_correction_is_released(lena, tomas, mailbox, first):  # noqa: F811
    (release,) = releasing.release(lena, [first])
    corrected(first, tomas)
    releasing.resume(lena, release)
    sweep(timezone.now())
    assert len(mailbox.received) == 3


def test_releasing_it_cancels_the_rest_who_get_the_correction_instead(lena, tomas, mailbox, first):  # noqa: F811
    (release,) = releasing.release(lena, [first])
    release.deliveries.filter(address="reader0@example.net").update(state=Delivery.State.SENT)
    releasing.release(lena, [corrected(first, tomas)])
    assert states(release) == ["cancelled", "cancelled", "sent"]
    sweep(timezone.now())
    assert sorted(mailbox.received) == [f"reader{n}@example.net" for n in range(3)]
    first.refresh_from_db()
    assert first.state == Communication.State.RELEASED


def test_what_never_left_is_cancelled_as_a_whole(lena, tomas, first):
    (release,) = releasing.release(lena, [first])
    releasing.release(lena, [corrected(first, tomas)])
    assert states(release) == ["cancelled"] * 3
    first.refresh_from_db()
    assert first.state == Communication.State.CANCELLED
    with pytest.raises(Refused) as refused:
        releasing.release(lena, [first])
    assert refused.value.code == "not_approved"


@pytest.mark.parametrize(("state", "verb"), [("failed", "retry"), ("unconfirmed", "resend")])
def test_nobody_is_tried_with_the_wrong_text_after_it(lena, tomas, first, state, verb):
    (release,) = releasing.release(lena, [first])
    release.deliveries.update(state=state)
    Release.objects.update(state=Release.State.FINISHED)
    releasing.release(lena, [corrected(first, tomas)])
    with pytest.raises(Refused) as refused:
        if verb == "retry":
            releasing.retry(lena, release)
        else:
            releasing.decide_unconfirmed(lena, release, "resend")
    assert refused.value.code == "corrected"


def test_a_release_that_waits_for_a_time_is_held_too_and_one_paused_by_hand_keeps_its_reason(lena, tomas):
    waiting = make_release(state="scheduled", due_at=timezone.now())
    make_delivery(waiting)
    by_hand = make_release(state="paused")
    for release in (waiting, by_hand):
        Communication.objects.filter(pk=release.communication_id).update(state=Communication.State.RELEASED)
        one = release.communication
        drafting.draft(tomas, one.incident, one.kind, [one.audience], corrects=one)
    waiting.refresh_from_db()
    by_hand.refresh_from_db()
    assert (waiting.state, by_hand.pause_reason) == ("paused", "")
    assert waiting.pause_reason
