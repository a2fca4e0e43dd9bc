"""A redaction reaches everything that still says the words, and the proof of what was approved stays."""

import pytest
from django.urls import reverse

from archive.verbs.redaction import redact
from archive.verify import faults
from communications.delivery.covering import uncover
from communications.delivery.eml import keep
from communications.models import (
    Comment,
    Commitment,
    Communication,
    FindingOverride,
    Review,
    Revision,
    Section,
    WorkingCopy,
)
from communications.verbs import releasing
from postincident.errors import Refused
from tests.communications.factories import (
    make_attachment,
    make_audience,
    make_communication,
    make_delivery,
    make_release,
)

WORDS = "Ferreira & Sons were charged three times."


@pytest.fixture
def told(tomas, db):
    """Released, told by hand, its record filed."""
    release = make_release(make_communication(state="released"), state="finished")
    Section.objects.create(communication=release.communication, key="summary", title="S", position=0, body=WORDS)
    Revision.objects.update(source=[{"key": "summary", "title": "S", "body": WORDS}], subject=WORDS)
    Review.objects.update(comment=WORDS)
    Communication.objects.update(subject=WORDS)
    Commitment.objects.create(
        incident=release.incident,
        audience=release.communication.audience,
        kind="next_update",
        text=WORDS,
        told_in=release.communication,
    )
    releasing.resolve(tomas, make_delivery(release, state="failed"), "told_by_hand")
    release.refresh_from_db()
    return release


def said(release):
    revision = Revision.objects.get(pk=release.revision_id)
    sections = Section.objects.filter(communication=release.communication_id)
    values = [revision.text, revision.html, revision.canonical, str(revision.source), revision.subject]
    values += revision.reviews.values_list("comment", flat=True)
    values += Communication.objects.filter(pk=release.communication_id).values_list("subject", flat=True)
    values += Commitment.objects.filter(told_in=release.communication_id).values_list("text", flat=True)
    return " ".join([*values, *sections.values_list("body", flat=True)])


def test_the_words_are_gone_from_revisions_and_sections(told, ade):
    assert WORDS in said(told) and "card payments" in said(told)
    digest = told.revision.digest
    redact(ade, told.record, "Names a customer")
    assert said(told).split() == ["{}", "[]", *["Redacted"] * 4]
    assert Revision.objects.get().digest == digest
    assert not list(faults())


def test_files_remarks_and_what_was_kept_on_purpose_go_too(told, ade, vera, sign_in):
    communication = told.communication
    file = make_attachment(communication, "ferreira.pdf")
    comment = Comment.objects.create(communication=communication, author=vera, body=WORDS)
    FindingOverride.objects.create(
        communication=communication, check_name="disclosure", rule="customer", text=WORDS, reason="Agreed.", by=vera
    )
    WorkingCopy.objects.create(communication=communication, user=vera, fields={"body": WORDS})
    redact(ade, told.record, "Names a customer")
    file.refresh_from_db()
    comment.refresh_from_db()
    assert (bytes(file.content), file.size, file.name) == (b"", 0, "Redacted file")
    assert WORDS not in comment.body
    assert not FindingOverride.objects.exists() and not WorkingCopy.objects.exists()
    url = reverse("communications:attachment-detail", args=[communication.pk, file.pk])
    assert sign_in(vera).get(url).status_code == 404
    assert url not in sign_in(vera).get(communication.get_absolute_url()).text


def test_facts_and_headings_go_too_and_the_screen_says_before_what_will_go(told, ade, sign_in):
    Revision.objects.update(facts_used={"impact": WORDS})
    Section.objects.update(title=WORDS)
    text = sign_in(ade).get(reverse("archive:record-redact", args=[told.record.number])).text
    for goes in ("The communication it was written as", "1 revision", "1 remark", "1 commitment", "What 1 recipient"):
        assert goes in text
    redact(ade, told.record, "Names a customer")
    assert Revision.objects.get().facts_used == {}
    assert Section.objects.get().title == "Redacted"


def test_messages_kept_go_too(told, ade, django_capture_on_commit_callbacks):
    delivery = told.deliveries.get()
    path = keep(f"Message-ID: {delivery.message_id}\r\n\r\n{WORDS}".encode(), delivery.address)
    with django_capture_on_commit_callbacks(execute=True):
        redact(ade, told.record, "Names a customer")
    assert not path.exists()


@pytest.mark.parametrize("state", ["queued", "sending", "deferred"])
def test_not_while_it_is_being_sent(told, ade, state):
    make_delivery(told, state=state)
    with pytest.raises(Refused) as refused:
        redact(ade, told.record, "Names a customer")
    assert refused.value.code == "still_sending"
    assert WORDS in said(told)


def test_nobody_is_sent_it_afterwards(told, ade, lena):
    failed, unconfirmed = make_delivery(told, state="failed"), make_delivery(told, state="unconfirmed")
    by = make_delivery(make_release(make_communication(make_audience(told.incident))), state="failed")
    covered = make_delivery(told, by.address, state="covered", covered_by=by)
    redact(ade, told.record, "Names a customer")
    for again in (
        lambda: releasing.retry(lena, told, [failed.pk]),
        lambda: releasing.decide_unconfirmed(lena, told, "resend"),
    ):
        with pytest.raises(Refused) as refused:
            again()
        assert refused.value.code == "redacted"
    uncover([by.pk])
    covered.refresh_from_db()
    unconfirmed.refresh_from_db()
    assert (covered.state, unconfirmed.state) == ("cancelled", "unconfirmed")
