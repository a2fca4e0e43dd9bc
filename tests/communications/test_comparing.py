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


def test_numbers_are_read_in_whatever_form_and_set_beside_each_other(vera, sign_in, incident):
    write(incident, "Card customers", "Payments failed for 95 minutes. About 1,200 merchants were affected.")
    write(incident, "Card regulators", "It lasted 1 h 35 min and affected 1,204 merchants. 17 complaints were filed.")
    rows = {(row.left, row.right): row.state for row in compare(sign_in(vera), incident).context["compared"]}
    assert rows["95 minutes", "1 h 35 min"] == "agrees"
    assert any(right == "17 complaints" or right == "17" for (left, right), state in rows.items() if state == "one")


def test_what_contradicts_the_facts_stands_first(vera, sign_in, incident):
    write(incident, "Card customers", "Payments failed for 5 hours.")
    write(incident, "Card regulators", "Payments failed.")
    page = compare(sign_in(vera), incident)
    assert page.context["compared"][0].state == "differs"
    assert '<mark class="differ">5 hours</mark>' in page.text


def test_two_texts_that_were_frozen_are_not_said_to_have_been_checked(vera, sign_in, incident):
    for name in ("Card customers", "Card regulators"):
        make_revision(write(incident, name, "Payments failed.", state="released"))
    assert "was checked" not in compare(sign_in(vera), incident).text
    write(incident, "Card partners", "Declined.")
    drafts = {one.communication.state: one.key for one in choices(vera, incident) if one.revision is None}
    page = compare(sign_in(vera), incident, left=drafts["draft"], right=drafts["released"])
    assert "was checked" in page.text


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
