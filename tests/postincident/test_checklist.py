from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from postincident.checklist import Sweep, evaluate, settle
from postincident.errors import Refused
from postincident.models import ChecklistTask, Confirmation, Event
from postincident.registry import Clause, registry
from postincident.task_rows import task_rows
from postincident.verbs import checklist as verbs
from postincident.vocabulary import TaskKey
from tests.factories import make_incident


@pytest.fixture
def only(monkeypatch):
    """Proofs of this test's own, so that the rule of putting clauses together is looked at alone."""

    def prove(**clauses):
        evidence = {
            key: [lambda incidents, now, holds=holds: {i.pk: [Clause("c", h, "") for h in holds] for i in incidents}]
            for key, holds in clauses.items()
        }
        monkeypatch.setattr(registry, "evidence", evidence)

    return prove


def test_a_task_is_done_when_every_clause_holds(db, only):
    incident = make_incident()
    only(tell=[True, True], archive=[True, False])
    states = evaluate([incident], timezone.now())[incident.pk]
    assert states["tell"].done
    assert not states["archive"].done


def test_a_task_without_a_clause_is_open(db, only):
    incident = make_incident()
    only()
    settle([incident.pk])
    assert set(incident.tasks.values_list("state", flat=True)) == {"open"}


def test_a_completed_incident_is_never_reopened(db, only):
    incident = make_incident()
    only(**{key: [True] for key in TaskKey})
    settle([incident.pk])
    only(**{key: [False] for key in TaskKey})
    settle([incident.pk])
    incident.refresh_from_db()
    assert incident.completed_at
    assert set(incident.tasks.values_list("state", flat=True)) == {"done"}


def test_an_open_incident_says_when_a_proof_is_gone(db, only):
    incident = make_incident()
    only(tell=[True])
    settle([incident.pk])
    assert incident.tasks.get(key="tell").state == "done"
    only(tell=[False])
    settle([incident.pk])
    assert incident.tasks.get(key="tell").state == "open"


def test_an_override_needs_a_reason_and_can_be_taken_back(lena):
    task = make_incident().tasks.get(key="tell")
    with pytest.raises(Refused):
        verbs.override(lena, task, "  ")
    verbs.override(lena, task, "Told in person at the fair")
    task.refresh_from_db()
    assert (task.state, task.overridden_by) == ("not_needed", lena)
    settle([task.incident_id])
    task.refresh_from_db()
    assert task.state == "not_needed"
    verbs.restore(lena, task)
    task.refresh_from_db()
    assert task.state == "open"


def test_only_a_manager_overrides(sign_in, tomas, lena):
    incident = make_incident()
    url = reverse("postincident:task-override", args=[incident.reference, "tell"])
    assert sign_in(tomas).post(url, {"reason": "no"}).status_code == 403
    assert sign_in(lena).post(url, {"reason": "Told in person"}).status_code == 302
    assert ChecklistTask.objects.get(incident=incident, key="tell").state == "not_needed"


@pytest.mark.parametrize(("task", "key"), [("archive", "nothing_elsewhere"), ("review", "review_recorded")])
def test_what_only_a_person_knows_keeps_the_task_open_until_said(lena, task, key):
    incident = make_incident()

    def clause():
        clauses = evaluate([incident], timezone.now())[incident.pk][task].clauses
        return next(c for c in clauses if c.code == key).holds

    assert not clause()
    confirmation = verbs.confirm(lena, incident, key)
    assert clause()
    verbs.withdraw_confirmation(lena, confirmation)
    assert not clause()


def test_saying_it_twice_says_it_once(sign_in, lena):
    incident = make_incident()
    url = reverse("postincident:confirmation-add", args=[incident.reference, "none_raised"])
    for _ in range(2):
        sign_in(lena).post(url, {"reason": ""})
    assert Confirmation.objects.count() == 1


def test_nothing_to_improve_needs_a_reason(sign_in, lena):
    incident = make_incident()
    url = reverse("postincident:confirmation-add", args=[incident.reference, "nothing_to_improve"])
    assert sign_in(lena).post(url, {"reason": " "}).status_code == 200
    assert not Confirmation.objects.exists()


def test_unknown_keys_are_not_found(sign_in, lena):
    reference = make_incident().reference
    assert sign_in(lena).get(reverse("postincident:confirmation-add", args=[reference, "x"])).status_code == 404
    assert sign_in(lena).get(reverse("postincident:task-override", args=[reference, "x"])).status_code == 404


def test_evaluation_makes_the_same_queries_for_two_and_twenty(connection_queries):
    few = [make_incident() for _ in range(2)]
    many = few + [make_incident() for _ in range(18)]
    assert connection_queries(lambda: evaluate(few, timezone.now())) == connection_queries(
        lambda: evaluate(many, timezone.now())
    )


def test_a_completed_incident_shows_what_proved_it_then(sign_in, vera, only):
    incident = make_incident()
    registry_says = "Four of four audiences told."
    only(**{key: [True] for key in TaskKey})
    registry.evidence[TaskKey.TELL] = [
        lambda incidents, now: {i.pk: [Clause("told", True, registry_says, figure="4 of 4")] for i in incidents}
    ]
    settle([incident.pk])
    only(**{key: [False] for key in TaskKey})
    text = sign_in(vera).get(incident.get_absolute_url()).text
    assert registry_says in text
    assert "5 of 5" in text


def test_completing_is_said_once(db, only):
    incident = make_incident()
    only(**{key: [True] for key in TaskKey})
    settle([incident.pk])
    settle([incident.pk])
    assert Event.objects.filter(verb="incident.completed").count() == 1
    assert Event.objects.filter(verb="task.done").count() == 5


def test_a_proof_taken_back_between_looking_and_storing_does_not_complete(lena, only, monkeypatch):
    incident = make_incident()
    only(**{key: [True] for key in TaskKey})
    looks = iter([True, False])
    registry.evidence[TaskKey.TELL] = [
        lambda incidents, now: {i.pk: [Clause("c", holds, "")] for holds in [next(looks)] for i in incidents}
    ]
    settle([incident.pk])
    incident.refresh_from_db()
    assert incident.completed_at is None
    assert incident.tasks.get(key="tell").state == "open"


def test_a_person_who_takes_back_a_word_reopens(lena, only):
    incident = make_incident()
    only(**{key: [True] for key in TaskKey})
    confirmation = verbs.confirm(lena, incident, "review_recorded")
    settle([incident.pk])
    verbs.withdraw_confirmation(lena, confirmation)
    incident.refresh_from_db()
    assert incident.completed_at is None


def test_settling_again_writes_nothing_when_nothing_changed(connection_queries, only):
    incident = make_incident()
    only(tell=[True, False])
    settle([incident.pk])
    first = ChecklistTask.objects.get(incident=incident, key="tell").evidence
    assert [clause["holds"] for clause in first] == [True, False]
    assert connection_queries(lambda: settle([incident.pk])) == 2


def test_imported_incidents_are_left_alone(db, only):
    incident = make_incident(source="imported")
    only(**{key: [True] for key in TaskKey})
    assert settle([incident.pk]) == 0


def test_a_task_whose_date_passed_is_overdue_and_one_partly_proven_under_way(sign_in, vera, only):
    incident = make_incident()
    only()
    incident.tasks.filter(key="tell").update(due_at=timezone.now() - timedelta(days=1))
    incident.tasks.exclude(key="tell").update(due_at=timezone.now() + timedelta(days=1))
    registry.evidence[TaskKey.FEEDBACK] = [
        lambda incidents, now: {i.pk: [Clause("a", False, "", "3 of 4"), Clause("b", False, "")] for i in incidents}
    ]
    registry.evidence[TaskKey.ARCHIVE] = [
        lambda incidents, now: {i.pk: [Clause("a", True, "", "0 of 0"), Clause("b", False, "")] for i in incidents}
    ]
    shown = {row.task.key: row.shown for row in task_rows(incident, timezone.now())}
    assert shown == {
        "tell": "overdue",
        "feedback": "in_progress",
        "archive": "open",
        "improvements": "open",
        "review": "open",
    }


def test_the_sweep_goes_on_where_it_left_off(db, only, monkeypatch):
    incidents = [make_incident() for _ in range(5)]
    only(tell=[True])
    sweep = Sweep()
    monkeypatch.setattr(Sweep, "CHUNK", 2)
    monkeypatch.setattr(Sweep, "SECONDS", 0)
    counts = [sweep(timezone.now()) for _ in range(3)]
    assert sum(counts) == len(incidents)
    assert max(counts) <= 2
    assert sweep.after == 0
