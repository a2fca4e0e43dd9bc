import pytest
from django.urls import reverse

from postincident.errors import Refused
from postincident.models import Fact
from postincident.verbs import facts as verbs
from tests.factories import make_fact, make_incident


def url_of(fact, name="fact-edit"):
    return reverse(f"postincident:{name}", args=[fact.incident.reference, fact.pk])


def test_it_states_a_fact(sign_in, tomas):
    fact = make_fact(make_incident(), state="", technical="", plain="")
    sign_in(tomas).post(url_of(fact), {"state": "known", "plain": "A cable broke.", "version": 0})
    fact.refresh_from_db()
    assert (fact.state, fact.plain, fact.changed_by) == ("known", "A cable broke.", tomas)


@pytest.mark.parametrize(("state", "code"), [(Fact.State.KNOWN, "says_nothing"), (Fact.State.WITHHELD, "no_reason")])
def test_it_refuses_a_state_that_says_nothing(tomas, state, code):
    fact = make_fact(make_incident(), state="", technical="", plain="")
    with pytest.raises(Refused) as refused:
        verbs.state_fact(tomas, fact, state=state)
    assert refused.value.code == code


def test_two_editors_see_both_texts(sign_in, tomas, amara):
    fact = make_fact(make_incident(), plain="First.")
    sign_in(amara).post(url_of(fact), {"state": "known", "plain": "Hers.", "version": 0})
    response = sign_in(tomas).post(url_of(fact), {"state": "known", "plain": "His.", "version": 0})
    fact.refresh_from_db()
    assert response.status_code == 409
    assert "Hers." in response.text
    assert "His." in response.text
    assert fact.plain == "Hers."
    again = sign_in(tomas).post(url_of(fact), {"state": "known", "plain": "Both.", "version": 1})
    assert again.status_code == 302


def test_expected_facts_cannot_be_removed(tomas):
    fact = make_fact(make_incident())
    with pytest.raises(Refused):
        verbs.remove_fact(tomas, fact)


def test_several_contributing_factors_are_welcome(sign_in, tomas):
    incident = make_incident()
    url = reverse("postincident:fact-add", args=[incident.reference])
    for _ in range(2):
        sign_in(tomas).post(url, {"key": "contributing_factor"})
    assert incident.facts.filter(key="contributing_factor").count() == 2


def test_the_timeline_grows_changes_and_shrinks(sign_in, tomas):
    incident = make_incident()
    client = sign_in(tomas)
    client.post(
        reverse("postincident:timeline-add", args=[incident.reference]),
        {"happened_at": "2026-03-03T14:10", "text": "First alarm", "public": "on"},
    )
    entry = incident.timeline.get()
    args = [incident.reference, entry.pk]
    client.post(
        reverse("postincident:timeline-edit", args=args),
        {"happened_at": "2026-03-03T14:11", "text": "Alarm", "version": 0},
    )
    entry.refresh_from_db()
    assert (entry.text, entry.public) == ("Alarm", False)
    client.post(reverse("postincident:timeline-remove", args=args))
    assert not incident.timeline.exists()


def test_bad_timeline_entries_keep_what_was_typed(sign_in, tomas):
    incident = make_incident()
    response = sign_in(tomas).post(
        reverse("postincident:timeline-add", args=[incident.reference]), {"happened_at": "yesterday", "text": "Alarm"}
    )
    assert response.status_code == 422
    assert "Alarm" in response.text


def test_facts_of_another_incident_are_not_found(sign_in, tomas):
    fact, other = make_fact(make_incident()), make_incident()
    assert sign_in(tomas).get(reverse("postincident:fact-edit", args=[other.reference, fact.pk])).status_code == 404


def test_the_form_asks_for_sentences_since_messages_take_them_as_they_are(sign_in, tomas):
    fact = make_fact(make_incident())
    page = sign_in(tomas).get(url_of(fact)).text
    assert "In whole sentences, which messages take as they are" in page
    assert "In whole sentences too." in page
