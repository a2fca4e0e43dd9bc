import os
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from communications.delivery.eml import keep
from postincident import events
from postincident.models import Event
from postincident.registry import registry
from postincident.retention import Hourly, forget, forget_events
from tests.factories import make_incident
from tests.feedback.factories import make_response

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
