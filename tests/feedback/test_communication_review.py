"""The review of an incident's communication: who was told and how soon, what was said, and what follows."""

from datetime import timedelta

import pytest
from django.urls import reverse

from archive.verbs.changing import record_change
from communications.models import Commitment, Delivery, FindingOverride
from feedback.communication_review import reach, review_of
from feedback.privacy import purge
from feedback.verbs import answering
from feedback.verbs.responses import set_may_quote
from postincident import clock
from postincident.errors import Refused
from postincident.models import Event, Improvement
from tests.communications.factories import (
    make_audience,
    make_communication,
    make_contact,
    make_delivery,
    make_group,
    make_release,
)
from tests.factories import make_incident
from tests.feedback.factories import make_response, make_told


def page_of(client, incident):
    response = client.get(reverse("feedback:communication-review", args=[incident.reference]))
    assert response.status_code == 200
    return " ".join(response.text.split())


def told_after(incident, minutes, **fields):
    """Told so long after the incident was resolved."""
    communication = make_told(incident, **fields)
    at = incident.resolved_at + timedelta(minutes=minutes)
    Delivery.objects.filter(communication=communication).update(handed_over_at=at)
    return communication


def test_it_says_of_each_audience_how_soon_it_was_told(db):
    now = clock.now()
    incident = make_incident(detected_at=now - timedelta(hours=5), resolved_at=now - timedelta(hours=3))
    group = make_group(priority=1)
    first = told_after(incident, -60, kind="update", group=group, contacts=3)
    audience = first.audience
    later = make_communication(audience, state="released", kind="root_cause")
    reached = make_release(later)
    for address in Delivery.objects.filter(communication=first).values_list("address", flat=True):
        make_delivery(reached, address, state="sent", handed_over_at=incident.resolved_at + timedelta(minutes=90))
    make_delivery(reached, "no@example.net", state="failed")
    make_delivery(reached, "left@example.net", state="suppressed")
    make_audience(incident, make_group(name="Never told", priority=99))
    one, never = reach(incident)
    assert (one.reached, one.missed) == (3, 1)
    spoken = [words.replace("\xa0", " ") for words in (one.after_known, one.after_resolved, one.root_cause)]
    assert spoken == ["1 hour", "1 hour, 30 minutes", "1 hour, 30 minutes"]
    assert (never.reached, never.missed, never.after_known, never.root_cause) == (0, 0, "", "")


def test_it_quotes_only_those_who_agreed(sign_in, vera, tomas):
    incident = make_incident()
    quoted = make_response(incident, words="It was <b>late</b>", name="Ana")
    make_response(incident, words="Do not print me", may_reply=True, reply_to="a@example.net")
    client = sign_in(tomas)
    client.post(reverse("feedback:response-quote", args=[quoted.pk]))
    page = page_of(sign_in(vera), incident)
    assert "It was &lt;b&gt;late&lt;/b&gt;" in page
    assert "Do not print me" not in page
    client.post(reverse("feedback:response-quote", args=[quoted.pk]), {"undo": "1"})
    assert "&lt;b&gt;late" not in page_of(sign_in(vera), incident)
    verbs = Event.objects.filter(object_type="feedback.response").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["response.quotable", "response.not_quotable"]


def test_the_permission_goes_with_the_words_and_with_the_person(lena):
    contact = make_contact(make_group())
    response = make_response(contact=contact)
    set_may_quote(lena, response, True)
    set_may_quote(lena, response, True)
    assert Event.objects.filter(verb="response.quotable").count() == 1
    answering.change(response, {"words": "Other words"})
    response.refresh_from_db()
    assert not response.may_quote
    set_may_quote(lena, response, True)
    purge("contact", [contact.pk])
    response.refresh_from_db()
    assert not response.may_quote
    with pytest.raises(Refused):
        set_may_quote(lena, make_response(words=""), True)


def test_it_shows_findings_kept_ratings_themes_and_what_will_change(sign_in, vera, lena):
    incident = make_incident()
    communication = make_told(incident)
    for clear in (3, 4, 5):
        make_response(incident, clear=clear, timely=2, themes=["too-late"])
    FindingOverride.objects.create(
        communication=communication, check_name="tone", rule="blame", text="the vendor", reason="It is so", by=lena
    )
    Improvement.objects.create(incident=incident, what="A pager for the desk", owner=lena)
    record_change(lena, kind="process", what="We write within the hour", why="Y", incident=incident)
    page = page_of(sign_in(vera), incident)
    for words in (
        "4.0",
        "of 3",
        "Too late",
        "It is so",
        "the vendor",
        "A pager for the desk",
        "We write within the hour",
    ):
        assert words in page


def test_what_several_audiences_were_told_will_happen_is_one_line(sign_in, vera):
    incident = make_incident()
    for _ in range(2):
        told = make_told(incident)
        fields = {"incident": incident, "audience": told.audience, "told_in": told}
        Commitment.objects.create(kind="next_update", text="Next update", **fields)
    page = page_of(sign_in(vera), incident)
    assert page.count("Next update") == 1
    assert "to 2 audiences" in page


def test_an_incident_of_which_nothing_is_known_says_so(sign_in, vera):
    page = page_of(sign_in(vera), make_incident(resolved_at=None))
    assert "Nobody has decided yet whom it concerns" in page
    assert "Nothing is written down yet" in page
    assert "No answers yet" in page


def test_it_makes_the_same_queries_however_much_there_is(sign_in, vera, lena, connection_queries):
    incident, client = make_incident(), sign_in(vera)
    url = reverse("feedback:communication-review", args=[incident.reference])

    def grow():
        communication = make_told(incident)
        make_response(incident, clear=3, themes=["too-late"], may_quote=True)
        FindingOverride.objects.create(communication=communication, check_name="tone", rule="x", reason="R", by=lena)
        Improvement.objects.create(incident=incident, what="W", owner=lena)
        record_change(lena, kind="process", what="W", why="Y", incident=incident)

    grow()
    client.get(url)
    few = connection_queries(lambda: client.get(url))
    for _ in range(9):
        grow()
    assert connection_queries(lambda: client.get(url)) == few
    assert len(review_of(incident)["quotes"]) == 10
