from datetime import UTC, datetime, timedelta

import pytest

from postincident import clock
from postincident.demo import hours_ago, moment, play
from postincident.models import ChecklistTask, Event
from postincident.verbs import incident

HOURS = [datetime(2026, 3, 6, hour, 10, tzinfo=UTC) for hour in (0, 9, 15, 16, 23)]


@pytest.mark.parametrize("now", HOURS, ids=str)
def test_the_newest_root_cause_falls_due_within_a_day(now):
    with clock.standing_at(now):
        due = moment(3, "15:40") + timedelta(days=3)
    assert timedelta(0) < due - now <= timedelta(days=1)


@pytest.mark.parametrize("now", HOURS, ids=str)
def test_a_day_ago_is_over_and_hours_ago_is_later(now):
    with clock.standing_at(now):
        assert moment(1, "10:00") < hours_ago(5.5) < now


def test_what_is_done_in_a_scene_happened_then(lena):
    then = datetime(2026, 1, 5, 8, 30, tzinfo=UTC)
    with clock.standing_at(then):
        incident.declare(lena, title="Payouts late", severity="major", started_at=then)
    assert {event.happened_at for event in Event.objects.all()} == {then}
    assert {event.recorded_at for event in Event.objects.all()} == {then}
    assert ChecklistTask.objects.earliest("due_at").due_at > then
    assert ChecklistTask.objects.earliest("due_at").due_at < clock.now()
    assert clock.now() > then


def test_scenes_are_played_in_the_order_they_happened(db):
    told = []
    early, late = datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 1, 6, tzinfo=UTC)
    play([(late, lambda: told.append(("late", clock.now()))), (early, lambda: told.append(("early", clock.now())))])
    assert told == [("early", early), ("late", late)]


def test_the_clock_goes_on_when_a_scene_fails():
    with pytest.raises(ZeroDivisionError), clock.standing_at(datetime(2026, 1, 5, tzinfo=UTC)):
        _ = 1 / 0
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)
