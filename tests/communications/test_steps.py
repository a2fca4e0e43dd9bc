"""Releases that wait: for a time, or for the step before them."""

from datetime import datetime, timedelta
from threading import Thread

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from archive.models import Publication
from communications.delivery.beginning import begin_due
from communications.delivery.recovery import sweep
from communications.delivery.sending import send_release
from communications.models import Communication, Delivery, Endpoint, Release
from communications.needs import communications_needs
from communications.verbs import releasing
from communications.verbs.unsubscribing import unsubscribe
from postincident.errors import Refused
from postincident.models import Event
from tests.communications.delivery.conftest import mailbox  # noqa: F401 - a fixture
from tests.communications.factories import (
    make_audience,
    make_communication,
    make_contact,
    make_group,
    make_revision,
)
from tests.factories import make_incident

pytestmark = pytest.mark.django_db
IN_AN_HOUR = timedelta(hours=1)


@pytest.fixture
def three():
    """Approved communications of one incident to a group inside, one outside and the public."""
    incident, made = make_incident(), []
    for name, kind in (("Desk", "internal"), ("Shops", "external"), ("World", "public")):
        group = make_group(name, kind=kind, channels=["page"] if kind == "public" else ["mail"])
        if kind == "public":
            Endpoint.objects.create(group=group, kind="page")
        else:
            make_contact(group, address=f"{name.lower()}@example.net")
        made.append(make_communication(make_audience(incident, group), state=Communication.State.APPROVED))
        make_revision(made[-1])
    return made


def in_steps(lena, three, **options):
    return releasing.release(lena, three, steps=dict(zip([one.pk for one in three], (1, 2, 5), strict=True)), **options)


def states(releases):
    return [Release.objects.get(pk=release.pk).state for release in releases]


def test_a_step_begins_when_the_one_before_has_finished(lena, mailbox, three):  # noqa: F811
    releases = in_steps(lena, three, publish=True)
    assert [release.step for release in releases] == [1, 2, 3]
    assert states(releases) == ["sending", "scheduled", "scheduled"]
    send_release(releases[1].pk)  # a worker that was told to
    assert mailbox.received == []
    sweep(timezone.now())
    assert mailbox.received == ["desk@example.net"]
    sweep(timezone.now())
    assert mailbox.received == ["desk@example.net", "shops@example.net"]
    assert not Publication.objects.exists()
    sweep(timezone.now())
    assert states(releases) == ["finished", "finished", "finished"]
    assert Publication.objects.count() == 1


def test_what_follows_a_step_that_went_wrong_is_held_until_a_person_says_so(lena, mailbox, three):  # noqa: F811
    mailbox.rcpt["desk@example.net"] = "550 5.1.1 Gone"
    releases = in_steps(lena, three)
    for _ in range(3):
        sweep(timezone.now())
    assert states(releases) == ["finished", "paused", "scheduled"]
    held = Release.objects.get(pk=releases[1].pk)
    assert "did not reach 1 of 1" in held.pause_reason
    assert mailbox.received == []
    assert [one.detail for one in communications_needs(lena, timezone.now()) if one.label == "Paused"] == [
        held.pause_reason
    ]
    assert Event.objects.filter(verb="release.held").count() == 1
    releasing.resume(lena, held)
    sweep(timezone.now())
    assert mailbox.received == ["shops@example.net"]


def test_a_step_that_was_called_off_holds_the_next(lena, three):
    releases = in_steps(lena, three)
    releasing.cancel(lena, releases[0])
    begin_due(timezone.now())
    assert states(releases) == ["cancelled", "paused", "scheduled"]


def test_nothing_leaves_before_its_time_and_then_once(lena, mailbox, three):  # noqa: F811
    due = timezone.now() + IN_AN_HOUR
    releases = releasing.release(lena, three[:2], due_at=due)
    assert states(releases) == ["scheduled", "scheduled"]
    sweep(due - timedelta(seconds=1))
    assert mailbox.received == []
    for _ in range(3):
        sweep(due)
    assert sorted(mailbox.received) == ["desk@example.net", "shops@example.net"]
    sweep(due - IN_AN_HOUR)  # a clock that was set back
    sweep(due)
    assert len(mailbox.received) == 2


@pytest.mark.django_db(transaction=True)
def test_many_workers_begin_it_once(lena, three):
    due = timezone.now() + IN_AN_HOUR
    (release,) = releasing.release(lena, three[2:], due_at=due, publish=True)

    def look():
        try:
            begin_due(due)
        finally:
            connection.close()

    threads = [Thread(target=look) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert states([release]) == ["finished"]
    assert Publication.objects.count() == 1
    assert Event.objects.filter(verb="record.published").count() == 1


def test_who_unsubscribes_meanwhile_is_not_written_to(lena, mailbox, three):  # noqa: F811
    due = timezone.now() + IN_AN_HOUR
    (release,) = releasing.release(lena, three[1:2], due_at=due)
    unsubscribe(release.deliveries.get())
    sweep(due)
    assert mailbox.received == []
    assert release.deliveries.get().state == "suppressed"
    assert states([release]) == ["finished"]


def test_it_is_cancelled_before_its_time_and_can_be_released_again(lena, three):
    (release,) = releasing.release(lena, three[:1], due_at=timezone.now() + IN_AN_HOUR)
    releasing.cancel(lena, release)
    three[0].refresh_from_db()
    assert three[0].state == Communication.State.APPROVED
    (again,) = releasing.release(lena, three[:1])
    assert states([release, again]) == ["cancelled", "sending"]


def test_one_that_waits_can_be_made_to_wait_for_a_person(lena, three):
    due = timezone.now() + IN_AN_HOUR
    (release,) = releasing.release(lena, three[:1], due_at=due)
    releasing.pause(lena, release)
    begin_due(due + IN_AN_HOUR)
    assert states([release]) == ["paused"]


@pytest.mark.parametrize("ahead", [timedelta(seconds=-1), timedelta(days=91)])
def test_a_time_that_is_past_or_far_is_refused(lena, three, ahead):
    with pytest.raises(Refused):
        releasing.release(lena, three, due_at=timezone.now() + ahead)
    assert not Release.objects.exists()


def page(three):
    return reverse("communications:incident-release", args=[three[0].incident.reference])


def shown(response):
    return response.context["plan"].digest


def test_they_are_chosen_and_released_together(sign_in, lena, three):
    client = sign_in(lena)
    overview = client.get(reverse("communications:incident-communications", args=[three[0].incident.reference]))
    assert page(three) in overview.text
    first = client.get(page(three))
    assert [row["step"].value() for row in first.context["rows"]] == [1, 2, 3]
    some = {"chosen": [three[0].pk, three[1].pk], f"step_{three[0].pk}": "2", f"step_{three[1].pk}": "1"}
    counted = client.get(page(three), some)
    assert counted.context["plan"].count == 2
    assert "stays approved" in counted.text
    stale = client.post(page(three), some | {"shown": shown(first)})
    assert "The recipients changed" in stale.text
    assert not Release.objects.exists()
    client.post(page(three), some | {"shown": shown(counted)})
    found = Release.objects.order_by("step").values_list("communication", "step", "state")
    assert list(found) == [(three[1].pk, 1, "sending"), (three[0].pk, 2, "scheduled")]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"chosen": []}, "Choose at least one."),
        ({"chosen": ["0"]}, "not approved any more"),
        ({"chosen": ["<b>"]}, "not approved any more"),
        ({"due_at": "soon"}, "Give a date and a time"),
        ({"due_at": "2001-01-01T00:00"}, "still to come"),
    ],
)
def test_mistakes_release_nothing(sign_in, lena, three, sent, sentence):
    client = sign_in(lena)
    said = {"chosen": [one.pk for one in three], "shown": shown(client.get(page(three)))} | sent
    response = client.post(page(three), said)
    assert response.status_code == 200
    assert sentence in response.text
    assert not Release.objects.exists()


def test_a_time_is_that_of_the_persons_zone(sign_in, lena, three):
    type(lena).objects.filter(pk=lena.pk).update(time_zone="America/New_York")
    client = sign_in(lena)
    url = reverse("communications:communication-release", args=[three[0].pk])
    day = (timezone.now() + timedelta(days=7)).date()
    client.post(url, {"shown": client.get(url).context["shown"], "due_at": f"{day}T09:00"})
    due = Release.objects.get().due_at
    assert due.astimezone(timezone.zoneinfo.ZoneInfo("America/New_York")) == datetime.combine(
        day, datetime.min.time(), tzinfo=timezone.zoneinfo.ZoneInfo("America/New_York")
    ) + timedelta(hours=9)
    assert "It leaves at" in client.get(Release.objects.get().get_absolute_url()).text


def test_what_waits_for_its_step_is_no_task_of_a_person_yet(lena, three):
    make_contact(three[1].audience.group, address=None)
    in_steps(lena, three)
    assert Delivery.objects.filter(state="by_hand").count() == 2
    assert not [one for one in communications_needs(lena, timezone.now()) if one.label == "Not delivered"]


def test_the_page_asks_as_much_for_many_as_for_two(sign_in, lena, three, connection_queries):
    client = sign_in(lena)
    few = connection_queries(lambda: client.get(page(three)))
    for number in range(10):
        group = make_group(f"More {number}")
        make_contact(group)
        make_revision(make_communication(make_audience(three[0].incident, group), state=Communication.State.APPROVED))
    assert connection_queries(lambda: client.get(page(three))) == few
