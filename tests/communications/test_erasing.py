"""Erasing a contact: who it was is forgotten everywhere, how often somebody was told is not."""

import pytest
from django.apps import apps
from django.urls import reverse

from communications.affected_csv import read_list
from communications.delivery.eml import keep
from communications.models import Contact, Delivery, Endpoint
from communications.recipients import recipients_of
from communications.verbs import erasing
from communications.verbs.affected import bring_in
from feedback.links import placeholders
from feedback.models import FeedbackLink, Outreach
from postincident.errors import Refused
from postincident.links import hash_address
from postincident.models import Event
from tests.communications.factories import (
    make_audience,
    make_communication,
    make_contact,
    make_delivery,
    make_release,
    make_suppression,
)
from tests.feedback.factories import make_response

NAME, ADDRESS = "Xenia Qwertz", "xenia.qwertz@example.net"


@pytest.fixture
def xenia(db):
    audience = make_audience()
    return make_contact(
        audience.group, name=NAME, address=ADDRESS, organisation=f"{NAME} Ltd", note=f"Ask for {NAME}", is_key=True
    )


@pytest.fixture
def told(xenia):
    """Told, and everything else that can name her."""
    release = make_release(make_communication(make_audience(group=xenia.groups.get()), state="released"))
    delivery = make_delivery(
        release, ADDRESS, contact=xenia, name=NAME, state="sent", server_said=f"250 2.1.5 <{ADDRESS}> Ok"
    )
    make_response(release.incident, contact=xenia, name=NAME, reply_to=ADDRESS, words="Thank you")
    Outreach.objects.create(
        incident=release.incident, contact=xenia, group=xenia.groups.get(), note=f"Phoned {NAME}", outcome="spoke"
    )
    return delivery


def every_value():
    for model in apps.get_models():
        if model._meta.managed and not model._meta.proxy:
            for row in model._base_manager.values():
                yield from ((model._meta.label, name, str(value)) for name, value in row.items())


def test_her_name_and_address_are_nowhere_any_more(told, xenia, lena):
    assert any(ADDRESS in value for _model, _name, value in every_value())
    erasing.erase(lena, xenia)
    left = [(model, name) for model, name, value in every_value() if "Qwertz" in value or ADDRESS in value]
    assert left == []


def test_counts_and_hashes_stay(told, xenia, lena):
    erasing.erase(lena, xenia)
    told.refresh_from_db()
    assert (told.state, told.contact, told.address_hash) == ("sent", xenia, hash_address(ADDRESS))
    assert Endpoint.objects.get(contact=xenia).normalised == hash_address(ADDRESS)
    assert Contact.objects.get(pk=xenia.pk).erased_at
    assert Event.objects.get(verb="contact.erased").user == lena


def test_what_she_unsubscribed_from_holds_when_she_is_imported_again(xenia, lena):
    group = xenia.groups.get()
    make_suppression(ADDRESS, group)
    erasing.erase(lena, xenia)
    make_contact(group, address=ADDRESS)
    later = make_communication(make_audience(group=group))
    assert not recipients_of([later]).of(later).addressed


@pytest.mark.parametrize("state", ["queued", "deferred", "failed", "by_hand", "unconfirmed", "kept_locally"])
def test_nothing_waits_for_her_any_more(xenia, lena, state):
    delivery = make_delivery(make_release(), ADDRESS, contact=xenia, state=state)
    erasing.erase(lena, xenia)
    delivery.refresh_from_db()
    assert (delivery.resolution, delivery.resolved_by) == ("not_reachable", lena)
    assert delivery.state == ("cancelled" if state in ("queued", "deferred") else state)


def test_whom_her_delivery_covered_is_due(xenia, lena):
    cover = make_delivery(make_release(), ADDRESS, contact=xenia, state="queued")
    other = make_release(make_communication(make_audience(cover.incident), state="released"))
    covered = make_delivery(other, ADDRESS, contact=make_contact(), state="covered", covered_by=cover)
    erasing.erase(lena, xenia)
    covered.refresh_from_db()
    assert (covered.state, covered.address) == ("queued", ADDRESS)


def test_not_while_a_message_is_leaving(xenia, lena):
    make_delivery(make_release(), ADDRESS, contact=xenia, state="sending")
    with pytest.raises(Refused) as refused:
        erasing.erase(lena, xenia)
    assert refused.value.code == "being_sent"
    assert Delivery.objects.get().address == ADDRESS


def test_messages_kept_for_her_go_and_others_stay(told, xenia, lena, django_capture_on_commit_callbacks):
    hers = keep(f"Message-ID: {told.message_id}\r\n\r\nDear {NAME}".encode(), ADDRESS)
    others = keep(b"Message-ID: <other@northwind.example>\r\n\r\nDear all", "all@example.net")
    with django_capture_on_commit_callbacks(execute=True):
        erasing.erase(lena, xenia)
    assert not hers.exists()
    assert others.exists()


def test_the_page_asks_once_more(sign_in, told, xenia, lena, tomas):
    url = reverse("communications:contact-erase", args=[xenia.pk])
    assert sign_in(tomas).post(url).status_code == 403
    client = sign_in(lena)
    assert NAME in client.get(url).text
    assert Contact.objects.get(pk=xenia.pk).erased_at is None
    assert client.post(url).status_code == 302
    assert client.post(url).status_code == 404
    assert NAME not in client.get(reverse("communications:contact-list")).text
    assert NAME not in client.get(told.release.get_absolute_url()).text


@pytest.fixture
def affected(lena):
    """Xenia as one of those affected, and no contact."""
    audience = make_audience()
    found = read_list(f"address,name,plan\n{ADDRESS},{NAME},Gold\nother@example.net,Other,Tin\n".encode())
    bring_in(lena, audience, columns=found.columns, rows=found.rows, file_name="list.csv")
    release = make_release(make_communication(audience, state="released"))
    delivery = make_delivery(release, ADDRESS, name=NAME, values={"plan": "Gold"}, state="sent", server_said=ADDRESS)
    placeholders([delivery.pk])
    make_response(release.incident, name=NAME, reply_to=ADDRESS, link=FeedbackLink.objects.get(delivery=delivery))
    return delivery


def test_somebody_affected_who_is_no_contact_is_erased_by_address(affected, lena, sign_in):
    url = reverse("communications:contact-erase-address")
    page = sign_in(lena).post(url, {"address": ADDRESS.upper()}, follow=True).text
    assert "Erased in 2 places" in page
    left = [
        (model, name) for model, name, value in every_value() if NAME in value or ADDRESS in value or "Gold" in value
    ]
    assert left == []
    affected.refresh_from_db()
    assert (affected.state, affected.address_hash) == ("sent", hash_address(ADDRESS))
    assert "nowhere here" in sign_in(lena).post(url, {"address": ADDRESS}, follow=True).text


def test_a_contact_is_not_erased_by_address(xenia, lena):
    with pytest.raises(Refused) as refused:
        erasing.erase_address(lena, ADDRESS)
    assert refused.value.code == "contact"


def test_one_who_waits_is_not_written_to_any_more(affected, lena):
    Delivery.objects.update(state="queued")
    erasing.erase_address(lena, ADDRESS)
    affected.refresh_from_db()
    assert (affected.state, affected.resolution) == ("cancelled", "not_reachable")
