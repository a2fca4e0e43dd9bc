"""Several people press at the same moment: real threads, real transactions, on both databases."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from postincident.checklist import settle
from postincident.errors import Refused
from postincident.models import Event, Incident
from postincident.registry import Clause, registry
from postincident.verbs import checklist, facts, improvements
from postincident.verbs import incident as verbs
from postincident.vocabulary import TaskKey
from tests.factories import STARTED, make_fact, make_incident, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(call, times=4):
    """What each call returned, or the code it was refused with."""

    def one(number):
        try:
            return call(number)
        except Refused as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_every_incident_gets_a_number_of_its_own():
    lena = make_user("Lena")
    made = at_once(lambda n: verbs.declare(lena, title=f"{n}", severity="major", started_at=STARTED).reference)
    assert sorted(made) == [f"INC-2026-{number:04d}" for number in range(1, 5)]


def test_one_of_several_editors_of_a_fact_wins_and_the_others_are_told():
    lena, fact = make_user("Lena"), make_fact(make_incident())
    said = at_once(lambda n: facts.state_fact(lena, fact, state="known", plain=f"{n}", version=0).plain)
    assert said.count("changed_meanwhile") == 3


def test_one_of_several_editors_of_an_improvement_wins():
    lena, incident = make_user("Lena"), make_incident()
    row = improvements.add(lena, incident, what="Test certificates")
    said = at_once(lambda n: improvements.change(lena, row, version=0, what=f"{n}").what)
    assert said.count("changed_meanwhile") == 3


def test_facts_added_at_once_all_have_a_place():
    lena, incident = make_user("Lena"), make_incident()
    places = at_once(lambda n: facts.add_fact(lena, incident, "contributing_factor").position)
    assert sorted(places) == [0, 1, 2, 3]


def test_saying_it_at_once_says_it_once():
    lena, incident = make_user("Lena"), make_incident()
    assert len(set(at_once(lambda n: checklist.confirm(lena, incident, "none_raised").pk))) == 1
    assert Event.objects.filter(verb="confirmation.made").count() == 1


def test_workers_complete_an_incident_once(monkeypatch):
    incident = make_incident()
    proof = [lambda incidents, now: {i.pk: [Clause("c", True, "")] for i in incidents}]
    monkeypatch.setattr(registry, "evidence", dict.fromkeys(TaskKey, proof))
    at_once(lambda n: settle([incident.pk]))
    assert Incident.objects.get().completed_at
    assert Event.objects.filter(verb="incident.completed").count() == 1
