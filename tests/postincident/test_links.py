from django.urls import reverse

from postincident.links import absolute_url, address_maker, make_token


def test_the_addresses_made_for_many_are_those_made_one_by_one():
    address = address_maker("communications:unsubscribe")
    for token in (make_token("unsubscribe", 1), make_token("unsubscribe", 4_711_000)):
        assert address(token) == absolute_url(reverse("communications:unsubscribe", args=[token]))
