from decimal import Decimal

import pytest
from django.urls import reverse

from archive.models import Change
from communications.group_text import as_text
from communications.verbs.groups import change
from feedback.models import Lesson
from postincident.errors import Refused
from tests.communications.factories import make_contact, make_group
from tests.communications.test_group import GROUP
from tests.factories import make_incident, make_service


def edit(client, group, **said):
    url = reverse("communications:group-edit", args=[group.slug])
    return client.post(url, GROUP | {"name": group.name, "version": group.version} | said)


def test_a_change_of_a_rule_is_recorded_with_its_reason_and_what_differs(lena):
    group = make_group("Merchants", due_hours={"root_cause": 72})
    change(lena, group, version=0, why="Two asked for it", relevant_services=[], due_hours={"root_cause": 24})
    recorded = Change.objects.of(group).get()
    assert (recorded.kind, recorded.what, recorded.why) == (
        "group",
        "Stakeholder group “Merchants”",
        "Two asked for it",
    )
    gone = set(recorded.before.splitlines()) - set(recorded.after.splitlines())
    assert gone == {"Told: Root cause & next steps: within 72 hours (3 days) after the end"}


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "Shops"},
        {"tone": "formal"},
        {"signature": "Yours\nLena"},
        {"required_sections": [{"key": "data", "title": "Your data"}]},
        {"word_limit": 300},
        {"grade_limit": Decimal("9.5")},
        {"check_severities": {"tone": "blocking"}},
        {"reviewers_needed": 2},
        {"reviewer_role": "manager"},
        {"review_hours": 8},
        {"feedback_on": False},
        {"feedback_contact": "Jo"},
        {"always_relevant": True},
        {"relevant_severity": "major"},
        {"relevant_on_broad_impact": True},
        {"priority": 3},
        {"required_notice": True},
        {"from_name": "Payments"},
        {"reply_to": "care@example.org"},
        {"language": "de"},
        {"time_zone": "Europe/Paris"},
        {"detail_level": "technical"},
        {"kind": "regulator"},
        {"active": False},
        {"due_hours": {"root_cause": "1 month"}},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_each_rule_has_its_line(lena, fields):
    group = make_group()
    change(lena, group, version=0, why="It was asked for", relevant_services=[], **fields)
    recorded = Change.objects.of(group).get()
    differing = set(recorded.before.splitlines()) ^ set(recorded.after.splitlines())
    assert 1 <= len(differing) <= 3


def test_services_reviewers_and_hours_have_theirs(lena, amara):
    from datetime import time

    group, service = make_group(), make_service("Payouts")
    hours = {"sending_days": [0, 1, 2], "sending_from": time(8), "sending_until": time(18)}
    change(lena, group, version=0, why="x", relevant_services=[service], reviewers=[amara], **hours)
    after = Change.objects.of(group).get().after
    for line in ("Concerned by: an incident that disturbed Payouts", "Assigned reviewers: Amara Okafor", "08:00–18:00"):
        assert line in after


def test_it_names_nobody_who_is_written_to(lena):
    group = make_group()
    make_contact(group, name="Ana Ferreira", address="ana@example.net")
    group.endpoints.create(kind="mail", address="all@example.net", normalised="all@example.net")
    assert "example.net" not in as_text(group)
    assert "Ana" not in as_text(group)


@pytest.mark.parametrize(
    ("fields", "why", "code"),
    [
        ({"tone": "formal"}, " ", "no_reason"),
        ({}, "Why not", "nothing_changed"),
        ({"word_limit": None}, "x", "nothing_changed"),
    ],
)
def test_without_a_reason_or_a_difference_nothing_is_kept(lena, fields, why, code):
    group = make_group(tone="factual")
    with pytest.raises(Refused) as refused:
        change(lena, group, version=0, why=why, relevant_services=[], **fields)
    group.refresh_from_db()
    assert (refused.value.code, group.version, group.tone) == (code, 0, "factual")
    assert not Change.objects.exists()


def test_the_form_asks_why_and_keeps_what_was_typed(sign_in, lena):
    response = edit(sign_in(lena), make_group("Merchants"), from_name="Typed")
    assert response.context["form"].errors["why"]
    assert "Typed" in response.text
    assert not Change.objects.exists()


def test_a_new_group_is_not_asked_why(sign_in, lena):
    assert "why" not in sign_in(lena).get(reverse("communications:group-add")).context["form"].fields


def test_the_change_says_what_it_was_learned_from_and_the_group_shows_it(sign_in, lena, vera):
    incident, group = make_incident("Payouts were late"), make_group("Merchants")
    response = edit(sign_in(lena), group, why="They were told too late", lesson=f"incident:{incident.pk}")
    recorded = Change.objects.of(group).get()
    assert response.url == group.get_absolute_url()
    assert Lesson.objects.get(change=recorded).incident == incident
    client = sign_in(vera)
    assert "They were told too late" in client.get(group.get_absolute_url()).text
    page = client.get(recorded.get_absolute_url()).text
    assert "Payouts were late" in page
    assert 'class="plus"' in page


def test_a_lesson_that_is_not_theirs_is_refused_and_nothing_is_changed(sign_in, ade, lena):
    secret, group = make_incident("Secret", restricted=True, access=[lena]), make_group("Merchants")
    response = edit(sign_in(ade), group, why="x", lesson=f"incident:{secret.pk}")
    assert response.context["form"].errors["lesson"]
    assert not Change.objects.exists()


def test_the_page_of_a_group_makes_the_same_queries_for_one_and_nine_changes(sign_in, lena, connection_queries):
    client, group = sign_in(lena), make_group()
    url = group.get_absolute_url()

    def times(n):
        for _ in range(n):
            group.refresh_from_db()
            change(lena, group, version=group.version, why="Again", relevant_services=[], priority=group.version)

    times(1)
    client.get(url)
    few = connection_queries(lambda: client.get(url))
    times(8)
    assert connection_queries(lambda: client.get(url)) == few
