"""The envelope sender: one for each delivery, and nobody can make one up."""

import pytest

from communications.delivery.sending import send_release
from communications.delivery.verp import delivery_of, envelope_sender
from postincident.links import make_mail_token, read_mail_token
from tests.communications.factories import make_delivery, make_release

LONGEST = 9_223_372_036_854_775_807
FROM = "incidents@northwind.example"


@pytest.fixture
def bounces(settings):
    settings.BOUNCE_ADDRESS = "bounces@northwind.example"


@pytest.mark.django_db
def test_each_delivery_leaves_with_a_sender_of_its_own(mailbox, bounces):
    release = make_release()
    deliveries = [make_delivery(release) for _ in range(3)]
    send_release(release.pk)
    assert mailbox.senders == [envelope_sender(one.pk, "") for one in deliveries]
    assert [delivery_of(sender) for sender in mailbox.senders] == [one.pk for one in deliveries]
    assert {message["From"].addresses[0].addr_spec for message in mailbox.messages} == {FROM}


@pytest.mark.django_db
def test_without_the_setting_it_is_the_from_address(mailbox):
    release = make_release()
    make_delivery(release)
    send_release(release.pk)
    assert mailbox.senders == [FROM]


def test_what_belongs_to_no_delivery_has_none(bounces):
    assert envelope_sender(0, FROM) == FROM


@pytest.mark.parametrize("number", [1, 100_000, LONGEST])
def test_it_fits_into_an_address_and_survives_a_server_that_knows_no_small_letters(settings, number):
    settings.BOUNCE_ADDRESS = "a" * 17 + "@northwind.example"
    sender = envelope_sender(number, FROM)
    assert len(sender.partition("@")[0]) <= 64
    assert delivery_of(sender) == delivery_of(sender.upper()) == number


@pytest.mark.parametrize(
    "token",
    [
        "",
        "7",
        "7-",
        "7-" + "a" * 26,
        "8" + make_mail_token("bounce", 7)[1:],
        "0" + make_mail_token("bounce", 7),
        make_mail_token("bounce", 7) + "a",
        make_mail_token("bounce", 7) + "\n",
        make_mail_token("unsubscribe", 7),
        make_mail_token("bounce", 7).replace("7-", "٧-"),
        "9" * 400 + "-" + "a" * 26,
    ],
)
def test_one_that_was_made_up_is_nobodys(bounces, token):
    assert delivery_of(f"bounces+{token}@northwind.example") is None


def test_another_key_makes_another_token(settings):
    token = make_mail_token("bounce", 7)
    settings.LINK_KEY = "another" * 8
    assert read_mail_token("bounce", token) is None
