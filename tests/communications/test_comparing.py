from datetime import UTC, datetime

import pytest
from django.urls import reverse

from communications.comparing import choices
from communications.models import Revision, Section
from communications.revisioning import build
from tests.communications.factories import (
    make_attachment,
    make_audience,
    make_communication,
    make_group,
    make_revision,
)
from tests.communications.test_affected import bring_in
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


@pytest.fixture
def twice_submitted(tomas, lena, incident):
    """Two revisions that differ only in what stands beside the text."""
    draft = write(
        incident, "Card customers", "Payments failed for 95 minutes. [[feedback_link]]", subject="Payments failed"
    )
    make_frozen(draft, 1)
    draft.subject, draft.next_update_at = "Payments were declined", datetime(2026, 12, 3, 9, tzinfo=UTC)
    draft.save()
    make_attachment(draft, "letter.pdf")
    bring_in(lena, draft.audience, "address,Failed payments\nana@example.net,214\n")
    draft.refresh_from_db()
    draft.sections.update(title="What failed")
    make_frozen(draft, 2)
    return draft


def make_frozen(draft, number):
    content = build(draft)
    revision = make_revision(
        draft, number=number, subject=content.subject, canonical=content.canonical, digest=content.digest
    )
    Revision.objects.filter(pk=revision.pk).update(source=content.source)


@pytest.mark.parametrize("right", [".2", ""])
def test_two_states_are_compared_in_what_stands_beside_the_text_too(vera, sign_in, incident, twice_submitted, right):
    pk = twice_submitted.pk
    text = compare(sign_in(vera), incident, left=f"{pk}.1", right=f"{pk}{right}").text
    assert "Payments <del>failed</del><ins>were declined</ins>" in text
    assert "What <del>happened</del><ins>failed</ins>" in text
    for words in ("09:00 UTC on Thursday 3 December 2026", "letter.pdf (", "list "):
        assert f"<ins>{words}" in text
    assert ": failed_payments</ins>" in text
    assert text.count("Card customers, revision 1") == 1
    assert f"Card customers, {'revision 2' if right else 'draft'}" in text


def test_two_audiences_have_their_subjects_and_files_side_by_side(vera, sign_in, incident):
    make_attachment(write(incident, "Card customers", "Payments failed.", subject="To you"), "letter.pdf")
    write(incident, "Card regulators", "Declined.", subject="Notice")
    text = compare(sign_in(vera), incident).text
    assert "<p>To you</p>" in text and "<p>Notice</p>" in text
    assert "<p>letter.pdf (" in text


def test_a_few_words_have_no_reading_grade(vera, sign_in, incident):
    write(incident, "Card customers", "Payments failed. " * 20)
    write(incident, "Card regulators", "Your payments failed and they were declined. " * 20)
    page = compare(sign_in(vera), incident)
    assert [side.grade is None for side in page.context["sides"]] == [True, False]
    assert page.text.count("grade ") == 1


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
