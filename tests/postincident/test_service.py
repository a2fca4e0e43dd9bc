import pytest
from django.urls import reverse

from postincident.models import Service
from tests.factories import make_incident, make_service


def edit(service):
    return reverse("postincident:service-edit", args=[service.pk])


def test_it_is_added_and_changed(sign_in, lena):
    client = sign_in(lena)
    client.post(reverse("postincident:service-add"), {"name": "card-auth", "public_name": "Card payments"})
    service = Service.objects.get()
    client.post(edit(service), {"name": "card-auth", "public_name": "Cards", "version": 0})
    service.refresh_from_db()
    assert (service.public_name, service.version) == ("Cards", 1)


def test_two_editors_see_both_texts(sign_in, lena, ade):
    service = make_service("card-auth")
    sign_in(ade).post(edit(service), {"name": "card-auth", "public_name": "Hers", "version": 0})
    response = sign_in(lena).post(edit(service), {"name": "card-auth", "public_name": "His", "version": 0})
    assert response.status_code == 409
    assert "Hers" in response.text
    assert "His" in response.text
    assert sign_in(lena).post(edit(service), {"name": "card-auth", "public_name": "Both", "version": 1})


@pytest.mark.parametrize("name", ["", "taken", "x" * 1_000_000, "a\x00b"])
def test_it_says_what_is_wrong_with_a_name(sign_in, lena, name):
    make_service("taken")
    response = sign_in(lena).post(reverse("postincident:service-add"), {"name": name, "public_name": "Kept"})
    assert response.status_code == 200
    assert "Kept" in response.text
    assert Service.objects.count() == 1


def test_only_managers_and_administrators_change_services(sign_in, tomas, ade, vera):
    service = make_service("card-auth")
    assert sign_in(tomas).get(edit(service)).status_code == 403
    assert sign_in(ade).get(edit(service)).status_code == 200
    assert sign_in(vera).get(reverse("postincident:service-list")).status_code == 200


def test_the_count_leaves_out_what_may_not_be_seen(sign_in, vera, lena):
    service = make_service("card-auth")
    make_incident(services=[service], restricted=True, access=[lena])
    assert "?service=" not in sign_in(vera).get(reverse("postincident:service-list")).text
    assert "?service=" in sign_in(lena).get(reverse("postincident:service-list")).text
