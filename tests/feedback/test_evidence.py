"""One test per clause: each condition alone missing keeps the task open."""

from datetime import timedelta

import pytest
from django.utils import timezone

from communications.models import Delivery
from feedback.evidence import invite_and_gather
from feedback.models import FeedbackLink, Outreach
from feedback.verbs import outreach, questions, tagging
from feedback.verbs.links import revoke, share
from postincident.checklist import evaluate, settle
from postincident.verbs import checklist
from tests.communications.factories import make_audience, make_contact, make_delivery, make_group
from tests.factories import make_incident
from tests.feedback.factories import make_response, make_told

NOW = timezone.now()


@pytest.fixture
def gathered(lena):
    """An incident whose feedback task is done: told, a key contact asked, none raised, one answer."""
    incident = make_incident()
    group = make_group("Our partners")
    make_told(incident, group=group)
    contact = make_contact(group, is_key=True)
    outreach.note_outcome(lena, incident, contact, "spoke", "", group=group, happened_at=NOW)
    checklist.confirm(lena, incident, "none_raised")
    make_response(incident)
    return incident


def clauses(incident):
    return {clause.code: clause for clause in invite_and_gather([incident], timezone.now())[incident.pk]}


def open_ones(incident):
    return [code for code, clause in clauses(incident).items() if not clause.holds]


def test_it_is_done_when_every_clause_holds(gathered):
    assert open_ones(gathered) == []
    settle([gathered.pk])
    assert gathered.tasks.get(key="feedback").state == "done"


def test_a_told_audience_without_a_link_or_a_contact_keeps_it_open(gathered):
    make_told(gathered, links=False)
    assert open_ones(gathered) == ["invited"]
    assert clauses(gathered)["invited"].figure == "1 of 2"


def test_nobody_told_keeps_it_open(gathered):
    gathered.audiences.update(told_at=None)
    Delivery.objects.update(state="kept_locally")
    assert open_ones(gathered) == ["invited"]


def test_a_named_contact_is_as_good_as_a_link(gathered):
    communication = make_told(gathered, links=False)
    group = communication.audience.group
    group.feedback_contact = "Mira Costa, +351 21 000 000"
    group.save()
    assert open_ones(gathered) == []


def test_a_covered_audience_answers_by_the_link_that_covers_it(gathered):
    by = Delivery.objects.get()
    release = make_told(gathered, contacts=0).releases.get()
    make_delivery(release, by.address, state="covered", covered_by=by)
    assert clauses(gathered)["invited"].figure == "2 of 2"


def test_revoked_links_are_no_invitation_until_one_is_shared(gathered, lena):
    communication = gathered.communications.get()
    revoke(lena, communication)
    assert "invited" in open_ones(gathered)
    share(lena, communication)
    assert open_ones(gathered) == []


def test_a_key_contact_without_an_outcome_keeps_it_open(gathered):
    make_contact(make_group_of(gathered), is_key=True, name="Rui Pires")
    assert open_ones(gathered) == ["key_contacts"]
    assert clauses(gathered)["key_contacts"].figure == "1 of 2"


def make_group_of(incident):
    return incident.audiences.get().group


def test_an_outreach_that_is_only_planned_is_no_outcome(gathered):
    Outreach.objects.update(outcome="")
    assert open_ones(gathered) == ["key_contacts"]


def test_key_contacts_of_others_do_not_matter(gathered):
    make_contact(make_group(), is_key=True)
    other = make_audience(gathered, state="excluded", reason="not theirs")
    make_contact(other.group, is_key=True)
    assert open_ones(gathered) == []


def test_questions_neither_noted_nor_denied_keep_it_open(gathered, lena):
    checklist.withdraw_confirmation(lena, gathered.confirmations.get())
    assert open_ones(gathered) == ["questions"]


def test_a_question_not_tagged_keeps_it_open(gathered, lena, theme):
    question = questions.raise_question(lena, gathered, "Was he charged three times?", said_at=NOW)
    assert open_ones(gathered) == ["questions"]
    tagging.tag(lena, [question], theme)
    assert open_ones(gathered) == []
    assert clauses(gathered)["questions"].figure == "1 of 1"


def test_noting_a_question_takes_none_raised_back(gathered, lena):
    questions.raise_question(lena, gathered, "Was he charged three times?", said_at=NOW)
    assert gathered.confirmations.get().withdrawn_at


def test_no_answer_before_the_deadline_keeps_it_open(gathered):
    gathered.responses.all().delete()
    assert open_ones(gathered) == ["answers"]


def test_no_answer_after_the_deadline_is_said_to_be_zero(gathered):
    gathered.responses.all().delete()
    FeedbackLink.objects.update(expires_at=NOW - timedelta(days=1))
    assert open_ones(gathered) == []
    answers = clauses(gathered)["answers"]
    assert (answers.figure, "ended" in answers.sentence) == ("0", True)


def test_a_later_message_does_not_move_the_deadline(gathered):
    gathered.responses.all().delete()
    FeedbackLink.objects.update(expires_at=NOW - timedelta(days=1))
    make_told(gathered, kind="improvements")
    assert open_ones(gathered) == []


def test_a_question_is_no_answer(gathered, lena, theme):
    gathered.responses.all().delete()
    question = questions.raise_question(lena, gathered, "When?", said_at=NOW)
    tagging.tag(lena, [question], theme)
    assert open_ones(gathered) == ["answers"]


def test_queries_do_not_grow_with_incidents(lena, connection_queries):
    def told():
        incident = make_incident()
        group = make_group()
        make_told(incident, group=group, contacts=2)
        make_contact(group, is_key=True)
        make_response(incident)
        return incident

    few = [told() for _ in range(2)]
    many = few + [told() for _ in range(8)]
    counts = [connection_queries(lambda rows=rows: invite_and_gather(rows, NOW)) for rows in (few, many)]
    assert counts[0] == counts[1]
    assert evaluate(few, NOW)[few[0].pk]["feedback"].clauses
