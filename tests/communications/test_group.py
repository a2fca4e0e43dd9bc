import pytest
from django.urls import reverse

from communications.models import StakeholderGroup
from tests.communications.factories import make_audience, make_contact, make_group
from tests.factories import make_incident, make_service

GROUP = {
    "name": "Merchants",
    "kind": "external",
    "detail_level": "plain",
    "tone": "empathetic",
    "priority": 35,
    "time_zone": "Europe/Paris",
    "reviewers_needed": 1,
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


def test_two_editors_are_noticed(sign_in, lena):
    group = make_group(version=4)
    url = reverse("communications:group-edit", args=[group.slug])
    assert "Somebody else changed" in sign_in(lena).post(url, GROUP | {"version": 3}).text
    assert sign_in(lena).post(url, GROUP | {"version": 4}).status_code == 302


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
