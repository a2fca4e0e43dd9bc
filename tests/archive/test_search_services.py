"""A service that colleagues call by one name and readers outside by another is one service to whoever searches."""

import pytest
from django.urls import reverse

from archive.search.find import Wanted, find
from postincident.models import Service
from tests.archive.factories import make_record
from tests.factories import make_incident, make_service


@pytest.fixture
def told(db):
    """One message told inside and outside, and one of another service."""
    make_service("card-auth", public_name="Card payments")
    make_service("notify")
    incident = make_incident()
    make_record(incident, title="inside", audience="Engineering", services=["card-auth", "notify"])
    make_record(incident, title="outside", audience="Customers", services=["Card payments"])
    make_record(incident, title="other", audience="Customers", services=["Payouts"])


def titles(user, **wanted):
    return {record.title for record in find(user, Wanted(**wanted)).records}


def services(user, **wanted):
    return dict(find(user, Wanted(**wanted)).facets["service"])


@pytest.mark.parametrize("name", ["card-auth", "Card payments"])
def test_either_name_finds_what_was_told_under_both(told, vera, name):
    assert titles(vera, service=name) == {"inside", "outside"}
    assert titles(vera, typed=f'service:"{name.upper()}"') == {"inside", "outside"}
    assert titles(vera, typed=f'-service:"{name}"') == {"other"}


def test_it_is_one_value_beside_the_results(told, vera):
    assert services(vera) == {"Card payments": 2, "notify": 1, "Payouts": 1}


@pytest.mark.parametrize("name", ["card-auth", "Card payments"])
def test_what_is_chosen_keeps_its_name_and_its_count(told, vera, name):
    assert services(vera, service=name) == {name: 2, "notify": 1}
    assert services(vera, service=name, audience="Engineering") == {name: 1, "notify": 1}


def test_inside_it_goes_by_the_name_that_is_there(told, vera):
    assert services(vera, audience="Engineering") == {"card-auth": 1, "notify": 1}


def test_a_name_inside_is_shown_only_where_a_record_that_may_be_seen_has_it(db, sign_in, vera, lena):
    make_service("card-auth", public_name="Card payments")
    hidden = make_incident(restricted=True, access=[lena])
    make_record(hidden, title="inside", services=["card-auth"])
    assert services(vera) == {}
    assert titles(vera, service="card-auth") == titles(vera, service="Card payments") == set()
    make_record(title="outside", services=["Card payments"])
    assert services(vera) == {"Card payments": 1}
    assert services(lena) == {"Card payments": 2}
    assert titles(vera, service="Card payments") == {"outside"}
    assert "card-auth" not in sign_in(vera).get(reverse("archive:search"), {"service": "Card payments"}).text


def test_a_record_that_names_two_of_one_public_name_counts_once(db, vera):
    for name in ("card-auth", "card-capture"):
        make_service(name, public_name="Card payments")
    make_record(title="inside", services=["card-auth", "card-capture"])
    assert services(vera) == {"card-auth": 1, "card-capture": 1}
    make_record(title="outside", services=["Card payments"])
    assert services(vera) == {"Card payments": 2}
    assert titles(vera, service="Card payments") == {"inside", "outside"}


def test_many_services_ask_no_more(told, vera, django_assert_max_num_queries):
    def ask():
        find(vera, Wanted("service:card-auth", service="Card payments")).facets  # noqa: B018 - counted when asked for

    with django_assert_max_num_queries(6):
        ask()
    Service.objects.bulk_create(Service(name=f"s{n}", public_name=f"Service {n}") for n in range(50))
    with django_assert_max_num_queries(6):
        ask()
