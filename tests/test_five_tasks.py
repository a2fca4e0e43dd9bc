"""The table of docs/users.md, "The five tasks": each condition alone missing keeps its task open, and no other.

Row by row: the condition, the task it belongs to, and what takes it away from an incident that is otherwise complete.
"""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from archive import guards
from archive.verbs.changing import decline, suggest
from communications.models import Commitment, Delivery
from feedback.models import FeedbackLink, Response, Theme
from feedback.verbs import outreach, questions, tagging
from postincident.checklist import settle
from postincident.models import Confirmation, Improvement
from postincident.verbs import checklist
from tests.archive.factories import make_record
from tests.communications.factories import make_audience, make_communication, make_contact, make_delivery, make_release
from tests.factories import make_incident
from tests.feedback.factories import make_response, make_told

NOW = timezone.now()


@pytest.fixture
def complete(lena):
    """Every condition of every task holds; nobody has looked yet."""
    incident = make_incident()
    root_cause = make_told(incident)
    group = root_cause.audience.group
    improvement = Improvement.objects.create(incident=incident, what="Test certificates first", state="done")
    report = make_communication(root_cause.audience, kind="improvements", state="released")
    report.improvements.set([improvement])
    make_delivery(make_release(report), state="sent")
    incident.releases.update(record=make_record(incident), state="finished")
    contact = make_contact(group, is_key=True)
    outreach.note_outcome(lena, incident, contact, "no_answer", "", group=group, happened_at=NOW)
    question = questions.raise_question(lena, incident, "Were we charged twice?", said_at=NOW, group=group)
    tagging.tag(lena, [question], Theme.objects.get(slug="too-late"))
    make_response(incident)
    decline(lena, suggest(incident, "theme:too-late", "Write sooner"), "Written sooner since March")
    checklist.confirm(lena, incident, "nothing_elsewhere")
    checklist.confirm(lena, incident, "review_recorded")
    return incident


def open_tasks(incident):
    settle([incident.pk])
    incident.refresh_from_db()
    found = set(incident.tasks.filter(state="open").values_list("key", flat=True))
    assert (incident.completed_at is None) == bool(found)
    return found


def root_cause_of(incident):
    return incident.releases.get(communication__kind="root_cause")


def included_and_not_told(incident):
    make_audience(incident)


def approved_and_not_released(incident):
    make_communication(make_audience(incident), state="approved")


def delivery(**fields):
    def make(incident):
        make_delivery(root_cause_of(incident), **fields)

    return make


def covered_by_one_that_was_not_sent(incident):
    """The other needs nobody itself, so that only the covering is looked at."""
    by = make_delivery(root_cause_of(incident), state="suppressed", server_said="unsubscribed")
    make_delivery(root_cause_of(incident), by.address, state="covered", covered_by=by)


def suppressed_where_the_notice_is_required(incident):
    make_delivery(root_cause_of(incident), state="suppressed", server_said="unsubscribed")
    type(root_cause_of(incident).communication.audience.group).objects.update(required_notice=True)


def told_without_link_or_contact(incident):
    FeedbackLink.objects.all().delete()
    Response.objects.filter(source="link").update(said_at=NOW)


def key_contact_not_asked(incident):
    make_contact(root_cause_of(incident).communication.audience.group, is_key=True)


def key_contact_only_planned(incident):
    incident.outreach.update(outcome="")


def question_not_tagged(incident):
    question = Response.objects.get(source="question")
    tagging.untag(incident.lead, [question], *Theme.objects.filter(tags__response=question))


def neither_questions_nor_none_raised(incident):
    Response.objects.filter(source="question").delete()


def no_answer_while_there_is_time(incident):
    Response.objects.filter(source="link").delete()


def handed_over_and_not_filed(incident):
    other = make_communication(root_cause_of(incident).communication.audience, kind="update", state="released")
    make_delivery(make_release(other), state="sent")


def record_changed_since(incident):
    with guards.lifted(connection), connection.cursor() as cursor:
        cursor.execute("UPDATE archive_recordbody SET text = 'other'")


def kept_locally(incident):
    other = make_communication(root_cause_of(incident).communication.audience, kind="update", state="released")
    make_delivery(make_release(other), state="kept_locally")


def nobody_confirmed(key):
    return lambda incident: Confirmation.objects.filter(key=key).delete()


def improvements_not_delivered(incident):
    incident.deliveries.filter(kind="improvements").update(state="failed")


def improvements_not_released(incident):
    incident.communications.filter(kind="improvements").update(state="approved")


def commitment_due_and_silent(incident):
    told_in = root_cause_of(incident).communication
    Commitment.objects.create(
        incident=incident, audience=told_in.audience, kind="next_update", text="Next", due_at=NOW, told_in=told_in
    )


def nothing_to_improve_and_nobody_says_why(incident):
    incident.communications.get(kind="improvements").improvements.clear()
    Improvement.objects.all().delete()


def suggestion_not_decided(incident):
    suggest(incident, "theme:too-vague", "Say more")


MISSING = [
    ("tell", included_and_not_told),
    ("tell", approved_and_not_released),
    *(
        ("tell", delivery(state=state))
        for state in ("queued", "sending", "deferred", "failed", "unconfirmed", "by_hand", "cancelled")
    ),
    ("tell", covered_by_one_that_was_not_sent),
    ("tell", suppressed_where_the_notice_is_required),
    ("tell", delivery(state="suppressed", server_said="bounced")),
    ("feedback", told_without_link_or_contact),
    ("feedback", key_contact_not_asked),
    ("feedback", key_contact_only_planned),
    ("feedback", question_not_tagged),
    ("feedback", neither_questions_nor_none_raised),
    ("feedback", no_answer_while_there_is_time),
    ("archive", handed_over_and_not_filed),
    ("archive", record_changed_since),
    ("archive", kept_locally),
    ("archive", nobody_confirmed("nothing_elsewhere")),
    ("improvements", improvements_not_delivered),
    ("improvements", improvements_not_released),
    ("improvements", commitment_due_and_silent),
    ("improvements", nothing_to_improve_and_nobody_says_why),
    ("review", suggestion_not_decided),
    ("review", nobody_confirmed("review_recorded")),
]


def test_with_every_condition_the_incident_is_complete(complete):
    assert open_tasks(complete) == set()


@pytest.mark.parametrize(
    ("task", "take_away"), MISSING, ids=[f"{task}-{n}-{take.__name__}" for n, (task, take) in enumerate(MISSING)]
)
def test_each_condition_alone_missing_keeps_its_task_open(complete, task, take_away):
    take_away(complete)
    assert open_tasks(complete) == {task}


INSTEAD = [
    lambda i, lena: make_delivery(root_cause_of(i), state="suppressed", server_said="unsubscribed"),
    lambda i, lena: make_delivery(root_cause_of(i), state="failed", resolution="told_by_hand", resolved_by=lena),
    lambda i, lena: make_delivery(root_cause_of(i), state="failed", resolution="not_reachable", resolved_by=lena),
    lambda i, lena: make_delivery(root_cause_of(i), state="covered", covered_by=root_cause_of(i).deliveries.first()),
    lambda i, lena: make_audience(i, state="excluded", reason="Not connected"),
    lambda i, lena: (
        Response.objects.filter(source="link").delete(),
        FeedbackLink.objects.update(expires_at=NOW - timedelta(days=1)),
    ),
    lambda i, lena: (
        Response.objects.filter(source="question").delete(),
        checklist.confirm(lena, i, "none_raised"),
    ),
    lambda i, lena: (
        nothing_to_improve_and_nobody_says_why(i),
        checklist.confirm(lena, i, "nothing_to_improve", "A supplier's fault, and it is theirs to mend"),
    ),
]


@pytest.mark.parametrize("instead", INSTEAD)
def test_what_counts_as_well(complete, lena, instead):
    instead(complete, lena)
    assert open_tasks(complete) == set()


@pytest.mark.parametrize("task", ["tell", "feedback", "archive", "improvements", "review"])
def test_a_manager_may_call_any_of_them_not_needed_with_a_reason(complete, lena, task):
    for other, take_away in MISSING:
        if other == task:
            take_away(complete)
            break
    assert open_tasks(complete) == {task}
    checklist.override(lena, complete.tasks.get(key=task), "Agreed with the board")
    assert open_tasks(complete) == set()


def test_what_changes_later_reopens_nothing(complete):
    assert open_tasks(complete) == set()
    for _task, take_away in MISSING[:1]:
        take_away(complete)
    Delivery.objects.update(state="failed")
    assert open_tasks(complete) == set()
