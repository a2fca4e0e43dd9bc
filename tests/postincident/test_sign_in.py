import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.urls import reverse

from tests.factories import PASSWORD

OUTSIDE = ["account_login", "account_signup", "account_reset_password", "account_reset_password_done"]
INSIDE = ["account_change_password", "mfa_index", "account_logout", "account_reauthenticate", "postincident:account"]


@pytest.mark.parametrize("name", OUTSIDE)
def test_the_pages_outside_have_our_face(client, db, name):
    text = client.get(reverse(name)).text
    assert "css/postincident.css" in text
    assert "Menu:" not in text


@pytest.mark.parametrize("name", INSIDE)
def test_the_pages_inside_have_our_face(sign_in, vera, name):
    text = sign_in(vera).get(reverse(name), follow=True).text
    assert "css/postincident.css" in text
    assert "Menu:" not in text
    assert "style=" not in text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("account_change_password", "Change your password"),
        ("mfa_index", "Besides your password, a code from an app"),
        ("mfa_activate_totp", "Give the code that the app then shows."),
        ("account_email", "An administrator changes it."),
        ("account_logout", "What you have saved stays saved."),
        ("account_reauthenticate", "give your password once more"),
    ],
)
def test_the_pages_of_ones_account_speak_our_words(sign_in, vera, name, words):
    client = sign_in(vera)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert words in client.get(reverse(name), follow=True).text


@pytest.mark.parametrize(
    ("name", "words"),
    [("account_reauthenticate", "give your password once more"), ("mfa_reauthenticate", "give a code from your app")],
)
def test_who_has_two_ways_to_say_that_it_is_still_them_is_shown_both(sign_in, vera, name, words):
    TOTP.activate(vera, generate_totp_secret())
    response = sign_in(vera).get(reverse(name))
    assert words in response.text and f'action="{reverse(name)}"' in response.text
    assert len(response.context["reauthentication_alternatives"]) == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [("account_reset_password", "A new password"), ("account_reset_password_done", "Look at your mail")],
)
def test_without_a_mail_server_nobody_waits_for_a_link(client, db, settings, name, words):
    settings.MAIL_IS_LOCAL = True
    text = client.get(reverse(name)).text
    assert words in text
    assert "no mail will reach you" in text


def test_people_sign_in_by_mail_address(client, lena):
    data = {"login": lena.email.upper(), "password": PASSWORD}
    assert client.post(reverse("account_login"), data)["Location"] == "/"


def test_a_wrong_password_says_so_and_keeps_the_address(client, lena):
    text = client.post(reverse("account_login"), {"login": lena.email, "password": "wrong"}).text
    assert lena.email in text
    assert "not correct" in text


def test_nobody_signs_up(client, db):
    url = reverse("account_signup")
    assert "Accounts are made by your administrator" in client.get(url).text
    client.post(url, {"email": "me@example.org", "password1": PASSWORD, "password2": PASSWORD})
    from postincident.models import User

    assert not User.objects.exists()


def test_a_forgotten_password_is_set_anew(client, lena):
    client.post(reverse("account_reset_password"), {"email": lena.email})
    assert mail.outbox[0].to == [lena.email]
    assert mail.outbox[0].subject == "[Our organisation] Set a new password"
    assert "If it was not you, do nothing" in mail.outbox[0].body
    link = next(word for word in mail.outbox[0].body.split() if "/sign-in/password/reset/key/" in word)
    page = client.get(link[link.index("/sign-in/") :], follow=True)
    assert page.status_code == 200


def test_a_second_step_can_be_switched_on(sign_in, lena):
    client = sign_in(lena)
    session = client.session
    session.save()
    response = client.get(reverse("mfa_activate_totp"), follow=True)
    assert response.status_code == 200


def test_the_whole_page_speaks_one_language(client, db):
    german = {"Accept-Language": "de-DE,de;q=0.9"}
    text = client.post(reverse("account_login"), {"login": "", "password": ""}, headers=german).text
    assert '<html lang="en">' in text
    assert text.count("This field is required.") == 4  # beside each field and in the list of them


def test_whoever_has_no_account_is_not_written_to(client, db):
    page = client.post(reverse("account_reset_password"), {"email": "stranger@example.net"}, follow=True)
    assert page.status_code == 200
    assert not mail.outbox
