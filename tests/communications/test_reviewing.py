import hashlib
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communications.models import Attachment, Audience, Review, Revision, StakeholderGroup
from communications.verbs import drafting, redrawing, reviewing
from postincident.errors import Refused
from postincident.models import Fact
from tests.communications.test_drafting import audience_of, customers, incident  # noqa: F401 - fixtures


@pytest.fixture
def submitted(customers, tomas):  # noqa: F811
    return reviewing.submit(tomas, customers)


def test_submitting_freezes_exactly_what_stands(submitted):
    assert hashlib.sha256(submitted.canonical.encode()).hexdigest() == submitted.digest
    assert "[[contact_name]]" in submitted.text
    assert "[[feedback_link]]" in submitted.html
    assert "[[unsubscribe_link]]" in submitted.html
    assert submitted.subject.startswith("[INC-")
    assert submitted.communication.state == "in_review"


def test_a_revision_keeps_every_fact_it_used(customers, tomas):  # noqa: F811
    fact = {"state": "known", "plain": "The check was too shallow", "position": 7}
    Fact.objects.create(incident=customers.incident, key="contributing_factor", **fact)
    Fact.objects.filter(key="resolution").update(state="investigating", plain="A first repair")
    redrawing.redraw(tomas, customers)
    customers.refresh_from_db()
    later = timezone.now() + timedelta(days=1)
    drafting.edit_details(tomas, customers, subject=customers.subject, next_update_at=later, version=customers.version)
    used = reviewing.submit(tomas, customers).facts_used
    assert used["contributing_factors"] == ["The check was too shallow"]
    assert used["resolution_investigating"] is True


def test_a_blocked_draft_is_not_submitted(customers, tomas):  # noqa: F811
    Fact.objects.filter(key="root_cause").update(state="", plain="", technical="")
    with pytest.raises(reviewing.Blocked) as blocked:
        reviewing.submit(tomas, customers)
    assert "root cause" in blocked.value.sentence
    assert not Revision.objects.exists()


def test_a_reviewer_approves_what_was_read(submitted, amara):
    review = reviewing.approve(amara, submitted, submitted.digest)
    submitted.refresh_from_db()
    submitted.communication.refresh_from_db()
    assert (submitted.state, submitted.communication.state) == ("approved", "approved")
    assert review.recipients["count"] == 0


def test_nobody_approves_what_they_edited(submitted, amara, lena):
    section = submitted.communication.sections.get(key="summary")
    drafting.edit_section(amara, section, body=section.body + " Sorry.", version=section.version)
    again = reviewing.submit(lena, submitted.communication)
    for editor in (amara, lena):
        with pytest.raises(Refused) as refused:
            reviewing.approve(editor, again, again.digest)
        assert refused.value.code == "edited_it"


def test_any_edit_voids_the_approval(submitted, amara, tomas):
    reviewing.approve(amara, submitted, submitted.digest)
    section = submitted.communication.sections.get(key="summary")
    drafting.edit_section(tomas, section, body="Other", version=section.version)
    submitted.refresh_from_db()
    submitted.communication.refresh_from_db()
    assert (submitted.state, submitted.communication.state) == ("void", "draft")


def test_another_digest_is_refused(submitted, amara):
    with pytest.raises(Refused) as refused:
        reviewing.approve(amara, submitted, "0" * 64)
    assert refused.value.code == "not_what_was_read"
    assert not Review.objects.exists()


@pytest.mark.parametrize("field", ["from_name", "reply_to", "signature", "required_notice"])
def test_the_digest_covers_the_groups_sender_and_layout(submitted, amara, field):
    value = True if field == "required_notice" else "other@northwind.example"
    StakeholderGroup.objects.filter(slug="customers").update(**{field: value})
    with pytest.raises(Refused):
        reviewing.approve(amara, Revision.objects.get(), submitted.digest)
    submitted.refresh_from_db()
    assert submitted.state == "void"


def test_the_digest_covers_attachments(submitted, amara, tomas):
    Attachment.objects.create(
        communication=submitted.communication,
        name="a.pdf",
        content_type="application/pdf",
        size=1,
        digest="d" * 64,
        content=b"x",
        added_by=tomas,
    )
    with pytest.raises(Refused):
        reviewing.approve(amara, submitted, submitted.digest)


def test_sending_back_says_why(submitted, amara):
    with pytest.raises(Refused):
        reviewing.send_back(amara, submitted, " ")
    reviewing.send_back(amara, submitted, "Say who was not charged.")
    submitted.communication.refresh_from_db()
    assert submitted.communication.state == "draft"


def test_two_reviewers_are_two_people(incident, tomas, amara, lena):  # noqa: F811
    draft = drafting.draft(tomas, incident, "root_cause", [audience_of(incident, "regulators")])[0]
    revision = reviewing.submit(tomas, draft)
    reviewing.approve(amara, revision, revision.digest)
    with pytest.raises(Refused):
        reviewing.approve(amara, revision, revision.digest)
    draft.refresh_from_db()
    assert draft.state == "in_review"
    reviewing.approve(lena, revision, revision.digest)
    draft.refresh_from_db()
    assert draft.state == "approved"


def test_a_group_without_reviewers_is_approved_at_once_and_says_so(incident, tomas):  # noqa: F811
    draft = drafting.draft(tomas, incident, "root_cause", [audience_of(incident, "engineering")])[0]
    revision = reviewing.submit(tomas, draft)
    draft.refresh_from_db()
    assert draft.state == "approved"
    assert revision.reviews.get().decision == "none_asked"


def test_the_page_lets_a_reviewer_decide_on_exactly_this(sign_in, submitted, amara):
    url = reverse("communications:communication-review", args=[submitted.communication_id])
    client = sign_in(amara)
    assert submitted.digest in client.get(url).text
    assert "nothing is chosen beforehand" in client.post(url, {"digest": submitted.digest}).text
    assert "Say what should change" in client.post(url, {"decision": "send_back", "digest": submitted.digest}).text
    client.post(url, {"decision": "approve", "digest": submitted.digest})
    submitted.refresh_from_db()
    assert submitted.state == "approved"


def test_a_communicator_cannot_review(sign_in, submitted, tomas):
    url = reverse("communications:communication-review", args=[submitted.communication_id])
    assert sign_in(tomas).get(url).status_code == 403


def test_writing_through_the_browser_ends_in_review(sign_in, customers, tomas):  # noqa: F811
    data = {"subject": "A better subject", "version": customers.version, "do": "submit"}
    for section in customers.sections.all():
        data |= {f"s{section.pk}-{name}": getattr(section, name) for name in ("title", "body", "version")}
    sign_in(tomas).post(customers.get_absolute_url(), data)
    customers.refresh_from_db()
    assert (customers.subject, customers.state) == ("A better subject", "in_review")


def test_all_pages_of_writing_open(sign_in, submitted, vera):
    client, reference = sign_in(vera), submitted.communication.incident.reference
    pk = submitted.communication_id
    for name, args in {
        "incident-audiences": [reference],
        "incident-communications": [reference],
        "communication-detail": [pk],
        "communication-preview": [pk],
        "communication-preview-body": [pk],
        "revision-detail": [pk, 1],
        "commitment-list": [],
    }.items():
        assert client.get(reverse(f"communications:{name}", args=args)).status_code == 200
    assert Audience.objects.count() == 8


def test_a_reviewer_reads_in_words_what_differs_per_reader(submitted, sign_in, amara):
    text = sign_in(amara).get(reverse("communications:communication-review", args=[submitted.communication_id])).text
    assert '<span class="slot">each reader&#x27;s own feedback link</span>' in text
    assert "[[" not in text
    assert submitted.digest[:16] in text


@pytest.fixture
def second(submitted, tomas, amara):
    reviewing.send_back(amara, submitted, "Say who was not charged.")
    section = submitted.communication.sections.get(key="summary")
    drafting.edit_section(tomas, section, body=section.body + "\n\nNobody was charged.", version=section.version)
    return reviewing.submit(tomas, submitted.communication)


def test_a_reviewer_reads_first_what_changed_since_they_looked(second, sign_in, amara):
    url = reverse("communications:communication-review", args=[second.communication_id])
    text = sign_in(amara).get(url).text
    assert "Changed since you looked" in text
    assert "<ins>" in text
    assert "unchanged, " in text
    whole = sign_in(amara).get(url, {"show": "whole"}).text
    assert "<ins>" not in whole
    assert "Nobody was charged." in whole


def added(text):
    return " ".join(re.findall(r"<ins>(.*?)</ins>", text, re.DOTALL))


def test_what_changed_counts_from_the_last_revision_they_opened(second, sign_in, amara, tomas):
    client, url = sign_in(amara), reverse("communications:communication-review", args=[second.communication_id])
    client.get(url)  # opened, not decided on
    section = second.communication.sections.get(key="summary")
    drafting.edit_section(tomas, section, body=section.body + "\n\nAsk us anything.", version=section.version)
    third = reviewing.submit(tomas, second.communication)
    text = client.get(url).text
    assert f"You last looked at revision {second.number}" in text
    assert "Ask us anything." in added(text) and "Nobody was charged." not in added(text)
    assert third.looks.get().user == amara


def test_it_also_shows_what_changed_since_the_revision_before(second, sign_in, amara, tomas):
    section = second.communication.sections.get(key="summary")
    drafting.edit_section(tomas, section, body=section.body + "\n\nAsk us anything.", version=section.version)
    reviewing.submit(tomas, second.communication)
    client, url = sign_in(amara), reverse("communications:communication-review", args=[second.communication_id])
    since_looked, since_last = client.get(url).text, client.get(url, {"show": "last"}).text
    assert "You last looked at revision 1" in since_looked
    assert "Nobody was charged." in added(since_looked)
    assert "Ask us anything." in added(since_last) and "Nobody was charged." not in added(since_last)


def test_a_reviewer_sees_the_mail_as_it_was_frozen(second, sign_in, amara):
    client = sign_in(amara)
    url = reverse("communications:revision-body", args=[second.communication_id, second.number])
    shown = client.get(reverse("communications:communication-review", args=[second.communication_id]), {"show": "sent"})
    assert url in shown.text
    response = client.get(url)
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert "Nobody was charged." in response.text
    assert "[[" not in response.text
