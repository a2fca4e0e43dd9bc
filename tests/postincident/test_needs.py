from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from postincident.needs import core_needs, needs_of
from postincident.registry import Need, registry, thing_of
from postincident.verbs.incident import open_tasks
from tests.factories import make_incident


def due(incident, **late):
    incident.tasks.update(due_at=timezone.now() + timedelta(days=30))
    incident.tasks.filter(key="tell").update(due_at=timezone.now() + timedelta(**late))


def test_overdue_tasks_need_the_lead(lena, tomas):
    incident = make_incident(lead=lena)
    due(incident, days=-1)
    assert [need.why for need in core_needs(lena, timezone.now())] == ["overdue"]
    assert not list(core_needs(tomas, timezone.now()))


def test_tasks_due_within_a_day_are_said_to_be_due(lena):
    due(make_incident(lead=lena), hours=5)
    assert [need.why for need in core_needs(lena, timezone.now())] == ["due"]


def test_nothing_is_due_while_the_incident_lasts(lena):
    due(make_incident(lead=lena, resolved_at=None), days=-1)
    assert not list(core_needs(lena, timezone.now()))


def test_the_delegate_is_asked_while_the_lead_is_absent(lena, tomas):
    due(make_incident(lead=lena), days=-1)
    lena.absent_until, lena.delegate = timezone.localdate(), tomas
    lena.save()
    (need,) = core_needs(tomas, timezone.now())
    assert "Lena Hoffmann, who is absent" in need.detail
    lena.absent_until = timezone.localdate() - timedelta(days=1)
    lena.save()
    assert not list(core_needs(tomas, timezone.now()))


def test_improvements_need_their_owner(tomas, lena):
    incident = make_incident(lead=lena, tasks=False)
    today = timezone.localdate()
    for state, days in [("open", -1), ("in_progress", 1), ("done", -1), ("open", 30)]:
        incident.improvements.create(what=state, owner=tomas, due_on=today + timedelta(days=days), state=state)
    assert [need.why for need in core_needs(tomas, timezone.now())] == ["overdue", "due"]


def test_a_restricted_incident_needs_nobody_who_may_not_see_it(lena, tomas):
    incident = make_incident(lead=lena, restricted=True, access=[lena])
    incident.improvements.create(what="Secret", owner=tomas, due_on=timezone.localdate())
    assert not list(core_needs(tomas, timezone.now()))


def test_overdue_comes_first(lena, monkeypatch):
    now = timezone.now()
    needs = [Need(why, "", why, "/", "", "", due_at=now) for why in ("feedback", "due", "review", "overdue", "gap")]
    monkeypatch.setattr(registry, "needs", [lambda user, now: needs])
    assert [need.why for need in needs_of(lena, now)] == ["overdue", "gap", "review", "due", "feedback"]


def test_home_counts_in_words(sign_in, lena):
    text = sign_in(lena).get(reverse("postincident:home")).text
    assert "Nothing needs you, Lena" in text
    assert "The first incident goes here" in text
    due(make_incident(lead=lena), days=-1)
    text = sign_in(lena).get(reverse("postincident:home")).text
    assert "One thing needs you, Lena" in text
    assert "One is overdue." in text


def test_the_most_specific_of_one_thing_is_shown(lena, monkeypatch):
    incident = make_incident(lead=lena)
    due(incident, days=-1)
    task = thing_of("task", incident.pk, "tell")
    better = Need("gap", "", "Not delivered", "/", "", "", instead_of=(task,))
    assert [need.thing for need in needs_of(lena, timezone.now()) if need.thing == task]
    monkeypatch.setattr(registry, "needs", [core_needs, lambda user, now: [better]])
    assert [need.title for need in needs_of(lena, timezone.now())] == ["Not delivered"]


def test_a_need_of_another_incident_replaces_nothing(lena, monkeypatch):
    incident = make_incident(lead=lena)
    due(incident, days=-1)
    other = Need("gap", "", "Not delivered", "/", "", "", instead_of=(thing_of("task", incident.pk + 1, "tell"),))
    monkeypatch.setattr(registry, "needs", [core_needs, lambda user, now: [other]])
    assert len(needs_of(lena, timezone.now())) == 2


def test_a_missing_fact_keeps_its_lead_busy_once_an_incident(lena, tomas):
    incident = make_incident(lead=lena, tasks=False)
    open_tasks(incident)
    incident.tasks.update(due_at=timezone.now() + timedelta(days=30))
    incident.facts.exclude(key__in=["impact", "root_cause"]).delete()
    (need,) = core_needs(lena, timezone.now())
    assert (need.why, need.title) == ("gap", "Not said yet: impact, root cause")
    assert not list(core_needs(tomas, timezone.now()))
    incident.tasks.filter(key="tell").update(state="done")
    assert not list(core_needs(lena, timezone.now()))
