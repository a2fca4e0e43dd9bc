"""What findings suggest to change, once an incident and rule."""

import pytest
from django.urls import reverse

from archive.models import Suggestion
from archive.verbs.changing import decline
from communications.suggesting import suggest_changes, sweep
from communications.verbs import reviewing
from communications.verbs.findings import override_finding
from postincident import clock
from tests.communications.factories import make_audience, make_communication, make_release, make_revision
from tests.communications.test_checking import checking, checks, customers, incident, write  # noqa: F401 - fixtures
from tests.factories import make_incident

pytestmark = pytest.mark.django_db

HOST = {"disclosure": {"host_name": 1}}
KEPT = [{"check": "disclosure", "rule": "host_name", "text": "db-3", "section": "", "reason": "Known", "by": "Lena"}]


def released(about, *, found=None, overrides=(), **fields):
    communication = make_communication(make_audience(about), state="released")
    revision = make_revision(communication, found=found, overrides=list(overrides))
    return make_release(communication, revision=revision, **fields)


def suggested(about):
    suggest_changes([about.pk])
    return list(Suggestion.objects.filter(incident=about).values_list("code", "text"))


def test_a_revision_counts_what_was_found_and_keeps_none_of_its_words(checks, tomas, lena, customers):  # noqa: F811
    write(tomas, customers, "summary", "A failover of db-prod-3, then a failover of db-prod-3.")
    override_finding(lena, customers, checking.findings(customers)[1].key, "They named it.")
    revision = reviewing.submit(tomas, customers)
    assert revision.found == {"plain_language": {"jargon": 2}, "disclosure": {"host_name": 2}}


def test_the_same_kept_in_two_texts_is_suggested_once():
    about = make_incident()
    released(about, found=HOST, overrides=KEPT * 2)
    assert suggested(about) == []
    released(about, found=HOST, overrides=KEPT)
    ((code, text),) = suggested(about)
    assert code == "finding:disclosure:host_name"
    assert text.startswith("“Disclosure: host name” was kept with a reason in 2 texts")
    released(about, found=HOST, overrides=KEPT)
    assert len(suggested(about)) == 1


def test_what_stands_in_half_of_the_texts_and_in_three_is_suggested():
    about = make_incident()
    for _ in range(2):
        released(about, found={"plain_language": {"jargon": 4}})
    assert suggested(about) == []
    released(about, found={"plain_language": {"jargon": 1}})
    ((_code, text),) = suggested(about)
    assert text.startswith("“Plain language: jargon” was found in 3 of the 3 texts released")


def test_what_stands_in_few_of_many_is_not():
    about = make_incident()
    for number in range(7):
        released(about, found={"tone": {"blame": 1}} if number < 3 else {})
    assert suggested(about) == []


def test_of_much_that_stands_the_three_in_most_texts_are_suggested():
    about = make_incident()
    for number in range(5):
        rules = ("one", "two", "three", "four", "five")[: 5 - number // 2]
        released(about, found={"tone": dict.fromkeys(rules, 1)})
    assert [code for code, _text in suggested(about)] == [f"finding:tone:{rule}" for rule in ("one", "three", "two")]


@pytest.mark.parametrize("state", ["scheduled", "cancelled"])
def test_what_was_not_released_suggests_nothing(state):
    about = make_incident()
    for _ in range(3):
        released(about, found=HOST, overrides=KEPT, state=state)
    assert suggested(about) == []


def test_revisions_from_before_it_was_counted_suggest_nothing():
    about = make_incident()
    for _ in range(3):
        released(about)
    assert suggested(about) == []


def test_what_was_declined_is_not_suggested_again_and_completed_incidents_are_let_be(lena):
    about, over = make_incident(), make_incident(completed_at=clock.now())
    for _ in range(3):
        released(about, found=HOST)
        released(over, found=HOST)
    assert sweep(clock.now()) == 1
    decline(lena, Suggestion.objects.get(), "Readers asked for the name.")
    assert sweep(clock.now()) == 0
    assert Suggestion.objects.get().state == "declined"


def test_it_stands_on_the_incident_s_page_and_holds_up_the_task(sign_in, tomas):
    about = make_incident()
    for _ in range(3):
        released(about, found=HOST)
    sweep(clock.now())
    client = sign_in(tomas)
    page = client.get(reverse("archive:incident-changes", args=[about.reference])).text
    assert "“Disclosure: host name” was found in 3 of the 3 texts released" in page
    assert "1 of 1 suggested change waits" in client.get(about.get_absolute_url()).text


def test_it_asks_the_same_of_one_incident_and_of_many(connection_queries):
    def times(n):
        return [released(make_incident(), found=HOST, overrides=KEPT) for _ in range(n)]

    times(1)
    few = connection_queries(lambda: sweep(clock.now()))
    times(9)
    assert connection_queries(lambda: sweep(clock.now())) == few
