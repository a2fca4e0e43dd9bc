from dataclasses import replace
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.utils import timezone

from postincident import reminders, work
from postincident.models import Notice
from postincident.needs import needs_of
from postincident.registry import registry
from tests.factories import make_incident


@pytest.fixture
def overdue(lena):
    incident = make_incident("Secret title", lead=lena)
    incident.tasks.update(due_at=timezone.now() + timedelta(days=30))
    incident.tasks.filter(key="tell").update(due_at=timezone.now() - timedelta(hours=1))
    return incident


def test_it_mails_once_however_often_it_looks(overdue, lena, vera):
    now = timezone.now()
    assert [reminders.sweep(now + timedelta(minutes=at)) for at in range(3)] == [1, 0, 0]
    (sent,) = mail.outbox
    assert sent.to == [lena.email]
    assert "Secret title" in sent.body
    assert overdue.get_absolute_url() in sent.body
    assert "Secret title" not in sent.subject
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"


def test_it_mails_again_when_due_becomes_overdue(overdue, lena):
    overdue.tasks.filter(key="tell").update(due_at=timezone.now() + timedelta(hours=1))
    now = timezone.now()
    assert reminders.sweep(now) == 1
    assert reminders.sweep(now + timedelta(hours=2)) == 1
    assert "Overdue" in mail.outbox[1].body


def test_what_comes_to_wait_soon_after_a_mail_is_gathered_into_one(overdue, lena):
    now = timezone.now()
    assert reminders.sweep(now) == 1
    for title in ("Second", "Third"):
        make_incident(title, lead=lena)
        assert reminders.sweep(now + timedelta(minutes=1)) == 0
    assert reminders.sweep(now + timedelta(minutes=11)) == 1
    assert "Second" in mail.outbox[1].body and "Third" in mail.outbox[1].body


@pytest.mark.parametrize(
    "change", [{"notify_due": False}, {"is_active": False}, {"absent_until": timezone.localdate() + timedelta(days=2)}]
)
def test_it_leaves_those_alone_who_do_not_want_it(overdue, lena, change):
    for name, value in change.items():
        setattr(lena, name, value)
    lena.save()
    assert reminders.sweep(timezone.now()) == 0


def test_a_failing_mail_server_loses_nothing(overdue, monkeypatch):
    def refuse(*args):
        raise SMTPServerDisconnected("gone")

    now = timezone.now()
    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
        assert reminders.sweep(now) == 0
    assert reminders.sweep(now + timedelta(minutes=1)) == 0
    assert reminders.sweep(now + timedelta(minutes=16)) == 1


def test_what_an_older_notice_told_is_not_mailed_again_and_what_comes_after_it_is(overdue, lena):
    now = timezone.now()
    (need,) = [need for need in needs_of(lena, now) if need.why == "overdue"]
    Notice.objects.create(user=lena, key=reminders._key_without_thing(need), next_attempt_at=now, sent_at=now)
    later = now + timedelta(minutes=11)
    assert [reminders.sweep(later), reminders.sweep(later)] == [0, 0]
    assert reminders._claim(lena, [reminders._key(replace(need, thing="another"))], later)


def test_two_workers_mail_once(overdue, lena):
    now = timezone.now()
    keys = ["a", "b"]
    assert reminders._claim(lena, keys, now) == keys
    assert reminders._claim(lena, keys, now) == []


def test_it_forgets_what_was_long_ago(lena):
    then = timezone.now() - timedelta(days=200)
    Notice.objects.create(user=lena, key="old", next_attempt_at=then, sent_at=then)
    assert reminders.forget_old(timezone.now()) == 1
    assert not Notice.objects.exists()


def test_what_was_typed_cannot_break_out_of_the_mail(overdue, lena):
    overdue.title = "<b>bold</b>\nBcc: everyone@example.org"
    overdue.save()
    reminders.sweep(timezone.now())
    (sent,) = mail.outbox
    assert "<b>bold" not in sent.alternatives[0].content
    assert sent.recipients() == [lena.email]


def test_unhurried_sweeps_take_a_fiftieth_of_the_time(db, monkeypatch):
    runs = []
    monkeypatch.setattr(
        registry, "sweeps", {"slow": lambda now: runs.append("slow"), "quick": lambda now: runs.append("quick")}
    )
    monkeypatch.setattr(registry, "unhurried", {"slow"})
    clock = iter([0.0, 1.0, 2.0, 3.0, 4.0, 60.0, 61.0, 62.0])
    monkeypatch.setattr(work.time, "monotonic", lambda: next(clock))
    not_before = {}
    work.sweep(not_before)  # slow from 0 to 1: not before 51
    work.sweep(not_before)
    work.sweep(not_before)
    assert runs == ["slow", "quick", "quick", "slow", "quick"]
