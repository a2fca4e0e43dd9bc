import pytest
from django.urls import reverse

from communications.comparing import choices
from communications.models import Section
from tests.communications.factories import make_audience, make_communication, make_group, make_revision
from tests.factories import make_incident


def write(incident, name, body, **fields):
    communication = make_communication(make_audience(incident, make_group(name)), **fields)
    Section.objects.create(communication=communication, key="summary", title="What happened", position=0, body=body)
    return communication


@pytest.fixture
def incident(lena):
    return make_incident(lead=lena)


def compare(client, incident, **query):
    return client.get(reverse("communications:incident-compare", args=[incident.reference]), query)


def test_two_audiences_stand_beside_each_other_without_being_asked_for(vera, sign_in, incident):
    write(incident, "Card customers", "Payments failed for 95 minutes.")
    write(incident, "Card regulators", "Authorisations were declined.\n\n<script>alert(1)</script>")
    page = compare(sign_in(vera), incident)
    assert "Payments failed for 95 minutes." in page.text
    assert "Authorisations were declined." in page.text
    assert "<script>alert(1)" not in page.text
    assert "Are both told the same?" in page.text


def test_what_only_one_says_is_seen_as_missing_in_the_other(vera, sign_in, incident):
    first = write(incident, "Card customers", "Payments failed.")
    Section.objects.create(communication=first, key="data", title="Your data", position=1, body="No data was lost.")
    write(incident, "Card regulators", "Declined.")
    assert compare(sign_in(vera), incident).text.count("Not said here.") == 1


def test_two_states_of_one_text_show_what_changed(vera, sign_in, incident):
    draft = write(incident, "Card customers", "Payments failed for 95 minutes.")
    revision = make_revision(draft, state="void")
    revision.source = [{"key": "summary", "title": "What happened", "body": "Payments failed for 59 minutes."}]
    revision.save()
    text = compare(sign_in(vera), incident, left=f"{draft.pk}.1", right=draft.pk).text
    assert "<del>59</del>" in text
    assert "<ins>95</ins>" in text
    assert "What changed" in text


def test_another_incidents_text_cannot_be_chosen(vera, sign_in, incident):
    write(incident, "Card customers", "Payments failed.")
    hidden = write(make_incident(restricted=True), "Their board", "Secret words.")
    text = compare(sign_in(vera), incident, left=hidden.pk, right=hidden.pk).text
    assert "Secret words." not in text
    assert "Two texts are needed" in text


@pytest.mark.parametrize("key", ["", "x", "9" * 40, "1.1.1", "-1", "%00"])
def test_a_choice_that_is_none_leaves_the_usual_pair(vera, sign_in, incident, key):
    write(incident, "Card customers", "Payments failed.")
    write(incident, "Card regulators", "Declined.")
    assert compare(sign_in(vera), incident, left=key, right=key).context["pair"]


def test_nothing_written_says_what_goes_here(vera, sign_in, incident):
    assert "Two texts are needed" in compare(sign_in(vera), incident).text


def test_it_makes_the_same_queries_for_two_and_twenty_communications(vera, sign_in, incident, connection_queries):
    client, counts = sign_in(vera), []
    for count in (2, 18):
        for _ in range(count):
            make_revision(write(incident, "", "Payments failed."), state="void")
        counts.append(connection_queries(lambda: compare(client, incident)))
    assert counts[0] == counts[1]
    assert len(choices(vera, incident)) == 40
