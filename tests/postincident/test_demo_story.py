"""The demonstration as a visitor finds it: loaded once, looked at from all sides."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from django.urls import Resolver404, resolve
from django.utils import timezone

from archive.models import Change, Publication, Record, Suggestion
from communications.models import Commitment, Communication, Delivery
from feedback.models import Lesson, Outreach, Response
from feedback.recurring import recurring
from postincident.demo import incident_numbered, person
from postincident.models import Event, Incident, User
from postincident.needs import needs_of

pytestmark = pytest.mark.django_db
ROLES = ["lena", "amara", "tomas", "vera", "ade"]


@pytest.fixture(scope="module", autouse=True)
def story(django_db_setup, django_db_blocker, tmp_path_factory):
    var = tmp_path_factory.mktemp("var")
    at_home = override_settings(
        VAR_DIR=var,
        JOURNAL_DIR=var / "journal",
        OUTBOX_DIR=var / "outbox",
        INSECURE_LOOPBACK=True,
        BASE_URL="http://127.0.0.1:8000",
        ALLOWED_HOSTS=["127.0.0.1"],
        EMAIL_URL="",
        MAIL_PROVIDER="",
    )
    block = transaction.atomic()
    block._from_testcase = True
    with django_db_blocker.unblock(), block:
        with at_home:
            call_command("load_demo", verbosity=0, stdout=StringIO())
        yield
        transaction.set_rollback(True)


def states(incident):
    return {task.key: task.state for task in incident.tasks.all()}


def test_one_incident_is_closed_with_five_of_five_by_evidence():
    incident = incident_numbered(24)
    assert incident.state == Incident.State.CLOSED
    assert set(states(incident).values()) == {"done"}
    assert all(clause["holds"] for task in incident.tasks.all() for clause in task.evidence)


def test_its_tasks_were_done_when_their_last_proof_came():
    tell, feedback = (incident_numbered(31).tasks.get(key=key) for key in ("tell", "feedback"))
    told = Communication.objects.filter(incident=incident_numbered(31), kind="root_cause", state="released")
    assert tell.done_at.date() == max(row.releases.get().released_at for row in told).date()
    called = Outreach.objects.filter(incident=incident_numbered(31)).latest("happened_at")
    assert feedback.done_at.date() == called.happened_at.date()


def test_every_other_incident_says_what_is_open():
    assert set(states(incident_numbered(36)).values()) == {"done"}
    assert states(incident_numbered(31)) == {
        "tell": "done",
        "feedback": "done",
        "archive": "done",
        "improvements": "open",
        "review": "done",
    }
    assert states(incident_numbered(40))["improvements"] == "not_needed"
    assert set(states(incident_numbered(42)).values()) == {"open"}
    assert incident_numbered(39).restricted
    assert incident_numbered(43).resolved_at is None


def test_history_of_an_older_system_owes_nothing():
    imported = Incident.objects.filter(source="imported")
    assert imported.count() == 3
    assert Record.objects.filter(source="imported").count() == 9
    assert not any(incident.tasks.exists() for incident in imported)


def test_everything_happened_when_the_story_says():
    now = timezone.now()
    assert not Event.objects.filter(happened_at__gt=now).exists()
    days = {event.happened_at.date() for event in Event.objects.filter(incident__isnull=False)}
    assert len(days) > 40
    today = Event.objects.filter(happened_at__date=now.date()).count()
    assert today < Event.objects.count() / 20
    numbers = list(Record.objects.filter(source="here").order_by("number").values_list("sent_at", flat=True))
    assert numbers == sorted(numbers)


def test_people_said_something_about_every_incident_that_was_told():
    answers = Response.objects.filter(source="link")
    assert 20 <= answers.count() <= 40
    assert answers.filter(may_reply=True, answered_at=None).count() == 2
    assert {24, 31, 36, 40, 41, 42} == {int(row.incident.reference[-4:]) for row in answers.select_related("incident")}
    assert Response.objects.filter(source="question").count() == 7
    assert set(Outreach.objects.exclude(outcome="").values_list("outcome", flat=True)) == {
        "spoke",
        "no_answer",
        "declined",
    }


def test_one_theme_keeps_coming_back_without_a_lesson_and_others_were_learned_from():
    row = recurring(person("vera"))[0]
    assert (row.theme.slug, row.incidents) == ("too-late", 5)
    learned = set(Lesson.objects.exclude(theme=None).values_list("theme__slug", flat=True))
    assert learned == {"too-technical", "missing-workaround", "no-update"}
    assert set(Change.objects.values_list("kind", flat=True)) == {"template", "process", "document", "group"}
    assert set(Suggestion.objects.values_list("state", flat=True)) == {"open", "made", "declined"}


def test_commitments_are_kept_explained_due_and_late():
    now = timezone.now()
    assert set(Commitment.objects.values_list("state", flat=True)) == {"open", "kept", "explained"}
    late = Commitment.objects.filter(state="open", due_at__lt=now)
    assert {row.incident.reference[-4:] for row in late} == {"0031", "0042"}
    assert Commitment.objects.filter(state="open", due_at__gt=now).exists()


def test_deliveries_show_every_way_one_can_end():
    ended = set(Delivery.objects.values_list("state", "resolution"))
    assert {
        ("sent", ""),
        ("covered", ""),
        ("suppressed", ""),
        ("failed", ""),
        ("failed", "not_reachable"),
        ("by_hand", "told_by_hand"),
    } <= ended
    assert not Delivery.objects.filter(state__in=["queued", "sending", "kept_locally"]).exists()
    said = set(Delivery.objects.filter(state="sent", channel="mail").values_list("server_said", flat=True))
    assert said == {"Demonstration: as if the mail server had taken it"}


def test_something_waits_at_every_step():
    cards = Communication.objects.filter(incident=incident_numbered(42), kind="root_cause")
    assert set(cards.values_list("state", flat=True)) == {"draft", "in_review", "approved", "released"}
    assert Communication.objects.exclude(corrects=None).count() == 3
    assert Publication.objects.count() == 2
    assert not cards.filter(revisions__state="void").exists()


def test_nobody_is_asked_twice_for_the_same_thing():
    for name in ROLES:
        needs = needs_of(person(name), timezone.now())
        assert len({need.title + need.detail for need in needs}) == len(needs)
    assert 5 <= len(needs_of(person("lena"), timezone.now())) <= 12


def test_its_archive_can_be_verified():
    said = StringIO()
    call_command("verify_archive", stdout=said)
    assert f"{Record.objects.count()} records verified" in said.getvalue()


def links_of(text):
    return {link.split("#")[0].split("?")[0] for link in re.findall(r'(?:href|src)="(/[^"]*)"', text)}


def view_of(path):
    try:
        return resolve(path).view_name
    except Resolver404:
        return None


@pytest.mark.parametrize("name", ROLES)
def test_every_page_it_links_to_opens(name, settings):
    """One of each view, and every incident's workspace."""
    settings.SECURE_SSL_REDIRECT = False
    client = Client()
    client.force_login(User.objects.get(email=f"{name}@northwind.example"))
    waiting, seen, answered = ["/"], set(), {}
    while waiting:
        path = waiting.pop(0)
        view = view_of(path)
        if view is None or view.startswith(("admin:", "account_logout")) or path in seen:
            continue
        if view in answered and view != "postincident:incident-detail":
            continue
        seen.add(path)
        response = client.get(path, headers={"host": "127.0.0.1"})
        answered[view] = response.status_code
        if response.status_code == 200 and "html" in response["Content-Type"]:
            waiting += sorted(links_of(response.text))
    assert {status for status in answered.values() if status not in (200, 302)} == set(), answered
    assert len(answered) > 25


def test_partners_are_told_their_own_number_and_key_accounts_get_a_file():
    partners, accounts = (
        Communication.objects.get(incident=incident_numbered(42), kind="root_cause", audience__group__slug=slug)
        for slug in ("partners", "key-accounts")
    )
    rows = partners.audience.recipient_list.recipients.all()
    assert sorted(row.values["declined_payments"] for row in rows) == ["2,036", "211", "7,412"]
    assert "[[declined_payments]]" in partners.sections.get(key="summary").body
    assert [comment.resolved_at is None for comment in partners.comments.all()] == [True, False]
    (file,) = accounts.attachments.all()
    assert bytes(file.content).startswith(b"%PDF-")
    assert accounts.state == Communication.State.APPROVED
