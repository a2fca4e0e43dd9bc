"""Signing up by a public page: nobody is written to before the owner of the mailbox says so, and nothing is given away."""

import re
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communications.models import Contact, Endpoint, Membership, SignUp, StakeholderGroup, Suppression
from communications.recipients import recipients_of
from communications.verbs import erasing, groups, signing_up
from postincident.links import make_token
from postincident.models import Event
from postincident.registry import registry
from tests.communications.factories import (
    make_audience,
    make_communication,
    make_contact,
    make_group,
    make_sign_up,
    make_suppression,
)

pytestmark = pytest.mark.django_db
ADDRESS = "ana@example.net"


@pytest.fixture
def reader():
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def group():
    return make_group("Readers of our updates", sign_up_open=True)


@pytest.fixture
def mailed(settings):
    """What was mailed, once the worker has come by."""
    settings.MAIL_IS_LOCAL = False
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    mail.outbox = []

    def messages():
        signing_up.sweep(timezone.now())
        return mail.outbox

    return messages


def page_of(group):
    return reverse("communications:sign-up", args=[group.slug])


def ask(reader, group, address=ADDRESS, **data):
    return reader.post(page_of(group), {"address": address, "name": "Ana Ferreira"} | data)


def path_in(message):
    return re.search(r"http://127.0.0.1:8000(/s/\S+)", message.body)[1]


def path_of(sign_up):
    return f"/s/{make_token('sign-up', sign_up.pk, sign_up.nonce)}/"


def test_asking_makes_nobody_a_contact(reader, group, mailed):
    response = ask(reader, group)
    assert (response.status_code, dict(response.cookies)) == (200, {})
    assert "Look into your mailbox" in response.text
    (message,) = mailed()
    assert message.to == [ADDRESS] and message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert "Ferreira" not in message.message().as_string()
    assert not Contact.objects.exists() and not Endpoint.objects.filter(contact__isnull=False).exists()
    assert mailed() == [message]


def test_looking_at_the_link_confirms_nothing_and_pressing_does(reader, group, mailed):
    ask(reader, group)
    path = path_in(mailed()[0])
    for look in (reader.get, reader.head):
        assert look(path).status_code == 200
    assert not Contact.objects.exists()
    assert "We will write to you" in reader.post(path).text
    endpoint = Endpoint.objects.get(contact__isnull=False)
    assert (endpoint.normalised, endpoint.confirmed_by, endpoint.contact.name) == (ADDRESS, "owner", "Ana Ferreira")
    assert list(endpoint.contact.groups.all()) == [group]
    assert not SignUp.objects.exists()
    assert set(Event.objects.values_list("verb", "actor")) == {
        ("signup.asked", "link_holder"),
        ("contact.signed_up", "link_holder"),
    }


def test_a_link_confirms_once(reader, group, mailed):
    ask(reader, group)
    path = path_in(mailed()[0])
    reader.post(path)
    Membership.objects.all().delete()
    for ask_again in (reader.get, reader.post):
        assert ask_again(path).status_code == 404
    assert not Membership.objects.exists()


def test_confirmed_readers_are_written_to_by_the_next_release(reader, group, mailed):
    ask(reader, group)
    reader.post(path_in(mailed()[0]))
    later = make_communication(make_audience(group=group))
    assert [one.address for one in recipients_of([later]).of(later).addressed] == [ADDRESS]


def test_known_and_unknown_addresses_are_answered_and_mailed_alike(reader, group, mailed):
    make_contact(group, name="Ana of Shops", address=ADDRESS)
    make_suppression("gone@example.net", group)
    answers = [ask(reader, group, address) for address in (ADDRESS, "gone@example.net", "new@example.net")]
    assert len({(answer.status_code, answer.content) for answer in answers}) == 1
    messages = mailed()
    assert len(messages) == 3
    assert len({re.sub(r"/s/\S+", "", message.body) for message in messages}) == 1


def test_a_contact_that_is_there_joins_and_stays_who_they_are(reader, group, mailed):
    contact = make_contact(name="Ana of Shops", address=ADDRESS)
    ask(reader, group, "ANA@example.net")
    reader.post(path_in(mailed()[0]))
    assert Contact.objects.get() == contact and contact.groups.get() == group
    contact.refresh_from_db()
    assert (contact.name, contact.endpoints.get().confirmed_by) == ("Ana of Shops", "owner")


def test_it_lifts_what_stood_against_this_group_and_no_other(reader, group, mailed):
    other = make_group()
    here, there = make_suppression(ADDRESS, group), make_suppression(ADDRESS, other)
    everywhere = make_suppression(ADDRESS, reason="complained")
    ask(reader, group)
    reader.post(path_in(mailed()[0]))
    assert set(Suppression.objects.standing()) == {there, everywhere}
    here.refresh_from_db()
    assert here.lifted_at is not None


def test_two_links_to_one_address_make_one_contact(reader, group, mailed):
    other = make_group(sign_up_open=True)
    for one in (group, other, group):
        ask(reader, one)
    for message in list(mailed()):
        reader.post(path_in(message))
    assert set(Contact.objects.get().groups.all()) == {group, other}


@pytest.mark.parametrize(
    "fields",
    [
        {"sign_up_open": False},
        {"active": False},
        {"required_notice": True},
        {"kind": "internal"},
        {"kind": "regulator"},
        {"channels": ["page"]},
    ],
)
def test_a_group_that_is_not_open_does_not_exist_here(reader, group, fields):
    pending = make_sign_up(group)
    StakeholderGroup.objects.filter(pk=group.pk).update(**fields)
    assert (reader.get(page_of(group)).status_code, ask(reader, group).status_code) == (404, 404)
    assert (reader.get(path_of(pending)).status_code, reader.post(path_of(pending)).status_code) == (404, 404)
    assert SignUp.objects.count() == 1 and not Contact.objects.exists()


def test_the_administrator_closes_it_for_all(reader, group, settings, client, ade):
    settings.SIGN_UP = False
    assert reader.get(page_of(group)).status_code == 404
    assert page_of(group) not in reader.get(reverse("archive:post-list")).text
    client.force_login(ade)
    assert "administrator has closed" in client.get(reverse("communications:group-edit", args=[group.slug])).text
    assert "closed for all groups" in client.get(group.get_absolute_url()).text


def test_a_new_group_is_closed():
    assert not make_group().sign_up_open


def test_the_public_pages_lead_to_what_is_open(reader, group):
    make_group("Not for everybody")
    text = reader.get(reverse("archive:post-list")).text
    assert page_of(group) in text and "Not for everybody" not in text


@pytest.mark.parametrize(
    "data",
    [
        {"address": ""},
        {"address": "nobody"},
        {"address": "a@b.example\r\nBcc: c@d.example"},
        {"name": ""},
        {"name": "\u200b"},
        {"name": "x" * 200},
        {"address": "x" * 300 + "@example.net"},
    ],
)
def test_what_makes_no_sense_is_said_beside_the_field(reader, group, data):
    response = ask(reader, group, **data) if "address" not in data else ask(reader, group, data["address"])
    assert (response.status_code, 'class="error"' in response.text) == (200, True)
    assert not SignUp.objects.exists()


def test_a_machine_is_thanked_and_nothing_happens(reader, group, mailed):
    assert ask(reader, group, website="https://spam.example").content == ask(reader, group, "b@example.net").content
    assert [message.to for message in mailed()] == [["b@example.net"]]


def test_one_address_gets_three_mails_an_hour_and_nobody_is_told(reader, group, mailed):
    answers = {ask(reader, group).content for _ in range(6)}
    assert (len(answers), len(mailed())) == (1, 3)


@pytest.mark.parametrize("limit", ["PUBLIC_POSTS_PER_HOUR", "SIGN_UPS_PER_HOUR"])
def test_a_network_and_everybody_together_are_asked_to_wait(reader, group, settings, limit):
    setattr(settings, limit, 2)
    answers = [ask(reader, group, f"r{number}@example.net") for number in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "3600" and "r2@example.net" in answers[2].text
    assert SignUp.objects.count() == 2


def test_a_link_that_is_too_old_confirms_nothing(reader, group):
    late = make_sign_up(group, expires_at=timezone.now() - timedelta(seconds=1))
    assert (reader.get(path_of(late)).status_code, reader.post(path_of(late)).status_code) == (404, 404)


def test_links_of_others_and_of_other_purposes_confirm_nothing(reader, group):
    mine = make_sign_up(group)
    for token in (
        make_token("sign-up", mine.pk),
        make_token("sign-up", mine.pk, "another"),
        make_token("unsubscribe", mine.pk, mine.nonce),
        make_token("sign-up", 10**30, mine.nonce),
        "x",
        "a" * 600,
    ):
        assert reader.post(f"/s/{token}/").status_code == 404
    assert not Contact.objects.exists()


def test_a_mail_that_does_not_leave_is_tried_again_with_the_same_link(reader, group, mailed, monkeypatch):
    ask(reader, group)
    first = SignUp.objects.get()

    def down(*args):
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMultiAlternatives.send", down)
        assert signing_up.sweep(timezone.now()) == 0
    assert not mailed()
    signing_up.sweep(timezone.now() + timedelta(minutes=6))
    assert path_in(mail.outbox[0]) == path_of(first)


def test_without_a_mail_server_it_is_kept_and_the_page_says_so(reader, group, settings):
    settings.MAIL_IS_LOCAL = True
    settings.MAILERS = {"default": {"BACKEND": "communications.delivery.eml.EmlBackend"}}
    assert "does not leave here" in reader.get(page_of(group)).text
    assert "was kept here" in ask(reader, group).text
    signing_up.sweep(timezone.now())
    (path,) = settings.OUTBOX_DIR.glob("*.eml")
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert message["To"] == ADDRESS and "/s/" in message.get_body(("plain",)).get_content()


def test_what_nobody_confirmed_is_forgotten(settings):
    settings.SIGN_UP_DAYS = 7
    old, new = make_sign_up(), make_sign_up()
    SignUp.objects.filter(pk=old.pk).update(asked_at=timezone.now() - timedelta(days=8))
    assert registry.retention["sign-ups that nobody confirmed"](timezone.now()) == 1
    assert SignUp.objects.get() == new


def test_erasing_an_address_forgets_what_was_asked_for_it(ade, group):
    make_sign_up(group, ADDRESS)
    assert erasing.erase_address(ade, ADDRESS) == 1
    assert not SignUp.objects.exists()


def test_a_public_group_that_is_opened_writes_by_mail_and_goes_on_when_closed(ade):
    group = groups.add(ade, name="Everybody", kind="public", detail_level="plain", sign_up_open=True)
    assert group.channels == ["page", "mail"]
    groups.change(ade, group, version=0, why="Nobody came", relevant_services=[], sign_up_open=False)
    group.refresh_from_db()
    assert group.channels == ["page", "mail"]


def test_only_readers_outside_who_may_leave_can_be_let_in(client, ade):
    client.force_login(ade)
    group = make_group(kind="internal")
    page = reverse("communications:group-edit", args=[group.slug])
    form = client.get(page).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False, [])}
    response = client.post(page, data | {"sign_up_open": "on"})
    assert "Only an external or a public group" in response.text
