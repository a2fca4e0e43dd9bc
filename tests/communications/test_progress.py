"""How far a release is, how fast it goes, and why some do not have the message."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from communications.progress import MOST_REASONS, progress_of, rate_of, reasons_of
from communications.verbs import releasing
from postincident import events
from postincident.events import APPLICATION
from postincident.models import Event
from tests.communications.factories import make_delivery, make_release

pytestmark = pytest.mark.django_db


def settled(release, at: datetime, **counts: int):
    event = events.record(APPLICATION, "deliveries.settled", release, counts=counts)
    Event.objects.filter(pk=event.pk).update(recorded_at=at)


def test_the_rate_is_of_the_last_minute_and_tells_what_is_left():
    release, now = make_release(), timezone.now()
    for _ in range(40):
        make_delivery(release, state="queued")
    settled(release, now - timedelta(minutes=5), sent=5000)  # long ago
    settled(release, now - timedelta(seconds=30), sent=500)  # nobody knows how long it took
    settled(release, now - timedelta(seconds=20), sent=6)
    settled(release, now - timedelta(seconds=10), sent=2, failed=2)
    settled(make_release(), now - timedelta(seconds=10), sent=900)
    rate = rate_of(release, progress_of(release), now)
    assert (rate.a_minute, rate.minutes_left) == (20, 2)


@pytest.mark.parametrize("ago", [[], [5], [90, 70]])
def test_too_little_to_tell_is_no_rate(ago):
    release, now = make_release(), timezone.now()
    for seconds in ago:
        settled(release, now - timedelta(seconds=seconds), sent=10)
    assert rate_of(release, progress_of(release), now) is None


def test_the_page_says_how_long_it_will_take(sign_in, vera):
    release, now = make_release(), timezone.now()
    make_delivery(release, state="queued")
    settled(release, now - timedelta(seconds=30), sent=1)
    settled(release, now - timedelta(seconds=5), sent=1000)
    text = sign_in(vera).get(release.get_absolute_url()).text
    assert "a minute; about a minute left." in " ".join(text.split())


def test_one_reason_that_names_each_recipient_is_one_reason(lena):
    release = make_release()
    for n in range(3):
        address = f"reader{n}@example.net"
        make_delivery(release, address, state="failed", server_said=f"550 5.1.1 <{address}>: unknown")
    make_delivery(release, state="failed", server_said="554 policy")
    first, second = reasons_of(release)
    assert (first.said, first.count, second.count) == ("550 5.1.1 <…>: unknown", 3, 1)
    assert releasing.retry(lena, release, reasons=[first.said]) == 3
    assert release.deliveries.filter(state="failed").get().server_said == "554 policy"


def test_more_reasons_than_are_shown_are_said_to_be_more(sign_in, vera):
    release = make_release()
    for n in range(MOST_REASONS + 1):
        make_delivery(release, state="failed", server_said=f"550 number {n}")
    assert f"The {MOST_REASONS} most frequent." in sign_in(vera).get(release.get_absolute_url()).text
