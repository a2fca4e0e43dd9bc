"""A group may be written to in certain hours only: outside them a release waits, and goes on by itself."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Publication
from communications.delivery import sending
from communications.delivery.recovery import sweep
from communications.group_forms import GroupForm
from communications.hours import Hours
from communications.models import Communication, Delivery, Endpoint, Release
from communications.verbs import releasing
from postincident import clock
from postincident.models import Event
from tests.communications.delivery.conftest import mailbox  # noqa: F401 - a fixture
from tests.communications.factories import (
    make_audience,
    make_communication,
    make_contact,
    make_group,
    make_revision,
)

pytestmark = pytest.mark.django_db
OFFICE = Hours(frozenset(range(5)), time(8), time(18), ZoneInfo("Europe/Copenhagen"))
NIGHT = datetime(2026, 11, 26, 22, tzinfo=UTC)  # a Thursday, 23:00 in Copenhagen
MORNING = datetime(2026, 11, 27, 7, tzinfo=UTC)  # 08:00 there


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        (NIGHT, MORNING),
        (datetime(2026, 11, 26, 7, tzinfo=UTC), datetime(2026, 11, 26, 7, tzinfo=UTC)),
        (datetime(2026, 11, 26, 6, 59, tzinfo=UTC), datetime(2026, 11, 26, 7, tzinfo=UTC)),
        (datetime(2026, 11, 26, 17, tzinfo=UTC), MORNING),  # 18:00 is not in it
        (datetime(2026, 11, 27, 17, 30, tzinfo=UTC), datetime(2026, 11, 30, 7, tzinfo=UTC)),  # Friday night to Monday
        (datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 3, 30, 6, tzinfo=UTC)),  # into summer time
    ],
)
def test_when_it_opens_next(moment, opens):
    assert OFFICE.next_open(moment) == opens


def test_a_day_whose_hours_the_clocks_skip_is_left_out():
    in_the_gap = Hours(frozenset({6}), time(2, 0), time(2, 30), ZoneInfo("Europe/Copenhagen"))
    opens = in_the_gap.next_open(datetime(2026, 3, 28, 12, tzinfo=UTC)).astimezone(in_the_gap.zone)
    assert opens.weekday() == 6
    assert opens.utcoffset() is not None


zones = st.sampled_from(["UTC", "Europe/Copenhagen", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe"])


@given(
    days=st.sets(st.integers(0, 6), min_size=1),
    ends=st.tuples(st.times(), st.times()).filter(lambda pair: pair[0] < pair[1]),
    zone=zones,
    moment=st.datetimes(datetime(2011, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),
)
def test_it_opens_within_its_hours_and_never_in_the_past(days, ends, zone, moment):
    hours = Hours(frozenset(days), *ends, ZoneInfo(zone))
    opens = hours.next_open(moment)
    assert moment <= opens <= moment + timedelta(days=9)
    assert hours.next_open(opens) == opens
    if opens > moment:
        assert opens.astimezone(hours.zone).date().weekday() in days


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (range(5), "Monday to Friday, 08:00–18:00, UTC"),
        ([5], "Saturday, 08:00–18:00, UTC"),
        ([0, 2], "Mon, Wed, 08:00–18:00, UTC"),
        ([0, 1], "Mon, Tue, 08:00–18:00, UTC"),
    ],
)
def test_it_is_said_in_words(days, said):
    assert str(Hours(frozenset(days), time(8), time(18), ZoneInfo("UTC"))) == said


@pytest.fixture
def at(monkeypatch):
    """Sets the clock."""
    return lambda moment: monkeypatch.setattr(clock, "now", lambda: moment)


def approved(kind="external", count=1, **options):
    group = make_group(
        "Shops",
        kind=kind,
        time_zone="Europe/Copenhagen",
        sending_days=[0, 1, 2, 3, 4],
        sending_from=time(8),
        sending_until=time(18),
        **options,
    )
    if kind == "public":
        Endpoint.objects.create(group=group, kind="page")
    for number in range(count):
        make_contact(group, address=f"reader{number}@example.net")
    one = make_communication(make_audience(group=group), state=Communication.State.APPROVED)
    make_revision(one)
    return one


def test_a_release_in_the_night_waits_for_the_morning_and_then_leaves_once(lena, mailbox, at):  # noqa: F811
    at(NIGHT)
    (made,) = releasing.release(lena, [approved()])
    assert (made.state, made.paused_until) == ("paused", MORNING)
    assert "Monday to Friday" in made.pause_reason
    sweep(NIGHT + timedelta(hours=1))
    assert mailbox.received == []
    at(MORNING)
    sweep(MORNING)
    sweep(MORNING)
    assert mailbox.received == ["reader0@example.net"]
    made.refresh_from_db()
    assert (made.state, made.pause_reason) == ("finished", "")


def test_what_is_not_finished_when_they_end_goes_on_the_next_day(lena, mailbox, at, monkeypatch):  # noqa: F811
    monkeypatch.setattr(sending, "CHUNK", 2)
    evening = datetime(2026, 11, 26, 16, 59, 59, tzinfo=UTC)
    at(evening)
    (made,) = releasing.release(lena, [approved(count=5)])
    claim = sending.claim

    def late(*args):
        claimed = claim(*args)
        at(evening + timedelta(seconds=5))
        return claimed

    with monkeypatch.context() as patched:
        patched.setattr(sending, "claim", late)
        sending.send_release(made.pk)
    made.refresh_from_db()
    assert (made.state, made.paused_until) == ("paused", MORNING)
    assert len(mailbox.received) == 2
    assert made.deliveries.filter(state=Delivery.State.QUEUED, attempts=0).count() == 3
    at(MORNING)
    sweep(MORNING)
    assert sorted(mailbox.received) == [f"reader{n}@example.net" for n in range(5)]


def test_the_public_page_waits_too_when_it_was_chosen_on_release(lena, at):
    at(NIGHT)
    (made,) = releasing.release(lena, [approved(kind="public", channels=["page"])], publish=True)
    assert made.state == "paused"
    assert not Publication.objects.exists()
    at(MORNING)
    sweep(MORNING)
    assert Publication.objects.count() == 1


def test_a_manager_need_not_wait(lena, client, mailbox, at):  # noqa: F811
    at(NIGHT)
    communication = approved()
    client.force_login(lena)
    page = client.get(reverse("communications:communication-release", args=[communication.pk])).content.decode()
    assert "Shops is written to in its hours only: Monday to Friday, 08:00–18:00, Europe/Copenhagen." in page
    assert "Released now, it leaves" in page
    client.post(reverse("communications:communication-release", args=[communication.pk]))
    made = Release.objects.get()
    assert made.state == "paused"
    page = client.get(made.get_absolute_url()).content.decode()
    assert "Send without waiting for their hours" in page
    client.post(reverse("communications:release-resume", args=[made.pk]))  # a plain resume waits still
    assert Release.objects.get().state == "paused"
    client.post(reverse("communications:release-resume", args=[made.pk]), {"any_hour": "1"})
    sweep(NIGHT)
    assert mailbox.received == ["reader0@example.net"]
    assert Event.objects.filter(verb="release.resumed", data__any_hour=True).count() == 1


def test_it_can_be_said_on_release(lena, client, mailbox, at):  # noqa: F811
    at(NIGHT)
    client.force_login(lena)
    communication = approved()
    client.post(reverse("communications:communication-release", args=[communication.pk]), {"any_hour": "1"})
    sweep(NIGHT)
    assert mailbox.received == ["reader0@example.net"]
    assert not Release.objects.get().in_hours


def test_a_pause_until_the_server_is_back_ends_in_the_hours(lena, at):
    at(datetime(2026, 11, 26, 16, 58, tzinfo=UTC))
    (made,) = releasing.release(lena, [approved()])
    Release.objects.update(state="paused", pause_reason="Down", paused_until=datetime(2026, 11, 26, 17, 3, tzinfo=UTC))
    at(datetime(2026, 11, 26, 17, 3, tzinfo=UTC))
    sweep(clock.now())
    made.refresh_from_db()
    assert (made.state, made.paused_until) == ("paused", MORNING)


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"sending_days": ["0"], "sending_from": "18:00", "sending_until": "08:00"}, "sending_until", "Later than"),
        ({"sending_from": "08:00", "sending_until": "18:00"}, "sending_days", "Choose the days"),
        ({"sending_days": ["0"]}, "sending_from", "Say both ends"),
        ({"sending_days": ["0"], "sending_from": "08:00"}, "sending_until", "Say both ends"),
        ({"sending_days": ["9"]}, "sending_days", "Select a valid choice"),
        ({"sending_days": ["0"], "sending_from": "8 o'clock", "sending_until": "18:00"}, "sending_from", "valid time"),
    ],
)
def test_hours_that_make_no_sense_are_refused_beside_the_field(typed, field, said):
    form = GroupForm({"name": "Shops"} | typed, user=None)
    assert said in str(form.errors[field])


def test_the_group_says_its_hours(lena, client):
    client.force_login(lena)
    group = approved().audience.group
    page = client.get(group.get_absolute_url()).content.decode()
    assert "Monday to Friday, 08:00–18:00, Europe/Copenhagen" in page
