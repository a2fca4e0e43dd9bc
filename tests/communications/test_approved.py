"""What leaves is what was approved: from the review to the last byte, whatever changes on the way."""

import pytest
from django.urls import reverse

from archive.models import Record
from communications.delivery.letters import letter_of
from communications.models import Attachment, StakeholderGroup
from communications.verbs import audiences, drafting, redrawing, releasing, reviewing
from postincident.errors import Refused
from postincident.models import Event, Fact
from postincident.verbs.facts import state_fact
from tests.communications.factories import make_contact
from tests.communications.test_drafting import customers, incident  # noqa: F401 - fixtures


@pytest.fixture
def approved(customers, tomas, amara):  # noqa: F811
    make_contact(customers.audience.group)
    revision = reviewing.submit(tomas, customers)
    reviewing.approve(amara, revision, revision.digest)
    return customers


def attach(communication, tomas):
    Attachment.objects.create(
        communication=communication,
        name="a.pdf",
        content_type="application/pdf",
        size=1,
        digest="d" * 64,
        content=b"x",
        added_by=tomas,
    )


def changed(**fields):
    return lambda communication, tomas: StakeholderGroup.objects.filter(slug="customers").update(**fields)


def rewritten(**fields):
    return lambda communication, tomas: communication.revisions.update(**fields)


@pytest.mark.parametrize(
    "change",
    [
        changed(from_name="Somebody else"),
        changed(reply_to="other@northwind.example"),
        changed(channels=["mail", "page"]),
        changed(required_notice=True),
        attach,
        rewritten(subject="Other"),
        rewritten(text="Other"),
        rewritten(html="Other"),
        rewritten(digest="0" * 64),
    ],
)
def test_what_changed_after_the_approval_does_not_leave(approved, lena, tomas, change):
    change(approved, tomas)
    with pytest.raises(Refused) as refused:
        releasing.release(lena, [approved])
    assert refused.value.code == "not_what_was_approved"


def test_another_default_sender_does_not_leave(approved, lena, settings):
    settings.DEFAULT_FROM_EMAIL = "new@northwind.example"
    with pytest.raises(Refused) as refused:
        releasing.release(lena, [approved])
    assert refused.value.code == "not_what_was_approved"


def test_what_changes_while_it_is_being_sent_changes_nothing(approved, lena, settings):
    before = approved.audience.group.from_name or settings.ORGANISATION
    (release,) = releasing.release(lena, [approved])
    StakeholderGroup.objects.update(from_name="Somebody else", reply_to="other@example.net", required_notice=True)
    release = release.__class__.objects.get()
    letter, revision = letter_of(release), release.revision
    assert (letter.from_name, letter.reply_to, letter.may_unsubscribe) == (before, "", True)
    assert (letter.subject, letter.text, letter.html) == (revision.subject, revision.text, revision.html)
    delivery = release.deliveries.get()
    releasing.cancel(lena, release)
    assert delivery.state == "queued"


def test_the_record_names_the_sender_that_was_approved(approved, lena, tomas, settings):
    (release,) = releasing.release(lena, [approved])
    StakeholderGroup.objects.update(from_name="Somebody else")
    delivery = release.deliveries.get()
    release.deliveries.update(state="failed")
    releasing.resolve(tomas, delivery, "told_by_hand")
    assert "Somebody else" not in Record.objects.get().metadata


def test_saving_what_stands_voids_nothing(approved, tomas):
    section = approved.sections.get(key="summary")
    redrawing.use_drawn(tomas, section, section.version)
    drafting.edit_section(tomas, section, body=section.body, version=section.version, title=section.title)
    approved.refresh_from_db()
    assert (approved.state, approved.revisions.get().state) == ("approved", "approved")
    assert not Event.objects.filter(verb="section.edited").exists()


def test_a_voided_review_is_an_event(customers, tomas, amara):  # noqa: F811
    revision = reviewing.submit(tomas, customers)
    changed(from_name="Somebody else")(customers, tomas)
    with pytest.raises(Refused):
        reviewing.approve(amara, revision, revision.digest)
    assert Event.objects.get(verb="revision.voided").data == {"revision": 1}


def test_a_draft_of_an_excluded_audience_goes_nowhere(customers, tomas, lena):  # noqa: F811
    audiences.exclude(lena, customers.audience, "They were not connected")
    with pytest.raises(Refused) as refused:
        reviewing.submit(tomas, customers)
    assert refused.value.code == "excluded"
    audiences.include(lena, customers.incident, customers.audience.group, "Two were after all")
    assert reviewing.submit(tomas, customers).number == 1


@pytest.mark.parametrize("page", ["communication-detail", "communication-review", "communication-release"])
def test_a_fact_that_changed_since_is_said_wherever_it_is_decided(approved, sign_in, lena, page):
    client, url = sign_in(lena), reverse(f"communications:{page}", args=[approved.pk])
    assert "Facts changed since" not in client.get(url).text
    state_fact(lena, Fact.objects.get(key="impact"), state="known", plain="One in three payments was declined.")
    text = client.get(url).text
    assert "Facts changed since" in text
    assert "<ins>One in three payments was declined.</ins>" in text
