from django.urls import reverse

from tests.factories import make_incident


def test_it_asks_strangers_to_sign_in(client, db):
    response = client.get(reverse("postincident:home"))
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/")


def test_it_lists_recent_incidents(sign_in, vera):
    make_incident("Payouts delayed")
    assert "Payouts delayed" in sign_in(vera).get(reverse("postincident:home")).text


def test_it_hides_restricted_incidents_from_those_not_named(sign_in, vera, lena):
    make_incident("Data exposed", restricted=True, access=[lena])
    assert "Data exposed" not in sign_in(vera).get(reverse("postincident:home")).text
    assert "Data exposed" in sign_in(lena).get(reverse("postincident:home")).text
