from datetime import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from communications.checks import CHECKS
from communications.due import after, read_due, type_due
from communications.models import StakeholderGroup
from communications.verbs.groups import change
from tests.communications.factories import make_audience, make_contact, make_group
from tests.factories import make_incident, make_service

GROUP = {
    "name": "Merchants",
    "kind": "external",
    "detail_level": "plain",
    "tone": "empathetic",
    "priority": 35,
    "time_zone": "Europe/Paris",
    "language": "en",
    "reviewers_needed": 1,
    "reviewer_role": "reviewer",
    "review_hours": 24,
    "active": "on",
    "feedback_on": "on",
    "due_root_cause": 72,
}


def test_it_is_added_with_its_rules(sign_in, lena):
    service = make_service("Payouts")
    sign_in(lena).post(reverse("communications:group-add"), GROUP | {"relevant_services": [service.pk]})
    group = StakeholderGroup.objects.get(slug="merchants")
    assert group.due_hours == {"root_cause": 72}
    assert list(group.relevant_services.all()) == [service]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "customers", "group of this name"),
        ("time_zone", "Mars/Olympus", "not a time zone"),
        ("reviewers_needed", 7, "At most two"),
        ("reply_to", "nobody", "valid email"),
    ],
)
def test_mistakes_are_said_and_nothing_typed_is_lost(sign_in, lena, field, value, sentence):
    response = sign_in(lena).post(reverse("communications:group-add"), GROUP | {"from_name": "Typed", field: value})
    assert sentence in response.text
    assert "Typed" in response.text


def test_two_editors_see_both_and_lose_nothing(sign_in, lena, ade):
    group, service = make_group("Merchants"), make_service("Payouts")
    url, typed = reverse("communications:group-edit", args=[group.slug]), GROUP | {"version": 0, "why": "Mine"}
    theirs = {
        "signature": "Yours,\r\nAde",
        "sending_days": ["0", "1"],
        "sending_from": "08:00",
        "sending_until": "18:00",
    }
    theirs |= {
        "relevant_services": [service.pk],
        "tone": "formal",
        "due_root_cause": "3 days",
        "check_tone": "blocking",
    }
    both = {"required_sections": "Your data\r\nYour money"}
    sign_in(ade).post(url, typed | theirs | both)
    page = sign_in(lena).post(url, typed | both | {"from_name": "Typed", "tone": "factual"})
    assert page.status_code == 409
    shown = {str(one["label"]): one["text"] for one in page.context["conflicts"]}
    assert shown == {
        "Tone": "Formal",
        "Sender's name": "–",
        "Signature": "Yours,\nAde",
        "Days": "Monday, Tuesday",
        "From": "08:00",
        "Until": "18:00",
        "When one of these services was concerned": "Payouts",
        "Findings of Tone": "Blocking: put right, or kept with a reason",
    }
    assert "Tone: saved meanwhile by Ade Bello" in page.text
    assert 'value="Typed"' in page.text
    assert sign_in(lena).post(url, typed | both | {"from_name": "Typed", "version": 1}).status_code == 302
    group.refresh_from_db()
    assert (group.from_name, group.signature) == ("Typed", "")


def test_two_editors_who_typed_the_same_are_told_too(sign_in, lena):
    group = make_group("Merchants")
    client, url = sign_in(lena), reverse("communications:group-edit", args=[group.slug])
    client.post(url, GROUP | {"version": 0, "why": "Merchants now"})
    page = client.post(url, GROUP | {"version": 0, "why": "Merchants now"})
    assert (page.status_code, [one["text"] for one in page.context["conflicts"]]) == (409, ["Merchants"])


def test_addresses_of_the_group_are_added_once_and_removed(sign_in, lena):
    group = make_group()
    client, url = sign_in(lena), reverse("communications:endpoint-add", args=[group.slug])
    client.post(url, {"kind": "mail", "address": "All@Example.org"})
    assert "has this address already" in client.post(url, {"kind": "mail", "address": "all@example.org"}).text
    assert "not a mail address" in client.post(url, {"kind": "mail", "address": "a b@c"}).text
    endpoint = group.endpoints.get()
    client.post(reverse("communications:endpoint-remove", args=[group.slug, endpoint.pk]))
    assert not group.endpoints.filter(active=True).exists()


def test_last_told_says_nothing_of_restricted_incidents(sign_in, vera, lena):
    from django.utils import timezone

    secret = make_incident("Secret", restricted=True, access=[lena])
    group = make_group()
    make_audience(secret, group, told_at=timezone.now())
    assert "Secret" not in sign_in(vera).get(group.get_absolute_url()).text
    assert "Secret" in sign_in(lena).get(group.get_absolute_url()).text


def test_only_managers_and_administrators_configure(sign_in, tomas, amara, ade):
    url = reverse("communications:group-add")
    assert [sign_in(user).get(url).status_code for user in (tomas, amara, ade)] == [403, 403, 200]


def test_the_list_makes_the_same_queries_for_two_and_twenty(sign_in, vera, connection_queries):
    client = sign_in(vera)
    client.get(reverse("communications:group-list"))  # what is counted once a minute is counted now
    few = connection_queries(lambda: client.get(reverse("communications:group-list")))
    for _ in range(18):
        make_contact(make_group())
    assert connection_queries(lambda: client.get(reverse("communications:group-list"))) == few


def test_a_new_group_begins_with_times_in_utc(sign_in, ade):
    assert '<option value="UTC" selected>' in sign_in(ade).get(reverse("communications:group-add")).text


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("72", 72, "72 hours (3 days)"),
        ("24 h", 24, "24 hours (1 day)"),
        ("3 days", 72, "72 hours (3 days)"),
        ("2 weeks", 336, "14 days"),
        ("1 month", "1 month", "1 month"),
        (" 5 Hours ", 5, "5 hours"),
        ("0", 0, "0 hours"),
    ],
)
def test_due_times_are_typed_and_shown_as_people_say_them(sign_in, lena, typed, kept, shown):
    client = sign_in(lena)
    client.post(reverse("communications:group-add"), GROUP | {"due_root_cause": typed})
    group = StakeholderGroup.objects.get(slug="merchants")
    assert group.due_hours == {"root_cause": kept}
    assert f"within {shown}" in client.get(group.get_absolute_url()).text
    assert read_due(type_due(kept)) == kept


@pytest.mark.parametrize(
    "typed", ["soon", "-3", "13 months", "0 months", "9000 h", "٣ days", "1e5", "3 days ago", "1.5 days"]
)
def test_due_times_that_are_none_are_refused_beside_the_field(sign_in, lena, typed):
    response = sign_in(lena).post(reverse("communications:group-add"), GROUP | {"due_root_cause": typed})
    assert response.context["form"].errors["due_root_cause"]
    assert typed in response.text
    assert not StakeholderGroup.objects.filter(slug="merchants").exists()


@pytest.mark.parametrize(
    ("start", "due", "zone", "end"),
    [
        ("2026-03-03T15:40+00:00", "1 month", "UTC", "2026-04-03T15:40+00:00"),
        ("2026-01-31T10:00+00:00", "1 month", "UTC", "2026-02-28T10:00+00:00"),
        ("2026-12-15T10:00+00:00", "2 months", "UTC", "2027-02-15T10:00+00:00"),
        ("2026-03-03T15:40+00:00", "1 month", "Europe/Paris", "2026-04-03T14:40+00:00"),  # at the same hour there
        ("2026-03-03T15:40+00:00", 72, "Europe/Paris", "2026-03-06T15:40+00:00"),
    ],
)
def test_a_month_is_a_month_of_the_calendar_of_the_group(start, due, zone, end):
    assert after(datetime.fromisoformat(start), due, zone) == datetime.fromisoformat(end)


def test_what_a_text_must_hold_to_is_kept_and_explained(sign_in, lena, amara):
    said = {
        "required_sections": "Your data\n\n  What you can do ",
        "check_tone": "blocking",
        "check_disclosure": "",
        "reviewers_needed": 1,
        "reviewers": [amara.pk, lena.pk],
        "review_hours": 48,
    }
    client = sign_in(lena)
    client.post(reverse("communications:group-add"), GROUP | said)
    group = StakeholderGroup.objects.get(slug="merchants")
    assert group.required_sections == [
        {"key": "your_data", "title": "Your data"},
        {"key": "what_you_can_do", "title": "What you can do"},
    ]
    assert (group.check_severities, set(group.reviewers.all())) == ({"tone": "blocking"}, {amara, lena})
    text = client.get(group.get_absolute_url()).text
    for sentence in ("Your data, What you can do", "Tone: blocking", "Asked: Amara Okafor", "48 hours (2 days)"):
        assert sentence in text


def test_a_heading_that_stays_keeps_its_key(sign_in, lena):
    group = make_group(required_sections=[{"key": "old_key", "title": "Your data"}])
    url = reverse("communications:group-edit", args=[group.slug])
    sign_in(lena).post(url, GROUP | {"why": "They asked", "version": 0, "required_sections": "Next\nYour data"})
    group.refresh_from_db()
    assert [row["key"] for row in group.required_sections] == ["next", "old_key"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"required_sections": "Twice\nTwice"}, "named twice"),
        ({"required_sections": "x" * 151}, "at most 150"),
        ({"required_sections": "\n".join(f"Section {n}" for n in range(11))}, "At most ten"),
        ({"reviewers_needed": 2, "reviewers": "amara"}, "assign at least two"),
        ({"reviewer_role": "manager", "reviewers": "amara"}, "is not a manager"),
        ({"review_hours": 0}, "Between 1 hour"),
        ({"check_tone": "fatal"}, "Select a valid choice"),
        ({"word_limit": 0}, "Between 1 and 20,000 words"),
        ({"word_limit": 20_001}, "Between 1 and 20,000 words"),
        ({"word_limit": 10**30}, "Between 1 and 20,000 words"),
        ({"grade_limit": 0}, "A grade between 1 and 20"),
        ({"grade_limit": -3}, "A grade between 1 and 20"),
        ({"grade_limit": 99.9}, "A grade between 1 and 20"),
    ],
)
def test_a_policy_that_cannot_work_is_refused(sign_in, lena, amara, said, sentence):
    said = {name: [amara.pk] if value == "amara" else value for name, value in said.items()}
    assert sentence in sign_in(lena).post(reverse("communications:group-add"), GROUP | said).text


def test_limits_that_can_be_held_are_kept_and_none_is_none(sign_in, lena):
    client, url = sign_in(lena), reverse("communications:group-add")
    client.post(url, GROUP | {"word_limit": 1, "grade_limit": "9.5"})
    client.post(url, GROUP | {"name": "Others", "word_limit": "", "grade_limit": ""})
    limits = StakeholderGroup.objects.filter(name__in=["Merchants", "Others"]).values_list("word_limit", "grade_limit")
    assert set(limits) == {(1, Decimal("9.5")), (None, None)}


def test_a_name_cannot_turn_round_the_sentence_it_stands_in(sign_in, lena):
    client, url = sign_in(lena), reverse("communications:group-add")
    client.post(url, GROUP | {"name": "\u202e Merchants\u2067"})
    assert StakeholderGroup.objects.get(slug="merchants").name == "Merchants"
    assert "group of this name" in client.post(url, GROUP | {"name": "\u202emerchants"}).text


def test_reviewers_stay_when_something_else_is_changed(lena, amara):
    group = make_group()
    group.reviewers.set([amara])
    change(lena, group, version=0, why="They asked", relevant_services=[], signature="Yours")
    assert list(group.reviewers.all()) == [amara]


def test_a_group_without_a_rule_is_included_by_hand(sign_in, vera):
    assert "By hand: no rule names it" in sign_in(vera).get(make_group().get_absolute_url()).text


def test_as_usual_is_as_the_checks_themselves_say(sign_in, lena):
    form = sign_in(lena).get(reverse("communications:group-add")).context["form"]
    for name, check in CHECKS.items():
        assert form.fields[f"check_{name}"].choices[0] == ("", f"As usual: {check.SEVERITY}")


@pytest.mark.parametrize("name", CHECKS)
def test_a_group_names_what_it_takes_otherwise_than_usual_and_nothing_else(sign_in, lena, name):
    usual = CHECKS[name].SEVERITY
    other = next(severity for severity in ("advice", "blocking") if severity != usual)
    client = sign_in(lena)
    same, differs = make_group(check_severities={name: usual}), make_group(check_severities={name: other})
    assert client.get(same.get_absolute_url()).context["severities"] == []
    assert [serious for _label, serious in client.get(differs.get_absolute_url()).context["severities"]] == [other]
