import pytest
from django.urls import reverse

from postincident.models import Event
from postincident.verbs import facts, improvements
from tests.factories import RESOLVED, make_fact, make_incident


def activity(client, incident):
    return client.get(reverse("postincident:incident-activity", args=[incident.reference])).text


def test_it_says_who_did_what_to_which(sign_in, lena, vera):
    incident = make_incident()
    fact = make_fact(incident)
    facts.state_fact(lena, fact, state="investigating")
    improvements.add(lena, incident, what="Test certificates")
    text = activity(sign_in(vera), incident)
    assert "Lena Hoffmann" in text
    assert "said what is known of" in text
    assert f"{reverse('postincident:incident-facts', args=[incident.reference])}#fact-{fact.pk}" in text
    assert "Test certificates" in text


def test_what_is_gone_is_still_told(sign_in, lena, vera):
    incident = make_incident()
    entry = facts.add_entry(lena, incident, happened_at=RESOLVED, text="It works")
    facts.remove_entry(lena, entry)
    text = activity(sign_in(vera), incident)
    assert "removed a timeline entry" in text
    assert "It works" not in text


def test_an_unknown_verb_is_told_in_its_own_words(sign_in, vera):
    incident = make_incident()
    incident.events.create(actor="application", verb="something.odd", happened_at=RESOLVED)
    assert "something odd" in activity(sign_in(vera), incident)


def test_events_are_appended_never_changed(lena):
    incident = make_incident()
    facts.add_entry(lena, incident, happened_at=RESOLVED, text="It works")
    event = Event.objects.get()
    event.verb = "other"
    with pytest.raises(TypeError):
        event.save()
    with pytest.raises(TypeError):
        event.delete()


def test_events_carry_no_words(lena):
    incident = make_incident()
    facts.state_fact(lena, make_fact(incident), state="known", plain="SECRETWORD", technical="SECRETWORD")
    facts.add_entry(lena, incident, happened_at=RESOLVED, text="SECRETWORD")
    improvements.add(lena, incident, what="SECRETWORD")
    assert not any("SECRETWORD" in str(data) for data in Event.objects.values_list("data", flat=True))
