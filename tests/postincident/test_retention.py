import os
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from communications.delivery.eml import keep
from postincident import events, retention
from postincident.models import Event, Notice
from postincident.registry import registry
from postincident.retention import Hourly, forget, forget_events
from tests.factories import make_incident
from tests.feedback.factories import make_link, make_response, path_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def aged(days, incident=None):
    event = events.record(None, "incident.edited", incident=incident)
    Event.objects.filter(pk=event.pk).update(recorded_at=NOW - timedelta(days=days))
    return event.pk


def test_old_events_of_complete_incidents_go(settings):
    settings.EVENT_DAYS = 100
    complete, owing = make_incident(completed_at=NOW), make_incident()
    old = {aged(101, complete), aged(101)}
    kept = {aged(99, complete), aged(500, owing)}
    assert forget_events(NOW) == 2
    left = set(Event.objects.values_list("pk", flat=True))
    assert kept <= left and not old & left
    assert Event.objects.get(verb="events.forgotten").data == {"count": 2}


def test_a_second_look_forgets_nothing_and_says_nothing(settings):
    settings.EVENT_DAYS = 100
    aged(101)
    assert [forget_events(NOW), forget_events(NOW)] == [1, 0]
    assert Event.objects.count() == 1


def test_messages_kept_too_long_go(settings):
    settings.OUTBOX_DAYS = 10
    old, new = keep(b"Subject: old", "a@example.net"), keep(b"Subject: new", "b@example.net")
    long_ago = (NOW - timedelta(days=11)).timestamp()
    os.utime(old, (long_ago, long_ago))
    assert forget(NOW)["messages kept without a mail server"] == 1
    assert (old.exists(), new.exists()) == (False, True)


def test_names_in_answers_go_after_a_year_and_what_was_said_stays():
    old = make_response(name="Ana", reply_to="ana@example.net", said_at=NOW - timedelta(days=366))
    new = make_response(name="Rui", said_at=NOW - timedelta(days=364))
    forget(NOW)
    for row in (old, new):
        row.refresh_from_db()
    assert (old.name, old.reply_to, bool(old.words), new.name) == ("", "", True, "Rui")
    assert Event.objects.get(verb="names.forgotten").data == {"count": 1}


def test_the_worker_looks_once_an_hour(monkeypatch):
    looked = []
    monkeypatch.setattr(registry, "retention", {"x": lambda now: looked.append(now) or 1})
    hourly = Hourly()
    assert [hourly(NOW + timedelta(minutes=m)) for m in (0, 59, 60)] == [1, 0, 1]


def test_the_command_says_what_it_forgot(settings):
    settings.EVENT_DAYS = 100
    aged(101)
    out = StringIO()
    call_command("apply_retention", stdout=out)
    assert "1  events" in out.getvalue()


def test_whatever_is_forgotten_stands_in_the_administrators_table_and_nothing_else(settings):
    guide = (settings.BASE_DIR / "docs/administrators.md").read_text()
    table = guide.split("### What is kept how long")[1].split("\n## ")[0]
    named = set(re.findall(r"^\| ([a-z][^|]*?) \|", table, re.MULTILINE)) - {"what"}
    assert named == set(registry.retention)
    for days in re.findall(r"`([A-Z_]+_DAYS)`", table):
        assert isinstance(getattr(settings, days), int)


def test_notices_go(amara):
    for days in (181, 179):
        Notice.objects.create(user=amara, key=f"{days}", next_attempt_at=NOW, sent_at=NOW - timedelta(days=days))
    assert registry.retention["notices of reminders"](NOW) == 1
    assert Notice.objects.get().key == "179"


def test_results_of_tasks_and_sessions_that_ended_go(client, amara, settings):
    client.force_login(amara)
    SessionStore().save()
    Session.objects.exclude(pk=client.session.session_key).update(expire_date=NOW - timedelta(seconds=1))
    for days in (15, 13):
        DBTaskResult.objects.create(
            args_kwargs={"args": [], "kwargs": {}},
            task_path="communications.tasks.go",
            queue_name="default",
            backend_name="default",
            status="SUCCESSFUL",
            run_after=NOW,
            exception_class_path="",
            traceback="",
            finished_at=NOW - timedelta(days=days),
        )
    waiting = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="communications.tasks.go",
        queue_name="default",
        backend_name="default",
        status="READY",
        run_after=NOW - timedelta(days=100),
        exception_class_path="",
        traceback="",
    )
    assert registry.retention["results of background tasks"](NOW) == 1
    assert DBTaskResult.objects.filter(pk=waiting.pk).exists() and DBTaskResult.objects.count() == 2
    assert registry.retention["sessions that ended"](NOW) == 1
    assert Session.objects.get().pk == client.session.session_key


def test_a_great_many_go_in_chunks_and_all_of_them(settings, monkeypatch):
    settings.EVENT_DAYS = 100
    monkeypatch.setattr(retention, "CHUNK", 2)
    for _ in range(5):
        aged(101)
    assert forget_events(NOW) == 5


@pytest.mark.parametrize(("days", "words"), [(365, "12 months"), (730, "24 months"), (30, "30 days"), (1, "1 day")])
def test_how_long_names_are_kept_stands_under_the_form(client, settings, days, words):
    settings.ANSWER_NAME_DAYS = days
    assert f"are removed after {words}." in client.get(path_of(make_link())).text
