from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from postincident import demo
from postincident.demo import dated, hours_ago, moment, play
from postincident.models import ChecklistTask, Event
from postincident.verbs import incident

HOURS = [datetime(2026, 3, 6, hour, 10, tzinfo=UTC) for hour in (0, 9, 15, 16, 23)]


@pytest.mark.parametrize("now", HOURS, ids=str)
def test_the_newest_root_cause_falls_due_within_a_day(now):
    with dated(now):
        due = moment(3, "15:40") + timedelta(days=3)
    assert timedelta(0) < due - now <= timedelta(days=1)


@pytest.mark.parametrize("now", HOURS, ids=str)
def test_a_day_ago_is_over_and_hours_ago_is_later(now):
    with dated(now):
        assert moment(1, "10:00") < hours_ago(5.5) < now


def test_what_is_done_in_a_scene_happened_then(lena):
    then = datetime(2026, 1, 5, 8, 30, tzinfo=UTC)
    with dated(then):
        incident.declare(lena, title="Payouts late", severity="major", started_at=then)
    assert {event.happened_at for event in Event.objects.all()} == {then}
    assert ChecklistTask.objects.earliest("due_at").due_at > then
    assert ChecklistTask.objects.earliest("due_at").due_at < timezone.now()
    assert timezone.now() > then


def test_scenes_are_played_in_the_order_they_happened(db):
    told = []
    early, late = datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 1, 6, tzinfo=UTC)
    play(
        [(late, lambda: told.append(("late", timezone.now()))), (early, lambda: told.append(("early", timezone.now())))]
    )
    assert told == [("early", early), ("late", late)]


def test_the_clock_goes_on_when_a_scene_fails():
    with pytest.raises(ZeroDivisionError), demo.dated(datetime(2026, 1, 5, tzinfo=UTC)):
        _ = 1 / 0
    assert abs(timezone.now() - datetime.now(UTC)) < timedelta(minutes=1)
