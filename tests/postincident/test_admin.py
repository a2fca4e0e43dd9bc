import pytest
from django.contrib import admin
from django.urls import reverse

from postincident.models import Event
from tests.factories import PASSWORD, RESOLVED, make_fact, make_incident, make_service, make_user

OURS = [model._meta.model_name for model in admin.site._registry if model._meta.app_label == "postincident"]


@pytest.fixture
def root(db):
    return make_user("Root", is_administrator=True)


@pytest.mark.parametrize("model", OURS)
def test_it_shows_but_changes_nothing(sign_in, root, model):
    incident = make_incident("Seen", lead=root, services=[make_service()])
    make_fact(incident)
    incident.events.create(actor="user", user=root, verb="fact.stated", happened_at=RESOLVED)
    client = sign_in(root)
    assert client.get(reverse(f"admin:postincident_{model}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:postincident_{model}_add")).status_code == (200 if model == "user" else 403)


def test_a_restricted_incident_is_not_there_either(sign_in, root, lena):
    incident = make_incident("Secret", restricted=True, access=[lena])
    incident.events.create(actor="user", user=lena, verb="secret.verb", happened_at=RESOLVED)
    client = sign_in(root)
    assert "Secret" not in client.get(reverse("admin:postincident_incident_changelist")).text
    assert "secret.verb" not in client.get(reverse("admin:postincident_event_changelist")).text
    event = Event.objects.get()
    assert client.get(reverse("admin:postincident_event_change", args=[event.pk])).status_code == 302


@pytest.mark.parametrize("name", ["admin:index", "admin:login", "admin:postincident_user_add"])
def test_a_manager_has_no_business_there(sign_in, lena, name):
    assert sign_in(lena).get(reverse(name), follow=True).status_code == 403


def test_it_has_no_way_to_sign_in_of_its_own(client, db):
    """A password alone would go round the second step and the limit on tries."""
    response = client.post(reverse("admin:login"), {"username": "ade@northwind.example", "password": PASSWORD})
    assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["admin:index", "admin:postincident_user_changelist", "admin:postincident_user_add"])
def test_it_has_the_mark_of_every_other_page(sign_in, root, name):
    assert sign_in(root).get(reverse(name)).text.count('mark.svg" type="image/svg+xml"') == 1
