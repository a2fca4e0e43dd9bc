"""Who has said no since a release is not written to, however the delivery comes to be due again."""

import pytest

from communications.delivery.covering import uncover
from communications.models import Delivery
from communications.verbs import releasing
from tests.communications.factories import (
    make_audience,
    make_communication,
    make_delivery,
    make_group,
    make_release,
    make_suppression,
)

pytestmark = pytest.mark.django_db
ADDRESS = "ana@example.net"


def group_of(release):
    return release.communication.audience.group


@pytest.mark.parametrize("state", ["failed", "bounced", "kept_locally", "deferred"])
def test_a_retry_honours_an_unsubscribe(lena, state):
    release = make_release(state="finished")
    said_no, other = make_delivery(release, ADDRESS, state=state), make_delivery(release, state=state)
    make_suppression(ADDRESS, group_of(release))
    assert releasing.retry(lena, release) == 1
    assert dict(release.deliveries.values_list("pk", "state")) == {said_no.pk: "suppressed", other.pk: "queued"}


def test_when_all_have_said_no_nobody_is_written_to(lena):
    release = make_release(state="finished")
    make_delivery(release, ADDRESS, state="failed")
    make_suppression(ADDRESS)
    assert releasing.retry(lena, release) == 0
    assert (release.deliveries.get().state, release.deliveries.get().server_said) == ("suppressed", "unsubscribed")


def test_sending_again_to_the_unconfirmed_honours_it(lena):
    release = make_release(state="finished")
    make_delivery(release, ADDRESS, state="unconfirmed")
    make_suppression(ADDRESS, group_of(release))
    assert releasing.decide_unconfirmed(lena, release, "resend") == 0
    assert release.deliveries.get().state == "suppressed"


def test_a_required_notice_is_tried_again_all_the_same(lena):
    release = make_release(make_communication(make_audience(group=make_group(required_notice=True))), state="finished")
    make_delivery(release, ADDRESS, state="failed")
    make_suppression(ADDRESS)
    assert releasing.retry(lena, release) == 1


def covered_pair():
    """One address in two groups; the first writes and covers the second."""
    first = make_audience(group=make_group(priority=10))
    second = make_audience(first.incident, make_group(priority=20))
    one, two = (
        make_release(make_communication(a, state="released"), state=state)
        for a, state in [(first, "sending"), (second, "finished")]
    )
    cover = make_delivery(one, ADDRESS)
    return cover, make_delivery(two, ADDRESS, state="covered", covered_by=cover)


def test_a_covered_one_that_said_no_is_not_due_again():
    cover, covered = covered_pair()
    make_suppression(ADDRESS, group_of(covered.release))
    Delivery.objects.filter(pk=cover.pk).update(state="failed")
    assert uncover([cover.pk]) == set()
    covered.refresh_from_db()
    assert (covered.state, covered.covered_by) == ("suppressed", None)


def test_whom_a_suppressed_one_covered_is_due(lena):
    cover, covered = covered_pair()
    Delivery.objects.filter(pk=cover.pk).update(state="kept_locally")
    make_suppression(ADDRESS, group_of(cover.release))
    releasing.retry(lena, cover.release)
    covered.refresh_from_db()
    covered.release.refresh_from_db()
    assert (covered.state, covered.release.state) == ("queued", "sending")
