import pytest
from django.urls import reverse

from postincident.errors import Refused
from postincident.models import Event, User
from postincident.verbs import people
from tests.factories import PASSWORD

ADD = "admin:postincident_user_add"
NEW = {
    "email": "noor@NORTHWIND.example",
    "name": "Noor",
    "role": "communicator",
    "time_zone": "Europe/Paris",
    "usable_password": "true",
    "password1": PASSWORD,
    "password2": PASSWORD,
}


def change_url(person):
    return reverse("admin:postincident_user_change", args=[person.pk])


def as_form(person, **fields):
    said = {name: getattr(person, name) for name in ("email", "name", "role", "time_zone")}
    flags = {name: "on" for name in ("is_administrator", "is_active") if fields.pop(name, getattr(person, name))}
    return said | flags | fields


def test_an_administrator_adds_a_person_who_can_sign_in(sign_in, client, ade):
    assert sign_in(ade).post(reverse(ADD), NEW).status_code == 302
    noor = User.objects.get(email="noor@northwind.example")
    assert noor.can_edit and not noor.can_review and not noor.is_staff
    assert Event.objects.filter(verb="person.added", user=ade, object_id=noor.pk).exists()
    signed = client.post(reverse("account_login"), {"login": noor.email, "password": PASSWORD})
    assert signed["Location"] == "/"


def test_the_same_address_twice_is_said_beside_the_field(sign_in, ade, lena):
    page = sign_in(ade).post(reverse(ADD), NEW | {"email": lena.email})
    assert "already exists" in page.text
    assert User.objects.count() == 2


def test_the_form_offers_time_zones_and_says_how_a_password_comes_to_be(sign_in, ade):
    page = sign_in(ade).get(reverse(ADD)).text
    assert '<option value="Europe/Paris">' in page
    assert "Forgot your password?" in page
    page = sign_in(ade).post(reverse(ADD), NEW | {"time_zone": "Mars/Olympus"}).text
    assert "Select a valid choice" in page


def test_a_role_is_changed_with_an_event(sign_in, ade, vera):
    assert sign_in(ade).post(change_url(vera), as_form(vera, role="reviewer")).status_code == 302
    vera.refresh_from_db()
    assert vera.can_review
    event = Event.objects.get(verb="person.changed")
    assert (event.user, event.object_id, event.data["fields"]) == (ade, vera.pk, ["role"])


def test_who_has_left_is_made_inactive_and_stays_named(sign_in, ade, vera):
    sign_in(ade).post(change_url(vera), as_form(vera, is_active=False))
    vera.refresh_from_db()
    assert not vera.is_active
    assert sign_in(ade).get(reverse("admin:postincident_user_delete", args=[vera.pk])).status_code == 403


@pytest.mark.parametrize("taken", ["is_administrator", "is_active"])
def test_the_last_administrator_stays_one(sign_in, ade, taken):
    page = sign_in(ade).post(change_url(ade), as_form(ade, **{taken: False}))
    assert "Nobody would be left" in page.text
    ade.refresh_from_db()
    assert ade.is_administrator and ade.is_active
    with pytest.raises(Refused):
        people.change(ade, ade, **{taken: False})


def test_a_refusal_under_the_lock_is_shown_too(sign_in, ade, monkeypatch):
    answers = iter([False, True])  # the form still saw another administrator
    monkeypatch.setattr(people, "is_last_administrator", lambda person: next(answers))
    page = sign_in(ade).post(change_url(ade), as_form(ade, is_administrator=False), follow=True)
    assert "Nobody would be left" in page.text


def test_a_password_is_set_for_somebody(sign_in, client, ade, vera):
    url = reverse("admin:auth_user_password_change", args=[vera.pk])
    new = "another-fine-long-password"
    sign_in(ade).post(url, {"usable_password": "true", "password1": new, "password2": new})
    assert client.post(reverse("account_login"), {"login": vera.email, "password": new})["Location"] == "/"
    assert Event.objects.filter(verb="person.password_set", user=ade, object_id=vera.pk).exists()


def test_only_an_administrator_may(lena, vera):
    with pytest.raises(Refused):
        people.change(lena, vera, role="manager")
    with pytest.raises(Refused):
        people.add(lena, User(email="x@northwind.example", name="X"))


def test_administrators_find_it_under_more(sign_in, ade, lena):
    url = reverse("admin:postincident_user_changelist")
    assert url in sign_in(ade).get(reverse("postincident:more")).text
    assert url not in sign_in(lena).get(reverse("postincident:more")).text


def test_somebody_added_without_a_password_chooses_one_by_mail(sign_in, client, ade, mailoutbox):
    without = NEW | {"usable_password": "false", "password1": "", "password2": ""}
    sign_in(ade).post(reverse(ADD), without)
    assert not User.objects.get(email="noor@northwind.example").has_usable_password()
    client.post(reverse("account_reset_password"), {"email": "noor@northwind.example"})
    assert mailoutbox[0].to == ["noor@northwind.example"]
