from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communications.drawing import runs
from communications.models import Audience, Communication, DraftRun
from communications.verbs import draft_runs
from postincident.models import Event
from tests.communications.factories import make_audience, make_communication, make_group
from tests.factories import make_incident

MANY = draft_runs.AT_ONCE + 15


@pytest.fixture
def incident(lena):
    return make_incident(lead=lena)


@pytest.fixture
def audiences(incident):
    return [make_audience(incident, make_group(always_relevant=True)) for _ in range(MANY)]


@pytest.fixture
def tomas_client(tomas, sign_in):
    return sign_in(tomas)


def ask(client, incident, audiences, kind="root_cause"):
    url = reverse("communications:draft", args=[incident.reference])
    return client.post(url, {"kind": kind, "audiences": [audience.pk for audience in audiences]})


def drafts(incident):
    return Communication.objects.filter(incident=incident, kind="root_cause")


def test_a_few_are_drawn_while_one_waits(tomas_client, incident, audiences):
    ask(tomas_client, incident, audiences[: draft_runs.AT_ONCE])
    assert drafts(incident).count() == draft_runs.AT_ONCE
    assert not DraftRun.objects.exists()


def test_many_are_drawn_by_the_worker_and_the_page_says_how_far_it_is(tomas_client, incident, audiences):
    response = ask(tomas_client, incident, audiences)
    run = DraftRun.objects.get()
    assert response.url == reverse("communications:draft-run", args=[incident.reference, run.pk])
    page = tomas_client.get(response.url)
    assert f"0 <small>of {MANY} drafts ready" in page.text
    assert "hx-get" in page.text
    assert runs.sweep(timezone.now()) == MANY
    page = tomas_client.get(response.url, headers={"HX-Request": "true"})
    assert f"{MANY} <small>of {MANY} drafts ready" in page.text
    assert "hx-get" not in page.text
    assert drafts(incident).count() == MANY
    assert set(drafts(incident).values_list("round", flat=True)) == {1}


def test_asking_twice_is_one_run(tomas_client, incident, audiences):
    assert ask(tomas_client, incident, audiences).url == ask(tomas_client, incident, audiences).url
    assert DraftRun.objects.count() == 1
    assert Event.objects.filter(verb="drafts.begun").count() == 1


def test_a_run_that_was_dropped_is_taken_up_when_its_lease_is_over(tomas, incident, audiences):
    run = draft_runs.begin(tomas, incident, "root_cause", audiences)
    now = timezone.now()
    runs._lease(run.pk)
    runs._chunk(run)  # and killed
    assert drafts(incident).count() == runs.CHUNK
    assert runs.sweep(now) == 0
    DraftRun.objects.update(leased_until=now - timedelta(seconds=1))
    assert runs.sweep(timezone.now()) == MANY - runs.CHUNK
    assert drafts(incident).count() == MANY
    assert runs.sweep(timezone.now()) == 0


def test_an_audience_that_was_excluded_meanwhile_is_refused_and_the_others_are_drawn(tomas, incident, audiences):
    run = draft_runs.begin(tomas, incident, "root_cause", audiences)
    Audience.objects.filter(pk=audiences[3].pk).update(state="excluded", reason="Told by phone.")
    runs.work(run.pk)
    item = run.items.get(audience=audiences[3])
    assert "is excluded" in item.refused
    assert drafts(incident).count() == MANY - 1


def test_all_of_a_run_share_one_round_though_only_the_last_was_told(tomas, incident, audiences):
    make_communication(audiences[-1], kind="update", state="released")
    run = draft_runs.begin(tomas, incident, "update", audiences)
    runs.work(run.pk)
    made = Communication.objects.filter(incident=incident, kind="update", state="draft")
    assert set(made.values_list("round", flat=True)) == {2}
    assert made.count() == MANY


def test_when_all_were_told_everyone_is_refused_with_the_reason(tomas, incident, audiences):
    for audience in audiences:
        make_communication(audience, state="released")
    run = draft_runs.begin(tomas, incident, "root_cause", audiences)
    runs.work(run.pk)
    run.refresh_from_db()
    assert run.finished_at
    assert all("All of them had this message" in item.refused for item in run.items.all())


def test_a_run_of_another_incident_is_not_found(tomas_client, tomas, incident, audiences):
    run = draft_runs.begin(tomas, incident, "root_cause", audiences)
    other = make_incident()
    assert tomas_client.get(reverse("communications:draft-run", args=[other.reference, run.pk])).status_code == 404


def test_what_was_released_is_followed_up_in_the_same_thread_and_linked_both_ways(tomas_client, incident):
    first = make_communication(make_audience(incident), state="released")
    response = tomas_client.post(reverse("communications:communication-follow", args=[first.pk]))
    follow_up = Communication.objects.get(follows=first)
    assert response.url == follow_up.get_absolute_url()
    assert (follow_up.kind, follow_up.state, follow_up.audience) == ("update", "draft", first.audience)
    assert follow_up.get_absolute_url() in tomas_client.get(first.get_absolute_url()).text


def test_a_draft_has_no_follow_up(tomas_client, incident):
    first = make_communication(make_audience(incident))
    tomas_client.post(reverse("communications:communication-follow", args=[first.pk]))
    assert not Communication.objects.filter(follows=first).exists()


def test_a_correction_can_be_corrected(tomas_client, incident):
    first = make_communication(make_audience(incident), state="released")
    for _time in range(2):
        tomas_client.post(reverse("communications:communication-correct", args=[first.pk]))
        Communication.objects.filter(state="draft").update(state="released")
    assert sorted(first.corrections.values_list("round", flat=True)) == [2, 3]
