"""Leaving a list from the mail program or the page (RFC 8058): no sign-in, no cookie, no token of ours, no surprise."""

import pytest
from django.test import Client

from communications.delivery.letters import unsubscribe_link
from communications.models import Delivery, Suppression
from communications.recipients import recipients_of
from communications.verbs import unsubscribing
from postincident.errors import Refused
from postincident.links import hash_address, make_token
from postincident.models import Event
from tests.communications.factories import (
    make_audience,
    make_communication,
    make_contact,
    make_delivery,
    make_group,
    make_release,
)

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def reader():
    """A browser that knows nothing, in front of a server that checks everything."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def delivery():
    audience = make_audience()
    contact = make_contact(audience.group, address="ana@example.net")
    release = make_release(make_communication(audience, state="released"))
    return make_delivery(release, "ana@example.net", state="sent", contact=contact)


def path_of(delivery):
    return unsubscribe_link(delivery.pk).removeprefix("http://127.0.0.1:8000")


@pytest.mark.parametrize("how", ["multipart", "form"])
def test_one_click_unsubscribes_at_once(reader, delivery, how):
    kinds = {"form": {"data": "List-Unsubscribe=One-Click", "content_type": "application/x-www-form-urlencoded"}}
    response = reader.post(path_of(delivery), **kinds.get(how, {"data": ONE_CLICK}))
    assert (response.status_code, dict(response.cookies)) == (200, {})
    suppression = Suppression.objects.get()
    assert suppression.address_hash == hash_address("ana@example.net")
    assert suppression.group == delivery.communication.audience.group
    assert "You are unsubscribed" in response.text


def test_looking_changes_nothing(reader, delivery):
    for ask in (reader.get, reader.head):
        response = ask(path_of(delivery))
        assert (response.status_code, dict(response.cookies)) == (200, {})
    assert not Suppression.objects.exists()


def test_the_second_time_changes_nothing(reader, delivery):
    for _ in range(2):
        assert reader.post(path_of(delivery), ONE_CLICK).status_code == 200
    assert Suppression.objects.count() == 1
    assert Event.objects.filter(verb="delivery.unsubscribed", actor="link_holder").count() == 1


def test_the_page_has_a_button_that_works_without_a_token(reader, delivery):
    assert 'name="List-Unsubscribe" value="One-Click"' in reader.get(path_of(delivery)).text
    assert "csrf" not in reader.get(path_of(delivery)).text.lower()


def test_it_holds_for_the_group_and_no_other(reader, delivery):
    other = make_audience(delivery.incident)
    make_contact(other.group, address="ana@example.net")
    reader.post(path_of(delivery), ONE_CLICK)
    first, second = make_communication(delivery.communication.audience, round=2), make_communication(other, round=2)
    plan = recipients_of([first, second])
    assert len(plan.of(first).suppressed) == 1
    assert len(plan.of(second).addressed) == 1


def test_an_address_imported_again_stays_unsubscribed(reader, delivery):
    reader.post(path_of(delivery), ONE_CLICK)
    delivery.contact.delete()
    make_contact(delivery.communication.audience.group, name="Ana again", address="ana@example.net")
    later = make_communication(delivery.communication.audience, round=2)
    assert not recipients_of([later]).of(later).addressed


def test_what_waits_for_the_address_is_stopped_and_whom_it_covered_is_due(reader, delivery):
    group = delivery.communication.audience.group
    later = make_release(make_communication(make_audience(group=group), state="released"))
    waiting = make_delivery(later, "ana@example.net", state="deferred")
    other = make_release(make_communication(make_audience(later.incident), state="released"), state="finished")
    covered = make_delivery(other, "ana@example.net", state="covered", covered_by=waiting)
    reader.post(path_of(delivery), ONE_CLICK)
    waiting.refresh_from_db()
    covered.refresh_from_db()
    assert (waiting.state, covered.state) == ("suppressed", "queued")


def test_a_required_notice_cannot_be_stopped(reader, delivery):
    group = delivery.communication.audience.group
    group.required_notice = True
    group.save()
    response = reader.post(path_of(delivery), ONE_CLICK)
    assert "required" in response.text
    with pytest.raises(Refused):
        unsubscribing.unsubscribe(delivery)
    assert not Suppression.objects.exists()


@pytest.mark.parametrize("token", ["x", "x.y", "a" * 600, make_token("feedback", 1), make_token("unsubscribe", "one")])
def test_a_wrong_link_reveals_nothing_and_changes_nothing(reader, delivery, token):
    response = reader.post(f"/u/{token}/", ONE_CLICK)
    assert response.status_code == 404
    assert "Nothing was changed" in response.text
    assert not Suppression.objects.exists()


def test_somebody_else_s_link_cannot_be_guessed(reader, delivery):
    token = make_token("unsubscribe", delivery.pk)
    payload, _dot, mac = token.partition(".")
    other = make_token("unsubscribe", delivery.pk + 1).partition(".")[0]
    assert reader.post(f"/u/{other}.{mac}/", ONE_CLICK).status_code == 404
    assert payload != other


def test_it_names_no_address_and_nobody(reader, delivery):
    Delivery.objects.update(name="Ana Ferreira")
    make_group("Somebody else's group")
    text = reader.get(path_of(delivery)).text
    assert "ana@example.net" not in text
    assert "Ana Ferreira" not in text
    assert "Somebody else" not in text
