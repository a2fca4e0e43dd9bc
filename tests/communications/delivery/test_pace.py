"""A limit for each channel: kept by all workers together, and nobody's tries are used up by waiting."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection
from django.utils import timezone

from communications.delivery.pace import allowance
from communications.delivery.recovery import sweep
from communications.delivery.sending import send_release
from communications.models import Pace, Release
from postincident import clock
from tests.communications.factories import make_delivery, make_release

pytestmark = pytest.mark.django_db

START = timezone.now()


@pytest.fixture(autouse=True)
def two_mails_a_second(settings):
    settings.DELIVERY_RATES = {"mail": 2.0}


def allowed_at(seconds, wanted=100):
    with clock.standing_at(START + timedelta(seconds=seconds)):
        return allowance("mail", wanted)


def test_without_a_limit_as_many_as_are_wanted_may_leave():
    assert allowance("slack", 1000) == 1000
    assert not Pace.objects.exists()


def test_so_many_may_leave_as_the_time_since_has_room_for():
    assert [allowed_at(second) for second in (0, 0.1, 0.5, 1, 1, 3)] == [2, 0, 1, 1, 0, 4]


def test_what_is_not_wanted_is_kept_for_a_while():
    assert [allowed_at(0), allowed_at(2, wanted=1), allowed_at(2)] == [2, 1, 3]
    assert allowed_at(3600) == 10


def test_a_limit_of_few_an_hour_lets_one_leave_at_a_time(settings):
    settings.DELIVERY_RATES = {"mail": 6 / 3600}
    assert [allowed_at(second) for second in (0, 599, 600, 700, 1200, 9000)] == [1, 0, 1, 0, 1, 1]


def test_a_clock_that_was_set_back_stops_nobody_for_long():
    assert allowed_at(0) == 2
    assert allowed_at(-3600) == 0
    assert allowed_at(-3598) == 4


def test_a_release_takes_its_time_and_nobody_loses_a_try(mailbox):
    release = make_release()
    for _ in range(5):
        make_delivery(release)
    with clock.standing_at(START):
        assert send_release(release.pk) == 2
    waiting = release.deliveries.filter(state="queued", attempts=0, lease_worker="")
    assert waiting.count() == 3
    for second, left in ((0.1, 3), (1, 1), (2, 0)):
        with clock.standing_at(START + timedelta(seconds=second)):
            sweep(clock.now())
        assert waiting.all().count() == left
    assert set(release.deliveries.values_list("state", "attempts")) == {("sent", 1)}
    release.refresh_from_db()
    assert release.state == Release.State.FINISHED


def test_two_releases_share_one_limit(mailbox):
    for _ in range(2):
        release = make_release()
        for _ in range(3):
            make_delivery(release)
    with clock.standing_at(START):
        sweep(START)
    assert len(mailbox.received) == 2


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_moment_share_it_too():
    found = []

    def take():
        found.extend(allowance("mail", 1) for _ in range(3))
        connection.close()

    threads = [Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 2 <= sum(found) <= 4  # two, and what a slow moment makes room for
