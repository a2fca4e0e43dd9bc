"""Reviewers, a link holder and a writer decide at the same moment: real threads, on both databases."""

import pytest

from communications.models import Communication, Review
from communications.revisioning import build
from communications.verbs import drafting, outside, reviewing
from communications.verbs.emergency import approve_in_emergency
from postincident.models import Event
from tests.communications.factories import (
    make_audience,
    make_communication,
    make_group,
    make_review_link,
    make_revision,
)
from tests.factories import make_incident, make_user
from tests.postincident.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def submit(needed):
    """The writer and the revision, of a text that no rule of completeness looked at."""
    writer = make_user("Tomás", role="communicator")
    audience = make_audience(make_incident(), make_group(reviewers_needed=needed))
    communication = make_communication(audience, created_by=writer, state="in_review")
    communication.sections.create(key="summary", title="Summary", position=0, body="It failed, and works again.")
    content = build(communication)
    words = {name: getattr(content, name) for name in ("subject", "text", "html", "canonical", "digest")}
    return writer, make_revision(communication, state="in_review", reviewers_needed=needed, **words)


def test_two_approvals_at_once_are_two_and_settle_it_once():
    _writer, revision = submit(2)
    people = [make_user(f"Reviewer {number}", role="reviewer") for number in range(4)]
    said = at_once(lambda n: reviewing.approve(people[n], revision, revision.digest).decision)
    assert sorted(said) == ["approved", "approved", "not_in_review", "not_in_review"]
    revision.refresh_from_db()
    assert revision.state == "approved"
    assert Communication.objects.get().state == "approved"


def test_one_person_pressing_twice_approves_once():
    _writer, revision = submit(2)
    amara = make_user("Amara", role="reviewer")
    said = at_once(lambda n: reviewing.approve(amara, revision, revision.digest).decision)
    assert sorted(said) == ["approved", "decided", "decided", "decided"]
    assert Communication.objects.get().state == "in_review"


def test_a_link_used_at_once_is_used_once():
    _writer, revision = submit(1)
    link, _token = make_review_link(revision)
    said = at_once(lambda n: outside.approve_outside(link, revision.digest).decision)
    assert sorted(said) == ["approved", "closed", "closed", "closed"]
    assert Review.objects.count() == Event.objects.filter(verb="revision.approved").count() == 1


def test_approving_and_editing_at_once_never_leaves_an_approved_text_that_nobody_read():
    writer, revision = submit(1)
    amara, section = make_user("Amara", role="reviewer"), revision.communication.sections.get()

    def one(number):
        if number:
            return drafting.edit_section(writer, section, body="Other words.", version=section.version).body
        return reviewing.approve(amara, revision, revision.digest).decision

    at_once(one, times=2)
    revision.refresh_from_db()
    assert (revision.state, Communication.objects.get().state) == ("void", "draft")


def test_an_emergency_and_an_approval_at_once_are_each_recorded_or_refused():
    _writer, revision = submit(1)
    lena, amara = make_user("Lena", role="manager"), make_user("Amara", role="reviewer")

    def one(number):
        if number:
            return approve_in_emergency(lena, revision, revision.digest, "It cannot wait.").decision
        return reviewing.approve(amara, revision, revision.digest).decision

    said = at_once(one, times=2)
    assert sorted(said) in (["approved", "not_in_review"], ["emergency", "not_in_review"])
    assert Review.objects.count() == 1
