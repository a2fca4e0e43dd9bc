"""One test per clause: each condition alone missing keeps the task open."""

from datetime import timedelta

import pytest
from django.utils import timezone

from archive.verbs import changing
from communications.models import Communication, Delivery
from feedback.evidence import invite_and_gather, what_comes_back_is_answered
from feedback.lessons import attach, attach_improvement
from feedback.models import FeedbackLink, Outreach
from feedback.verbs import letters, outreach, questions, tagging, themes
from feedback.verbs.links import revoke, share
from feedback.verbs.telling import tell_back
from postincident.checklist import evaluate, settle
from postincident.verbs import checklist, improvements
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


def heard_back(incident):
    clause = clauses(incident).get("heard_back")
    return clause and (clause.figure, clause.holds)


def test_it_says_how_many_of_those_who_asked_for_a_reply_heard_back(gathered, lena, theme):
    assert heard_back(gathered) is None
    communication = gathered.communications.get()
    said = {"communication": communication, "group": communication.audience.group, "may_reply": True}
    ana, _rui = (
        make_response(gathered, reply_to=f"{name}@example.net", themes=[theme.slug], **said) for name in ("ana", "rui")
    )
    assert heard_back(gathered) == ("0 of 2", True)
    letters.note_answer(lena, ana, "On the phone.")
    (told,) = tell_back(lena, theme, {communication.audience_id}, said="S", did="D")
    assert heard_back(gathered) == ("1 of 2", True)
    Communication.objects.filter(pk=told.pk).update(state="released")
    assert heard_back(gathered) == ("2 of 2", True)


@pytest.fixture
def to_review(lena, theme):
    """An incident whose review is only to be recorded, though a theme of it is also one of another."""
    incident = make_incident()
    make_response(make_incident(), themes=[theme.slug])
    make_response(incident, themes=[theme.slug])
    themes.decline(lena, theme, "Their contract asks for mail only.")
    assert left_of_review(incident) == ["review_recorded"]
    return incident


def unanswered(incident):
    [clause] = what_comes_back_is_answered([incident], timezone.now())[incident.pk]
    return None if clause.holds else clause


def left_of_review(incident):
    settle([incident.pk])
    task = incident.tasks.get(key="review")
    return [clause["code"] for clause in task.evidence if not clause["holds"]]


def come_back(theme, *incidents):
    for incident in incidents:
        make_response(incident, themes=[theme.slug], said_at=timezone.now() + timedelta(minutes=1))


def test_a_theme_that_came_back_keeps_the_review_open_and_leads_to_its_chain(to_review, theme):
    come_back(theme, to_review)
    assert unanswered(to_review) is None
    come_back(theme, make_incident())
    assert set(left_of_review(to_review)) == {"themes_answered", "review_recorded"}
    clause = unanswered(to_review)
    assert "“Too late” keeps coming back" in clause.sentence
    assert clause.url == f"/themes/{theme.slug}/chain/"


def test_what_comes_back_later_opens_no_review_again(to_review, lena, theme):
    checklist.confirm(lena, to_review, "review_recorded")
    come_back(theme, to_review, make_incident())
    assert left_of_review(to_review) == []
    assert to_review.tasks.get(key="review").state == "done"


@pytest.mark.parametrize("by", ["change", "improvement", "of one who said it", "reason", "suggestion"])
def test_it_is_answered_by_whatever_the_chain_shows_or_a_reason(to_review, lena, theme, by):
    later = make_incident()
    for incident in (to_review, later):
        response = make_response(incident, themes=[theme.slug])
    assert unanswered(to_review) and unanswered(later)
    if by == "change":
        change = changing.record_change(lena, kind="process", what="We write within the hour", why="Too late")
        attach(lena, change, f"theme:{theme.slug}")
    elif by == "reason":
        themes.decline(lena, theme, "It was a bank holiday.")
    elif by == "suggestion":
        changing.decline(lena, changing.suggest(to_review, f"theme:{theme.slug}", "W"), "Not twice in ten years.")
    else:
        improvement = improvements.add(lena, later, what="A pager for the desk")
        attach_improvement(lena, improvement, theme if by == "improvement" else response)
    assert unanswered(to_review) is None
    assert (unanswered(later) is None) == (by != "suggestion")


def test_what_was_said_of_a_restricted_incident_is_no_reason_on_another(to_review, lena, theme):
    secret = make_incident(restricted=True, access=[lena])
    come_back(theme, to_review, secret)
    assert unanswered(to_review) is None and unanswered(secret)


def test_themes_that_call_for_no_change_come_back_as_they_like(to_review):
    for incident in (to_review, make_incident()):
        make_response(incident, themes=["thanks"])
    assert unanswered(to_review) is None


def test_queries_do_not_grow_with_incidents(lena, theme, connection_queries):
    def told():
        incident = make_incident()
        group = make_group()
        make_told(incident, group=group, contacts=2)
        make_contact(group, is_key=True)
        make_response(incident, themes=[theme.slug], may_reply=True, reply_to="ana@example.net")
        return incident

    few = [told() for _ in range(2)]
    many = few + [told() for _ in range(8)]
    for prove in (invite_and_gather, what_comes_back_is_answered):
        counts = [connection_queries(lambda rows=rows, prove=prove: prove(rows, NOW)) for rows in (few, many)]
        assert counts[0] == counts[1]
    assert evaluate(few, NOW)[few[0].pk]["feedback"].clauses
